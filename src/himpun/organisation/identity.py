"""Who is at the door: from a password or a session to an `Actor`."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import check_password as fits
from django.contrib.auth.hashers import make_password
from django.utils.crypto import constant_time_compare

from himpun.organisation.attempts import Tried, forget, trying
from himpun.organisation.errors import TooManyAtOnce, WrongPassword
from himpun.organisation.models import Account, Password
from himpun.organisation.queries import held_by
from himpun.organisation.sessions import Known, SessionStore
from himpun.trail.actor import Actor

WRONG: Final = (
    "Nama pengguna atau kata sandi tidak cocok. Lupa? Administrator kantor Anda dapat membuatkan kode kata sandi baru."
)
WRITTEN_TWICE: Final = "Kedua kata sandi tidak sama. Ketik lagi di kedua kotak."
PATIENCE: Final = 20.0  # seconds a log-in waits for its turn
# A check costs 0.2 s of a core: on deadline day, log-ins must leave one core to those who are already
# working.
_turns: Final = BoundedSemaphore(max(1, (os.cpu_count() or 2) - 1))


def actor_for(account: Account, *, on: date) -> Actor:
    """The account's person with all hats of that day. One statement when the person is loaded."""
    known = Known(account.pk, account.person_id, account.person.name, account.administers_id)
    return _actor(known, on)


def actor_of(session: SessionStore, *, on: date) -> Actor | None:
    """Whose click it is, none when nobody's. One statement, the session's own."""
    known = session.known_on(on)
    return _actor(known, on) if known else None


def _actor(known: Known, on: date) -> Actor:
    administers = frozenset() if known.administers is None else frozenset({known.administers})
    held = held_by(known.person, on=on) if known.held is None else known.held
    return Actor(known.name, known.account, known.person, held.hats, None, administers, covered=held.covered)


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody knocks: the address, and the mark of a browser that this name has logged in with, or ""."""

    address: str
    mark: str = ""

    def tried(self, username: str) -> tuple[Tried, ...]:
        """What a wrong password here is counted against.

        A stranger who has used up the free tries of the name elsewhere does not keep its owner waiting; and a known
        browser answers for itself alone, also at the address that the whole office shares.
        """
        if self.mark:
            return (Tried.browser(self.mark, username),)
        return (Tried.name(username, self.address), Tried.anywhere(username), Tried.address(self.address))


def come_in(username: str, raw: str, *, door: Door, at: datetime) -> Account:
    """The account that this name and password open. Raises WrongPassword, TooManyTries, TooManyAtOnce."""
    if not username.strip():
        raise WrongPassword(WRONG)  # a slip of the finger: nobody's name was tried
    with trying(*door.tried(username), at=at):
        account = authenticate(username, raw)
        if account is None:
            raise WrongPassword(WRONG)
    forget(door.tried(username)[0])
    return account


def authenticate(username: str, raw: str) -> Account | None:
    """The active account that this name and password open, with its person. Raises TooManyAtOnce.

    An unknown name costs the same time as a wrong password.
    """
    account = Account.objects.select_related("person", "secret").filter(username=username.strip().lower()).first()
    if account is None:
        digest_of(encoded(raw))
        return None
    return account if check_password(account, raw) and account.is_active else None


def check_password(account: Account, raw: str) -> bool:
    """Whether this is the account's password now.

    Waits for a turn; raises TooManyAtOnce when there is none.
    """
    secret = Password.objects.filter(account=account).values_list("encoded", flat=True).first()
    if secret is None or not constant_time_compare(digest_of(secret), account.password_digest):
        return False
    with _turn():
        return fits(raw, secret)


def encoded(raw: str) -> str:
    """The password as it is stored. Waits for a turn like a check."""
    with _turn():
        return make_password(raw)


def digest_of(stored: str) -> str:
    """What the journal knows of a stored password."""
    return hashlib.sha256(stored.encode()).hexdigest()


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyAtOnce("Banyak yang masuk bersamaan. Tunggu satu menit, lalu coba lagi.")
    try:
        yield
    finally:
        _turns.release()
