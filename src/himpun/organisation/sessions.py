"""Django's session engine over our own table (`SESSION_ENGINE = "himpun.organisation.sessions"`).

A session knows its account by a column: one statement reads session, account, person and hats, and a verb that
closes an account or changes its password deletes the rows, so that the next click of any of its browsers is
nobody's. This adapter is part of the door: Django hands it no time, it reads the clock.
"""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from himpun.organisation.models import Account, Session
from himpun.organisation.queries import DAYS, HAT, HAT_ORDER, HELD, LIVING, Held

WORKING_DAY: Final = 12 * 60 * 60  # seconds: nobody logs in twice on deadline day
ACCOUNT: Final = "account"
SINCE: Final = "since"
BROWSER: Final = "browser"
KEPT: Final = 90 * 24 * 60 * 60
"""Seconds after its end for which a session still tells when somebody was last here."""
HANDLE: Final = 16
"""So many digits of a session's hash name it on a page: they tell nothing of its key."""

_LOAD: Final = f"""
SELECT s.data, s.expires, a.id, a.person_id, a.administers_id, a.is_active, who.name, {HAT}
FROM organisation_session s
LEFT JOIN organisation_account a ON a.id = s.account_id
LEFT JOIN organisation_person who ON who.id = a.person_id
LEFT JOIN organisation_holder h ON h.person_id = a.person_id AND {HELD}
LEFT JOIN organisation_post p ON p.id = h.post_id AND {LIVING}
WHERE s.key_hash = %s
ORDER BY {HAT_ORDER}
"""  # noqa: S608 -- constants
_OWN: Final = 7
"""The columns before those of a hat."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whose browser it is, and the person's posts if they were read with it."""

    account: int
    person: int
    name: str
    administers: int | None
    held: Held | None = None


class SessionStore(SessionBase):
    """One browser's session."""

    _known: Known | None = None
    _day: date | None = None

    @property
    def known(self) -> Known | None:
        """Whose browser it is, none before the log-in."""
        self._get_session()  # type: ignore[attr-defined]
        return self._known

    def known_on(self, day: date) -> Known | None:
        """The same with the hats of that day, when the session is read for that day: all in one statement."""
        self._day = self._day or day
        known = self.known
        return known if known is None or self._day == day else replace(known, held=None)

    def log_in(self, account: Account, *, browser: str = "") -> None:
        """Make it this account's, under a new key: an earlier key may be known to others.

        `browser` is what the person will know it by ("Chrome, Android").
        """
        self.flush()
        self[ACCOUNT], self[SINCE], self[BROWSER] = account.pk, int(time.time()), browser
        self.create()
        self.clear_expired()
        person = account.person
        self._known = Known(account.pk, person.pk, person.name, account.administers_id)

    def get_session_cookie_age(self) -> int:
        return WORKING_DAY

    def load(self) -> dict[str, Any]:
        rows = self._rows()
        if not rows:
            self._session_key = None
            return {}
        data, _, account, person, administers, _, name = rows[0][:_OWN]
        if account is not None:
            held = Held.of(row[_OWN:] for row in rows if row[_OWN] is not None)
            self._known = Known(account, person, name, administers, held if self._day else None)
        return self.decode(data)

    def _rows(self) -> list[tuple[Any, ...]]:
        """The session, once for each hat; nothing when it is over or its account is closed."""
        day = (self._day or date.min).isoformat()
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [*[day] * DAYS, _hashed(self.session_key)])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not rows or rows[0][1] <= time.time() or (rows[0][2] is not None and not rows[0][5]):
            return []
        return rows

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Plain JSON. A signature would keep nobody out who can write the row: its account stands beside it."""
        return json.dumps(session_dict)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(session_data)
        return found

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

    @property
    def handle(self) -> str:
        """Its name among the account's sessions."""
        return _hashed(self.session_key)[:HANDLE]

    @classmethod
    def clear_expired(cls) -> None:
        """Forget sessions that ended long ago."""
        Session.objects.filter(expires__lte=int(time.time()) - KEPT).delete()


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser in which an account is logged in; `since` is none when it came in before that was kept."""

    handle: str
    name: str
    since: datetime | None
    until: datetime


def browsers_of(account: int, *, at: datetime) -> list[Browser]:
    """Where the account is logged in now, the latest first."""
    rows = Session.objects.filter(account=account, expires__gt=int(at.timestamp())).order_by("-expires", "key_hash")
    return [_browser(row) for row in rows]


def last_seen(accounts: Iterable[int]) -> dict[int, datetime]:
    """When each came in last, as far as sessions still tell. One statement."""
    newest = Session.objects.filter(account__in=list(accounts)).values("account").annotate(until=Max("expires"))
    return {row["account"]: datetime.fromtimestamp(row["until"] - WORKING_DAY, UTC) for row in newest}


def end_session(account: int, handle: str) -> bool:
    """Put one browser of the account out. False when there is none of that name."""
    if len(handle) != HANDLE:
        return False
    return bool(Session.objects.filter(account=account, key_hash__startswith=handle).delete()[0])


def end_others(account: int, session: SessionStore) -> int:
    """Put every other browser of the account out. Returns how many."""
    others = Session.objects.filter(account=account).exclude(key_hash=_hashed(session.session_key))
    return int(others.delete()[0])


def _browser(row: Session) -> Browser:
    data = json.loads(row.data)
    since = data.get(SINCE)
    return Browser(
        row.key_hash[:HANDLE],
        str(data.get(BROWSER) or ""),
        None if since is None else datetime.fromtimestamp(since, UTC),
        datetime.fromtimestamp(row.expires, UTC),
    )


def _insert(key_hash: str, values: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            Session.objects.create(key_hash=key_hash, **values)
    except IntegrityError:
        raise CreateError from None


def _hashed(session_key: str | None) -> str:
    """What is stored: a copy of the database opens nobody's session."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()
