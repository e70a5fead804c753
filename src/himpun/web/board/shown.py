"""What Papan pantau shows of a case, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from himpun.cases.board import Awaited, CaseBoard
from himpun.cases.closed import ClosedCase
from himpun.cases.models import Task
from himpun.cases.queries import seating_of
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.web.board.message import reminder


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is awaited."""

    number: int
    activity: str
    act: str
    unit: str
    capacity: str
    name: str
    since: str
    due: str
    late: str
    mine: int | None  # the task's key, when it lies on the reader's own desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A running case."""

    pk: int
    title: str
    office: str
    period: str
    progress: str
    asked: int
    came: int
    late: int
    next_due: str
    lines: list[Line]
    message: str

    @property
    def message_id(self) -> str:
        return f"pesan-{self.pk}"


def shown(board: CaseBoard, posts: frozenset[int], address: str, *, at: datetime) -> Shown:
    """A board in words; `posts` are the reader's own."""
    case = board.case
    zone = case.office.zone
    return Shown(
        pk=case.pk,
        title=case.title,
        office=case.office.name,
        period=Period.parse(case.period).label,
        progress=board.progress.words,
        asked=board.progress.asked,
        came=board.progress.came,
        late=len(board.overdue),
        next_due=short_time(board.next_due, zone) if board.next_due else "",
        lines=[_line(board, one, posts) for one in board.awaited],
        message=reminder(board, address, at=at),
    )


def _line(board: CaseBoard, one: Awaited, posts: frozenset[int]) -> Line:
    task, zone = one.task, board.case.office.zone
    return Line(
        number=task.line,
        activity=seating_of(board.case).sop.line(task.line).activity,
        act=ACT_WORDS[Act(task.act)],
        unit=one.unit,
        capacity=one.seat.capacity,
        name=one.seat.name,
        since=short_time(task.opened_at, zone),
        due=short_time(task.due_at, zone) if task.due_at else "tanpa batas waktu",
        late=one.late_words,
        mine=task.pk if task.post_id in posts else None,
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for the reader's own initial or signature."""

    pk: int
    what: str
    of: str
    due: str
    late: bool


def mine(task: Task, units: Mapping[int, str], *, at: datetime) -> Mine:
    """`task.case.office` should be loaded."""
    case = task.case
    unit = units.get(task.unit, "")
    return Mine(
        pk=task.pk,
        what=f"{ACT_WORDS[Act(task.act)]}: {seating_of(case).sop.line(task.line).activity}"
        + (f", {unit}" if unit else ""),
        of=f"{case.title}, {Period.parse(case.period).label}",
        due=short_time(task.due_at, case.office.zone) if task.due_at else "tanpa batas waktu",
        late=task.due_at is not None and task.due_at < at,
    )


@dataclass(frozen=True, slots=True)
class Closed:
    """A finished case with its times."""

    pk: int
    title: str
    office: str
    ended: str
    took: str
    used: str
    standard: str
    over: bool
    lines: str


def closed(one: ClosedCase) -> Closed:
    """`one.case.office` should be loaded."""
    case = one.case
    assert case.finished_at is not None
    return Closed(
        pk=case.pk,
        title=f"{case.title}, {Period.parse(case.period).label}",
        office=case.office.name,
        ended=short_time(case.finished_at, case.office.zone),
        took=one.took,
        used=one.used,
        standard=one.standard,
        over=one.over,
        lines=f"{one.late_lines} dari {one.lines} langkah melewati waktu baku"
        if one.late_lines
        else f"{one.lines} langkah, semua dalam waktu baku",
    )
