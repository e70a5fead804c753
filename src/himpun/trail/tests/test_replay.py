"""The fold from entries to rows: the last writer of a column holds."""

from typing import Any

from himpun.trail.chain import canonical
from himpun.trail.replay import ERASED, Told, fold


def told(*rows: tuple[str, int, dict[str, Any]], hidden: list[Any] | None = None, personal: Any = None) -> Told:
    body = canonical({"payload": {}, "rows": rows, "hidden": hidden or []})
    return Told(body, None if personal is None else canonical(personal))


def test_a_later_entry_writes_over_the_columns_it_names_and_no_others() -> None:
    entries = [told(("task", 1, {"state": "open", "post": 3})), told(("task", 1, {"state": "done"}))]
    assert fold(entries) == {("task", 1): {"state": "done", "post": 3}}


def test_rows_of_two_tables_with_one_key_are_two_rows() -> None:
    assert len(fold([told(("task", 1, {"a": 1}), ("case", 1, {"a": 2}))])) == 2


def test_a_row_that_is_gone_is_gone_and_may_come_again() -> None:
    gone = [told(("task", 1, {"a": 1, "b": 1})), told(("task", 1, {}))]
    assert fold(gone) == {}
    assert fold([*gone, told(("task", 1, {"a": 2}))]) == {("task", 1): {"a": 2}}


def test_folding_in_two_goes_is_folding_in_one() -> None:
    first, second = told(("task", 1, {"a": 1})), told(("task", 1, {"b": 2}))
    assert fold([second], into=fold([first])) == fold([first, second])


def test_personal_columns_are_known_until_they_are_erased() -> None:
    hidden = [["person", 4, ["nip"]]]
    kept = told(hidden=hidden, personal={"rows": [["person", 4, {"nip": "1"}]]})
    assert fold([kept]) == {("person", 4): {"nip": "1"}}
    assert fold([told(hidden=hidden)]) == {("person", 4): {"nip": ERASED}}


def test_a_column_written_again_after_the_erasure_is_known_again() -> None:
    erased = told(hidden=[["person", 4, ["nip"]]])
    assert fold([erased, told(("person", 4, {"nip": "2"}))]) == {("person", 4): {"nip": "2"}}
