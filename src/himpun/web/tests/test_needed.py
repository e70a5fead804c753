"""Kelengkapan: which papers of the case an SOP's own words mean."""

import pytest

from himpun.documents.kinds import PaperKind
from himpun.web.cases.needed import Lying, needed

LYING = (
    Lying(1, PaperKind.DISPOSITION, "Lembar Disposisi", 1),
    Lying(2, PaperKind.DISPOSITION, "Lembar Disposisi", 2),
    Lying(3, PaperKind.REQUEST_FORMAT, "Format Permintaan Data", 2),
    *(Lying(10 + n, PaperKind.REQUEST_NOTE, "Nota Dinas", 3) for n in range(5)),
    Lying(20, PaperKind.RECAP, "Rekap", 6),
)
OUTPUTS = {1: ["Lembar disposisi"], 2: ["Dokumen format data"], 3: ["Nota dinas"], 6: ["Dokumen data kinerja"]}


def meant(name: str, line: int) -> list[int]:
    (found,) = needed([name], LYING, outputs=OUTPUTS, line=line)
    return [one.pk for one in found.papers]


@pytest.mark.parametrize(
    ("name", "line", "papers"),
    [
        ("Lembar disposisi", 2, [1, 2]),
        ("Format permintaan", 3, [3]),
        ("Dokumen", 3, [3]),
        ("dokumen", 7, [20]),
        ("Rekap capaian", 7, [20]),
        ("Nota dinas", 4, []),
        ("Laporan", 7, []),
        ("PK", 3, []),
        ("Dokumen", 1, []),
    ],
)
def test_a_thing_is_the_paper_of_that_name_or_what_the_line_before_left(
    name: str, line: int, papers: list[int]
) -> None:
    assert meant(name, line) == papers


def test_everything_asked_for_stands_there_whether_it_is_a_paper_or_not() -> None:
    names = ["PK", "RA", "Disposisi"]
    assert [one.name for one in needed(names, LYING, outputs=OUTPUTS, line=3)] == names
