"""Fetch-and-check: the only way a door reaches a row of the organisation.

What may not be seen is not there.
"""

from typing import TypeVar

from himpun.organisation.errors import NotHere
from himpun.organisation.models import Account, Holder, Office, Person, Post, Unit
from himpun.trail.actor import Actor

T = TypeVar("T")


def office_for(actor: Actor, pk: int) -> Office:
    """An office where the actor holds a post or administers. Raises NotHere."""
    if pk not in actor.offices:
        raise NotHere
    return _found(Office.objects.select_related("government").filter(pk=pk).first())


def office_for_admin(actor: Actor, pk: int) -> Office:
    """An office that the actor administers. Raises NotHere."""
    if pk not in actor.administers:
        raise NotHere
    return office_for(actor, pk)


def unit_for_admin(actor: Actor, pk: int) -> Unit:
    """Raises NotHere."""
    return _found(Unit.objects.filter(pk=pk, office__in=actor.administers).first())


def post_for_admin(actor: Actor, pk: int) -> Post:
    """Raises NotHere."""
    return _found(Post.objects.filter(pk=pk, office__in=actor.administers).first())


def holder_for_admin(actor: Actor, pk: int) -> Holder:
    """Raises NotHere."""
    found = Holder.objects.select_related("post", "person").filter(pk=pk, office__in=actor.administers)
    return _found(found.first())


def person_for_admin(actor: Actor, pk: int) -> Person:
    """Somebody whom an administered office employs: whose data its administrator may change.

    Raises NotHere.
    """
    return _found(Person.objects.filter(pk=pk, office__in=actor.administers).first())


def candidate_for_admin(actor: Actor, pk: int) -> Person:
    """Somebody who may be appointed: anyone of the same government, as a Plt. may come from another office.

    Raises NotHere.
    """
    found = Person.objects.filter(pk=pk, government__offices__in=actor.administers).distinct()
    return _found(found.first())


def account_for_admin(actor: Actor, pk: int) -> Account:
    """The account of somebody whom an administered office employs; a Plt. is reset at home.

    Raises NotHere.
    """
    found = Account.objects.select_related("person").filter(pk=pk, person__office__in=actor.administers)
    return _found(found.first())


def own_account(actor: Actor) -> Account:
    """The actor's own account. Raises NotHere for the schedule, which has none."""
    return _found(Account.objects.select_related("person").filter(pk=actor.account or 0, is_active=True).first())


def _found(row: T | None) -> T:
    if row is None:
        raise NotHere
    return row
