"""Beside my tasks: what I finished lately with its paper, and what I sent that now lies with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from himpun.cases.board import seats_of
from himpun.cases.models import Task
from himpun.cases.queries import seating_of
from himpun.cases.waiting import held_by_others, lately_done, papers_left
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.trail.actor import Actor

LATELY: Final = timedelta(days=7)
FOLLOWED: Final = timedelta(days=45)
"""How long something that I sent is followed: longer than any procedure of the catalogue takes."""
SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Done:
    """A task that I finished: what it was, when, and the paper it left."""

    case: int
    what: str
    of: str
    when: str
    paper: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Held:
    """A case in which I did something and others are at work now."""

    case: int
    title: str
    what: str
    who: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Both lists, the latest and the soonest first."""

    done: list[Done]
    held: list[Held]


def beside_of(actor: Actor, teams: Sequence[Task], *, on: date, at: datetime) -> Beside:
    """At most five statements: what I finished, its papers, what others hold, and who they are.

    `teams` are the open tasks of the actor's teams: whoever may do a task does not wait for it.
    """
    followed = lately_done(actor, since=at - FOLLOWED)
    lately = [t for t in followed if t.ended_at and t.ended_at >= at - LATELY][:SHOWN]
    papers, others = papers_left(lately), held_by_others(actor, followed)
    return Beside(
        [_done(task, papers.get(task.pk)) for task in lately],
        _held([t for t in others if t not in teams], on=on, at=at),
    )


def _done(task: Task, paper: tuple[int, str] | None) -> Done:
    assert task.ended_at is not None
    return Done(
        case=task.case_id,
        what=f"{ACT_WORDS[Act(task.act)]}: {seating_of(task.case).sop.line(task.line).activity}",
        of=_of(task),
        when=short_time(task.ended_at, task.case.office.zone),
        paper=paper[0] if paper else None,
        title=paper[1] if paper else "",
    )


def _of(task: Task) -> str:
    return f"{task.case.title}, {Period.parse(task.case.period).label}"


def _held(tasks: Sequence[Task], *, on: date, at: datetime) -> list[Held]:
    """One line for each case and act: eleven units that fill are one thing to wait for."""
    heaps: dict[tuple[int, str], list[Task]] = {}
    for task in tasks:
        heaps.setdefault((task.case_id, task.act), []).append(task)
    shown = list(heaps.values())[:SHOWN]
    seats = seats_of([heap[0] for heap in shown], on=on)
    return [_heap(heap, seats[heap[0].pk].words, at) for heap in shown]


def _heap(heap: Sequence[Task], who: str, at: datetime) -> Held:
    first = heap[0]
    zone = first.case.office.zone
    return Held(
        case=first.case_id,
        title=_of(first),
        what=ACT_WORDS[Act(first.act)],
        who=who if len(heap) == 1 else f"{who}, dan {len(heap) - 1} lainnya",
        due=short_time(first.due_at, zone) if first.due_at else "",
        late=first.due_at is not None and first.due_at < at,
    )
