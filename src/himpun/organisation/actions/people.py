"""Verbs on people and on who holds which post."""

from datetime import date, datetime
from typing import Final

from himpun.organisation.actions.dated import INSTALLATION, end
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import (
    MandateIsOpenEnded,
    NameTaken,
    NotHeldThen,
    OfAnotherOffice,
    PostIsHeld,
)
from himpun.organisation.models import Holder, Office, Person, Post, Standing
from himpun.organisation.nip import plain_nip
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb

PERSONAL: Final = ("name", "nip", "rank")


@verb
def register_person(actor: Actor, office: Office, *, name: str, nip: str = "", rank: str = "", at: datetime) -> Person:
    """Somebody whom the office employs. Raises NotANip, NameTaken when the NIP is another person's."""
    digits = plain_nip(nip)
    _refuse_known(digits)
    person = Person.objects.create(government_id=office.government_id, office=office, name=name, nip=digits, rank=rank)
    record(_of_person(person, actor, "organisation.person_registered", at, [image(person, "government", "office")]))
    return person


@verb
def correct_person(actor: Actor, person: Person, *, name: str, nip: str = "", rank: str = "", at: datetime) -> None:
    """New name, NIP or rank; papers already signed keep the old. Raises NotANip, NameTaken."""
    digits = plain_nip(nip)
    if digits != person.nip:
        _refuse_known(digits)
    person.name, person.nip, person.rank = name, digits, rank
    person.save(update_fields=PERSONAL)
    record(_of_person(person, actor, "organisation.person_corrected", at, []))


@verb
def appoint(actor: Actor, post: Post, person: Person, *, starts: date, order: str, at: datetime) -> Holder:
    """The definitive holder from a day on. Raises PostIsHeld, NotHeldThen, OfAnotherOffice."""
    mandate = Mandate(Standing.DEFINITIVE, starts, None, order)
    return _hold(actor, post, person=person, mandate=mandate, at=at)


@verb
def appoint_acting(actor: Actor, post: Post, person: Person, *, mandate: Mandate, at: datetime) -> Holder:
    """A Plt. or Plh., perhaps from another office of the same government.

    While it lasts the acting person alone acts for the post: its tasks and hats go over and come back by the
    dates. Raises PostIsHeld, NotHeldThen, MandateIsOpenEnded, OfAnotherOffice.
    """
    if mandate.standing is Standing.DEFINITIVE:
        raise MandateIsOpenEnded("Pilih Plt. atau Plh. untuk penunjukan sementara.")
    if mandate.standing is Standing.PLH and mandate.ends is None:
        raise MandateIsOpenEnded("Plh. perlu tanggal berakhir; untuk jabatan yang kosong gunakan Plt.")
    return _hold(actor, post, person=person, mandate=mandate, at=at)


@verb
def end_holding(actor: Actor, holder: Holder, *, ends: date, at: datetime) -> None:
    """The holder's last day, earlier than or in place of none. Raises NotHeldThen."""
    end(holder, ends)
    record(
        Fact(
            holder.office_id,
            actor,
            "organisation.holding_ended",
            at,
            {"holder": holder.pk},
            [image(holder, "ends")],
        )
    )


def _hold(actor: Actor, post: Post, *, person: Person, mandate: Mandate, at: datetime) -> Holder:
    # Two appointments at once must not each see the post free: the post's row lets them pass one by one.
    locked = Post.objects.select_for_update().select_related("office").get(pk=post.pk)
    if person.government_id != locked.office.government_id:
        raise OfAnotherOffice("Pejabat ini berasal dari pemerintah daerah lain.")
    starts, ends = mandate.starts, mandate.ends
    if (ends and ends < starts) or starts < locked.starts or (locked.ends and (ends or date.max) > locked.ends):
        raise NotHeldThen("Masa jabatan harus berada dalam masa adanya jabatan itu.")
    _refuse_overlap(locked, mandate)
    holder = Holder.objects.create(
        office_id=locked.office_id,
        post=locked,
        person=person,
        standing=mandate.standing,
        order=mandate.order,
        starts=starts,
        ends=ends,
    )
    payload = {"holder": holder.pk, "post": post.pk, "person": person.pk, "standing": str(mandate.standing)}
    record(Fact(locked.office_id, actor, "organisation.post_filled", at, payload, [image(holder)]))
    return holder


def _refuse_overlap(post: Post, mandate: Mandate) -> None:
    for held in Holder.objects.filter(post=post, standing=mandate.standing).select_related("person"):
        until = held.ends or date.max
        if held.starts <= (mandate.ends or date.max) and mandate.starts <= until:
            since = f"sejak {held.starts:%d-%m-%Y}" + (f" s.d. {held.ends:%d-%m-%Y}" if held.ends else "")
            raise PostIsHeld(
                f"{mandate.standing} {post.title}".strip()
                + f" dijabat {held.person.name} {since}. Akhiri dahulu masa itu."
            )


def _refuse_known(nip: str) -> None:
    if nip and Person.objects.filter(nip=nip).exists():
        raise NameTaken("NIP ini sudah dimiliki pegawai lain.")


def _of_person(person: Person, actor: Actor, kind: str, at: datetime, rows: list[RowImage]) -> Fact:
    """A fact about a person: what is personal stands where it can be erased."""
    hidden = {"rows": [image(person, *PERSONAL)]}
    office = person.office_id or INSTALLATION
    return Fact(office, actor, kind, at, {"person": person.pk}, rows, personal=hidden)
