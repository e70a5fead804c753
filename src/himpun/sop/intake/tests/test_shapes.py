"""The same SOP is read the same, whatever a converter made of its table."""

import pytest

from himpun.sop.check import check
from himpun.sop.intake.tests.documents import BELOW, FIELDS, HEAD, PERFORMERS, ROWS, SHAPES, by_tabs, identity, row
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.model import Severity, Sop
from himpun.sop.read import sop_from
from himpun.sop.write import as_data

DURATIONS = ["10 minute", "30 minute", "1 day", "3 day", "2 hour", "30 minute", "15 minute"]


def the_sop(text: str) -> Sop:
    reading = understand(read_text(text))
    assert len(reading.procedures) == 1, reading.findings
    return reading.procedures[0]


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_times_papers_and_performers_are_those_of_the_table(shape: str) -> None:
    sop = the_sop(SHAPES[shape])
    assert [step.activity for step in sop.steps] == [row[0] for row in ROWS]
    assert [step.requirements for step in sop.steps] == [(row[1],) for row in ROWS]
    assert [step.outputs for step in sop.steps] == [(row[3],) for row in ROWS]
    assert [f"{d.value} {d.unit}" for step in sop.steps if (d := step.duration)] == DURATIONS
    assert tuple(one.name for one in sop.performers if one.column) == PERFORMERS


@pytest.mark.parametrize("shape", SHAPES)
def test_the_performer_of_every_step_is_found(shape: str) -> None:
    sop = the_sop(SHAPES[shape])
    keys = [one.key for one in sop.performers]
    assert [step.performers[0].key for step in sop.steps] == [keys[row[4]] for row in ROWS]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_identity_is_found_beside_above_or_behind_the_table(shape: str) -> None:
    sop = the_sop(SHAPES[shape])
    assert (sop.number, sop.title) == (FIELDS[0][1], FIELDS[-1][1])
    assert (sop.government, sop.office) == ("Pemerintah Kabupaten Muara Kelana", "Kecamatan Sungai Rindang")
    assert (sop.dates.made, sop.dates.revised, sop.dates.effective) == ("2024-03-04", None, "2024-04-01")
    assert sop.approved_by.position == "Camat Sungai Rindang"


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_read_can_be_written_and_run(shape: str) -> None:
    sop = the_sop(SHAPES[shape])
    assert sop_from(as_data(sop)) == sop
    assert [finding for finding in check(sop) if finding.severity is Severity.ERROR] == []


def quoted(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A row as Excel copies it: its second cell has a line end in it."""
    words = cells[1].replace(" ", "\n", 1)
    return (cells[0], f'"{words}"', *cells[2:])


def test_a_cell_that_excel_quotes_for_its_line_end_is_one_cell() -> None:
    table = [HEAD, BELOW, *(quoted(row(at, "v")) for at in range(len(ROWS)))]
    assert [step.activity for step in the_sop(f"{identity()}\n\n{by_tabs(table)}").steps] == [r[0] for r in ROWS]


def test_a_quoted_quote_is_kept_and_a_stray_one_breaks_nothing() -> None:
    first, second, *others = (row(at, "v") for at in range(len(ROWS)))
    first = (first[0], '"Memberi ""disposisi"" kepada\nSekretaris"', *first[2:])
    second = (second[0], f'"{second[1]}', *second[2:])
    steps = the_sop(f"{identity()}\n\n{by_tabs([HEAD, BELOW, first, second, *others])}").steps
    assert steps[0].activity == 'Memberi "disposisi" kepada Sekretaris'
    assert [step.activity.strip('"') for step in steps[1:]] == [r[0] for r in ROWS[1:]]
