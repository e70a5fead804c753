"""A task as a card: what to do, for which period, until when and why then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from himpun.cases.models import Task
from himpun.cases.queries import line_of, seating_of
from himpun.lib.dates import in_words, short_time
from himpun.lib.periods import Period
from himpun.lib.worktime import worked_minutes
from himpun.organisation.calendars import calendar_of
from himpun.organisation.models import Unit
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS


@dataclass(frozen=True, slots=True)
class Card:
    """One task on the desk. `group` is the heading it stands under, `late` whether its time is over."""

    task: Task
    activity: str
    act: str
    unit: str
    period: str
    due: str
    left: str
    why: str
    group: str
    late: bool


def cards_of(tasks: Sequence[Task], *, at: datetime) -> list[Card]:
    """Cards in order: overdue first, then by due time, those without one last. One statement for the units' names."""
    names = dict(Unit.objects.filter(pk__in={t.unit for t in tasks if t.unit}).values_list("pk", "name"))
    ordered = sorted(tasks, key=lambda t: (t.due_at is None, t.due_at or at, t.pk))
    return [_card(task, names.get(task.unit, ""), at) for task in ordered]


def grouped(cards: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Cards under their headings, in the order of the cards."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.group, []).append(card)
    return list(groups.items())


def _card(task: Task, unit: str, at: datetime) -> Card:
    zone = task.case.office.zone
    late = task.due_at is not None and task.due_at < at
    return Card(
        task=task,
        activity=line_of(seating_of(task.case), task.line).activity,
        act=ACT_WORDS[Act(task.act)],
        unit=unit,
        period=Period.parse(task.case.period).label,
        due=short_time(task.due_at, zone) if task.due_at else "tanpa batas waktu",
        left=_left(task, at),
        why=task.due_why,
        group=_group(task.due_at, at, zone),
        late=late,
    )


def _left(task: Task, at: datetime) -> str:
    if task.due_at is None:
        return ""
    calendar = calendar_of(task.case.office)
    if task.due_at < at:
        return f"Terlambat {in_words(worked_minutes(task.due_at, at, calendar))} kerja"
    return f"{in_words(worked_minutes(at, task.due_at, calendar))} kerja lagi"


def _group(due: datetime | None, at: datetime, zone: str) -> str:
    if due is None:
        return "Tanpa batas waktu"
    if due < at:
        return "Terlambat"
    today = at.astimezone(ZoneInfo(zone)).date()
    day = due.astimezone(ZoneInfo(zone)).date()
    if day == today:
        return "Hari ini"
    return "Minggu ini" if day <= today + timedelta(days=6 - today.weekday()) else "Kemudian"
