"""Two offices of one district: who administers the first, and whose accounts are looked after."""

from dataclasses import dataclass

from django.test import Client

from himpun.organisation.actions import register_person
from himpun.organisation.models import Account, Person
from himpun.organisation.tests.people import AT, SETUP, District, account_of, district, hold
from himpun.web.tests.stage import browser_of


@dataclass(frozen=True)
class Place:
    """Halimah is camat and administers; Rusdi has no account; Jamal works next door."""

    here: District
    halimah: Account
    jamal: Person
    admin: Client

    @property
    def rusdi(self) -> Person:
        return self.here.rusdi


def place() -> Place:
    here = district()
    hold(here.camat, here.halimah)
    hold(here.kasi, here.rusdi)
    halimah = account_of(here.halimah, administers=here.office)
    jamal = register_person(SETUP, here.neighbour, name="Jamal Tepi", at=AT)
    return Place(here, halimah, jamal, browser_of(halimah))
