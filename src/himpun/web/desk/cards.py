"""A task as a card: what to do, for which period, until when and why then, what lacks, and why it came back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from himpun.cases.board import unit_names
from himpun.cases.models import Task
from himpun.cases.queries import seating_of
from himpun.cases.spans import span_in_words
from himpun.cases.waiting import CameBack, came_back
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.lib.worktime import worked_minutes
from himpun.organisation.calendars import calendar_of
from himpun.performance.missing import Lacking, lacking_on
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.trail.actor import Actor


@dataclass(frozen=True, slots=True)
class Returned:
    """Why a task came back, in words. `mine`: its doer mends; else what others mended is to be gone through again."""

    who: str
    when: str
    reason: str
    asked: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One task on the desk. `group` is the heading it stands under, `late` whether its time is over.

    `hat` is the capacity in which it is done, `lacks` what still lacks before it can be sent.
    """

    task: Task
    activity: str
    act: str
    unit: str
    office: str
    hat: str
    period: str
    due: str
    left: str
    why: str
    group: str
    late: bool
    lacks: str
    returned: Returned | None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was read once for all cards."""

    units: Mapping[int, str]
    hats: Mapping[int, str]
    lacking: Mapping[int, Lacking]
    returns: Mapping[int, CameBack]
    at: datetime


def cards_of(tasks: Sequence[Task], actor: Actor, *, at: datetime) -> list[Card]:
    """Cards in order: overdue first, then by due time, those without one last. Three statements, however many."""
    beside = _Beside(
        units=unit_names(tasks),
        hats={hat.post: hat.capacity for hat in actor.hats},
        lacking=lacking_on(t.pk for t in tasks if t.act == Act.FILL),
        returns=came_back(tasks),
        at=at,
    )
    ordered = sorted(tasks, key=lambda t: (t.due_at is None, t.due_at or at, t.pk))
    return [_card(task, beside) for task in ordered]


def grouped(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Cards under their headings, in the order of the cards."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.group, []).append(card)
    return list(groups.items())


def _card(task: Task, beside: _Beside) -> Card:
    office, at = task.case.office, beside.at
    returned = beside.returns.get(task.pk)
    return Card(
        task=task,
        activity=seating_of(task.case).sop.line(task.line).activity,
        act=ACT_WORDS[Act(task.act)],
        unit=beside.units.get(task.unit, ""),
        office=office.name,
        hat=beside.hats.get(task.post_id or 0, "anggota tim" if task.team else ""),
        period=Period.parse(task.case.period).label,
        due=short_time(task.due_at, office.zone) if task.due_at else "tanpa batas waktu",
        left=_left(task, at),
        why=task.due_why,
        group=_group(task.due_at, at, office.zone),
        late=task.due_at is not None and task.due_at < at,
        lacks=_lacks(task, beside, returned),
        returned=_returned(task, returned) if returned else None,
    )


def _lacks(task: Task, beside: _Beside, returned: CameBack | None) -> str:
    """What a sheet still lacks. One that came back holds the old answers: full is not mended."""
    lacking = beside.lacking.get(task.pk)
    if lacking is None or (returned is not None and lacking.complete):
        return ""
    return lacking.words


def _returned(task: Task, returned: CameBack) -> Returned:
    fields = returned.fields(task)
    when = short_time(returned.at, task.case.office.zone)
    asked = f"{fields} sel diminta diperbaiki" if fields else ""
    return Returned(returned.who, when, returned.reason, asked, mine=Act(task.act).answers_figures)


def _left(task: Task, at: datetime) -> str:
    if task.due_at is None:
        return ""
    calendar = calendar_of(task.case.office)
    day = calendar.local(at).date()
    if task.due_at < at:
        return f"Terlambat {span_in_words(worked_minutes(task.due_at, at, calendar), day, calendar)} kerja"
    return f"{span_in_words(worked_minutes(at, task.due_at, calendar), day, calendar)} kerja lagi"


def _group(due: datetime | None, at: datetime, zone: str) -> str:
    if due is None:
        return "Tanpa batas waktu"
    if due < at:
        return "Terlambat"
    today = at.astimezone(ZoneInfo(zone)).date()
    day = due.astimezone(ZoneInfo(zone)).date()
    if day == today:
        return "Hari ini"
    if day == today + timedelta(days=1):
        return "Besok"
    return "Minggu ini" if day <= today + timedelta(days=6 - today.weekday()) else "Kemudian"
