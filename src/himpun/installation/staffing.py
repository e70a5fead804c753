"""A whole office laid out from one pasted list: units, posts, people and who holds what, all of it or nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from himpun.lib.pasted import Problem
from himpun.organisation.actions import (
    add_post,
    add_unit,
    appoint,
    appoint_acting,
    correct_person,
    place_post,
    register_person,
)
from himpun.organisation.drafts import Mandate, PlaceDraft, PostDraft
from himpun.organisation.models import Holder, Office, Person, Post, Standing, Unit
from himpun.organisation.paste import Heads, Pasted, Row, read_people
from himpun.organisation.paste_columns import Column
from himpun.organisation.queries import in_force
from himpun.trail.actor import Actor
from himpun.trail.journal import writing

_TOLD_TWICE: Final = "title_twice"
_STEM: Final = 9
"""Letters that "sekretaris" and "sekretariat" share."""


@dataclass(slots=True)
class Known:
    """What an office has already, by names in small letters; people by NIP, and those without one by name."""

    units: dict[str, Unit]
    posts: dict[str, Post]
    held: dict[tuple[int, str], Holder]
    by_nip: dict[str, Person]
    by_name: dict[str, Person]

    @property
    def head(self) -> Post | None:
        return next((post for post in self.posts.values() if post.heads_office), None)

    def person(self, row: Row) -> Person | None:
        """The person a row is about, when somebody here is known by that NIP, or by that name without any."""
        return self.by_nip.get(row.nip) if row.nip in self.by_nip else self.by_name.get(row.name.casefold())


def known_in(office: Office, rows: Sequence[Row], *, on: date) -> Known:
    """What the rows of a list may be about. Five statements."""
    nips = [row.nip for row in rows if row.nip]
    named = Person.objects.filter(office=office, nip="")
    return Known(
        units={unit.name.casefold(): unit for unit in Unit.objects.filter(office=office, ends=None)},
        posts={post.title.casefold(): post for post in Post.objects.filter(office=office, ends=None)},
        held={
            (one.post_id, one.standing): one
            for one in Holder.objects.filter(in_force(on), office=office).select_related("person")
        },
        by_nip={one.nip: one for one in Person.objects.filter(nip__in=nips)},
        by_name={one.name.casefold(): one for one in named},
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was put right in the preview: NIPs by the number of their row, and the row that heads a unit by its name."""

    nips: Mapping[int, str] = field(default_factory=dict)
    heads: Mapping[str, int] = field(default_factory=dict)


def read_staff(text: str, office: Office, *, on: date, corrected: Corrections | None = None) -> Pasted:
    """The list as it would be laid out, with what is wrong beside each row, also against what the office has."""
    corrected = corrected or Corrections()
    pasted = read_people(text, nips=corrected.nips)
    if pasted.rows and not pasted.by_header and Column.TITLE not in pasted.columns:
        said = "Kolom jabatan tidak dikenali. Sertakan baris judul kolom: Nama, NIP, Pangkat, Jabatan, Unit."
        return replace(pasted, rows=(), problems=(Problem("", "no_column", said),))
    rows = _told_apart(pasted.rows)
    known = known_in(office, rows, on=on)
    rows = _one_head_a_unit(rows, known, corrected.heads)
    heads = Counter(row.heads for row in rows)[Heads.OFFICE] + (known.head is not None)
    checked = tuple(replace(row, problems=(*row.problems, *_against(row, known, heads, office))) for row in rows)
    return replace(pasted, rows=checked)


def _one_head_a_unit(rows: Sequence[Row], known: Known, chosen: Mapping[str, int]) -> list[Row]:
    """Of several that may head a unit one does: as chosen, as the office has it, else as their titles tell."""
    heads = {}
    for unit in {row.unit.casefold() for row in rows if row.unit}:
        own = [row for row in rows if row.unit.casefold() == unit]
        if (row := _head_of(unit, own, known, chosen.get(unit))) is not None:
            heads[unit] = row.number
    told = []
    for row in rows:
        if row.unit and row.heads is not Heads.OFFICE:
            row = replace(row, heads=Heads.UNIT if heads.get(row.unit.casefold()) == row.number else Heads.NOTHING)
        told.append(row)
    return told


def _head_of(unit: str, own: Sequence[Row], known: Known, chosen: int | None) -> Row | None:
    if chosen is not None:
        return next((row for row in own if row.number == chosen and row.title), None)
    there = known.units.get(unit)
    heading = {
        one.title.casefold() for one in known.posts.values() if there and one.unit_id == there.pk and one.heads_unit
    }
    if heading:
        return next((row for row in own if row.title.casefold() in heading), None)
    guessed = [row for row in own if row.heads is Heads.UNIT]
    # "Sekretaris" heads the "Sekretariat", whoever else of it is the kepala of something.
    named = (row for row in guessed if row.title.casefold()[:_STEM] == unit[:_STEM])
    return next(named, guessed[0] if guessed else None)


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    """Posts of one title are told apart: by their units ("Kepala Seksi" of three), else by a number."""
    twice = Counter(row.title.casefold() for row in rows)
    seen: Counter[str] = Counter()
    apart = []
    for row in rows:
        title = row.title
        if title and twice[title.casefold()] > 1:
            title = _with_unit(title, row.unit)
            seen[title.casefold()] += 1
            if (number := seen[title.casefold()]) > 1:
                title = f"{title} {number}"
        problems = tuple(one for one in row.problems if one.code != _TOLD_TWICE)
        apart.append(replace(row, title=title, problems=problems))
    return apart


