"""What the model itself knows: where a finding points, and which line has a number."""

from dataclasses import replace

import pytest

from himpun.sop.catalogue import load
from himpun.sop.model import Finding, Severity

SOP = load("batui-selatan")


@pytest.mark.parametrize(
    ("where", "line", "part"),
    [
        ("steps/3/performers", 3, "performers"),
        ("steps/3/performers/2/key", 3, "performers"),
        ("closing/10", 10, ""),
        ("performers/camat", None, ""),
        ("legal_basis/3", None, ""),
        ("steps", None, ""),
        ("steps/tiga/ways", None, "ways"),
        ("steps/3a", None, ""),
        ("steps/" + "9" * 5000, None, ""),
        ("title", None, ""),
    ],
    ids=lambda one: str(one)[:20],
)
def test_a_finding_knows_the_line_and_the_part_it_speaks_of(where: str, line: int | None, part: str) -> None:
    finding = Finding("any", Severity.WARNING, where, "Periksa.")
    assert (finding.line, finding.part) == (line, part)


def test_a_line_is_found_by_its_number_and_says_where_it_stands() -> None:
    last = SOP.closing[-1]
    assert SOP.line(last.number) is last
    assert SOP.place_of(last) == f"closing/{last.number}"
    assert SOP.place_of(SOP.line(1)) == "steps/1"
    with pytest.raises(KeyError):
        SOP.line(last.number + 1)


def test_a_place_leads_back_to_its_line() -> None:
    for step in SOP.lines:
        finding = Finding("any", Severity.WARNING, SOP.place_of(step), "Periksa.")
        assert finding.line == step.number
        assert replace(finding, where=f"{finding.where}/note").part == "note"
