"""Opening and cancelling a case."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from himpun.cases.access import in_office
from himpun.cases.actions.filing import attach
from himpun.cases.actions.flow import announce, open_places
from himpun.cases.deeds import Letter
from himpun.cases.errors import Incomplete, Lack, NotReady, NotYours, PeriodIsTaken
from himpun.cases.holding import lock
from himpun.cases.models import Case, Origin, Task
from himpun.cases.seating import seating_of
from himpun.files.models import StoredFile
from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.models import Office
from himpun.procedures.models import Procedure
from himpun.procedures.queries import casting_on, edition_in_force, missing_performers, sop_of
from himpun.sop.model import Severity
from himpun.sop.walk import State, begin
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def open_case(
    actor: Actor,
    procedure: Procedure,
    period: Period,
    *,
    origin: Origin,
    at: datetime,
    letter: Letter | None = None,
) -> Case:
    """Open a procedure for a period on its edition in force, with the casting of the day, and open its first tasks.

    By the schedule's word; by hand or by an incoming letter, by a post that the SOP names or the administrator.
    Raises Incomplete for a period of another kind than the procedure's own, PeriodIsTaken, NotReady, NotYours.
    """
    office = Office.objects.select_for_update().get(pk=procedure.office_id)
    if actor != Actor.schedule() and office.pk not in actor.offices:
        raise NotYours
    _fits(procedure, period)
    if Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).exists():
        raise PeriodIsTaken
    case = _pinned(procedure, office, period, at)
    seating = seating_of(case)
    actor = _who_may(actor, case, seating.cast.posts.values())
    case.origin, case.opened_at, case.opened_by = origin, at, f"{actor.name} ({actor.capacity})"
    case.letter = letter.as_data() if letter else None
    case.save(force_insert=True)
    tasks = open_places(case, seating, begin(seating.route, seating.frame).opens, at)
    payload = {"case": case.pk, "period": period.key, "origin": origin.value, "digest": case.digest}
    record(Fact(case.office_id, actor, "cases.case_opened", at, payload, [image(case), *map(image, tasks)]))
    announce(actor, case, tasks, at)
    return case


@verb
def open_for_letter(
    actor: Actor, procedure: Procedure, period: Period, *, letter: Letter, scan: StoredFile, at: datetime
) -> Case:
    """Open a case by an incoming letter whose scan, kept in this same transaction, stays with it."""
    case = open_case(actor, procedure, period, origin=Origin.LETTER, letter=letter, at=at)
    attach(in_office(actor, case.office_id), case, scan, title=f"Surat masuk {letter.number}"[:250], at=at)
    return case


@verb
def cancel_case(actor: Actor, case: Case, *, why: str, at: datetime) -> None:
    """Cancel a case that was opened by mistake: its open tasks are withdrawn, its history stays.

    A post that the SOP names may, and the office's administrator. Raises NotYours.
    """
    if not why.strip():
        raise Incomplete((Lack("why", "no_reason", "Tulis alasan pembatalan."),))
    held = lock(case.pk)
    actor = _who_may(actor, held, seating_of(held).cast.posts.values())
    still_open = Task.objects.filter(case=held, state=State.OPEN)
    keys = list(still_open.values_list("pk", flat=True))
    still_open.update(
        state=State.WITHDRAWN, ended_at=at, ended_by=actor.person, capacity=actor.capacity, why="berkas dibatalkan"
    )
    held.cancelled_at, held.cancelled_why = at, why
    held.save(update_fields=["cancelled_at", "cancelled_why"])
    rows = [image(held, "cancelled_at", "cancelled_why")]
    rows += [image(t, "state", "ended_at", "ended_by", "capacity", "why") for t in Task.objects.filter(pk__in=keys)]
    record(Fact(held.office_id, actor, "cases.case_cancelled", at, {"case": held.pk, "why": why}, rows))


def _fits(procedure: Procedure, period: Period) -> None:
    own = PeriodKind(procedure.every)
    if period.kind is not own:
        said = f"SOP ini berjalan setiap {own.label}. Pilih {own.label}nya."
        raise Incomplete((Lack("period", "another_kind", said),))


def _who_may(actor: Actor, case: Case, posts: Iterable[int]) -> Actor:
    """The actor in one of these posts; or the office's administrator, or its schedule. Raises NotYours."""
    if actor == Actor.schedule():
        return actor
    for post in posts:
        if wearing := actor.wearing(post):
            return wearing
    if case.office_id in actor.administers:
        return replace(actor, hat=None)
    raise NotYours


def _pinned(procedure: Procedure, office: Office, period: Period, at: datetime) -> Case:
    """A case of the edition in force, with the casting of the day; both stay as they are under it."""
    today = at.astimezone(ZoneInfo(office.zone)).date()
    edition = edition_in_force(procedure, today)
    if edition is None:
        raise NotReady(("belum ada edisi yang berlaku",))
    cast = casting_on(procedure, today)
    sop = sop_of(edition)
    missing = tuple(f.message for f in missing_performers(sop, cast) if f.severity is Severity.ERROR)
    if missing:
        raise NotReady(missing)
    return Case(
        office=office,
        procedure=procedure,
        edition=edition,
        digest=edition.digest,
        period=period.key,
        title=procedure.title,
        cast=cast.as_data(),
    )
