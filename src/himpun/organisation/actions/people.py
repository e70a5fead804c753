"""Verbs on people and on who holds which post."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from himpun.organisation.actions.dated import INSTALLATION, end
from himpun.organisation.appointing import leaving_for, refuse_appointment, refuse_standing
from himpun.organisation.drafts import Mandate, PersonDraft
from himpun.organisation.errors import NameTaken
from himpun.organisation.models import Holder, Office, Person, Post, Standing
from himpun.organisation.nip import plain_nip
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb


@verb
def register_person(actor: Actor, office: Office, *, name: str, nip: str = "", rank: str = "", at: datetime) -> Person:
    """Somebody whom the office employs. Raises NotANip, NameTaken when the NIP is another person's."""
    digits = plain_nip(nip)
    _refuse_known(digits)
    person = Person.objects.create(government_id=office.government_id, office=office, name=name, nip=digits, rank=rank)
    record(_of_person(person, actor, "organisation.person_registered", at, image(person)))
    return person


@verb
def register_people(actor: Actor, office: Office, drafts: Sequence[PersonDraft], *, at: datetime) -> list[Person]:
    """Many at once, all or none. Raises NotANip, NameTaken."""
    return [register_person(actor, office, name=one.name, nip=one.nip, rank=one.rank, at=at) for one in drafts]


@verb
def correct_person(actor: Actor, person: Person, *, name: str, nip: str = "", rank: str = "", at: datetime) -> None:
    """New name, NIP or rank; papers already signed keep the old. Raises NotANip, NameTaken."""
    digits = plain_nip(nip)
    if digits != person.nip:
        _refuse_known(digits)
    person.name, person.nip, person.rank = name, digits, rank
    person.save(update_fields=Person.PERSONAL)
    record(_of_person(person, actor, "organisation.person_corrected", at, image(person, *Person.PERSONAL)))


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
    refuse_standing(mandate)
    return _hold(actor, post, person=person, mandate=mandate, at=at)


@verb
def replace_holder(actor: Actor, post: Post, person: Person, *, starts: date, order: str, at: datetime) -> Holder:
    """A mutation in one act: whoever holds the post definitively or as Plt. holds it until the day before.

    A Plt. stands in while the post is vacant, and goes with the vacancy. Raises NotHeldThen when nobody held the
    post before that day, PostIsHeld, OfAnotherOffice.
    """
    Post.objects.select_for_update().get(pk=post.pk)  # of two mutations at once the later finds the first one's holder
    for holder in leaving_for(post, starts):
        end_holding(actor, holder, ends=starts - timedelta(days=1), at=at)
    return appoint(actor, post, person, starts=starts, order=order, at=at)


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
    refuse_appointment(locked, person, mandate)
    holder = Holder.objects.create(
        office_id=locked.office_id,
        post=locked,
        person=person,
        standing=mandate.standing,
        order=mandate.order,
        starts=mandate.starts,
        ends=mandate.ends,
    )
    payload = {"holder": holder.pk, "post": post.pk, "person": person.pk, "standing": str(mandate.standing)}
    record(Fact(locked.office_id, actor, "organisation.post_filled", at, payload, [image(holder)]))
    return holder


def _refuse_known(nip: str) -> None:
    if nip and Person.objects.filter(nip=nip).exists():
        raise NameTaken("NIP ini sudah dimiliki pegawai lain.")


def _of_person(person: Person, actor: Actor, kind: str, at: datetime, row: RowImage) -> Fact:
    return Fact(person.office_id or INSTALLATION, actor, kind, at, {"person": person.pk}, [row])
