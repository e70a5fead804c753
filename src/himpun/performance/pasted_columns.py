"""The columns of a pasted list of indicators, told by the words of their header in any order. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")


class Column(StrEnum):
    """What a column may hold; the value is the field's name in a row and in a problem."""

    UNIT = "unit"
    CODE = "code"
    NAME = "name"
    MEASURE = "measure"
    POLARITY = "polarity"
    AGGREGATION = "aggregation"
    EVIDENCE = "evidence"
    SOURCE = "source"
    DEFINITION = "definition"
    TARGET = "target"  # of the whole year
    QUARTER_1 = "quarter_1"
    QUARTER_2 = "quarter_2"
    QUARTER_3 = "quarter_3"
    QUARTER_4 = "quarter_4"

    @property
    def said(self) -> str:
        """As the office calls it."""
        return _SAID[self]


QUARTERS: Final = (Column.QUARTER_1, Column.QUARTER_2, Column.QUARTER_3, Column.QUARTER_4)
_SAID: Final = {
    Column.UNIT: "Unit",
    Column.CODE: "Kode",
    Column.NAME: "Indikator",
    Column.MEASURE: "Satuan",
    Column.POLARITY: "Polaritas",
    Column.AGGREGATION: "Cara menghitung",
    Column.EVIDENCE: "Data dukung",
    Column.SOURCE: "Sumber data",
    Column.DEFINITION: "Definisi",
    Column.TARGET: "Target setahun",
    Column.QUARTER_1: "Target TW I",
    Column.QUARTER_2: "Target TW II",
    Column.QUARTER_3: "Target TW III",
    Column.QUARTER_4: "Target TW IV",
}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER: Final = frozenset({"tw", "triwulan", "trw", "kuartal", "q"})
_LONGEST: Final = 80
# In this order: "Indikator Kinerja Unit" is an indicator, "Satuan" a measure, "Satuan Kerja" a unit.
_TELLING: Final = (
    ({"polaritas", "arah"}, Column.POLARITY),
    ({"agregasi", "akumulasi", "penghitungan", "menghitung", "hitung"}, Column.AGGREGATION),
    ({"dukung", "bukti", "eviden", "evidence"}, Column.EVIDENCE),
    ({"definisi", "operasional", "formulasi", "rumus"}, Column.DEFINITION),
    ({"sumber"}, Column.SOURCE),
    ({"target"}, Column.TARGET),
    ({"kode"}, Column.CODE),
    ({"indikator", "iku", "ikk"}, Column.NAME),
    ({"unit", "bidang", "seksi", "bagian", "penanggung", "pelaksana"}, Column.UNIT),
    ({"satuan"}, Column.MEASURE),
)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns as a header names them, none for one that is left aside; `year` when it says one ("Target 2026")."""

    columns: tuple[Column | None, ...]
    year: int | None = None


def header_of(cells: Sequence[str]) -> Header | None:
    """The header when these cells are one: an indicator's name and one more known word. Else none."""
    found = [_column(cell) for cell in cells]
    if Column.NAME not in found or len({one for one in found if one}) < 2:
        return None
    once: list[Column | None] = []
    for column in found:
        once.append(None if column in once else column)
    years = {int(year) for cell in cells for year in re.findall(r"\b(20\d\d)\b", cell)}
    return Header(tuple(once), years.pop() if len(years) == 1 else None)


def _column(cell: str) -> Column | None:
    words = _WORD.findall(cell.lower())
    if not words or len(cell) > _LONGEST:
        return None
    if quarter := _quarter(words):
        return QUARTERS[quarter - 1]
    if words[:2] in (["satuan", "kerja"], ["unit", "kerja"]):
        return Column.UNIT
    known = set(words)
    return next((column for telling, column in _TELLING if telling & known), None)


def _quarter(words: Sequence[str]) -> int:
    """Which quarter a header names: "TW I", "Target TW2", "Triwulan III 2026", "Q4"; 0 for none."""
    for word, follower in zip(words, [*words[1:], ""], strict=True):
        joined = re.fullmatch(r"(?:tw|trw|q)([1-4]|i{1,3}|iv)", word)
        if joined:
            return _ROMAN[joined.group(1)]
        if word in _QUARTER:
            return _ROMAN.get(follower, 0)
    return 0
