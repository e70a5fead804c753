"""A list of indicators with their targets as it is copied out of a spreadsheet, understood before anything is kept.

Pure: text in, rows with their problems out. Columns stand in any order and are told by the words of their header.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Final, TypeVar

from himpun.lib.pasted import (
    NOTHING,
    NOTHING_BENEATH,
    Problem,
    beneath_header,
    lines_of,
    said_of,
    stood_before,
    too_long,
    too_many,
)
from himpun.lib.periods import Period, PeriodKind
from himpun.performance.pasted_columns import QUARTERS, Column, Header, header_of
from himpun.performance.pasted_words import (
    NotUnderstood,
    aggregation_of,
    goal_of,
    named_evidence,
    polarity_of,
    yes_or_no,
)
from himpun.performance.scoring import Aggregation, Goal, Meaning, Polarity, ZeroRule

T = TypeVar("T")

MOST_ROWS: Final = 500
LONGEST: Final[Mapping[Column, int]] = {
    Column.NAME: 500,
    Column.MEASURE: 60,
    Column.CODE: 40,
    Column.SOURCE: 300,
    Column.DEFINITION: 4000,
    Column.EVIDENCE: 300,
}
_DITTO: Final = frozenset({"", "-", '"', "''", "sda", "s.d.a", "s.d.a."})
NO_HEADER: Final = "Baris judul kolom tidak dikenali. Salin juga judulnya: Unit, Indikator, Satuan, Target TW I, ..."


@dataclass(frozen=True, slots=True)
class Row:
    """One line as understood; `number` counts the lines of the paste from 1. `unit` is the office's own unit's key.

    `goals` by period, each quarter's and the year's, as far as they are said.
    """

    number: int
    unit: int | None = None
    unit_name: str = ""
    code: str = ""
    name: str = ""
    measure: str = ""
    source: str = ""
    definition: str = ""
    needs_evidence: bool = False
    evidence: str = ""
    meaning: Meaning = field(default_factory=Meaning)
    goals: Mapping[Period, Goal] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def quarters(self) -> tuple[Goal | None, ...]:
        """The goals of the four quarters, none where nothing is said."""
        said = {period.index: goal for period, goal in self.goals.items() if period.kind is PeriodKind.QUARTER}
        return tuple(said.get(index) for index in range(1, 5))

    def problem_of(self, column: str) -> str:
        """The sentences beside a column; empty when it is in order."""
        return said_of(self.problems, column)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood, for which year; `problems` are those of the whole."""

    year: int
    columns: tuple[Column | None, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all of it can be kept as it is."""
        return bool(self.rows) and not self.problems and not any(row.problems for row in self.rows)


def read_indicators(text: str, *, units: Sequence[tuple[int, str]], year: int) -> Pasted:
    """Every line as an indicator of one of these units (key, name). A year in the header goes before the one given."""
    lines = lines_of(text, header_of=header_of)
    if not lines:
        return Pasted(year, problems=(NOTHING,))
    found = beneath_header(lines, header_of)
    if found is None:
        return Pasted(year, problems=(Problem("", "no_header", NO_HEADER),))
    header, rest = found
    reader = _Reader(header, units, header.year or year)
    missing = [one for one in (Column.UNIT, Column.MEASURE) if one not in header.columns and reader.needs(one)]
    told = [Problem("", "no_column", f"Kolom {one.said} tidak ada.") for one in missing]
    told += too_many(len(rest), most=MOST_ROWS)
    if not rest:
        told.append(NOTHING_BENEATH)
    rows = () if told and told[0].code == "no_column" else tuple(_twice_told(map(reader.row, rest[:MOST_ROWS])))
    return Pasted(reader.year, header.columns, rows, tuple(told))


class _Reader:
    """Reads the lines beneath a header one after the other: a merged unit's cell stands only in its first line."""

    def __init__(self, header: Header, units: Sequence[tuple[int, str]], year: int) -> None:
        self.header, self.units, self.year = header, units, year
        self.by_name = {_same(name): (key, name) for key, name in units}
        self.unit = ""

    def needs(self, column: Column) -> bool:
        """With one unit alone its column may be missing."""
        return column is not Column.UNIT or len(self.units) != 1

    def row(self, line: tuple[int, list[str]]) -> Row:
        number, cells = line
        text = dict.fromkeys(Column, "")
        for column, cell in zip(self.header.columns, cells, strict=False):
            if column is not None:
                text[column] = cell
        problems: list[Problem] = []
        unit = self._unit(text[Column.UNIT], problems)
        meaning = _meaning(text, problems)
        goals = self._goals(text, meaning, problems)
        problems += _lacking(text)
        return Row(
            number=number,
            unit=unit[0] if unit else None,
            unit_name=unit[1] if unit else self.unit,
            code=text[Column.CODE],
            name=text[Column.NAME],
            measure=text[Column.MEASURE],
            source=text[Column.SOURCE],
            definition=text[Column.DEFINITION],
            needs_evidence=bool(yes_or_no(text[Column.EVIDENCE])),
            evidence=named_evidence(text[Column.EVIDENCE]),
            meaning=_with_zero(meaning, goals),
            goals=goals,
            problems=tuple(problems),
        )

    def _unit(self, written: str, problems: list[Problem]) -> tuple[int, str] | None:
        if written.lower() not in _DITTO:
            self.unit = written
        if len(self.units) == 1 and not self.unit:
            return self.units[0]
        found = self.by_name.get(_same(self.unit))
        if found is None:
            problems.append(Problem(Column.UNIT, "no_such_unit", self._unknown()))
        return found

    def _unknown(self) -> str:
        if not self.unit:
            return "Tulis unitnya."
        if not self.units:
            return "Kantor ini belum mempunyai unit. Isi dahulu jabatan dan pegawai."
        near = get_close_matches(_same(self.unit), list(self.by_name), n=1)
        guess = f" Maksudnya “{self.by_name[near[0]][1]}”?" if near else ""
        return f"Tidak ada unit bernama ini.{guess}"

    def _goals(self, text: Mapping[Column, str], meaning: Meaning, problems: list[Problem]) -> dict[Period, Goal]:
        goals: dict[Period, Goal] = {}
        for index, column in enumerate(QUARTERS, start=1):
            if goal := _read(column, text, goal_of, problems):
                goals[Period(PeriodKind.QUARTER, self.year, index)] = goal
        year = _read(Column.TARGET, text, goal_of, problems)
        if year and not goals:
            goals = self._from_the_year(year, meaning, problems)
        if year:
            goals[Period(PeriodKind.YEAR, self.year, 1)] = year
        if not goals and not any(text[column] for column in (Column.TARGET, *QUARTERS)):
            problems.append(Problem(Column.TARGET, "no_target", "Targetnya kosong."))
        if meaning.polarity is Polarity.RANGE and any(goal.upper is None for goal in goals.values()):
            problems.append(Problem(Column.TARGET, "no_range", "Polaritas rentang perlu target rentang: 80-90."))
        return goals

    def _from_the_year(self, year: Goal, meaning: Meaning, problems: list[Problem]) -> dict[Period, Goal]:
        """A year's target alone: the same in each quarter; a sum is shared out when it goes into four."""
        each = year
        if meaning.aggregation is Aggregation.SUM:
            if year.upper is not None or year.value % 4:
                said = "Jumlah setahun ini tidak dapat dibagi rata. Tulis target tiap triwulan."
                problems.append(Problem(Column.TARGET, "not_shared_out", said))
                return {}
            each = Goal(year.value * Decimal("0.25"))
        return {Period(PeriodKind.QUARTER, self.year, index): each for index in range(1, 5)}


def _read(
    column: Column, text: Mapping[Column, str], read: Callable[[str], T | None], problems: list[Problem]
) -> T | None:
    try:
        return read(text[column])
    except NotUnderstood as wrong:
        problems.append(Problem(column, wrong.code, str(wrong)))
        return None


def _meaning(text: Mapping[Column, str], problems: list[Problem]) -> Meaning:
    polarity = _read(Column.POLARITY, text, polarity_of, problems) or Polarity.HIGHER
    aggregation = _read(Column.AGGREGATION, text, aggregation_of, problems) or Aggregation.LAST
    return Meaning(polarity=polarity, aggregation=aggregation)


def _with_zero(meaning: Meaning, goals: Mapping[Period, Goal]) -> Meaning:
    """A target of zero where less is better is met by zero: "tidak ada pengaduan yang tidak terjawab"."""
    zero = any(goal.value == Decimal(0) and goal.upper is None for goal in goals.values())
    return replace(meaning, zero_rule=ZeroRule.MET) if zero and meaning.polarity is Polarity.LOWER else meaning


def _lacking(text: Mapping[Column, str]) -> Iterator[Problem]:
    if not text[Column.NAME]:
        yield Problem(Column.NAME, "no_name", "Tulis nama indikatornya.")
    if not text[Column.MEASURE]:
        yield Problem(Column.MEASURE, "no_measure", "Tulis satuannya, misalnya % atau dokumen.")
    yield from too_long(text, LONGEST)


def _twice_told(rows: Iterable[Row]) -> Iterator[Row]:
    """An indicator that stands twice in a unit: the later line says where the earlier is."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        first = stood_before(seen, (_same(row.unit_name), _same(row.name)), row.number)
        if row.name and first is not None:
            said = f"Indikator ini sudah ada di baris {first} untuk unit yang sama."
            row = replace(row, problems=(*row.problems, Problem(Column.NAME, "name_twice", said)))
        yield row


def _same(name: str) -> str:
    """Names that differ in nothing but case, spaces and the short forms of offices are the same."""
    text = " ".join(name.lower().replace(".", " ").split())
    for short, long in (("sub bagian", "subbagian"), ("subbag ", "subbagian "), ("kel ", "kelurahan ")):
        text = text.replace(short, long)
    return text
