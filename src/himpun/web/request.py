"""A request as our pages see it: who asks, and when."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from himpun.organisation.sessions import SessionStore
from himpun.trail.actor import Actor

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


def now() -> datetime:
    """The door's clock, read once for each request."""
    return datetime.now(UTC)


def day_of(at: datetime) -> date:
    """The day of `Visit.today`."""
    return at.astimezone(MIDDLE).date()
