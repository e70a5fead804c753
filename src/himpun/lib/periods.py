"""Typed periods of performance data: a month, a quarter (triwulan), a semester, a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Self

from himpun.lib.dates import MONTHS, roman


class PeriodKind(StrEnum):
    """How long a period is. An indicator's kind is its own, apart from the case's."""

    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"

    @property
    def months(self) -> int:
        match self:
            case PeriodKind.MONTH:
                return 1
            case PeriodKind.QUARTER:
                return 3
            case PeriodKind.SEMESTER:
                return 6
            case PeriodKind.YEAR:
                return 12

    @property
    def label(self) -> str:
        """How an office calls it: "bulan", "triwulan", "semester", "tahun"."""
        match self:
            case PeriodKind.MONTH:
                return "bulan"
            case PeriodKind.QUARTER:
                return "triwulan"
            case PeriodKind.SEMESTER:
                return "semester"
            case PeriodKind.YEAR:
                return "tahun"

    @property
    def in_a_year(self) -> int:
        """How many of them make a year."""
        return 12 // self.months


_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100
_KEY: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?:TW(?P<quarter>[1-4])|S(?P<semester>[12])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th period of its kind in a year, counted from 1.

    Raises ValueError for an index that the kind does not have, or a year outside 2000 to 2100.
    """

    kind: PeriodKind
    year: int
    index: int

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise ValueError(f"a period's year lies between {_FIRST_YEAR} and {_LAST_YEAR}, not {self.year}")
        if not 1 <= self.index <= self.kind.in_a_year:
            raise ValueError(f"a year has no {self.kind} {self.index}")

    @property
    def start(self) -> date:
        """The first day, inclusive."""
        return date(self.year, (self.index - 1) * self.kind.months + 1, 1)

    @property
    def end(self) -> date:
        """The last day, inclusive."""
        month = self.index * self.kind.months
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def key(self) -> str:
        """How it is stored: "2026-10", "2026-TW3", "2026-S1", "2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.index:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year}-TW{self.index}"
            case PeriodKind.SEMESTER:
                return f"{self.year}-S{self.index}"
            case PeriodKind.YEAR:
                return str(self.year)

    @property
    def label(self) -> str:
        """How an office writes it: "Oktober 2026", "Triwulan III 2026", "Semester I 2026", "Tahun 2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{MONTHS[self.index - 1]} {self.year}"
            case PeriodKind.QUARTER:
                return f"Triwulan {roman(self.index)} {self.year}"
            case PeriodKind.SEMESTER:
                return f"Semester {roman(self.index)} {self.year}"
            case PeriodKind.YEAR:
                return f"Tahun {self.year}"

    @property
    def previous(self) -> "Period":
        if self.index > 1:
            return Period(self.kind, self.year, self.index - 1)
        return Period(self.kind, self.year - 1, self.kind.in_a_year)

    @property
    def next(self) -> "Period":
        if self.index < self.kind.in_a_year:
            return Period(self.kind, self.year, self.index + 1)
        return Period(self.kind, self.year + 1, 1)

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return Period(self.kind, self.year - 1, self.index)

    def __lt__(self, other: "Period") -> bool:
        """By their last day: a quarter comes after each of its months; of two that end together the shorter first."""
        return (self.end, self.kind.months) < (other.end, other.kind.months)

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read a key. Raises ValueError for anything else."""
        found = _KEY.fullmatch(key)
        if found is None:
            raise ValueError(f"not a period: {key!r}")
        year = int(found["year"])
        if found["quarter"]:
            return cls(PeriodKind.QUARTER, year, int(found["quarter"]))
        if found["semester"]:
            return cls(PeriodKind.SEMESTER, year, int(found["semester"]))
        if found["month"]:
            return cls(PeriodKind.MONTH, year, int(found["month"]))
        return cls(PeriodKind.YEAR, year, 1)


def parse(key: str) -> Period:
    """Read a period's key. Raises ValueError."""
    return Period.parse(key)


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of a kind in which a day lies."""
    return Period(kind, day.year, (day.month - 1) // kind.months + 1)
