"""The head of a case's pages: where it stands, on whose desk, until when; and the door to it for whoever holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from himpun.cases.models import Case, CasePaper, Remark, Task, TeamMember
from himpun.cases.outlook import expected_end
from himpun.cases.queries import seating_of
from himpun.cases.seating import Seating
from himpun.documents.kinds import PaperKind
from himpun.lib.dates import short_time
from himpun.organisation.calendars import calendar_of
from himpun.sop.walk import State
from himpun.trail.actor import Actor
from himpun.web.cases.shown import case_head
from himpun.web.request import Visit

MANY = 3
"""From more desks on they are counted, not named."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head says of a running case, in words; blank where there is nothing to say."""

    step: str
    began: str
    expected: str
    desks: str
    due: str


@dataclass(frozen=True, slots=True)
class Mine:
    """The task of this case that lies with whoever looks."""

    task: int
    line: int


def case_top(request: Visit, case: Case, tab: str, *, opened: Sequence[Task] | None = None) -> dict[str, Any]:
    """What `case_base.html` shows around every tab. At most four statements, two when the open tasks are at hand."""
    running = case.finished_at is None and case.cancelled_at is None
    tasks = (open_in([case]) if opened is None else list(opened)) if running else []
    return {
        "case": case_head(case),
        "tab": tab,
        "facts": _facts(case, tasks, at=request.at) if tasks else None,
        "mine": _mine(request.actor, case, tasks),
        "report": None if running else signed_report(case),
        "said_count": Remark.objects.filter(case=case, withdrawn_at=None).count(),
    }


def open_in(cases: Iterable[Case]) -> list[Task]:
    """The open tasks of these cases with their posts, in the order of their lines. One statement."""
    found = Task.objects.filter(case__in=[case.pk for case in cases], state=State.OPEN)
    return list(found.select_related("post").order_by("line", "position", "pk"))


def signed_report(case: Case) -> CasePaper | None:
    """The report as it was signed, once it was."""
    filed = CasePaper.objects.filter(case=case, paper__kind=PaperKind.REPORT, paper__replaced_at=None)
    return filed.exclude(paper__final_file=None).select_related("paper").order_by("-pk").first()


def desks_in_words(seating: Seating, tasks: Iterable[Task]) -> str:
    """ "Camat, Sekretaris"; counted when there are many; a seat that nobody was cast for is told by its name."""
    names = {one.key: one.name for one in seating.sop.performers}
    seats = list(dict.fromkeys(task.post.title if task.post else names.get(task.team, "") for task in tasks))
    return f"{len(seats)} jabatan" if len(seats) > MANY else ", ".join(filter(None, seats))


def first_due(case: Case, tasks: Iterable[Task]) -> str:
    dues = [task.due_at for task in tasks if task.due_at]
    return short_time(min(dues), case.office.zone) if dues else ""


def _facts(case: Case, tasks: Sequence[Task], *, at: datetime) -> Facts:
    seating, zone = seating_of(case), case.office.zone
    numbers = [step.number for step in seating.sop.lines]
    dues: dict[int, datetime | None] = {}
    for task in tasks:
        known = dues.get(task.line)
        dues[task.line] = max(known, task.due_at) if known and task.due_at else known or task.due_at
    end = expected_end(seating.sop, seating.route, dues, calendar_of(case.office), at=at)
    return Facts(
        step=f"{min(map(numbers.index, dues)) + 1} dari {len(numbers)}",
        began=short_time(case.opened_at, zone),
        expected=short_time(end, zone) if end else "",
        desks=desks_in_words(seating, tasks) or "belum ada pelaksananya",
        due=first_due(case, tasks),
    )


def _mine(actor: Actor, case: Case, tasks: Sequence[Task]) -> Mine | None:
    teams = _teams(actor, case) if any(task.team for task in tasks) else frozenset()
    held = (task for task in tasks if task.post_id in actor.posts or (task.team and task.team in teams))
    first = next(held, None)
    return Mine(first.pk, first.line) if first else None


def _teams(actor: Actor, case: Case) -> frozenset[str]:
    return frozenset(TeamMember.objects.filter(case=case, post__in=actor.posts).values_list("team", flat=True))
