"""Files by strangers: every problem is told with its place, and nothing but BrokenSop is raised."""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from himpun.sop.errors import BrokenSop
from himpun.sop.model import Finding, Severity
from himpun.sop.read import sop_from, sop_from_json, sop_from_yaml
from himpun.sop.tests.tables import sop_data

TABLE = """
| no | acts     | performers         |
|----|----------|--------------------|
| 1  | instruct | camat, sekretaris< |
| 2  | sign     | camat              |
"""
YAML = "format: himpun-sop/1\ntitle: Pengumpulan\n"


def short(value: object) -> str:
    """A test's name for a value that may be huge."""
    return ascii(value)[:30] if isinstance(value, str | bytes) else type(value).__name__


def findings_of(read: Callable[[Any], object], source: object) -> tuple[Finding, ...]:
    with pytest.raises(BrokenSop) as broken:
        read(source)
    assert all(one.severity is Severity.ERROR and one.message for one in broken.value.findings)
    return broken.value.findings


def codes(read: Callable[[Any], object], source: object) -> set[str]:
    return {one.code for one in findings_of(read, source)}


def places(data: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one.code, one.where) for one in findings_of(sop_from, data)}


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (YAML + "office: &x Kecamatan\ngovernment: *x\n", "alias_refused"),
        (YAML + "a: &a [x]\nb: &b [*a, *a]\n", "alias_refused"),
        (YAML + "office: !!python/object/apply:os.system [ls]\n", "tag_refused"),
        (YAML + "office: !!binary aGFpCg==\n", "tag_refused"),
        (YAML + "title: Dua kali\n", "written_twice"),
        (YAML + "? [a, b]\n: c\n", "key_is_not_text"),
        (YAML + "7: c\n", "key_is_not_text"),
        (YAML + "<<: {office: Kecamatan}\n", "unknown_field"),
        (YAML + "---\ntitle: Kedua\n", "several_documents"),
        (YAML + "office: [\n", "not_yaml"),
        (YAML + "\toffice: x\n", "not_yaml"),
        (YAML + "office: x\x00y\n", "control_character"),
        (YAML + 'office: "x\\0y"\n', "control_character"),
        (YAML + "office: " + "[" * 21 + "]" * 21, "too_deep"),
        (YAML + "office: " + "[" * 400_000, "too_deep"),
        (YAML + "#" * 1_000_000, "too_large"),
        (b"\xff\xfe\x00", "not_text"),
        ("", "not_an_sop"),
        ("- a\n- b\n", "not_an_sop"),
        ("format: himpun-sop/2\n", "unknown_version"),
        ("format: 1\n", "unknown_version"),
        ("title: Tanpa format\n", "missing"),
    ],
    ids=short,
)
def test_a_hostile_yaml_file_is_refused(source: str | bytes, code: str) -> None:
    assert code in codes(sop_from_yaml, source)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('{"format": "himpun-sop/1", "format": "himpun-sop/1"}', "written_twice"),
        ('{"format": "himpun-sop/1", "title": NaN}', "missing"),
        ('{"format": "himpun-sop/1", "title": "\\ud800"}', "control_character"),
        ('{"format": "himpun-sop/1", "title": "\ud800"}', "control_character"),
        ('{"format": "himpun-sop/1", "title": "a\\u0000b"}', "control_character"),
        ('{"format": "himpun-sop/1", "title": ' + "9" * 5000 + "}", "not_a_number"),
        ('{"format": "himpun-sop/1", "title": ' + "[" * 300_000, "too_deep"),
        ('{"format": "himpun-sop/1", "title": ' + "[" * 30 + "]" * 30 + "}", "too_deep"),
        ('{"format": "himpun-sop/1"', "not_json"),
        (b'\xff{"format": 1}', "not_text"),
        ("[]", "not_an_sop"),
        ("null", "not_an_sop"),
        ('"' + "x" * 1_000_001 + '"', "too_large"),
    ],
    ids=short,
)
def test_a_hostile_json_text_is_refused(source: str | bytes, code: str) -> None:
    assert code in codes(sop_from_json, source)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "1e999999999", "-1", "0", "0.0", "1.00001", "9999999"])
def test_a_time_that_is_no_ordinary_number_is_named(value: str) -> None:
    text = json.dumps(sop_data(TABLE)).replace('"value": "30"', f'"value": {value}', 1)
    found = findings_of(sop_from_json, text)
    assert {one.where for one in found} == {"steps/1/duration/value"}


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, Decimal("NaN"), Decimal("1E+999999999"), 10**5000, object(), True],
    ids=short,
)
def test_a_mapping_with_an_impossible_value_is_named(value: object) -> None:
    data = sop_data(TABLE)
    data["steps"][1]["duration"]["value"] = value
    assert {where for _, where in places(data)} == {"steps/2/duration/value"}


