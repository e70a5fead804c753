"""The invented people of these tests, and the office they work in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from himpun.organisation.actions import (
    add_post,
    add_unit,
    appoint,
    found_government,
    found_office,
    open_account,
    register_person,
)
from himpun.organisation.drafts import OfficeDraft, PostDraft
from himpun.organisation.models import Account, Government, Holder, Office, Person, Post, Unit
from himpun.trail.actor import Actor

SETUP = Actor(name="Pemasangan")
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
NEW_YEAR = date(2026, 1, 1)
PASSWORD = "rumah-panggung-di-tepi-sungai"


@dataclass(frozen=True)
class District:
    """Kecamatan Hulu Sungai Jernih with its camat and one seksi, and a neighbouring office."""

    government: Government
    office: Office
    neighbour: Office
    seksi: Unit
    camat: Post
    kasi: Post
    halimah: Person
    rusdi: Person


def district() -> District:
    government = found_government(SETUP, "Kabupaten Hulu Jernih", at=AT)
    office = office_of(government, "Kecamatan Sungai Jernih")
    neighbour = office_of(government, "Kecamatan Bukit Damar")
    seksi = add_unit(SETUP, office, name="Seksi Pemerintahan", starts=NEW_YEAR, at=AT)
    camat = post_in(office, "Camat Sungai Jernih", heads_office=True)
    kasi = post_in(office, "Kepala Seksi Pemerintahan", unit=seksi, heads_unit=True, position=2)
    halimah = register_person(SETUP, office, name="Halimah Rantau, S.Sos.", nip="197501012000032001", at=AT)
    rusdi = register_person(SETUP, office, name="Rusdi Anwar, S.E.", rank="Penata, III/c", at=AT)
    return District(government, office, neighbour, seksi, camat, kasi, halimah, rusdi)


def office_of(government: Government, name: str) -> Office:
    return found_office(SETUP, government, draft=OfficeDraft(name=name, code=name[-5:]), at=AT)


def post_in(office: Office, title: str, **draft: object) -> Post:
    return add_post(SETUP, office, draft=PostDraft(title, **draft), starts=NEW_YEAR, at=AT)  # type: ignore[arg-type]


def hold(post: Post, person: Person, starts: date = NEW_YEAR) -> Holder:
    return appoint(SETUP, post, person=person, starts=starts, order="821/1/BKPSDM/2026", at=AT)


def account_of(person: Person, username: str = "halimah", administers: Office | None = None) -> Account:
    return open_account(SETUP, person, username=username, password=PASSWORD, administers=administers, at=AT)
