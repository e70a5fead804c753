"""The invented office: units, posts, people and a casting that suit an SOP."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from himpun.installation.rehearsal.people import Invented, rank_for
from himpun.organisation.actions import (
    add_post,
    add_unit,
    appoint,
    found_office,
    open_account,
    register_person,
)
from himpun.organisation.drafts import OfficeDraft, PostDraft
from himpun.organisation.models import Account, Government, Office, Post, Unit
from himpun.procedures.actions import cast, publish_edition
from himpun.procedures.models import Procedure
from himpun.sop.model import Act, Performer, Seat, Sop
from himpun.trail.actor import Actor

BEGIN: Final = date(2024, 1, 1)
SECTIONS: Final = ("Seksi Pelayanan Umum", "Seksi Pemerintahan", "Seksi Ketenteraman dan Ketertiban")
UNITS: Final = {
    "kasi_lurah": (*SECTIONS, "Kelurahan Mekar Jaya", "Kelurahan Sido Rukun"),
    "kasi": SECTIONS,
    "kasubbag": ("Subbagian Perencanaan dan Keuangan", "Subbagian Umum dan Kepegawaian"),
    "sekretariat": ("Sekretariat",),
    "irban": ("Inspektur Pembantu I", "Inspektur Pembantu II", "Inspektur Pembantu III"),
    "bidang": (*SECTIONS, "Kelurahan Tebing Asri"),
    "unit": (*SECTIONS, "Subbagian Umum dan Kepegawaian"),
}
"""Which units play a performer of the catalogue; another SOP's units are numbered."""


@dataclass(slots=True)
class Stage:
    """An office on the stage: who is who, by post, and its procedures by key."""

    office: Office
    administrator: Actor
    at: datetime
    crowd: Iterator[Invented]
    password: str
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    promised: set[int] = field(default_factory=set)  # units that have their indicators


def found(
    government: Government, draft: OfficeDraft, crowd: Iterator[Invented], *, password: str, at: datetime
) -> Stage:
    """Found an office with its administrator's account. Passwords are one and the same: it is a stage."""
    founder = Actor(name="Penyusun gladi")
    office = found_office(founder, government, draft=draft, at=at)
    someone = next(crowd)
    person = register_person(founder, office, name=someone.name, nip=someone.nip, rank=someone.rank, at=at)
    username = f"admin.{draft.code.lower()}"
    account = open_account(founder, person, username=username, password=password, administers=office, at=at)
    administrator = Actor(name=person.name, account=account.pk, person=person.pk, administers=frozenset({office.pk}))
    return Stage(office, administrator, at, crowd, password)


def cast_procedure(stage: Stage, key: str, sop: Sop) -> Procedure:
    """Publish an SOP in the office and cast all its performers, adding the units, posts and people it needs."""
    edition = publish_edition(stage.administrator, stage.office, sop, key=key, in_force_from=BEGIN, at=stage.at)
    procedure = edition.procedure
    stage.procedures[key] = procedure
    head = _head(sop)
    for performer in sop.performers:
        seats = _seats(stage, sop, performer, heads=performer.key == head)
        if seats:
            cast(
                stage.administrator,
                procedure,
                performer=performer.key,
                seats=seats,
                starts=BEGIN,
                at=stage.at,
            )
    return procedure


def _head(sop: Sop) -> str:
    """The performer that signs last heads the office."""
    signers = [
        role.key
        for step in sop.lines
        for position, act in enumerate(step.acts, start=1)
        if act is Act.SIGN
        for role in step.performers
        if role.does(position)
    ]
    return signers[-1]


def _seats(stage: Stage, sop: Sop, performer: Performer, *, heads: bool) -> list[tuple[Unit | None, Post]]:
    match performer.seat:
        case Seat.POST | Seat.POSTS:
            unit = _unit(stage, "Sekretariat") if _fills_alone(sop, performer) else None
            return [(None, _post(stage, _title(stage, performer, heads=heads), unit=unit, heads_office=heads))]
        case Seat.UNITS:
            names = _unit_names(performer)
            return [(unit, _head_of(stage, unit)) for unit in (_unit(stage, name) for name in names)]
        case Seat.UNIT_MEMBERS:
            within = _within(stage, sop)
            return [(unit, _post(stage, f"{performer.name} {unit.name}", unit=unit)) for unit in within]
        case Seat.TEAM:
            return []


def _fills_alone(sop: Sop, performer: Performer) -> bool:
    """A post that fills in figures itself does so for a unit of its own."""
    return any(
        act is Act.FILL and role.key == performer.key and role.does(position)
        for step in sop.lines
        for position, act in enumerate(step.acts, start=1)
        for role in step.performers
    )


def _within(stage: Stage, sop: Sop) -> list[Unit]:
    holders = {step.per.within for step in sop.lines if step.per and step.per.within}
    names = [name for key in sorted(holders) for name in _unit_names(sop.performer(key))]
    return [stage.units[name] for name in names if name in stage.units]


def _unit_names(performer: Performer) -> tuple[str, ...]:
    return UNITS.get(performer.key, tuple(f"{performer.name} {n}" for n in (1, 2, 3)))


def _title(stage: Stage, performer: Performer, *, heads: bool) -> str:
    """As the SOP names it; a kecamatan is headed by its camat, however the table calls the column."""
    if heads and stage.office.name.casefold().startswith(("kecamatan ", "kantor camat ")):
        return f"Camat {stage.office.place}"
    return {"kasubag_evlap": "Kasubag Evaluasi dan Pelaporan"}.get(performer.key, performer.name)


def _unit(stage: Stage, name: str) -> Unit:
    if name not in stage.units:
        stage.units[name] = add_unit(
            stage.administrator, stage.office, name=name, starts=BEGIN, position=len(stage.units) + 1, at=stage.at
        )
    return stage.units[name]


def _head_of(stage: Stage, unit: Unit) -> Post:
    """The post that answers for a unit; the secretariat is answered for by the secretary himself."""
    if unit.name == "Sekretariat":
        return next(post for title, post in stage.posts.items() if title.startswith("Sekretaris"))
    if unit.name.startswith("Kelurahan "):
        return _post(stage, unit.name.replace("Kelurahan", "Lurah"), unit=unit, heads_unit=True)
    if unit.name.startswith("Inspektur Pembantu"):
        return _post(stage, unit.name, unit=unit, heads_unit=True)
    return _post(stage, f"Kepala {unit.name}", unit=unit, heads_unit=True)


def _post(
    stage: Stage, title: str, *, unit: Unit | None = None, heads_office: bool = False, heads_unit: bool = False
) -> Post:
    if title in stage.posts:
        return stage.posts[title]
    return seat_on(stage, PostDraft(title, unit, heads_office, heads_unit, len(stage.posts) + 1))


def seat_on(stage: Stage, draft: PostDraft) -> Post:
    """Add a post with an invented person on it, who has an account."""
    admin, at = stage.administrator, stage.at
    post = add_post(admin, stage.office, draft=draft, starts=BEGIN, at=at)
    stage.posts[draft.title] = post
    someone = next(stage.crowd)
    rank = rank_for(draft.title, heads_office=draft.heads_office)
    person = register_person(admin, stage.office, name=someone.name, nip=someone.nip, rank=rank, at=at)
    appoint(admin, post, person=person, starts=BEGIN, order=f"SK 821/{post.pk:03d}/2024", at=at)
    stage.accounts[post.pk] = open_account(admin, person, username=someone.username, password=stage.password, at=at)
    return post
