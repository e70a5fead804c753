"""Verbs on the register of SOPs: publish, withdraw, cast, schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q

from himpun.lib.periods import Period, PeriodKind
from himpun.organisation.models import Office, Post, Unit
from himpun.procedures.basis import CATALOGUE_TAKEN, PUBLISHED
from himpun.procedures.errors import AlreadyWithdrawn, CannotCast, CannotPublish, NothingNew, OpenedBefore
from himpun.procedures.models import Casting, Edition, Procedure
from himpun.sop.catalogue import load
from himpun.sop.check import check
from himpun.sop.model import Approval, Dates, Severity, Sop
from himpun.sop.write import as_data, digest
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb

Seating = Sequence[tuple[Unit | None, Post]]
"""Who plays a performer, in the order of papers: posts alone, or posts each with the unit it answers for."""


@verb
def publish_edition(actor: Actor, office: Office, sop: Sop, *, key: str, in_force_from: date, at: datetime) -> Edition:
    """The next edition of the procedure `key`, under the office's own name; its text never changes afterwards.

    The procedure is registered with its first edition, takes the newest edition's title, and comes back into use if it
    was retired. Running cases stay with the edition they were opened on. Raises CannotPublish with every error that
    `sop.check` finds, NothingNew when the newest edition says the same and was not withdrawn.
    """
    own = replace(sop, government=office.government.name, office=office.name)
    errors = tuple(finding for finding in check(own) if finding.severity is Severity.ERROR)
    if errors:
        raise CannotPublish(errors)
    procedure = _registered(office, key, own.title)
    newest = Edition.objects.filter(procedure=procedure).order_by("-number").defer("sop").first()
    if newest is not None and newest.digest == digest(own) and newest.withdrawn_at is None:
        raise NothingNew(f"Edisi {newest.number} berisi sama dengan naskah ini.")
    edition = Edition.objects.create(
        office=office,
        procedure=procedure,
        number=newest.number + 1 if newest else 1,
        sop=as_data(own),
        digest=digest(own),
        published_at=at,
        in_force_from=in_force_from,
    )
    payload = {"procedure": procedure.pk, "edition": edition.pk, "number": edition.number}
    rows = [image(procedure), image(edition)]
    record(Fact(office.pk, actor, PUBLISHED, at, payload, rows))
    return edition


def _registered(office: Office, key: str, title: str) -> Procedure:
    """The procedure's row, locked, so that editions published at once are numbered one after the other."""
    rows = Procedure.objects.select_for_update()
    procedure, _ = rows.get_or_create(office=office, key=key, defaults={"title": title})
    if procedure.title != title or procedure.retired_at is not None:
        # An edition of a procedure that was retired brings it back into use.
        procedure.title, procedure.retired_at = title, None
        procedure.save(update_fields=["title", "retired_at"])
    return procedure


@verb
def publish_from_catalogue(actor: Actor, office: Office, key: str, *, in_force_from: date, at: datetime) -> Edition:
    """Publish a procedure that comes with Himpun. Raises UnknownProcedure, CannotPublish, NothingNew.

    Whoever puts it in force takes its guesses and warnings as they are: that is recorded. Nobody of this office has
    approved it, so what it says of another's approval, number and dates does not come along.
    """
    sop = load(key)
    own = replace(sop, number="", approved_by=Approval(), dates=Dates())
    edition = publish_edition(actor, office, own, key=key, in_force_from=in_force_from, at=at)
    taken = [f"{finding.code} {finding.where}" for finding in sop.findings]
    payload = {"edition": edition.pk, "catalogue": key, "from": sop.office, "taken": taken}
    record(Fact(office.pk, actor, CATALOGUE_TAKEN, at, payload, []))
    return edition


