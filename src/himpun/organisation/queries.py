"""Who holds which post on a day, and how a paper names its signer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from django.db import connection
from django.db.models import Q

from himpun.organisation.calendars import calendar_of
from himpun.organisation.models import Holder, Holiday, Post, Standing
from himpun.organisation.nip import spaced_nip
from himpun.trail.actor import Hat
from himpun.trail.prepared import Prepared

__all__ = [
    "Held",
    "Signer",
    "calendar_of",
    "hats",
    "head_of",
    "held_by",
    "holder_of",
    "holders_of",
    "holidays_in",
    "in_force",
    "signer_of",
    "titles_of",
]

# Read at every request: SQL by hand saves the ORM's building of it. A holding (h) acts unless a stronger one of
# the same post (p) is in force that day (Plh. before Plt. before the definitive), so that one person acts for a
# post at a time.
HELD: Final = "h.starts <= %s AND (h.ends IS NULL OR h.ends >= %s)"
ACTS: Final = """
  NOT EXISTS (
    SELECT 1 FROM organisation_holder s
    WHERE s.post_id = h.post_id
      AND s.starts <= %s AND (s.ends IS NULL OR s.ends >= %s)
      AND CASE s.standing WHEN 'Plh.' THEN 3 WHEN 'Plt.' THEN 2 ELSE 1 END
        > CASE h.standing WHEN 'Plh.' THEN 3 WHEN 'Plt.' THEN 2 ELSE 1 END)
"""
LIVING: Final = "p.starts <= %s AND (p.ends IS NULL OR p.ends >= %s)"
DAYS: Final = 6
"""How often ACTS, HELD and LIVING together ask for the day."""
HAT: Final = f"p.id, h.office_id, p.unit_id, p.title, h.standing, {ACTS}"
HAT_ORDER: Final = "h.office_id, p.position, p.id"
_HATS: Final = f"""
SELECT {HAT} FROM organisation_holder h JOIN organisation_post p ON p.id = h.post_id
WHERE {HELD} AND {LIVING} AND h.person_id = %s ORDER BY {HAT_ORDER}
"""  # noqa: S608 -- constants


@dataclass(frozen=True, slots=True)
class Held:
    """A person's posts on a day: those acted for, and those for which somebody else acts as Plt. or Plh."""

    hats: tuple[Hat, ...] = ()
    covered: tuple[Hat, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Self:
        """From rows of HAT."""
        acting = [(Hat(*hat), bool(acts)) for *hat, acts in rows]
        return cls(tuple(hat for hat, acts in acting if acts), tuple(hat for hat, acts in acting if not acts))


@dataclass(frozen=True, slots=True)
class Signer:
    """The block under a paper: capacity ("Plt.

    CAMAT TATAH MAKMUR"), name, rank and NIP (Permendagri 1/2023 art. 44).
    """

    post: int
    person: int
    standing: str
    capacity: str
    name: str
    rank: str
    nip: str


def held_by(person_id: int, *, on: date) -> Held:
    """A person's posts on a day, in order of office and position. One statement."""
    day = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_HATS, [*[day] * DAYS, person_id])
        return Held.of(cursor.fetchall())


def hats(person_id: int, *, on: date) -> tuple[Hat, ...]:
    """The posts a person acts for on a day, in order of office and position. One statement."""
    return held_by(person_id, on=on).hats


def in_force(on: date) -> Q:
    """Rows with `starts` and `ends` (both inclusive) that hold on the day."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on))


def holders_of(posts: Iterable[int], *, on: date) -> Mapping[int, Holder]:
    """Who acts for each of these posts on a day; vacant ones are missing. One statement, persons included."""
    held = Holder.objects.filter(in_force(on), post__in=list(posts)).select_related("person")
    weakest_first = sorted(held, key=lambda holder: Standing(holder.standing).strength)
    return {holder.post_id: holder for holder in weakest_first}


def holder_of(post: Post, *, on: date) -> Holder | None:
    """Who acts for the post on a day: a Plh. before a Plt. before the definitive holder; none when vacant."""
    return holders_of([post.pk], on=on).get(post.pk)


_HOLDERS: Final = Prepared(
    lambda post, on: Holder.objects.filter(in_force(on), post=post).select_related("person", "post"), int, date
)


def signer_of(post: Post | int, on: date) -> Signer | None:
    """How a paper of that day names who signs for the post; none when it is vacant. One statement."""
    held = _HOLDERS.all(post if isinstance(post, int) else post.pk, on.isoformat())
    if not held:
        return None
    holder = max(held, key=lambda one: Standing(one.standing).strength)
    return Signer(
        post=holder.post_id,
        person=holder.person_id,
        standing=holder.standing,
        capacity=f"{holder.standing} {holder.post.title.upper()}".strip(),
        name=holder.person.name,
        rank=holder.person.rank,
        nip=spaced_nip(holder.person.nip),
    )


def head_of(office_id: int, *, on: date) -> Post | None:
    """The post that heads the office on a day."""
    return Post.objects.filter(in_force(on), office=office_id, heads_office=True).first()


_TITLES: Final = Prepared(
    lambda office, on: (
        Post.objects.filter(in_force(on), office=office).order_by("position", "pk").values_list("pk", "title")
    ),
    int,
    date,
)


def titles_of(office_id: int, *, on: date) -> list[tuple[int, str]]:
    """The office's living posts with their titles, in its order. One statement."""
    return _TITLES.values(office_id, on.isoformat())


def holidays_in(office_id: int, year: int) -> list[Holiday]:
    """The office's days off of a year with their decrees, cancelled ones included."""
    return list(Holiday.objects.filter(office=office_id, day__year=year).order_by("day"))


def posts_with_holders(offices: Iterable[int], *, on: date) -> list[tuple[Post, Holder | None]]:
    """Every living post of these offices with whoever acts for it that day. Two statements."""
    posts = list(
        Post.objects.filter(in_force(on), office__in=list(offices))
        .select_related("office", "unit")
        .order_by("office", "position", "pk")
    )
    holders = holders_of([post.pk for post in posts], on=on)
    return [(post, holders.get(post.pk)) for post in posts]
