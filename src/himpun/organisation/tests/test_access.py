"""Another office's things are not there."""

from dataclasses import replace

import pytest

from himpun.organisation.access import (
    account_for_admin,
    candidate_for_admin,
    holder_for_admin,
    office_for,
    office_for_admin,
    own_account,
    person_for_admin,
    post_for_admin,
    unit_for_admin,
)
from himpun.organisation.actions import register_person
from himpun.organisation.errors import NotHere
from himpun.organisation.identity import actor_for
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, account_of, district, hold
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db


def test_an_administrator_reaches_what_lies_in_the_own_office() -> None:
    here = district()
    holder = hold(here.camat, here.halimah)
    account = account_of(here.halimah, administers=here.office)
    admin = actor_for(account, on=NEW_YEAR)
    assert office_for_admin(admin, here.office.pk) == here.office
    assert unit_for_admin(admin, here.seksi.pk) == here.seksi
    assert post_for_admin(admin, here.camat.pk) == here.camat
    assert holder_for_admin(admin, holder.pk) == holder
    assert person_for_admin(admin, here.rusdi.pk) == here.rusdi
    assert account_for_admin(admin, account.pk) == account


def test_nothing_of_an_office_is_there_for_the_neighbours_administrator() -> None:
    here = district()
    holder = hold(here.camat, here.halimah)
    account = account_of(here.halimah)
    stranger = Actor(name="Tetangga", account=account.pk, administers=frozenset({here.neighbour.pk}))
    for fetch, pk in (
        (office_for_admin, here.office.pk),
        (office_for, here.office.pk),
        (unit_for_admin, here.seksi.pk),
        (post_for_admin, here.camat.pk),
        (holder_for_admin, holder.pk),
        (person_for_admin, here.rusdi.pk),
        (account_for_admin, account.pk),
    ):
        with pytest.raises(NotHere):
            fetch(stranger, pk)


def test_who_holds_a_post_sees_the_office_but_does_not_administer_it() -> None:
    here = district()
    hold(here.kasi, here.rusdi)
    kasi = actor_for(account_of(here.rusdi), on=NEW_YEAR)
    assert office_for(kasi, here.office.pk) == here.office
    with pytest.raises(NotHere):
        office_for_admin(kasi, here.office.pk)
    with pytest.raises(NotHere):
        post_for_admin(kasi, here.kasi.pk)


def test_a_neighbours_employee_may_be_appointed_but_not_changed() -> None:
    here = district()
    guest = register_person(SETUP, here.neighbour, name="Maryam Sidik", at=AT)
    admin = Actor(name="Admin", administers=frozenset({here.office.pk}))
    assert candidate_for_admin(admin, guest.pk) == guest
    with pytest.raises(NotHere):
        person_for_admin(admin, guest.pk)


def test_everybody_reaches_the_own_account_and_the_schedule_has_none() -> None:
    here = district()
    account = account_of(here.halimah)
    actor = actor_for(account, on=NEW_YEAR)
    assert own_account(actor) == account
    with pytest.raises(NotHere):
        own_account(replace(actor, account=None))
