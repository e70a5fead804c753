"""A request as our pages see it: who asks, and when."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from himpun.organisation.sessions import SessionStore
from himpun.trail.actor import Actor
from himpun.trail.journal import PATIENCE

MIDDLE: Final = ZoneInfo("Asia/Makassar")


class Visit(HttpRequest):
    """Set by `identity.ActorMiddleware`. `visitor` is none when nobody is logged in; `at` is the door's one clock.

    `today` is the day on which somebody holds a post: the day in the middle of the country's three zones.
    """

    actor: Actor
    visitor: Actor | None
    at: datetime
    today: date
    session: SessionStore


class DoorClock:
    """The computer's clock, which here never goes back.

    A correction of seconds or minutes would else let a task end before it was opened: for so long time stands still.
    A clock that goes back further is told as it is, and the journal refuses to write (`trail.errors.ClockSetBack`).
    """

    def __init__(self) -> None:
        self.latest = datetime.min.replace(tzinfo=UTC)

    def read(self, computer: datetime) -> datetime:
        if computer < self.latest <= computer + PATIENCE:
            return self.latest
        self.latest = computer
        return computer


_clock: Final = DoorClock()


def now() -> datetime:
    """The door's clock, read once for each request."""
    return _clock.read(datetime.now(UTC))


def day_of(at: datetime) -> date:
    """The day of `Visit.today`."""
    return at.astimezone(MIDDLE).date()
