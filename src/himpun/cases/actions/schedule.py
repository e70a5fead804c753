"""The schedule's word: opening what is due, and letting deadlines pass."""

from datetime import datetime
from zoneinfo import ZoneInfo

from himpun.cases.actions.flow import pass_deadline
from himpun.cases.actions.opening import open_case
from himpun.cases.errors import CannotSendBack, CaseIsOver, NotReady, PeriodIsTaken, TooEarly
from himpun.cases.models import Case, Origin, Task
from himpun.cases.seating import seating_of
from himpun.lib.periods import Period
from himpun.procedures.actions import note_opening
from himpun.procedures.errors import OpenedBefore
from himpun.procedures.models import Procedure
from himpun.procedures.queries import due_openings
from himpun.sop.walk import State
from himpun.trail.actor import Actor
from himpun.trail.journal import verb


def open_due_cases(actor: Actor, *, at: datetime) -> list[Case]:
    """Open every case that the schedule owes by now, the earliest first; also those missed while nothing ran.

    One transaction for each. A procedure that cannot be opened yet stays due: it is tried again the next time.
    """
    opened = []
    # The day of the country's middle zone: at most an hour away from each office's own.
    for procedure, period in due_openings(at.astimezone(ZoneInfo("Asia/Makassar")).date()):
        try:
            case = _open_one(actor, procedure, period, at=at)
        except (NotReady, OpenedBefore, PeriodIsTaken):
            continue
        if case is not None:
            opened.append(case)
    return opened


def let_deadlines_pass(actor: Actor, *, at: datetime) -> list[Task]:
    """Go on, at every line that joins at its deadline, once its time is over. Returns what was opened.

    One transaction for each; a case that moved on meanwhile is left alone.
    """
    opened: list[Task] = []
    late = Task.objects.filter(state=State.OPEN, due_at__lte=at).exclude(unit=0, member=0)
    found = late.values_list("case", "line").distinct().order_by("case", "line")
    for case in Case.objects.filter(pk__in={key for key, _ in found}).order_by("pk"):
        stations = seating_of(case).route.stations
        for line in sorted({s.line for s in stations if s.until_due and (case.pk, s.line) in set(found)}):
            try:
                opened += _pass_one(actor, case, line, at=at)
            except (CannotSendBack, CaseIsOver, TooEarly):
                continue
    return opened


@verb
def _pass_one(actor: Actor, case: Case, line: int, *, at: datetime) -> list[Task]:
    return pass_deadline(actor, case, line, at=at)


@verb
def _open_one(actor: Actor, procedure: Procedure, period: Period, *, at: datetime) -> Case | None:
    note_opening(actor, procedure, period=period, at=at)
    if Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).exists():
        return None  # somebody had opened it by hand; the schedule has seen to it all the same
    return open_case(actor, procedure, period, origin=Origin.SCHEDULE, at=at)
