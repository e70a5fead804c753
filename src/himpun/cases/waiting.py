"""Reads of Meja kerja: what waits for me and how much of it, why work came back, what I finished, what I wait for.

Each is one statement, whatever the number of tasks, and starts from the scoped queries of `access`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from himpun.cases.access import tasks_of
from himpun.cases.models import CasePaper, Task
from himpun.cases.queries import work_of
from himpun.sop.walk import State
from himpun.trail.actor import Actor

MOST_DONE: Final = 100
"""Finished tasks that are looked through for what became of them."""
MOST_HELD: Final = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of my tasks I want to see; nothing said means all. Offices are chosen by their posts."""

    posts: frozenset[int] | None = None
    period: str = ""
    act: str = ""
    late: bool = False

    def admits(self, task: Task, at: datetime) -> bool:
        """The same choice on a task at hand (of a team, which no post holds: hats do not tell it apart)."""
        return (
            (not self.period or task.case.period == self.period)
            and (not self.act or task.act == self.act)
            and (not self.late or (task.due_at is not None and task.due_at < at))
        )


def work_wanted(actor: Actor, wanted: Wanted, *, at: datetime) -> QuerySet[Task]:
    """My open tasks that I want to see, in the order of `work_of`."""
    found = work_of(actor)
    if wanted.posts is not None:
        found = found.filter(post__in=wanted.posts & actor.posts)
    if wanted.period:
        found = found.filter(case__period=wanted.period)
    if wanted.act:
        found = found.filter(act=wanted.act)
    return found.filter(due_at__lt=at) if wanted.late else found


@dataclass(frozen=True, slots=True)
class Heap:
    """Open tasks of one post, period and act: how many, and how many of them late."""

    post: int
    office: str
    period: str
    act: str
    count: int
    late: int

    def lies_in(self, wanted: Wanted) -> bool:
        return (
            (wanted.posts is None or self.post in wanted.posts)
            and (not wanted.period or self.period == wanted.period)
            and (not wanted.act or self.act == wanted.act)
        )


def heaps_of(actor: Actor, *, at: datetime) -> list[Heap]:
    """All my open tasks counted by post, period and act: what the filters offer, and the numbers beside them."""
    counted = (
        work_of(actor)
        .order_by()
        .values_list("post", "office__name", "case__period", "act")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
    )
    return [Heap(*row) for row in counted]


@dataclass(frozen=True, slots=True)
class CameBack:
    """A return that opened a round: who sent the work back, when, why, and at how many fields of whom it points."""

    who: str
    capacity: str
    at: datetime
    reason: str
    pointed: Mapping[tuple[int, int], int]
    """(unit, member) to the number of its fields that are pointed at; member 0 is the unit as a whole."""

    def fields(self, task: Task) -> int:
        return self.pointed.get((task.unit, task.member)) or self.pointed.get((task.unit, 0), 0)


def came_back(tasks: Iterable[Task]) -> dict[int, CameBack]:
    """Why these tasks are done once more, by task: those that a return sent back, or that come after it again.

    A step that the case reaches for the first time after a return is no repetition, whatever its round. One
    statement, none when all are of the first round.
    """
    later = [task.pk for task in tasks if task.round > 1]
    found: dict[int, CameBack] = {}
    pointed: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for key, name, capacity, at, reason, unit, member, field in _returns_before(later) if later else ():
        fields = pointed[key]
        found[key] = CameBack(f"{name} ({capacity})" if name else capacity, capacity, at, reason, fields)
        if unit and field:
            fields[unit, member] = fields.get((unit, member), 0) + 1
    return found


def _returns_before(tasks: Iterable[int]) -> Iterable[tuple[Any, ...]]:
    """Each task with the return that opened its round, once for each of its points."""
    place = {name: OuterRef(name) for name in ("case", "line", "position", "unit", "member")}
    before = Exists(Task.objects.filter(round__lt=OuterRef("round"), **place))
    again = Q(before) | Q(case__returns__to_line=F("line"))
    back = "case__returns__"
    return (
        Task.objects.filter(again, pk__in=tasks, case__returns__round=F("round"))
        .order_by("pk", f"{back}pk", f"{back}points__pk")
        .values_list(
            "pk", f"{back}task__ended_by__name", f"{back}task__capacity", f"{back}made_at", f"{back}reason",
            f"{back}points__unit", f"{back}points__member", f"{back}points__field",
        )
    )  # fmt: skip


def lately_done(actor: Actor, *, since: datetime) -> list[Task]:
    """What the person finished since then in whatever capacity, the latest first, with its cases."""
    if actor.person is None:
        return []
    mine = tasks_of(actor).filter(ended_by=actor.person, ended_at__gte=since, state__in=(State.DONE, State.RETURNED))
    return list(mine.select_related("case__office").order_by("-ended_at", "-pk")[:MOST_DONE])


def papers_left(tasks: Iterable[Task]) -> dict[int, tuple[int, str]]:
    """The paper that each of these tasks left, as it stands now: task to (paper, title)."""
    found = CasePaper.objects.filter(task__in=[task.pk for task in tasks], paper__replaced_at=None)
    return {task: (paper, title) for task, paper, title in found.values_list("task", "paper", "paper__title")}


def held_by_others(actor: Actor, mine: Iterable[Task]) -> list[Task]:
    """Open tasks that lie with others, of the running cases in which I finished one of these: what I wait for."""
    running = {t.case_id for t in mine if t.case.finished_at is None and t.case.cancelled_at is None}
    others = tasks_of(actor).filter(case__in=running, state=State.OPEN).exclude(post__in=actor.posts)
    return list(others.select_related("case__office", "post").order_by("due_at", "pk")[:MOST_HELD])
