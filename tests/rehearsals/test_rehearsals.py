"""The seven procedures run: their papers, figures, seal and journal, checked by means that are not the product's."""

import re
import subprocess
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from himpun.sop.model import Part
from tests.rehearsals.arithmetic import (
    band,
    in_hundredths,
    mean,
    reached,
    text_of,
    without_zeros,
)
from tests.rehearsals.played import Entered, Played

pytestmark = pytest.mark.django_db  # what a rehearsal is played in is made for tests that ask for it

ALMOST = Fraction(1, 10**40)
SHAPE = {
    "procedure": str,
    "period": str,
    "steps": [
        {
            "number": int,
            "acts": list,
            "performers": list,
            "tasks": int,
            "returns": int,
            "standard": {"raw": str, "value": str, "unit": str},
            "used_minutes": int,
        }
    ],
    "papers": [{"kind": str, "file": str, "sha256": str}],
    "figures": [{"unit": str, "indicator": str, "value": str, "revision": int, "achievement": str}],
    "report": {"file": str, "signed": bool, "sealed": bool, "valid": bool},
    "trail": {"entries": int, "head": str, "verified": bool},
}
MAY_BE_NULL = {"standard", "used_minutes", "value", "achievement"}


def misshapen(told: object, shape: object, where: str = "") -> list[str]:
    """Where what is told departs from the shape: a missing or further name, another type."""
    match shape:
        case dict():
            if not isinstance(told, dict) or set(told) != set(shape):
                return [f"{where}: {told}"]
            inner = ((told[name], part, name) for name, part in shape.items())
            nulls = [f"{where}/{name}" for one, _, name in inner if one is None and name not in MAY_BE_NULL]
            parts = [(told[name], part, f"{where}/{name}") for name, part in shape.items() if told[name] is not None]
            return nulls + [fault for one in parts for fault in misshapen(*one)]
        case [one]:
            if not isinstance(told, list) or not told:
                return [f"{where}: {told}"]
            return [fault for number, item in enumerate(told) for fault in misshapen(item, one, f"{where}/{number}")]
        case type():
            return [] if type(told) is shape else [f"{where}: {told!r}"]
        case _:
            return [where]


def test_it_tells_what_was_agreed_and_nothing_else(played: Played) -> None:
    assert misshapen(played.told, SHAPE) == []
    assert (played.told["procedure"], played.told["period"][4:7]) == (played.key, "-TW")


def test_every_line_is_done_as_the_sop_says(played: Played) -> None:
    for told, line in zip(played.told["steps"], played.sop.lines, strict=True):
        assert told["number"] == line.number
        assert told["acts"] == [act.value for act in line.acts]
        assert told["performers"] == [role.key for role in line.performers if role.part is Part.DOES]
        assert told["tasks"] >= len(line.acts)
        assert told["used_minutes"] >= 0
        if line.duration is None:
            assert told["standard"] is None
        else:
            standard = told["standard"]
            assert standard["raw"] == line.duration.raw
            assert Decimal(standard["value"]) == line.duration.value
            assert standard["unit"] == line.duration.unit.value


def test_a_unit_is_sent_back_once_and_corrects_what_was_pointed_at(played: Played) -> None:
    assert sum(step["returns"] for step in played.told["steps"]) == 1
    again = {(c.unit, c.indicator): c for c in played.cells if c.revision == 2}
    before = {(c.unit, c.indicator): c for c in played.cells if c.revision == 1}
    ((wrong, right),) = [(before[place], c) for place, c in again.items() if c.value != before[place].value]
    assert right.value is not None
    assert wrong.value == 10 * right.value
    revisions = {(f["unit"], f["revision"]) for f in played.told["figures"]}
    assert revisions == {(cell.unit, cell.revision) for cell in played.standing}
    assert (right.unit, 2) in revisions


def test_the_figures_told_are_those_entered_last(played: Played) -> None:
    told = [(f["unit"], f["indicator"], f["value"] and Decimal(f["value"])) for f in played.told["figures"]]
    assert told == [(cell.unit, cell.indicator, cell.value) for cell in played.standing]
    assert {cell.value is None for cell in played.standing} == {True, False}, "some are answered with a reason"


def test_the_achievements_come_out_the_same_when_computed_apart(played: Played) -> None:
    for told, cell in zip(played.told["figures"], played.standing, strict=True):
        expected = reached(cell)
        if expected is None:
            assert told["achievement"] is None
        else:
            assert abs(Fraction(told["achievement"]) - expected) < ALMOST


