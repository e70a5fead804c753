"""The cast of the trail's tests, and a small room with one table whose rows the journal explains."""

from datetime import UTC, datetime

from himpun.trail.actor import Actor, Hat

NOW = datetime(2026, 4, 6, 1, 30, tzinfo=UTC)
OFFICE = 7
NEIGHBOUR = 8

CLERK = Actor(
    name="Rahmi Lestari, S.AP",
    account=11,
    person=21,
    hat=Hat(post=31, office=OFFICE, unit=None, title="Kasubag Perencanaan"),
)
STRANGER = Actor(name="Dodi Prakoso", account=12, person=22)
