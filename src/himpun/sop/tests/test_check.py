"""What stops a publication, told with small SOPs."""

from dataclasses import replace

import pytest

from himpun.sop.check import check
from himpun.sop.model import Severity, Sop
from himpun.sop.tests.tables import sop_of

SOUND = """
| no | acts         | performers            | per   | ways            |
|----|--------------|-----------------------|-------|-----------------|
| 1  | instruct     | camat, sekretaris<    |       |                 |
| 2  | fill, gather | kasi 1, sekretaris 2  | units |                 |
| 3  | review       | sekretaris, kasi+     |       | yes 4, no 2!    |
| 4  | sign         | camat                 |       | no 3            |
|    | archive      | sekretaris            |       |                 |
"""


def errors(sop: Sop) -> set[tuple[str, str]]:
    return {(one.code, one.where) for one in check(sop) if one.severity is Severity.ERROR}


def error_codes(table: str) -> set[str]:
    return {code for code, _ in errors(sop_of(table))}


def line(acts: str, performers: str, per: str = "", ways: str = "") -> str:
    """An SOP of an order, this line as its second, and a signature."""
    return f"""
| no | acts     | performers         | per   | ways   |
|----|----------|--------------------|-------|--------|
| 1  | instruct | camat, sekretaris< |       |        |
| 2  | {acts}   | {performers}       | {per} | {ways} |
| 3  | sign     | camat              |       |        |
"""


def test_a_sound_sop_has_no_finding_at_all() -> None:
    assert check(sop_of(SOUND)) == ()


def test_an_sop_without_steps_is_stopped() -> None:
    assert ("no_steps", "steps") in errors(sop_of(SOUND, steps=[], closing=[]))


@pytest.mark.parametrize(
    ("acts", "performers", "per", "ways", "code"),
    [
        ("recap", "sekretaris+", "", "", "act_without_doer"),
        ("initial, recap", "sekretaris 1", "", "", "act_without_doer"),
        ("recap", "sekretaris, kasubag", "", "", "two_doers"),
        ("recap", "tim, kasubag", "", "", "two_doers"),
        ("fill", "kasi, sekretaris", "units", "", "two_doers"),
        ("fill", "kasi, auditor", "members in kasi", "", "doers_of_two_kinds"),
        ("recap", "bendahara", "", "", "performer_unknown"),
        ("recap", "sekretaris 2", "", "", "act_position_unknown"),
        ("recap, initial", "sekretaris 1, sekretaris 2", "", "", "role_twice"),
        ("fill", "tim", "", "", "fill_without_unit"),
        ("fill", "kasi", "", "", "fan_out_missing"),
        ("hand_over", "kabid, camat<", "", "", "fan_out_missing"),
        ("fill", "sekretaris, kasi+", "units", "", "fan_out_of_nobody"),
        ("fill", "kasi", "lurah", "", "fan_out_of_nobody"),
        ("fill", "kasi", "members in kasi", "", "fan_out_of_nobody"),
        ("fill", "auditor", "members", "", "within_missing"),
        ("fill", "auditor", "auditor", "", "within_missing"),
        ("fill", "auditor", "members in camat", "", "within_is_no_unit"),
        ("fill", "kasi", "units quorum", "", "quorum_without_number"),
        ("recap", "sekretaris", "", "done 9", "way_to_nowhere"),
        ("review", "sekretaris", "", "no 9", "way_to_nowhere"),
        ("recap", "sekretaris", "", "yes 3", "yes_without_decision"),
        ("recap", "sekretaris", "", "no 1", "return_without_decision"),
        ("review", "sekretaris", "", "yes 3, done 3", "two_ways_on"),
        ("review", "sekretaris", "", "yes 3!", "points_without_return"),
        ("review", "sekretaris", "", "yes 1", "goes_on_backwards"),
        ("review", "sekretaris", "", "yes 2", "goes_on_backwards"),
        ("review", "sekretaris", "", "no 1, no 1!", "return_twice"),
        ("review", "sekretaris", "", "no end", "return_to_the_end"),
        ("review", "sekretaris", "", "yes end", "unreachable"),
    ],
)
def test_a_line_that_cannot_be_done_stops_the_publication(
    acts: str, performers: str, per: str, ways: str, code: str
) -> None:
    assert code in error_codes(line(acts, performers, per, ways))


