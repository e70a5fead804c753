"""Django's session engine over our own table (`SESSION_ENGINE = "himpun.organisation.sessions"`).

A session knows its account by a column: one statement reads session, account and person, and a verb that
closes an account or changes its password deletes the rows, so that the next click of any of its browsers is
nobody's. This adapter is part of the door: Django hands it no time, it reads the clock.
"""

import hashlib
import time
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, connection, transaction

from himpun.organisation.models import Account, Session

WORKING_DAY: Final = 12 * 60 * 60  # seconds: nobody logs in twice on deadline day
ACCOUNT: Final = "account"

_LOAD: Final = """
SELECT s.data, s.expires, a.id, a.person_id, a.administers_id, a.is_active, p.name
FROM organisation_session s
LEFT JOIN organisation_account a ON a.id = s.account_id
LEFT JOIN organisation_person p ON p.id = a.person_id
WHERE s.key_hash = %s
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Whose browser it is."""

    account: int
    person: int
    name: str
    administers: int | None


class SessionStore(SessionBase):
    """One browser's session. `known` tells whose it is, none before the log-in."""

    _known: Known | None = None

    @property
    def known(self) -> Known | None:
        """Read with the session itself, in the same statement."""
        self._get_session()  # type: ignore[attr-defined]
        return self._known

    def log_in(self, account: Account) -> None:
        """Make it this account's, under a new key: an earlier key may be known to others."""
        self.flush()
        self[ACCOUNT] = account.pk
        self.create()
        person = account.person
        self._known = Known(account.pk, person.pk, person.name, account.administers_id)

    def get_session_cookie_age(self) -> int:
        return WORKING_DAY

    def load(self) -> dict[str, Any]:
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        data, _, account, person, administers, _, name = row
        if account is not None:
            self._known = Known(account, person, name, administers)
        return self.decode(data)

    def _row(self) -> tuple[Any, ...] | None:
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [_hashed(self.session_key)])
            row: tuple[Any, ...] | None = cursor.fetchone()
        if row is None or row[1] <= time.time() or (row[2] is not None and not row[5]):
            return None
        return row

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=_hashed(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue  # somebody was given the same key: draw another
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError when the session was revoked meanwhile: it does not come back by being saved."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = {
            "account_id": data.get(ACCOUNT),
            "data": self.encode(data),
            "expires": int(time.time()) + self.get_expiry_age(),
        }
        key_hash = _hashed(self.session_key)
        if must_create:
            _insert(key_hash, values)
        elif not Session.objects.filter(key_hash=key_hash).update(**values):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_hash=_hashed(key)).delete()
        self._known = None

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires__lte=int(time.time())).delete()


def _insert(key_hash: str, values: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            Session.objects.create(key_hash=key_hash, **values)
    except IntegrityError:
        raise CreateError from None


def _hashed(session_key: str | None) -> str:
    """What is stored: a copy of the database opens nobody's session."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()
