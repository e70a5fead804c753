"""Verbs on governments, offices, units and posts."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TypeVar

from himpun.files.store import put
from himpun.organisation.actions.calendars import lay_standard_hours
from himpun.organisation.actions.dated import INSTALLATION, end
from himpun.organisation.drafts import LetterheadDraft, OfficeDraft, PlaceDraft, PostDraft
from himpun.organisation.emblem import picture_in
from himpun.organisation.errors import HeadsNoUnit, NameTaken, NotAnEmblem, NotHeldThen, OfAnotherOffice
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


def change_letterhead(actor: Actor, office: Office, *, address: str, contact: str, place: str, at: datetime) -> None:
    """Address, contact and place of dating; the name lines stay."""
    change_kop(actor, office, LetterheadDraft(office.kop_lines, address, contact, place), at=at)


@verb
def change_kop(actor: Actor, office: Office, draft: LetterheadDraft, *, at: datetime) -> None:
    """What stands on the office's papers from now on; papers already drawn up keep theirs."""
    office.kop_lines, office.address = draft.lines, draft.address
    office.contact, office.place = draft.contact, draft.place
    office.save(update_fields=["kop_lines", "address", "contact", "place"])
    rows = [image(office, "kop_lines", "address", "contact", "place")]
    record(Fact(office.pk, actor, "organisation.letterhead_changed", at, {}, rows))


@verb
def set_emblem(actor: Actor, office: Office, *, data: bytes, name: str, at: datetime) -> None:
    """The picture in the head of papers from now on. Raises NotAnEmblem."""
    picture = picture_in(data)
    stored = put(office.pk, data, name=name, media_type=picture.media_type, at=at)
    office.emblem = stored.sha256
    office.save(update_fields=["emblem"])
    rows = [image(office, "emblem"), image(stored)]
    record(Fact(office.pk, actor, "organisation.emblem_set", at, {"name": stored.name}, rows))


@verb
def remove_emblem(actor: Actor, office: Office, *, at: datetime) -> None:
    """No picture from now on. Raises NotAnEmblem when there is none."""
    if not Office.objects.filter(pk=office.pk).exclude(emblem="").update(emblem=""):
        raise NotAnEmblem("Kop kantor ini tidak memakai lambang.")
    office.emblem = ""
    record(Fact(office.pk, actor, "organisation.emblem_removed", at, {}, [image(office, "emblem")]))


@verb
def add_unit(actor: Actor, office: Office, *, name: str, starts: date, position: int = 0, at: datetime) -> Unit:
    """Raises NameTaken."""
    if Unit.objects.filter(office=office, name=name, ends=None).exists():
        raise NameTaken(f"Unit “{name}” sudah ada di kantor ini.")
    unit = Unit.objects.create(office=office, name=name, starts=starts, position=position)
    record(Fact(office.pk, actor, "organisation.unit_added", at, {"unit": unit.pk}, [image(unit)]))
    return unit


@verb
def rename_unit(actor: Actor, unit: Unit, *, name: str, at: datetime) -> None:
    """The unit's name from now on; papers and figures already kept bear the old one. Raises NameTaken."""
    if Unit.objects.filter(office=unit.office_id, name=name, ends=None).exclude(pk=unit.pk).exists():
        raise NameTaken(f"Unit “{name}” sudah ada di kantor ini.")
    payload = {"unit": unit.pk, "was": unit.name}
    unit.name = name
    unit.save(update_fields=["name"])
    record(Fact(unit.office_id, actor, "organisation.unit_renamed", at, payload, [image(unit, "name")]))


@verb
def order_units(actor: Actor, office: Office, units: Sequence[int], *, at: datetime) -> None:
    """In which order the units stand in lists and papers: these first, the others after them as before."""
    rows = _ordered(list(Unit.objects.select_for_update().filter(office=office)), units)
    Unit.objects.bulk_update(rows, ["position"])
    images = [image(row, "position") for row in rows]
    record(Fact(office.pk, actor, "organisation.units_ordered", at, {"units": list(units)}, images))


