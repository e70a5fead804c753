"""What a worker does: an act that writes in four places at once, and its careless copies.

An honest act number n leaves a receipt under the key "act-n", two files, a promise and one entry of the journal, or
nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from himpun.files.store import put
from himpun.trail.actor import Actor, Hat
from himpun.trail.journal import Fact, image, record, writing
from himpun.trail.outbox import promise
from himpun.trail.receipts import once

OFFICES = (3, 4)
HAT = Hat(post=1, office=OFFICES[0], unit=None, title="Kasi Pemerintahan")
ACTOR = Actor(name="Sarifah Noor", account=5, person=6, hat=HAT)
NOW = datetime(2026, 4, 6, 1, 30, tzinfo=UTC)
FILES_PER_ACT = 2

Acknowledge = Callable[[int], None]


def act(n: int) -> None:
    """All that belongs to act n, in one transaction."""
    with writing():
        write(n)


def write(n: int) -> None:
    if take_receipt(n):
        write_rest(n)


def take_receipt(n: int) -> bool:
    return once(ACTOR, f"act-{n}", b"", at=NOW, result={"n": n}) is None


def write_rest(n: int) -> None:
    office = OFFICES[n % len(OFFICES)]
    kept = [
        put(office, f"{n}/{part}".encode(), name="isian.txt", media_type="text/plain", at=NOW)
        for part in range(FILES_PER_ACT)
    ]
    promise(office, "deliver", {"n": n}, at=NOW)
    record(Fact(office, ACTOR, "act", NOW, {"n": n}, [image(stored) for stored in kept]))


def deliver(payload: dict[str, Any], at: datetime) -> None:
    """An idempotent handler: whatever it does twice looks as if done once."""
    folder = delivered()
    folder.mkdir(exist_ok=True)
    (folder / str(payload["n"])).touch()


def delivered() -> Path:
    folder: Path = settings.HIMPUN_DATA / "delivered"
    return folder


def honestly(n: int, acknowledge: Acknowledge) -> None:
    """What the product does."""
    act(n)
    acknowledge(n)


def acknowledging_first(n: int, acknowledge: Acknowledge) -> None:
    """A control that must be caught: the answer is given before the commit."""
    with writing():
        write(n)
        acknowledge(n)


def in_two_halves(n: int, acknowledge: Acknowledge) -> None:
    """A control that must be caught: the receipt is committed before what it is for."""
    with writing():
        take_receipt(n)
    with writing():
        write_rest(n)
    acknowledge(n)


MANNERS = {
    "honestly": honestly,
    "acknowledging-first": acknowledging_first,
    "in-two-halves": in_two_halves,
}
