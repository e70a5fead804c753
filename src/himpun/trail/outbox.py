"""Promised work: written in the transaction that wants it, carried out after it by idempotent workers.

A mail that is sent inside a transaction may tell of something that never happened; one that is sent after
it may be forgotten by a crash. A row written with the change is neither.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from himpun.trail.chain import canonical
from himpun.trail.failpoint import reach
from himpun.trail.page import Promised, Values, page_of

Handler = Callable[[dict[str, Any], datetime], None]

LEASE = timedelta(minutes=2)
"""For so long a worker that has taken a promise is believed to be alive."""

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises were kept in one round, and how many failed and will be tried again."""

    done: int
    failed: int


@dataclass(frozen=True, slots=True)
class _Leased:
    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int


def promise(office: int, kind: str, payload: Values, *, at: datetime, not_before: datetime | None = None) -> None:
    """Promise work to be done after the commit of the verb under way. Raises NotInAVerb outside one."""
    page_of(kind).promises.append(Promised(office, kind, payload, at, not_before or at))


def write_promises(promises: Sequence[Promised]) -> None:
    """Put down what a page has promised, in one statement."""
    if not promises:
        return
    time = connection.ops.adapt_datetimefield_value
    rows: list[Any] = []
    for one in promises:
        rows += [one.office, one.kind, canonical(one.payload), time(one.at), time(one.not_before)]
    values = ", ".join(["(%s, %s, %s, %s, %s, 0, '')"] * len(promises))
    columns = "office_id, kind, payload, promised_at, not_before, attempts, error"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO trail_outbox ({columns}) VALUES {values}", rows)  # noqa: S608 -- constants


def keep(handlers: Mapping[str, Handler], *, at: datetime, limit: int = 50) -> Kept:
    """Carry out promises that are due, oldest first. Any number of workers may do this at once.

    A handler may be called again for a promise it has kept, after a crash: it must be idempotent. One that
    raises is tried again later, with growing waits; its last error stays readable in the row.
    """
    done = failed = 0
    while done + failed < limit and (leased := _lease(list(handlers), at)):
        error = _attempt(handlers[leased.kind], leased, at)
        reach("during_outbox")
        if error is None:
            _settle(leased, at)
            done += 1
        else:
            _postpone(leased, error, at)
            failed += 1
    return Kept(done, failed)


def _attempt(handler: Handler, leased: _Leased, at: datetime) -> str | None:
    try:
        handler(leased.payload, at)
    except Exception as error:  # whatever it was, the promise stays and says why
        return f"{type(error).__name__}: {error}"[:2000]
    return None


def _lease(kinds: Sequence[str], at: datetime) -> _Leased | None:
    """Take the oldest promise that is due and that no living worker holds."""
    if not kinds:
        return None
    time = connection.ops.adapt_datetimefield_value
    # Two workers on PostgreSQL pass each other by; on SQLite the transaction holds the write lock from its
    # beginning.
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    sql = f"""
        UPDATE trail_outbox SET leased_until = %s, attempts = attempts + 1
        WHERE id = (
            SELECT id FROM trail_outbox
            WHERE done_at IS NULL AND not_before <= %s AND (leased_until IS NULL OR leased_until <= %s)
              AND kind IN ({", ".join(["%s"] * len(kinds))})
            ORDER BY id LIMIT 1 {skip}
        )
        RETURNING id, kind, payload, attempts
    """  # noqa: S608 -- constants and placeholders
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [time(at + LEASE), time(at), time(at), *kinds])
        row = cursor.fetchone()
    return _Leased(row[0], row[1], json.loads(row[2]), row[3]) if row else None


def _settle(leased: _Leased, at: datetime) -> None:
    _update(leased, "done_at = %s, leased_until = NULL, error = ''", [_time(at)])


def _postpone(leased: _Leased, error: str, at: datetime) -> None:
    later = at + wait_after(leased.attempts)
    _update(leased, "not_before = %s, leased_until = NULL, error = %s", [_time(later), error])


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: 15 s, 30 s, 1 min ... up to six hours."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _update(leased: _Leased, assignments: str, values: Sequence[Any]) -> None:
    # Only the attempt that is still the latest may say how it ended: a worker thought dead may come back.
    sql = f"UPDATE trail_outbox SET {assignments} WHERE id = %s AND attempts = %s AND done_at IS NULL"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [*values, leased.id, leased.attempts])


def _time(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