def test_the_report_says_each_figure_with_its_achievement(played: Played) -> None:
    text = text_of(played.folder / played.told["report"]["file"])
    for number, cell in enumerate(played.standing, start=1):
        row = text.index(f" {number}. {cell.unit} ")
        target = f" {without_zeros(cell.target)} "
        said = text[row : row + 400].split(cell.indicator, 1)[1]
        assert target in said
        assert said.split(target, 1)[1].startswith(realised(cell))


def realised(cell: Entered) -> str:
    """What stands behind the target: the realisation and what it reached."""
    percent = reached(cell)
    if cell.value is None or percent is None:
        return "belum berjalan —"
    return f"{without_zeros(cell.value)} {in_hundredths(percent)}"


def test_the_report_and_the_recap_say_the_averages_and_categories(played: Played) -> None:
    whole = mean(played.standing)
    recap = [paper["file"] for paper in played.told["papers"] if paper["kind"] == "recap"][-1]
    for file in (played.told["report"]["file"], recap):
        text = text_of(played.folder / file)
        assert f"Rata-rata capaian : {in_hundredths(whole)} % Kategori : {band(whole)}" in text
        by_unit = text.split("No. Unit Kiriman Indikator Dihitung", 1)[1]
        for unit in dict.fromkeys(cell.unit for cell in played.standing):
            own = mean(cell for cell in played.standing if cell.unit == unit)
            counted = sum(cell.unit == unit and cell.value is not None for cell in played.standing)
            assert f" {counted} {in_hundredths(own)} {band(own)}" in by_unit.split(unit, 1)[1][:200]


def test_every_paper_lies_in_the_folder_under_its_hash(played: Played) -> None:
    papers = played.told["papers"]
    assert {paper["file"] for paper in papers} == {file.name for file in played.folder.iterdir()}
    for paper in papers:
        data = (played.folder / paper["file"]).read_bytes()
        assert sha256(data).hexdigest() == paper["sha256"]
        assert data.startswith(b"%PDF-")


def test_the_acts_of_the_sop_left_their_papers(played: Played) -> None:
    kinds = {paper["kind"] for paper in played.told["papers"]}
    acts = {act.value for line in played.sop.lines for act in line.acts}
    left = {
        "instruct": "disposition",
        "form_team": "team_letter",
        "plan": "activity_plan",
        "prepare_request": "request_format",
        "distribute": "request_note",
        "meet": "minutes",
        "gather": "completeness",
        "review": "review_note",
        "hand_over": "receipt",
        "analyse": "analysis",
        "publish": "cover_letter",
        "archive": "archive_list",
    }
    assert {left[act] for act in acts & left.keys()} | {"recap", "report"} <= kinds


def test_nobody_is_given_their_own_disposition_and_no_letter_is_dated_at_an_office(played: Played) -> None:
    found = re.compile(
        r"kepada Sdr\. (.*?) Dengan hormat.*?([\w ]+), \d+ \w+ \d{4} ([^a-z]+) Diparaf secara elektronik"
    )
    given = [paper["file"] for paper in played.told["papers"] if paper["kind"] == "disposition"]
    for file in given:
        told = found.search(text_of(played.folder / file))
        assert told is not None
        to, place, capacity = told.groups()
        assert not re.search(r"inspektorat|camat|kantor", place.rsplit(". ", 1)[-1], re.I)
        assert capacity.casefold() not in re.split(r" ?\d+\. ", to.casefold())


def test_the_seal_is_found_valid_by_a_program_that_is_not_ours(played: Played) -> None:
    report = played.told["report"]
    assert (report["signed"], report["sealed"], report["valid"]) == (True, True, True)
    said = subprocess.run(
        ["pdfsig", str(played.folder / report["file"])], capture_output=True, text=True, check=False
    ).stdout
    assert said.count("Signature is Valid") == 1
    assert "Total document signed" in said
    assert f"Common Name: {played.sop.office}" in said


def test_the_journal_verifies(played: Played) -> None:
    trail = played.told["trail"]
    assert trail["verified"] is True
    assert trail["entries"] > sum(step["tasks"] for step in played.told["steps"])
    assert len(bytes.fromhex(trail["head"])) == 32


def test_a_shape_that_departs_is_found() -> None:
    assert misshapen({"file": "a", "signed": 1, "sealed": True, "valid": True}, SHAPE["report"])
    assert misshapen({"entries": 1, "head": "", "verified": True, "more": 1}, SHAPE["trail"])
    assert misshapen([], SHAPE["papers"])
    assert misshapen({"kind": None, "file": "a", "sha256": "b"}, {"kind": str, "file": str, "sha256": str})
