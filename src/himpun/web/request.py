"""A request as our pages see it: who asks, and when."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, QueryDict

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


UNTOLD: Final = frozenset({"csrfmiddlewaretoken", "sandi"})
"""Fields that say nothing of what is asked: the one is another on every page, the other is nobody's to keep."""


def mark_of(request: HttpRequest) -> str:
    """A mark of all that a form asks, where it asks it: the same press again has the same, anything else another."""
    if request.method != "POST":
        return ""
    asked = [(name, request.POST.getlist(name)) for name in sorted(request.POST.keys() - UNTOLD)]
    files = [(name, one.name, one.size) for name in sorted(request.FILES) for one in request.FILES.getlist(name)]
    told = json.dumps([request.path, asked, files])
    return hashlib.sha256(told.encode()).hexdigest()


def without_nul(asked: QueryDict) -> QueryDict:
    """What was asked, without the one sign that PostgreSQL keeps in no text; nobody types it."""
    found = any("\0" in text for name, texts in asked.lists() for text in (name, *map(str, texts)))
    return QueryDict(asked.urlencode().replace("%00", "")) if found else asked


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: as the web server in front says it, where there is one to be believed."""
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HIMPUN_BEHIND_PROXY else ""
    # The last is what our own web server saw; those before it are what others claim.
    return told.rpartition(",")[2].strip() or nearest


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
