"""One-time codes as they are read: whose a code is, and who in an office still needs one."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from himpun.organisation.codes import digest_of_code
from himpun.organisation.errors import CodeDoesNotFit
from himpun.organisation.models import Account, Invitation, Person
from himpun.organisation.queries import hats
from himpun.trail.actor import Actor, Hat

Purpose = Invitation.Purpose
VALID: Final = timedelta(days=14)
REFUSED: Final = (
    "Kode ini tidak cocok, sudah dipakai, sudah diganti, atau sudah lewat masanya. Periksa hurufnya sekali lagi; "
    "bila tetap tidak bisa, minta kode baru kepada administrator kantor Anda."
)
BY_CODE: Final = "Pemegang kode"
"""The capacity in which a code is used: nobody is logged in yet."""
_TITLES: Final = {"dr", "drs", "dra", "drg", "ir", "h", "hj", "prof"}


@dataclass(frozen=True, slots=True)
class Invited:
    """Who holds a code, and what for. `username` is proposed for a new account, the account's own otherwise."""

    person: Person
    purpose: Purpose
    posts: tuple[Hat, ...]
    username: str
    administers: str
    actor: Actor


def open_invitation(code: str, *, at: datetime, purpose: Purpose | None = None) -> Invitation:
    """The invitation that this code opens now. Raises CodeDoesNotFit, in the same words whatever is wrong."""
    found = (
        Invitation.objects.select_related("person", "administers", "office")
        .filter(code_digest=digest_of_code(code), used_at=None, withdrawn_at=None, expires_at__gt=at)
        .first()
    )
    if found is None or purpose not in (None, found.purpose):
        raise CodeDoesNotFit(REFUSED)
    return found


def invited(code: str, *, at: datetime, on: date) -> Invited:
    """Who is at the door with this code. Raises CodeDoesNotFit."""
    found = open_invitation(code, at=at)
    person, purpose = found.person, Purpose(found.purpose)
    actor = Actor(person.name, None, person.pk, hat=Hat(0, found.office_id, None, BY_CODE))
    if purpose is Purpose.PASSWORD:
        username = Account.objects.values_list("username", flat=True).get(person=person)
    else:
        username = proposed_username(person.name)
    administers = found.administers.name if found.administers else ""
    return Invited(person, purpose, hats(person.pk, on=on), username, administers, actor)


def proposed_username(name: str) -> str:
    """The first two parts of a name without titles, such as "halimah.rantau", with a number when it is taken."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().lower()
    parts = [part for part in re.findall(r"[a-z]+", plain) if part not in _TITLES]
    wanted = ".".join(parts[:2])[:40] or "pegawai"
    taken = set(Account.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if _numbered(wanted, n) not in taken)
    return _numbered(wanted, number)


def _numbered(wanted: str, number: int) -> str:
    return wanted if number == 1 else f"{wanted}{number}"


def people_without_account(office: int) -> list[Person]:
    """Everybody whom the office employs and who cannot log in yet, by name."""
    return list(Person.objects.filter(office=office, account=None).order_by("name", "pk"))
