"""A request as our pages see it: who asks, and when."""

from datetime import datetime

from django.http import HttpRequest

from himpun.organisation.sessions import SessionStore
from himpun.trail.actor import Actor


class Visit(HttpRequest):
    """Set by `identity.ActorMiddleware`. `actor` is none when nobody is logged in; `at` is the door's one clock."""

    actor: Actor
    visitor: Actor | None
    at: datetime
    session: SessionStore  # type: ignore[assignment]
