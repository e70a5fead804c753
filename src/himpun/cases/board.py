"""Reads of Papan pantau: of each running case who has not sent, what waits for whom, since when and how late.

The cases come from the scoped queries below; what is told of them costs the same few statements for one case and
for many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Count, F, Min, Q, QuerySet

from himpun.cases.models import Case, Task, TeamMember
from himpun.cases.queries import work_of
from himpun.cases.spans import span_in_words
from himpun.lib.worktime import Calendar, worked_minutes
from himpun.organisation.calendars import calendar_of, know_calendars
from himpun.organisation.models import Holder, Unit
from himpun.organisation.queries import holders_of
from himpun.sop.model import Act
from himpun.sop.walk import State
from himpun.trail.actor import Actor

VOUCHING: Final = (Act.INITIAL, Act.SIGN)


@dataclass(frozen=True, slots=True)
class Watched:
    """Which cases a board shows; nothing said means all that its reader may see."""

    office: int | None = None
    period: str = ""
    late: bool = False


def cases_overseen(offices: frozenset[int]) -> QuerySet[Case]:
    """The cases of these offices: for whoever oversees them (organisation.oversight), boards only."""
    return Case.objects.filter(office__in=offices)


def running(cases: QuerySet[Case], watched: Watched, *, at: datetime) -> QuerySet[Case]:
    """Those that run and are watched, whoever is late for longest first; `first_due`: what is due next or late."""
    found = _chosen(cases.filter(finished_at=None, cancelled_at=None), watched)
    found = found.annotate(first_due=Min("tasks__due_at", filter=Q(tasks__state=State.OPEN)))
    if watched.late:
        found = found.filter(first_due__lt=at)
    return found.select_related("office").order_by(F("first_due").asc(nulls_last=True), "pk")


def _chosen(cases: QuerySet[Case], watched: Watched) -> QuerySet[Case]:
    if watched.office is not None:
        cases = cases.filter(office=watched.office)
    return cases.filter(period=watched.period) if watched.period else cases


def vouching_of(actor: Actor) -> QuerySet[Task]:
    """What waits for the actor's own initial or signature, soonest due first."""
    return work_of(actor).filter(act__in=VOUCHING)


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a task waits for: in which capacity, and by name whoever holds it that day (none: vacant)."""

    capacity: str
    name: str

    @property
    def words(self) -> str:
        if not self.capacity:
            return "belum ada pelaksananya"
        return f"{self.capacity}: {self.name}" if self.name else f"{self.capacity}: jabatan kosong"


@dataclass(frozen=True, slots=True)
class Awaited:
    """An open task of a running case. `late`: working minutes past its due time, 0 when it is not late."""

    task: Task
    unit: str
    seat: Seat
    late: int
    late_words: str

    @property
    def overdue(self) -> bool:
        """Past its due time, if only by a night that is no working time."""
        return bool(self.late_words)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many answers a case asks for, how many came, and without how many it went on."""

    asked: int = 0
    came: int = 0
    excused: int = 0

    @property
    def words(self) -> str:
        """ "9 dari 11 unit"; nothing before anybody is asked."""
        if not self.asked:
            return ""
        without = f", {self.excused} dilanjutkan tanpa" if self.excused else ""
        return f"{self.came} dari {self.asked} unit{without}"


@dataclass(frozen=True, slots=True)
class CaseBoard:
    """A running case with all it waits for, what is due first standing first."""

    case: Case
    awaited: tuple[Awaited, ...]
    progress: Progress

    @property
    def overdue(self) -> tuple[Awaited, ...]:
        return tuple(one for one in self.awaited if one.overdue)

    @property
    def unsent(self) -> tuple[Awaited, ...]:
        """Whose figures are awaited."""
        return tuple(one for one in self.awaited if one.task.act in (Act.FILL, Act.REVISE))

    @property
    def next_due(self) -> datetime | None:
        return next((one.task.due_at for one in self.awaited if one.task.due_at), None)


def boards_of(cases: Sequence[Case], *, on: date, at: datetime) -> list[CaseBoard]:
    """What each of these running cases waits for on a day, in their order. Five statements besides calendars."""
    know_calendars(case.office for case in cases)
    tasks = _open_tasks(cases)
    units, seats = unit_names(tasks), seats_of(tasks, on=on)
    progress = progress_of(cases)
    offices = {case.pk: case.office for case in cases}
    awaited: dict[int, list[Awaited]] = {case.pk: [] for case in cases}
    lateness = _Lateness(on, at)
    for task in tasks:
        late, words = lateness.of(task.due_at, calendar_of(offices[task.case_id]))
        awaited[task.case_id].append(Awaited(task, units.get(task.unit, ""), seats[task.pk], late, words))
    return [CaseBoard(case, tuple(awaited[case.pk]), progress.get(case.pk, Progress())) for case in cases]