def _with_unit(title: str, unit: str) -> str:
    """ "Kepala Seksi" of "Seksi Pemerintahan" is its "Kepala Seksi Pemerintahan"."""
    if not unit or unit.casefold() in title.casefold():
        return title
    first, _, rest = unit.partition(" ")
    if rest and (title.split()[-1].casefold() == first.casefold() or title.casefold() == "lurah"):
        return f"{title} {rest}"
    return f"{title} {unit}"


def _against(row: Row, known: Known, heads: int, office: Office) -> list[Problem]:
    """What keeps a row from being laid out beside what is there."""
    found = []
    post = known.posts.get(row.title.casefold())
    if row.heads is Heads.OFFICE and heads > 1 and not (post and post.heads_office):
        found.append(Problem("title", "two_heads", "Lebih dari satu jabatan menjadi kepala kantor."))
    if row.standing == Standing.PLH:
        said = "Plh. ditunjuk dengan tanggalnya di halaman Kantor, sesudah ini. Hapus “Plh.” dari baris ini."
        found.append(Problem("title", "plh_has_dates", said))
    person = known.by_nip.get(row.nip) if row.nip else None
    if person is not None and person.office_id != office.pk:
        found.append(Problem("nip", "of_another_office", "NIP ini milik pegawai kantor lain."))
    holder = known.held.get((post.pk, row.standing)) if post and row.name else None
    if holder is not None and holder.person != known.person(row):
        said = f"Sudah dijabat {holder.person.name}. Ganti pejabat lewat halaman Kantor."
        found.append(Problem("name", "post_is_held", said))
    return found


@dataclass(frozen=True, slots=True)
class LaidOut:
    """How many of each were new."""

    units: int
    posts: int
    people: int


def lay_out(actor: Actor, office: Office, rows: Sequence[Row], *, starts: date, at: datetime) -> LaidOut:
    """Keep a sound list in one transaction; what is there already stays. Raises what the verbs refuse."""
    with writing():
        known = known_in(office, rows, on=starts)
        before = len(known.units), len(known.posts)
        people = Person.objects.filter(office=office).count()
        hand = _Hand(actor, office, known, starts, at)
        for row in rows:
            hand.keep(row)
        added = Person.objects.filter(office=office).count() - people
        return LaidOut(len(known.units) - before[0], len(known.posts) - before[1], added)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Keeps one row after the other, and remembers what it has added."""

    actor: Actor
    office: Office
    known: Known
    starts: date
    at: datetime

    def keep(self, row: Row) -> None:
        unit = self._unit(row.unit)
        post = self._post(row, unit) if row.title else None
        person = self._person(row) if row.name else None
        if post is not None and person is not None:
            self._appoint(post, person, row.standing)

    def _unit(self, name: str) -> Unit | None:
        if not name:
            return None
        units = self.known.units
        if name.casefold() not in units:
            position = len(units) + 1
            units[name.casefold()] = add_unit(
                self.actor, self.office, name=name, starts=self.starts, position=position, at=self.at
            )
        return units[name.casefold()]

    def _post(self, row: Row, unit: Unit | None) -> Post:
        posts = self.known.posts
        if row.title.casefold() not in posts:
            heads_unit = row.heads is Heads.UNIT and unit is not None
            draft = PostDraft(row.title, unit, row.heads is Heads.OFFICE, heads_unit, len(posts) + 1)
            posts[row.title.casefold()] = add_post(self.actor, self.office, draft=draft, starts=self.starts, at=self.at)
        post = posts[row.title.casefold()]
        if unit is not None and post.unit_id is None:
            heads_unit = row.heads is Heads.UNIT and not post.heads_office
            place_post(self.actor, post, place=PlaceDraft(unit, heads_unit), at=self.at)
        return post

    def _person(self, row: Row) -> Person:
        known = self.known.person(row)
        if known is None:
            known = register_person(self.actor, self.office, name=row.name, nip=row.nip, rank=row.rank, at=self.at)
        elif (row.nip or known.nip, row.rank or known.rank) != (known.nip, known.rank):
            nip, rank = row.nip or known.nip, row.rank or known.rank
            correct_person(self.actor, known, name=row.name, nip=nip, rank=rank, at=self.at)
        if row.nip:
            self.known.by_nip[row.nip] = known
        return known

    def _appoint(self, post: Post, person: Person, standing: str) -> None:
        if (post.pk, standing) in self.known.held:
            return
        starts = max(self.starts, post.starts)
        if standing:
            mandate = Mandate(Standing(standing), starts, None, "")
            held = appoint_acting(self.actor, post, person=person, mandate=mandate, at=self.at)
        else:
            held = appoint(self.actor, post, person=person, starts=starts, order="", at=self.at)
        self.known.held[post.pk, standing] = held


def staying(rows: Sequence[Row], office: Office) -> list[tuple[str, str]]:
    """Posts (title, unit) that lie in another unit than their row says, and stay there. One statement."""
    placed = Post.objects.filter(office=office, ends=None).exclude(unit=None).select_related("unit")
    units = {post.title.casefold(): post.unit.name for post in placed if post.unit}
    known = [(row, units.get(row.title.casefold(), "")) for row in rows if row.unit]
    return [(row.title, unit) for row, unit in known if unit and unit.casefold() != row.unit.casefold()]


def summed(rows: Sequence[Row]) -> Mapping[str, int]:
    """How many units, posts and people a list speaks of."""
    return {
        "units": len({row.unit.casefold() for row in rows if row.unit}),
        "posts": sum(bool(row.title) for row in rows),
        "people": sum(bool(row.name) for row in rows),
    }
