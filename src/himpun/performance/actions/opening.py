"""Opening a case that collects figures: by hand, by a letter, or by the schedule; never one that asks for nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from himpun.cases.actions import open_case, open_for_letter
from himpun.cases.deeds import Letter
from himpun.cases.errors import Incomplete, Lack, NotReady, PeriodIsTaken
from himpun.cases.models import Case, Origin
from himpun.files.models import StoredFile
from himpun.lib.periods import Period
from himpun.performance.asking import layout_of
from himpun.performance.errors import PostWithoutUnit
from himpun.procedures.actions import note_opening
from himpun.procedures.errors import OpenedBefore
from himpun.procedures.models import Procedure
from himpun.procedures.queries import due_openings
from himpun.trail.actor import Actor
from himpun.trail.journal import verb


@verb
def open_collection(
    actor: Actor,
    procedure: Procedure,
    period: Period,
    *,
    origin: Origin,
    at: datetime,
    letter: Letter | None = None,
) -> Case:
    """Open a case, or nothing at all when those who fill in its figures would be asked for none.

    Raises Incomplete, PostWithoutUnit, and what `open_case` raises.
    """
    case = open_case(actor, procedure, period, origin=origin, at=at, letter=letter)
    _refuse_idle(case, period)
    return case


@verb
def open_collection_for_letter(
    actor: Actor, procedure: Procedure, period: Period, *, letter: Letter, scan: StoredFile, at: datetime
) -> Case:
    """The same, by an incoming letter whose scan stays with the case."""
    case = open_for_letter(actor, procedure, period, letter=letter, scan=scan, at=at)
    _refuse_idle(case, period)
    return case


def open_due_cases(actor: Actor, *, at: datetime) -> list[Case]:
    """Open every case that the schedule owes by now, the earliest first; also those missed while nothing ran.

    One transaction for each. A procedure that cannot be opened yet stays due: it is tried again the next time, and
    the office's set-up says so meanwhile.
    """
    opened = []
    # The day of the country's middle zone: at most an hour away from each office's own.
    for procedure, period in due_openings(at.astimezone(ZoneInfo("Asia/Makassar")).date()):
        try:
            case = _open_due(actor, procedure, period, at=at)
        except (Incomplete, NotReady, OpenedBefore, PeriodIsTaken, PostWithoutUnit):
            continue
        if case is not None:
            opened.append(case)
    return opened


@verb
def _open_due(actor: Actor, procedure: Procedure, period: Period, *, at: datetime) -> Case | None:
    note_opening(actor, procedure, period=period, at=at)
    if Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).exists():
        return None  # somebody had opened it by hand; the schedule has seen to it all the same
    return open_collection(actor, procedure, period, origin=Origin.SCHEDULE, at=at)


def _refuse_idle(case: Case, period: Period) -> None:
    """Raises Incomplete for a case that would stop at its first figure act. One in which nobody fills in may run."""
    sheets = layout_of(case).sheets
    if sheets and not any(sheet.lines for sheet in sheets):
        said = (
            f"Belum ada indikator yang diminta untuk {period.label} dari unit pada SOP ini, jadi berkas tidak dibuka."
        )
        raise Incomplete((Lack("indicators", "nothing_is_asked", said),))
