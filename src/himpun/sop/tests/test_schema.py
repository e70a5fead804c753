"""The schema that is shipped says what the model says."""

from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from himpun.lib.worktime import TimeUnit
from himpun.sop.catalogue import keys, load
from himpun.sop.errors import BrokenSop
from himpun.sop.model import FORMAT, Act, Join, Part, Seat, Severity, When
from himpun.sop.raw import Tree
from himpun.sop.schema import schema, shape_findings
from himpun.sop.upgrade import upgraded
from himpun.sop.words import ACT_WORDS, SEAT_WORDS, UNIT_WORDS
from himpun.sop.write import as_data


def shape(name: str) -> Any:
    return schema()["$defs"][name]


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["properties"]["format"] == {"const": FORMAT}


@pytest.mark.parametrize(
    ("words", "enum"),
    [
        (shape("acts")["items"], Act),
        (shape("performer")["properties"]["seat"], Seat),
        (shape("role")["properties"]["part"], Part),
        (shape("per")["properties"]["join"], Join),
        (shape("way")["properties"]["when"], When),
        (shape("duration")["properties"]["unit"], TimeUnit),
        (shape("finding")["properties"]["severity"], Severity),
    ],
)
def test_its_words_are_the_words_of_the_model(words: dict[str, Any], enum: type[StrEnum]) -> None:
    assert words["enum"] == [member.value for member in enum]


def test_every_word_of_the_model_has_a_word_of_the_office() -> None:
    assert set(ACT_WORDS) == set(Act)
    assert set(SEAT_WORDS) == set(Seat)
    assert set(UNIT_WORDS) == set(TimeUnit)


@pytest.mark.parametrize("key", keys())
def test_what_is_written_has_the_shape(key: str) -> None:
    assert shape_findings(as_data(load(key))) == ()


def test_every_key_that_is_written_is_in_the_schema_and_the_other_way_round() -> None:
    data = as_data(load("inspektorat-tapin-2022"))
    assert set(data) == set(schema()["properties"])
    assert set(data["steps"][0]) == set(shape("step")["properties"])
    assert set(data["approved_by"]) == set(schema()["properties"]["approved_by"]["properties"])
    assert set(data["dates"]) == set(schema()["properties"]["dates"]["properties"])
    assert set(as_data(load("batui-selatan"))["closing"][0]) == set(shape("closingLine")["properties"])


def test_an_older_format_is_brought_up_version_by_version() -> None:
    def from_zero(tree: dict[str, Tree]) -> dict[str, Tree]:
        return {**tree, "format": "himpun-sop/0.5", "title": f"{tree['title']}, diperbarui"}

    def from_half(tree: dict[str, Tree]) -> dict[str, Tree]:
        return {**tree, "format": FORMAT, "number": ""}

    chain = {"himpun-sop/0": from_zero, "himpun-sop/0.5": from_half}
    old: dict[str, Tree] = {"format": "himpun-sop/0", "title": "Pengumpulan"}
    assert upgraded(old, chain) == {"format": FORMAT, "title": "Pengumpulan, diperbarui", "number": ""}


@pytest.mark.parametrize("version", ["himpun-sop/2", "himpun-sop/0", "", 1, ["himpun-sop/1"]])
def test_a_format_that_nobody_knows_is_refused(version: Tree) -> None:
    with pytest.raises(BrokenSop) as broken:
        upgraded({"format": version})
    assert [one.code for one in broken.value.findings] == ["unknown_version"]