@dataclass(slots=True)
class _Lateness:
    """How late each due time is, in minutes and words, reckoned once: the units of a line share theirs."""

    on: date
    at: datetime
    known: dict[tuple[datetime, int], tuple[int, str]] = field(default_factory=dict)

    def of(self, due: datetime | None, calendar: Calendar) -> tuple[int, str]:
        """(0, "") when it is not past."""
        if due is None or due >= self.at:
            return 0, ""
        key = due, id(calendar)
        if key not in self.known:
            late = worked_minutes(due, self.at, calendar)
            self.known[key] = late, span_in_words(late, self.on, calendar)
        return self.known[key]


def _open_tasks(cases: Iterable[Case]) -> list[Task]:
    found = Task.objects.filter(case__in=[case.pk for case in cases], state=State.OPEN).select_related("post")
    return list(found.order_by(F("due_at").asc(nulls_last=True), "line", "pk"))


def unit_names(tasks: Iterable[Task]) -> dict[int, str]:
    """The names of the units that these tasks are for. One statement."""
    return dict(Unit.objects.filter(pk__in={t.unit for t in tasks if t.unit}).values_list("pk", "name"))


def seats_of(tasks: Sequence[Task], *, on: date) -> dict[int, Seat]:
    """Whom each of these tasks waits for on a day; a team is told by its members. Two statements."""
    teams = _team_members(tasks)
    posts = {t.post_id for t in tasks if t.post_id} | {post for named in teams.values() for post, _ in named}
    holders = holders_of(posts, on=on)
    return {task.pk: _seat(task, teams.get((task.case_id, task.team), []), holders) for task in tasks}


def _team_members(tasks: Iterable[Task]) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Of each team that a task waits for, its members' posts and roles."""
    found: dict[tuple[int, str], list[tuple[int, str]]] = {}
    members = TeamMember.objects.filter(case__in={t.case_id for t in tasks if t.team}).order_by("pk")
    for case, team, post, role in members.values_list("case", "team", "post", "role"):
        found.setdefault((case, team), []).append((post, role))
    return found


def _seat(task: Task, members: Sequence[tuple[int, str]], holders: Mapping[int, Holder]) -> Seat:
    if task.post is not None:
        holder = holders.get(task.post.pk)
        if holder is None:
            return Seat(task.post.title, "")
        return Seat(f"{holder.standing} {task.post.title}".strip(), holder.person.name)
    names = [f"{holders[post].person.name} ({role})" for post, role in members if post in holders]
    return Seat("Tim" if task.team else "", ", ".join(names))


def progress_of(cases: Iterable[Case]) -> dict[int, Progress]:
    """Of each case how many of those asked to fill have sent, as their latest round stands. One statement."""
    filling = Task.objects.filter(case__in=[case.pk for case in cases], act=Act.FILL).exclude(state=State.WITHDRAWN)
    latest: dict[int, dict[tuple[int, int], str]] = {}
    for case, unit, member, state in filling.order_by("round", "pk").values_list("case", "unit", "member", "state"):
        latest.setdefault(case, {})[unit, member] = state
    return {case: _progress(list(states.values())) for case, states in latest.items()}


def _progress(states: Sequence[str]) -> Progress:
    return Progress(len(states), sum(s in (State.DONE, State.RETURNED) for s in states), states.count(State.EXCUSED))


@dataclass(frozen=True, slots=True)
class Totals:
    """All running cases of a view, on one page or not: cases, those late, sheets not sent, and those of them late."""

    cases: int
    late: int
    unsent: int
    unsent_late: int


def totals_of(found: QuerySet[Case], *, at: datetime) -> Totals:
    """The sums over what `running` found. Two statements."""
    plain = found.order_by()
    late, filling = Q(due_at__lt=at), Q(act__in=(Act.FILL, Act.REVISE))
    sums = Task.objects.filter(case__in=plain.values("pk"), state=State.OPEN).aggregate(
        late=Count("case", distinct=True, filter=late),
        unsent=Count("pk", filter=filling),
        unsent_late=Count("pk", filter=late & filling),
    )
    return Totals(cases=plain.count(), **sums)


def choices_of(cases: QuerySet[Case]) -> list[tuple[int, str, str]]:
    """What a board can be narrowed to: each (office, its name, period) in which there are cases. One statement."""
    found = cases.filter(cancelled_at=None).order_by().values_list("office", "office__name", "period")
    return list(found.distinct())