@pytest.mark.parametrize("broken", ["office: [x\n", "office: *x\n", "office: &x y\n", "office: !x y\n"])
def test_a_broken_line_is_named_by_its_number(broken: str) -> None:
    (found,) = findings_of(sop_from_yaml, YAML + broken)
    assert found.where in ("baris 3", "baris 4")


@pytest.mark.parametrize("value", [object(), 7, None, ["x"]], ids=short)
def test_a_value_of_another_kind_is_named(value: object) -> None:
    assert places(sop_data(TABLE, title=value)) == {("wrong_type", "title")}


@pytest.mark.parametrize(("depth", "code"), [(19, "wrong_type"), (20, "too_deep")])
def test_twenty_levels_are_read_and_no_more(depth: int, code: str) -> None:
    nest = "[" * depth + "]" * depth
    assert code in codes(sop_from_yaml, f"{YAML}office: {nest}\n")
    assert code in codes(sop_from_json, f'{{"format": "himpun-sop/1", "office": {nest}}}')


def test_a_mapping_that_holds_itself_is_refused() -> None:
    data = sop_data(TABLE)
    data["extra"] = data
    assert codes(sop_from, data) == {"too_deep"}


def test_every_problem_is_told_at_once_and_at_its_place() -> None:
    data = sop_data(TABLE)
    data["steps"][1] |= {"acts": ["terbang"], "number": 7, "activity": "", "waktu": 3}
    data["steps"][0]["performers"][1]["part"] = "menonton"
    data["performers"][0]["seat"] = "kursi"
    data["closing"] = [{"acts": ["sign"], "performers": [{"key": "Camat!"}]}]
    data["dates"] = {"made": "2022-02-30", "tried": "kemarin"}
    del data["office"]
    assert places(data) == {
        ("unknown_word", "steps/7/acts/1"),
        ("empty", "steps/7/activity"),
        ("unknown_field", "steps/7/waktu"),
        ("unknown_word", "steps/1/performers/2/part"),
        ("unknown_word", "performers/camat/seat"),
        ("wrong_shape", "closing/8/performers/1/key"),
        ("no_such_date", "dates/made"),
        ("wrong_shape", "dates/tried"),
        ("missing", "office"),
    }


def test_too_much_and_twice_the_same_are_named() -> None:
    data = sop_data(TABLE, title="x" * 301, legal_basis=["x"] * 201)
    data["steps"][0]["performers"][0]["acts"] = [1, 1]
    assert places(data) == {
        ("too_long", "title"),
        ("too_long", "legal_basis"),
        ("written_twice", "steps/1/performers/1/acts"),
    }


def test_a_missing_part_is_named_at_the_place_where_it_belongs() -> None:
    data = sop_data(TABLE)
    del data["steps"][0]["acts"], data["steps"][0]["performers"]
    assert places(data) == {("missing", "steps/1/acts"), ("missing", "steps/1/performers")}


@pytest.mark.parametrize("to", [0, -1, 1000, "selesai", 1.5, True, None, "end\n"])
def test_a_way_leads_to_a_number_or_the_end(to: object) -> None:
    data = sop_data(TABLE)
    data["steps"][0]["ways"] = [{"when": "done", "to": to}]
    assert {where for _, where in places(data)} == {"steps/1/ways/1/to"}


@pytest.mark.parametrize("wrong", [1, math.nan])
def test_a_file_that_is_wrong_everywhere_is_told_in_a_list_that_can_be_read(wrong: float) -> None:
    data = sop_data(TABLE)
    data["legal_basis"] = [wrong] * 100_000
    assert len(findings_of(sop_from, data)) == 200


@given(st.binary(max_size=400) | st.text(max_size=400))
@example("? ")
@example("{[: }")
@example('"\\ud800": 1')
@settings(deadline=None, max_examples=300)
def test_whatever_the_bytes_only_a_broken_sop_is_raised(source: bytes | str) -> None:
    assert findings_of(sop_from_yaml, source)
    assert findings_of(sop_from_json, source)


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), trees)
@settings(deadline=None, max_examples=300)
def test_whatever_stands_in_one_place_only_a_broken_sop_is_raised(data: st.DataObject, tree: object) -> None:
    sop = sop_data(TABLE)
    node: Any = sop
    while isinstance(node, dict | list) and node:
        spot = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        if data.draw(st.booleans()) or not isinstance(node[spot], dict | list):
            node[spot] = tree
            break
        node = node[spot]
    with suppress(BrokenSop):
        sop_from(sop)
