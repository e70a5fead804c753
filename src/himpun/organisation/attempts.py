"""Failed tries at the door, counted in the database, so that the count holds over processes and restarts.

After a few free tries each next one must wait, a little longer each time and never long: a stranger who tries
somebody's name all day must not keep its owner out. Two more things see to that: a try that comes too early is
neither looked at nor counted, and a browser that this account has logged in with before is counted by itself (a
mark in its cookie), so that what strangers do under the name does not concern it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import transaction

from himpun.organisation.errors import CodeDoesNotFit, TooManyTries, WrongPassword
from himpun.organisation.models import Attempt

WINDOW: Final = timedelta(minutes=15)
"""So long after the latest failure all are forgotten."""
KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that is tried: how often it may fail freely, and how long the longest wait is, in seconds."""

    about: str
    free: int
    longest: int = 60

    @classmethod
    def name(cls, username: str, address: str) -> Self:
        """An account by its name from one address, whether there is such an account or not: waiting must not tell."""
        return cls(f"name:{username.strip().lower()}:{address}", free=5)

    @classmethod
    def anywhere(cls, username: str) -> Self:
        """The same from all addresses together: more than one stranger alone can fail in the time that is counted."""
        return cls(f"name:{username.strip().lower()}", free=100)

    @classmethod
    def browser(cls, mark: str, username: str) -> Self:
        """The same from a browser that it has logged in with."""
        return cls(f"browser:{mark}:{username.strip().lower()}", free=5)

    @classmethod
    def address(cls, address: str) -> Self:
        """Names tried from one address. A whole office may stand behind one."""
        return cls(f"address:{address}", free=50)

    @classmethod
    def code(cls, address: str) -> Self:
        """One-time codes typed at one address: people mistype, and thirty of them begin on the same day."""
        return cls(f"code:{address}", free=30)

    @classmethod
    def any_code(cls) -> Self:
        """One-time codes from anywhere. With 60 bits nobody finds one; the wait stays short for those who have one."""
        return cls("code", free=500, longest=10)

    @classmethod
    def proof(cls, account: int) -> Self:
        """A password typed once more before a signature, by whoever sits at a screen that was left open."""
        return cls(f"proof:{account}", free=5)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.about.encode()).hexdigest()

    def wait(self, row: Attempt | None, now: int) -> int:
        """Seconds until the next try. A clock that was set back lets nobody wait longer than the longest wait."""
        if row is None or _is_over(row, now) or row.failures < self.free:
            return 0
        pause: int = min(self.longest, 5 * 2 ** min(row.failures - self.free, 10))
        return max(0, min(pause, row.latest + pause - now))


@dataclass(frozen=True, slots=True)
class Begun:
    """What came of beginning a try: seconds to wait first (0: go ahead), and when each thing had failed before."""

    wait: int
    latest: Mapping[str, int]


@transaction.atomic
def begin_try(tried: Sequence[Tried], *, at: datetime) -> Begun:
    """Whether to go ahead. Then the try counts as failed until `undo` says otherwise.

    Counted before the password is looked at: a hundred tries at once must not each find the count low.
    """
    now = int(at.timestamp())
    digests = {one.digest: one for one in tried}
    # In one order, so that two tries do not wait for each other.
    rows = {row.about: row for row in Attempt.objects.select_for_update().filter(about__in=digests).order_by("about")}
    wait = max((one.wait(rows.get(digest), now) for digest, one in digests.items()), default=0)
    if not wait:
        Attempt.objects.bulk_create(
            [_one_more(digest, rows.get(digest), now) for digest in sorted(digests)],
            update_conflicts=True,
            update_fields=["failures", "latest"],
            unique_fields=["about"],
        )
        Attempt.objects.filter(latest__lt=now - int(KEPT.total_seconds())).delete()
    return Begun(wait, {digest: row.latest for digest, row in rows.items()})


@transaction.atomic
def undo(tried: Sequence[Tried], begun: Begun) -> None:
    """It was the right password or code: this try was no failure, and nobody waits for it. Earlier ones still count."""
    rows = Attempt.objects.select_for_update().filter(about__in=[one.digest for one in tried]).order_by("about")
    for row in rows:
        latest = begun.latest.get(row.about, row.latest)
        Attempt.objects.filter(pk=row.pk).update(failures=max(0, row.failures - 1), latest=latest)


@contextmanager
def trying(*tried: Tried, at: datetime) -> Iterator[None]:
    """What is tried within counts as failed when it raises WrongPassword or CodeDoesNotFit.

    Raises TooManyTries, before anything is tried.
    """
    begun = begin_try(tried, at=at)
    if begun.wait:
        raise TooManyTries(_asked_to_wait(begun.wait), wait=begun.wait)
    try:
        yield
    except (WrongPassword, CodeDoesNotFit):
        raise
    except BaseException:
        undo(tried, begun)
        raise
    undo(tried, begun)


def _asked_to_wait(wait: int) -> str:
    return (
        f"Terlalu banyak percobaan yang salah. Tunggu {wait} detik, lalu coba lagi. "
        "Lupa? Administrator kantor Anda dapat membuatkan kode baru."
    )


def forget(*tried: Tried) -> None:
    """The owner came in: nothing is held against the name any more."""
    Attempt.objects.filter(about__in=[one.digest for one in tried]).delete()


def _one_more(digest: str, row: Attempt | None, now: int) -> Attempt:
    if row is None or _is_over(row, now):
        return Attempt(about=digest, failures=1, latest=now)
    return Attempt(about=digest, failures=row.failures + 1, latest=now)


def _is_over(row: Attempt, now: int) -> bool:
    return row.latest + int(WINDOW.total_seconds()) <= now
