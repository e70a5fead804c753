"""Reads that pages need. Each starts from the scoped queries of `access`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from himpun.cases.access import cases_of, tasks_of
from himpun.cases.models import Case, Task, TeamMember
from himpun.cases.reading import Reading, reading_of
from himpun.cases.seating import seating_of
from himpun.lib.worktime import Calendar, worked_minutes
from himpun.organisation.calendars import calendar_of
from himpun.organisation.models import Post, Unit
from himpun.sop.chart import ChartState, LineState, LineStatus
from himpun.sop.walk import State
from himpun.trail.actor import Actor

__all__ = ["Reading", "chart_state", "open_tasks_of", "reading_of", "seating_of", "work_of", "work_of_teams"]


def work_of(actor: Actor) -> QuerySet[Task]:
    """Meja kerja: open tasks of all posts the actor holds, soonest due first, those without a due time last."""
    mine = tasks_of(actor).filter(state=State.OPEN, post__in=actor.posts)
    return mine.select_related("case__office", "post").order_by(F("due_at").asc(nulls_last=True), "pk")


def open_tasks_of(place: Post | Unit) -> QuerySet[Task]:
    """The open tasks that lie with a post, or that are a unit's to answer, soonest due first."""
    found = Task.objects.filter(state=State.OPEN).order_by(F("due_at").asc(nulls_last=True), "pk")
    return found.filter(unit=place.pk) if isinstance(place, Unit) else found.filter(post=place)


def work_of_teams(actor: Actor) -> list[Task]:
    """Open tasks of the teams that the actor's posts were named into; few, so they are read whole."""
    named = TeamMember.objects.filter(post__in=actor.posts, case__finished_at=None, case__cancelled_at=None)
    teams = set(named.values_list("case_id", "team"))
    if not teams:
        return []
    tasks = tasks_of(actor).filter(state=State.OPEN, case__in={case for case, _ in teams}).exclude(team="")
    return [t for t in tasks.select_related("case__office") if (t.case_id, t.team) in teams]


def may_go_on(actor: Actor, case: Case, lines: "Mapping[int, LineFacts]") -> bool:
    """Whether the actor may decide to go on without a unit that is awaited: as the head, or on the seat behind."""
    seating = seating_of(case)
    awaited = {(t.line, t.position) for facts in lines.values() for t in facts.open if t.unit}
    chairs = [seating.following_chair(seating.route.station(line, position)) for line, position in awaited]
    if chairs and seating.signer in actor.posts:
        return True
    teams = [chair.team for chair in chairs if chair.team]
    named = TeamMember.objects.filter(case=case, team__in=teams, post__in=actor.posts)
    return any(chair.post in actor.posts for chair in chairs) or (bool(teams) and named.exists())


def cases_seen(actor: Actor) -> QuerySet[Case]:
    """Berkas: all cases of the actor's offices, the newest first."""
    return cases_of(actor).select_related("office", "procedure").order_by("-opened_at", "-pk")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What happened at a line: its tasks by state, when it began and when it last ended."""

    tasks: tuple[Task, ...]

    @property
    def open(self) -> tuple[Task, ...]:
        return tuple(t for t in self.tasks if t.state == State.OPEN)

    @property
    def ended(self) -> tuple[Task, ...]:
        return tuple(t for t in self.tasks if t.state in (State.DONE, State.RETURNED, State.EXCUSED))

    def minutes(self, calendar: Calendar, at: datetime) -> int | None:
        """Working minutes in which the line was at work, summed over its rounds; an open one counts until `at`."""
        rounds: dict[int, list[Task]] = defaultdict(list)
        for task in self.open + self.ended:
            rounds[task.round].append(task)
        if not rounds:
            return None
        return sum(
            worked_minutes(min(t.opened_at for t in tasks), max(t.ended_at or at for t in tasks), calendar)
            for tasks in rounds.values()
        )


def lines_of(case: Case) -> dict[int, LineFacts]:
    """Every line that was reached, with its tasks."""
    found: dict[int, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(case=case).select_related("post", "ended_by").order_by("pk"):
        found[task.line].append(task)
    return {line: LineFacts(tuple(tasks)) for line, tasks in found.items()}


def chart_state(case: Case, lines: Mapping[int, LineFacts], *, at: datetime) -> ChartState:
    """The live picture: each line waiting, open or done, its units, and its real time beside the standard."""
    calendar = calendar_of(case.office)
    until = case.finished_at or case.cancelled_at or at
    return ChartState({line: _line_state(facts, calendar, until) for line, facts in lines.items()})


def _line_state(facts: LineFacts, calendar: Calendar, at: datetime) -> LineState:
    status = LineStatus.OPEN if facts.open else LineStatus.DONE if facts.ended else LineStatus.WITHDRAWN
    latest = _latest(facts.open + facts.ended)
    return LineState(
        status=status,
        done_units=sum(t.state != State.OPEN for t in latest),
        all_units=len(latest),
        used_minutes=facts.minutes(calendar, at),
        late=any(t.due_at is not None and t.due_at < (t.ended_at or at) for t in facts.open + facts.ended),
    )


def _latest(tasks: Sequence[Task]) -> list[Task]:
    """The newest task of each unit that has tasks at this line."""
    newest: dict[tuple[int, int, int], Task] = {}
    for task in sorted(tasks, key=lambda t: t.round):
        if task.unit or task.member:
            newest[task.position, task.unit, task.member] = task
    return list(newest.values())
