"""The schedule's word: opening what is due."""

from datetime import datetime
from zoneinfo import ZoneInfo

from himpun.cases.actions.opening import open_case
from himpun.cases.errors import NotReady, PeriodIsTaken
from himpun.cases.models import Case, Origin
from himpun.lib.periods import Period
from himpun.procedures.actions import note_opening
from himpun.procedures.errors import OpenedBefore
from himpun.procedures.models import Procedure
from himpun.procedures.queries import due_openings
from himpun.trail.actor import Actor
from himpun.trail.journal import verb


def open_due_cases(actor: Actor, *, at: datetime) -> list[Case]:
    """Open every case that the schedule owes by now, the earliest first; also those missed while nothing ran.

    One transaction for each. A procedure that cannot be opened yet stays due: it is tried again the next time.
    """
    opened = []
    # The farthest east begins its day first; each office's own date decides again when its case is opened.
    for procedure, period in due_openings(at.astimezone(ZoneInfo("Asia/Makassar")).date()):
        try:
            case = _open_one(actor, procedure, period, at=at)
        except (NotReady, OpenedBefore, PeriodIsTaken):
            continue
        if case is not None:
            opened.append(case)
    return opened


@verb
def _open_one(actor: Actor, procedure: Procedure, period: Period, *, at: datetime) -> Case | None:
    note_opening(actor, procedure, period=period, at=at)
    if Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).exists():
        return None  # somebody had opened it by hand; the schedule has seen to it all the same
    return open_case(actor, procedure, period, origin=Origin.SCHEDULE, at=at)
