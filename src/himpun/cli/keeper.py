"""The keeper: a thread beside the pages that opens due cases and keeps what was promised (papers, seals)."""

import logging
import threading
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import close_old_connections

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cases.actions import let_deadlines_pass
from himpun.documents.work import HANDLERS
from himpun.files.store import sweep
from himpun.installation.outbox import handlers
from himpun.installation.queries import something_waits
from himpun.performance.actions import open_due_cases
from himpun.trail.actor import Actor
from himpun.trail.heads import sign_heads
from himpun.trail.outbox import keep
from himpun.trail.receipts import forget_receipts

log = logging.getLogger(__name__)
PAUSE: Final = 1.0
"""Seconds between two rounds: a signed paper is sealed about that long after its signature."""
SCHEDULE_EVERY: Final = 60
"""Rounds between two looks at the schedule, and at whether today was tidied."""
HEADS_EVERY: Final = 600
"""Rounds between two signings of the journals' heads: so long is what a witness cannot yet vouch for."""


def work_once(*, schedule: bool, heads: bool) -> int:
    """One round. Returns how many promises were kept or tried."""
    now = datetime.now(UTC)
    if schedule:
        open_due_cases(Actor.schedule(), at=now)
        let_deadlines_pass(Actor.schedule(), at=now)
        tidy_daily(at=now)
    if heads:
        sign_heads(at=now)
    kept = keep(HANDLERS, at=now)
    return kept.done + kept.failed


def tidy_daily(*, at: datetime) -> None:
    """Once a day, by whichever keeper looks first: forget old receipts, and bytes that no row has named for a week."""
    stamp, today = settings.HIMPUN_DATA / "tidied", f"{at:%Y-%m-%d}"
    if stamp.exists() and stamp.read_text() == today:
        return
    stamp.write_text(today)  # before the work: what goes wrong with it is tried again tomorrow, not every minute
    forget_receipts(at=at)
    sweep(at=at)


def copy_once() -> int:
    """Make or prove the copy that was asked for, if any. Returns how many promises were kept or tried."""
    if not something_waits():
        return 0
    kept = keep(handlers(_clock), at=_clock(), limit=1)
    return kept.done + kept.failed


def start() -> threading.Thread:
    """Start the keepers of this process. Several processes may have them: promises are leased.

    Copies have a keeper of their own: one takes minutes, and a signed paper is sealed meanwhile.
    """
    threading.Thread(target=_run_copies, name="keeper of copies", daemon=True).start()
    thread = threading.Thread(target=_run, name="keeper", daemon=True)
    thread.start()
    return thread


def _clock() -> datetime:
    return datetime.now(UTC)


def _run_copies() -> None:
    pause = threading.Event()
    while True:
        try:
            copy_once()
        except Exception:
            # As below: what went wrong with one copy must not be the end of all.
            log.exception("a round of the keeper of copies failed")
        close_old_connections()
        pause.wait(PAUSE)


def _run() -> None:
    pause = threading.Event()
    rounds = 0
    while True:
        try:
            busy = work_once(schedule=rounds % SCHEDULE_EVERY == 0, heads=rounds % HEADS_EVERY == 0)
        except Exception:
            # The keeper must outlive whatever went wrong with one promise: it is tried again, and the log says why.
            log.exception("a round of the keeper failed")
            busy = 0
        rounds += 1
        close_old_connections()
        if not busy:
            pause.wait(PAUSE)