@pytest.mark.parametrize(
    ("acts", "performers", "per", "ways"),
    [
        ("fill", "kasi, lurah", "units", ""),
        ("fill", "kasi", "kasi", ""),
        ("fill", "sekretaris", "", ""),
        ("fill", "kasi", "units quorum 3", ""),
        ("fill", "kasi", "units deadline", ""),
        ("instruct, fill", "irban 1, auditor 2", "members in irban", ""),
        ("hand_over", "kabid, camat<", "kabid", ""),
        ("initial, initial", "kasubag 1, sekretaris 2", "", "no 1"),
        ("hand_over, gather", "kasi 1, kasubag 2, kasubag< 1", "units", ""),
        ("review", "sekretaris", "", "yes 3, no 1, no 2"),
        ("review", "sekretaris", "", "yes end, no 3"),
    ],
)
def test_a_line_that_offices_do_write_is_no_error(acts: str, performers: str, per: str, ways: str) -> None:
    assert error_codes(line(acts, performers, per, ways)) == set()


def test_a_number_beside_another_join_than_quorum_is_stopped() -> None:
    data = {"number": 1, "activity": "Mengisi", "acts": ["fill"], "performers": [{"key": "kasi"}]}
    step = data | {"per": {"each": "units", "join": "all", "quorum": 2}}
    sop = sop_of(SOUND, steps=[step], closing=[])
    assert ("number_without_quorum", "steps/1/per/quorum") in errors(sop)


def test_a_line_without_any_act_is_stopped() -> None:
    sop = sop_of(SOUND)
    empty = replace(sop.steps[0], acts=())
    assert ("no_acts", "steps/1/performers") in errors(replace(sop, steps=(empty, *sop.steps[1:])))


def test_a_line_jumped_over_is_unreachable() -> None:
    table = """
| no | acts   | performers | ways   |
|----|--------|------------|--------|
| 1  | review | camat      | yes 3  |
| 2  | recap  | sekretaris |        |
| 3  | sign   | camat      |        |
"""
    assert errors(sop_of(table)) == {("unreachable", "steps/2")}


def test_an_sop_that_turns_in_a_circle_never_ends() -> None:
    table = """
| no | acts   | performers | ways   |
|----|--------|------------|--------|
| 1  | recap  | camat      |        |
| 2  | review | sekretaris | yes 1  |
"""
    assert ("end_unreachable", "steps/1") in errors(sop_of(table))


def test_the_closing_is_checked_like_the_table_and_named_by_its_numbers() -> None:
    sop = sop_of(SOUND.replace("|    | archive      | sekretaris ", "|    | archive      | kasi       "))
    assert errors(sop) == {("fan_out_missing", "closing/5/per")}


def test_two_lines_with_one_number_are_stopped() -> None:
    assert ("number_twice", "steps/2") in errors(sop_of(SOUND.replace("| 3  |", "| 2  |")))


def test_lines_out_of_order_are_stopped() -> None:
    assert ("numbers_out_of_order", "steps") in errors(sop_of(SOUND.replace("| 1  |", "| 9  |")))


def test_two_performers_with_one_key_are_stopped() -> None:
    camat = {"key": "camat", "name": "Camat", "seat": "post"}
    assert ("performer_twice", "performers/camat") in errors(sop_of(SOUND, performers=[camat, camat]))


def test_a_performer_cannot_be_called_like_a_word_of_the_format() -> None:
    units = {"key": "units", "name": "Seksi", "seat": "units"}
    assert ("reserved_key", "performers/units") in errors(sop_of(SOUND, performers=[units]))


def test_an_error_left_by_the_reading_stops_the_publication_until_it_is_answered() -> None:
    left = {"code": "number_unread", "severity": "error", "where": "steps/2", "message": "Tidak terbaca."}
    assert errors(sop_of(SOUND, findings=[left])) == {("number_unread", "steps/2")}


def test_errors_come_before_cautions() -> None:
    found = check(sop_of(line("recap", "sekretaris+").replace("| sign ", "| recap")))
    severities = [one.severity for one in found]
    assert severities == sorted(severities, key=lambda severity: severity is not Severity.ERROR)
    assert {Severity.ERROR, Severity.WARNING} <= set(severities)