@verb
def order_posts(actor: Actor, office: Office, posts: Sequence[int], *, at: datetime) -> None:
    """In which order the posts stand in lists and papers: these first, the others after them as before."""
    rows = _ordered(list(Post.objects.select_for_update().filter(office=office)), posts)
    Post.objects.bulk_update(rows, ["position"])
    images = [image(row, "position") for row in rows]
    record(Fact(office.pk, actor, "organisation.posts_ordered", at, {"posts": list(posts)}, images))


@verb
def end_unit(actor: Actor, unit: Unit, *, ends: date, at: datetime) -> None:
    """The unit's last day. Raises NotHeldThen when it has ended or would end before it starts."""
    end(unit, ends)
    record(Fact(unit.office_id, actor, "organisation.unit_ended", at, {"unit": unit.pk}, [image(unit, "ends")]))


@verb
def reopen_unit(actor: Actor, unit: Unit, *, at: datetime) -> None:
    """Take the end of a unit back: it goes on as if it had not been ended. Raises NameTaken, NotHeldThen."""
    if Unit.objects.filter(office=unit.office_id, name=unit.name, ends=None).exists():
        raise NameTaken(f"Sudah ada unit “{unit.name}” yang lain.")
    if not Unit.objects.filter(pk=unit.pk, ends=unit.ends).exclude(ends=None).update(ends=None):
        raise NotHeldThen("Unit ini tidak berakhir, atau tanggalnya sudah diubah di tempat lain.")
    unit.ends = None
    record(Fact(unit.office_id, actor, "organisation.unit_reopened", at, {"unit": unit.pk}, [image(unit, "ends")]))


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
def rename_post(actor: Actor, post: Post, *, title: str, at: datetime) -> None:
    """The post's title from now on; papers already signed bear the old one. Raises NameTaken."""
    if Post.objects.filter(office=post.office_id, title=title, ends=None).exclude(pk=post.pk).exists():
        raise NameTaken(f"Jabatan “{title}” sudah ada di kantor ini.")
    payload = {"post": post.pk, "was": post.title}
    post.title = title
    post.save(update_fields=["title"])
    record(Fact(post.office_id, actor, "organisation.post_renamed", at, payload, [image(post, "title")]))


@verb
def place_post(actor: Actor, post: Post, *, place: PlaceDraft, at: datetime) -> None:
    """In which unit the post lies from now on, and whether it heads it. Raises OfAnotherOffice, HeadsNoUnit."""
    if place.unit is not None and place.unit.office_id != post.office_id:
        raise OfAnotherOffice("Unit jabatan ini berada di kantor lain.")
    if place.heads_unit and post.heads_office:
        raise HeadsNoUnit("Jabatan ini mengepalai kantor, jadi tidak mengepalai unit.")
    if place.heads_unit and place.unit is None:
        raise HeadsNoUnit("Pilih unit yang dikepalai jabatan ini.")
    payload = {"post": post.pk, "unit": place.unit.pk if place.unit else None}
    post.unit, post.heads_unit = place.unit, place.heads_unit
    post.save(update_fields=["unit", "heads_unit"])
    record(Fact(post.office_id, actor, "organisation.post_placed", at, payload, [image(post, "unit", "heads_unit")]))


@verb
def end_post(actor: Actor, post: Post, *, ends: date, at: datetime) -> None:
    """The post's last day. Raises NotHeldThen when it has ended or would end before it starts."""
    end(post, ends)
    record(Fact(post.office_id, actor, "organisation.post_ended", at, {"post": post.pk}, [image(post, "ends")]))


Row = TypeVar("Row", Unit, Post)


def _ordered(rows: list[Row], order: Sequence[int]) -> list[Row]:
    """The rows with their new positions, from 1."""
    place = {key: at for at, key in enumerate(order)}
    rows.sort(key=lambda row: (place.get(row.pk, len(place)), row.position, row.pk))
    for position, row in enumerate(rows, start=1):
        row.position = position
    return rows