@verb
def withdraw_edition(actor: Actor, edition: Edition, *, at: datetime) -> None:
    """No case is opened on it any more, and none on the editions it replaced. Raises AlreadyWithdrawn."""
    if not Edition.objects.filter(pk=edition.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise AlreadyWithdrawn(f"Edisi {edition.number} sudah dicabut.")
    edition.withdrawn_at = at
    payload = {"edition": edition.pk, "number": edition.number}
    rows = [image(edition, "withdrawn_at")]
    record(Fact(edition.office_id, actor, "procedures.edition_withdrawn", at, payload, rows))


@verb
def cast(
    actor: Actor, procedure: Procedure, performer: str, *, seats: Seating, starts: date, at: datetime
) -> list[Casting]:
    """Who plays this performer from a day on, in place of whoever did; cases already open keep their cast.

    No seats: nobody plays it from that day. Raises CannotCast.
    """
    locked = Procedure.objects.select_for_update().get(pk=procedure.pk)
    _refuse_seats(locked, performer, seats)
    replaced = _end_before(locked, performer, starts)
    rows = [
        Casting(
            office_id=locked.office_id,
            procedure=locked,
            performer=performer,
            unit=unit,
            post=post,
            position=position,
            starts=starts,
        )
        for position, (unit, post) in enumerate(seats, start=1)
    ]
    Casting.objects.bulk_create(rows)
    images = [*(image(row, "ends") for row in replaced), *map(image, rows)]
    payload = {"procedure": locked.pk, "performer": performer, "starts": starts}
    record(Fact(locked.office_id, actor, "procedures.performer_cast", at, payload, images))
    return rows


@verb
def cast_performers(
    actor: Actor, procedure: Procedure, seats: Mapping[str, Seating], *, starts: date, at: datetime
) -> None:
    """Cast several performers in one: all of them, or none. Raises CannotCast."""
    for performer, seating in seats.items():
        cast(actor, procedure, performer, seats=seating, starts=starts, at=at)


def _refuse_seats(procedure: Procedure, performer: str, seats: Seating) -> None:
    if not performer.strip():
        raise CannotCast("Pelaksana belum disebut.")
    places = [(unit.pk if unit else None, post.pk) for unit, post in seats]
    if len(set(places)) < len(places):
        raise CannotCast("Satu jabatan disebut dua kali untuk unit yang sama.")
    offices = {row.office_id for seat in seats for row in seat if row is not None}
    if offices - {procedure.office_id}:
        raise CannotCast("Jabatan atau unit ini berada di kantor lain.")


def _end_before(procedure: Procedure, performer: str, starts: date) -> list[Casting]:
    """End what holds on that day or later.

    A row that was still to come ends before it starts: it never comes into force.
    """
    holding = Q(ends=None) | Q(ends__gte=starts)
    replaced = list(Casting.objects.filter(holding, procedure=procedure, performer=performer))
    eve = starts - timedelta(days=1)
    Casting.objects.filter(pk__in=[row.pk for row in replaced]).update(ends=eve)
    for row in replaced:
        row.ends = eve
    return replaced


@verb
def schedule_procedure(actor: Actor, procedure: Procedure, *, every: PeriodKind, opens_day: int, at: datetime) -> None:
    """How often its case opens by itself, and on which working day after the period's end (1: the first)."""
    procedure.every, procedure.opens_day = every.value, opens_day
    procedure.save(update_fields=["every", "opens_day"])
    rows = [image(procedure, "every", "opens_day")]
    payload = {"procedure": procedure.pk}
    record(Fact(procedure.office_id, actor, "procedures.procedure_scheduled", at, payload, rows))


@verb
def note_opening(actor: Actor, procedure: Procedure, *, period: Period, at: datetime) -> None:
    """The schedule has seen to this period: noted in the transaction that opens its case.

    Raises OpenedBefore when another run of the schedule was faster.
    """
    fresh = Q(opened_through=None) | Q(opened_through__lt=period.end)
    if not Procedure.objects.filter(fresh, pk=procedure.pk).update(opened_through=period.end):
        raise OpenedBefore(f"{procedure.title}: {period.key} sudah dibuka oleh jadwal.")
    procedure.opened_through = period.end
    rows = [image(procedure, "opened_through")]
    payload = {"procedure": procedure.pk, "period": period.key}
    record(Fact(procedure.office_id, actor, "procedures.period_seen_to", at, payload, rows))


@verb
def retire_procedure(actor: Actor, procedure: Procedure, *, at: datetime) -> None:
    """The office no longer uses it: nothing opens any more, running cases go on to their end."""
    if not Procedure.objects.filter(pk=procedure.pk, retired_at=None).update(retired_at=at):
        raise AlreadyWithdrawn(f"{procedure.title} sudah tidak dipakai.")
    procedure.retired_at = at
    rows = [image(procedure, "retired_at")]
    payload = {"procedure": procedure.pk}
    record(Fact(procedure.office_id, actor, "procedures.procedure_retired", at, payload, rows))
