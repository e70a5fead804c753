"""The first minutes of an installation: whoever started it proves it by a one-time code, and founds the first office.

The code is printed where the program was started; only its SHA-256 is kept, in the data folder's `keys`, and made
anew at each start for as long as nobody has an account.
"""

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from himpun.organisation.actions import (
    found_government,
    found_office,
    open_account,
    register_person,
    set_holidays,
)
from himpun.organisation.drafts import OfficeDraft
from himpun.organisation.errors import NotHere
from himpun.organisation.holidays import national_days
from himpun.organisation.models import Account
from himpun.trail.actor import Actor
from himpun.trail.journal import writing

FOUNDER: Final = Actor(name="Pemasangan Himpun")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_GROUPS: Final = 3
_EACH: Final = 5


class WrongCode(Exception):
    """Not the code that the program printed when it was started last."""

    code = "wrong_setup_code"


@dataclass(frozen=True, slots=True)
class Founding:
    """All that the first page asks for."""

    government: str
    office: OfficeDraft
    name: str
    username: str
    password: str


def is_empty() -> bool:
    """Whether nobody has an account yet. Accounts are never deleted: once it is false it stays so."""
    return not Account.objects.exists()


def issue_code() -> str | None:
    """A new set-up code, which voids the one before; none when somebody has an account."""
    if not is_empty():
        return None
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))
    path = _kept_at()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(_digest(code), encoding="ascii")
    os.replace(aside, path)
    return code


def fits(code: str) -> bool:
    """Whether this is the code of the last start."""
    try:
        kept = _kept_at().read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return secrets.compare_digest(kept, _digest(code))


def found(founding: Founding, *, code: str, at: datetime) -> Account:
    """Found government, office (standard hours, national days off of two years) and its administrator, or nothing.

    Raises NotHere when somebody has an account, WrongCode, NameTaken, NameNotFit, PasswordTooWeak.
    """
    if not is_empty():
        raise NotHere
    if not fits(code):
        raise WrongCode
    # Of two browsers with the code one takes it; given back when the founding fails, as nothing was founded.
    taken = _kept_at().with_name(f"{_kept_at().name}.taken")
    try:
        os.replace(_kept_at(), taken)
    except FileNotFoundError:
        raise NotHere from None
    try:
        account = _found(founding, at=at)
    except BaseException:
        os.replace(taken, _kept_at())
        raise
    with suppress(OSError):
        taken.unlink()
    return account


def _found(founding: Founding, *, at: datetime) -> Account:
    with writing():
        government = found_government(FOUNDER, founding.government, at=at)
        office = found_office(FOUNDER, government, draft=founding.office, at=at)
        for year in (at.year, at.year + 1):
            set_holidays(FOUNDER, office, days=national_days(year), at=at)
        person = register_person(FOUNDER, office, name=founding.name, at=at)
        return open_account(
            FOUNDER, person, username=founding.username, password=founding.password, administers=office, at=at
        )


def _kept_at() -> Path:
    return Path(settings.HIMPUN_DATA) / "keys" / "setup-code"


def _digest(code: str) -> str:
    """Of the code as typed: capitals, spaces and dashes do not matter."""
    plain = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()
