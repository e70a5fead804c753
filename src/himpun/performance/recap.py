"""A rekap as a value: every unit's figures with their achievements, computed from frozen rows. Pure.

Nothing here looks at a clock: a recap made again from the same rows is the same recap, next year too.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Final, Self

from himpun.performance.cells import VALUE
from himpun.performance.fields import plain
from himpun.performance.scoring import (
    Achievement,
    Goal,
    Meaning,
    Status,
    achievement,
    aggregate,
    average,
    category,
)

VERSION: Final = 1

NOT_SENT: Final = "Belum mengirim isian"
"""Why a part is absent that is still awaited; every other reason was decided, and ends the waiting."""

Number = str | None
"""A decimal as text, unrounded, or none."""


@dataclass(frozen=True, slots=True)
class Given:
    """One frozen line with its last answer, as read from the rows."""

    line: int
    indicator: int
    period: str
    code: str
    name: str
    measure: str
    meaning: Meaning
    goal: Goal | None
    year_goal: Goal | None
    past: tuple[Decimal | None, ...]
    answer: str
    value: Decimal | None
    reason: str
    obstacle: str
    evidence: int


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """One sheet as last sent, or the reason why it is not in. `recommendations` are (capacity, text)."""

    sheet: int
    unit: int
    member: int
    name: str
    revision: int
    digest: str
    sent_at: str
    sent_by: str
    why_absent: str
    lines: tuple[Given, ...]
    recommendations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a recap."""

    line: int
    indicator: int
    period: str
    code: str
    name: str
    measure: str
    target: Number
    target_upper: Number
    answer: str
    value: Number
    reason: str
    obstacle: str
    evidence: int
    status: str
    raw: Number
    counted: Number
    to_date: Number  # the year's figure so far
    year_target: Number
    year_raw: Number
    meaning: Mapping[str, Any] = field(default_factory=dict)  # scoring.Meaning.as_data; none in older recaps

    @property
    def falls_short(self) -> bool:
        return self.raw is not None and Decimal(self.raw) < 100


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's (or member's) part of a recap. Absent ones have a reason and no rows."""

    sheet: int
    unit: int
    member: int
    name: str
    revision: int
    digest: str
    sent_at: str
    sent_by: str
    why_absent: str
    rows: tuple[Row, ...]
    recommendations: tuple[tuple[str, str], ...]
    average: Number
    category: str | None

    @property
    def counted(self) -> int:
        return sum(row.counted is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Recap:
    """The whole: all parts in the office's order, their average over all figures that count, and its category."""

    case: int
    period: str
    parts: tuple[Part, ...]
    average: Number
    category: str | None

    @property
    def rows(self) -> list[tuple[Part, Row]]:
        return [(part, row) for part in self.parts for row in part.rows]

    @property
    def counted(self) -> int:
        return sum(part.counted for part in self.parts)

    @property
    def absent(self) -> list[Part]:
        return [part for part in self.parts if part.why_absent]

    @property
    def came(self) -> int:
        """How many parts are in."""
        return len(self.parts) - len(self.absent)

    @property
    def awaited(self) -> int:
        """How many parts may still come: until they are in, averages are provisional."""
        return sum(part.why_absent == NOT_SENT for part in self.parts)

    @property
    def shortfalls(self) -> list[tuple[Part, Row]]:
        """What fell short of its target: an analysis answers each."""
        return [(part, row) for part, row in self.rows if row.falls_short]

    def as_data(self) -> dict[str, Any]:
        return {"v": VERSION, **asdict(self)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError for a version that this program does not know."""
        if data.get("v") != VERSION:
            raise ValueError(f"recap of version {data.get('v')!r}")
        return cls(
            case=data["case"],
            period=data["period"],
            parts=tuple(_part_from(part) for part in data["parts"]),
            average=data["average"],
            category=data["category"],
        )

    @property
    def digest(self) -> str:
        return _digest(self.as_data())

    @property
    def figures_digest(self) -> str:
        """Of the figures alone: which revision of which sheet, and who is not in."""
        return _digest([[p.sheet, p.revision, p.digest, p.why_absent] for p in self.parts])


def _part_from(data: Mapping[str, Any]) -> Part:
    rows = tuple(Row(**row) for row in data["rows"])
    said = tuple((capacity, text) for capacity, text in data["recommendations"])
    return Part(**{**data, "rows": rows, "recommendations": said})


def _digest(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def recap_of(case: int, period: str, sheets: Sequence[GivenSheet]) -> Recap:
    """Put the sheets together. Averages are taken from unrounded, capped achievements; what has none is left out."""
    reached: list[Achievement] = []
    parts = tuple(_part(sheet, reached) for sheet in sheets)
    mean = average(reached)
    return Recap(case, period, parts, _text(mean), category(mean))


def _part(sheet: GivenSheet, all_reached: list[Achievement]) -> Part:
    lines = () if sheet.why_absent else sheet.lines
    reached = [reached_by(line) for line in lines]
    all_reached += reached
    mean = average(reached)
    return Part(
        sheet=sheet.sheet,
        unit=sheet.unit,
        member=sheet.member,
        name=sheet.name,
        revision=sheet.revision,
        digest=sheet.digest,
        sent_at=sheet.sent_at,
        sent_by=sheet.sent_by,
        why_absent=sheet.why_absent,
        rows=tuple(_row(line, one) for line, one in zip(lines, reached, strict=True)),
        recommendations=sheet.recommendations,
        average=_text(mean),
        category=category(mean),
    )


def reached_by(line: Given) -> Achievement:
    """What a line's answer reached: "belum berjalan" and "tidak berlaku" have no achievement, and are not zero."""
    if line.answer != VALUE:
        return Achievement(Status(line.answer) if line.answer else Status.NO_FIGURE)
    return achievement(line.meaning, line.goal, line.value)


def _row(line: Given, reached: Achievement) -> Row:
    to_date = aggregate(line.meaning.aggregation, [*line.past, line.value])
    year = achievement(line.meaning, line.year_goal, to_date)
    return Row(
        line=line.line,
        indicator=line.indicator,
        period=line.period,
        code=line.code,
        name=line.name,
        measure=line.measure,
        target=_text(line.goal.value if line.goal else None),
        target_upper=_text(line.goal.upper if line.goal else None),
        answer=line.answer,
        value=_text(line.value),
        reason=line.reason,
        obstacle=line.obstacle,
        evidence=line.evidence,
        status=reached.status.value,
        raw=_text(reached.raw),
        counted=_text(reached.counted),
        to_date=_text(to_date),
        year_target=_text(line.year_goal.value if line.year_goal else None),
        year_raw=_text(year.raw),
        meaning=line.meaning.as_data(),
    )


def _text(value: Decimal | None) -> Number:
    return None if value is None else plain(value)
