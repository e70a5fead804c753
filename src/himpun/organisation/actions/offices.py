"""Verbs on governments, offices, units and posts."""

from dataclasses import asdict
from datetime import date, datetime

from himpun.organisation.actions.calendars import lay_standard_hours
from himpun.organisation.actions.dated import INSTALLATION, end
from himpun.organisation.drafts import OfficeDraft, PostDraft
from himpun.organisation.errors import NameTaken, OfAnotherOffice
from himpun.organisation.models import Government, Office, Post, Unit
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def found_government(actor: Actor, name: str, *, at: datetime) -> Government:
    """Raises NameTaken."""
    if Government.objects.filter(name=name).exists():
        raise NameTaken(f"Pemerintah daerah “{name}” sudah ada.")
    government = Government.objects.create(name=name)
    rows = [image(government)]
    record(Fact(INSTALLATION, actor, "organisation.government_founded", at, {"government": government.pk}, rows))
    return government


@verb
def found_office(actor: Actor, government: Government, *, draft: OfficeDraft, at: datetime) -> Office:
    """An office with the standard hours of Perpres 21/2023 from the beginning.

    Raises NameTaken, NotACalendar.
    """
    if Office.objects.filter(government=government, name=draft.name).exists():
        raise NameTaken(f"“{draft.name}” sudah ada di {government.name}.")
    office = Office.objects.create(government=government, **asdict(draft))
    hours = lay_standard_hours(office)
    rows = [image(office), image(hours)]
    record(Fact(office.pk, actor, "organisation.office_founded", at, {"office": office.pk}, rows))
    return office


@verb
def change_letterhead(actor: Actor, office: Office, *, address: str, contact: str, place: str, at: datetime) -> None:
    """What stands on the office's papers from now on; papers already drawn up keep theirs."""
    office.address, office.contact, office.place = address, contact, place
    office.save(update_fields=["address", "contact", "place"])
    rows = [image(office, "address", "contact", "place")]
    record(Fact(office.pk, actor, "organisation.letterhead_changed", at, {}, rows))


@verb
def add_unit(actor: Actor, office: Office, *, name: str, starts: date, position: int = 0, at: datetime) -> Unit:
    """Raises NameTaken."""
    if Unit.objects.filter(office=office, name=name, ends=None).exists():
        raise NameTaken(f"Unit “{name}” sudah ada di kantor ini.")
    unit = Unit.objects.create(office=office, name=name, starts=starts, position=position)
    record(Fact(office.pk, actor, "organisation.unit_added", at, {"unit": unit.pk}, [image(unit)]))
    return unit


@verb
def end_unit(actor: Actor, unit: Unit, *, ends: date, at: datetime) -> None:
    """The unit's last day. Raises NotHeldThen when it has ended or would end before it starts."""
    end(unit, ends)
    record(Fact(unit.office_id, actor, "organisation.unit_ended", at, {"unit": unit.pk}, [image(unit, "ends")]))


@verb
def add_post(actor: Actor, office: Office, *, draft: PostDraft, starts: date, at: datetime) -> Post:
    """Raises NameTaken (also for a second head), OfAnotherOffice."""
    if draft.unit is not None and draft.unit.office_id != office.pk:
        raise OfAnotherOffice("Unit jabatan ini berada di kantor lain.")
    living = Post.objects.filter(office=office, ends=None)
    if living.filter(title=draft.title).exists():
        raise NameTaken(f"Jabatan “{draft.title}” sudah ada di kantor ini.")
    if draft.heads_office and living.filter(heads_office=True).exists():
        raise NameTaken("Kantor ini sudah mempunyai jabatan kepala.")
    post = Post.objects.create(
        office=office,
        unit=draft.unit,
        title=draft.title,
        heads_office=draft.heads_office,
        heads_unit=draft.heads_unit,
        position=draft.position,
        starts=starts,
    )
    record(Fact(office.pk, actor, "organisation.post_added", at, {"post": post.pk}, [image(post)]))
    return post


@verb
def end_post(actor: Actor, post: Post, *, ends: date, at: datetime) -> None:
    """The post's last day. Raises NotHeldThen when it has ended or would end before it starts."""
    end(post, ends)
    record(Fact(post.office_id, actor, "organisation.post_ended", at, {"post": post.pk}, [image(post, "ends")]))
