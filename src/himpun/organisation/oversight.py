"""Who watches over which offices besides those of their own posts. Read by the district's board alone."""

from datetime import date

from himpun.organisation.models import Office, Oversight
from himpun.organisation.queries import in_force
from himpun.trail.actor import Actor


def overseen_by(actor: Actor, *, on: date) -> frozenset[int]:
    """The offices of every government that one of the actor's posts oversees on a day. One statement.

    It admits to boards; everything else of these offices stays behind `Actor.offices`.
    """
    watching = Oversight.objects.filter(in_force(on), post__in=actor.posts)
    return frozenset(
        Office.objects.filter(government__in=watching.values("office__government")).values_list("pk", flat=True)
    )
