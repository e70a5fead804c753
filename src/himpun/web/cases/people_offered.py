"""Whom a form offers: the office's posts with their holders of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from himpun.cases.deeds import Addressee
from himpun.cases.models import Task
from himpun.cases.queries import seating_of
from himpun.organisation.models import Post
from himpun.organisation.queries import holders_of, in_force, titles_of
from himpun.sop.model import Part


@dataclass(frozen=True, slots=True)
class Offered:
    """A post as a form offers it. `suggested`: the SOP names it as receiving or taking part."""

    post: int
    title: str
    holder: str
    suggested: bool


def offered_posts(task: Task, *, on: date) -> list[Offered]:
    """All posts of the task's office, those that the SOP suggests first."""
    posts = list(Post.objects.filter(in_force(on), office=task.office_id).order_by("position", "pk"))
    holders = holders_of([p.pk for p in posts], on=on)
    suggested = _suggested(task)
    offered = [
        Offered(p.pk, p.title, holders[p.pk].person.name if p.pk in holders else "kosong", p.pk in suggested)
        for p in posts
    ]
    return sorted(offered, key=lambda o: not o.suggested)


def addressees(posts: Iterable[int], task: Task, *, on: date) -> tuple[Addressee, ...]:
    """The chosen ones among those that were offered, in the same order. One statement."""
    chosen, suggested = set(posts), _suggested(task)
    found = [Addressee(post, title) for post, title in titles_of(task.office_id, on=on) if post in chosen]
    return tuple(sorted(found, key=lambda one: one.post not in suggested))


def _suggested(task: Task) -> set[int]:
    seating = seating_of(task.case)
    step = seating.sop.line(task.line)
    keys = {role.key for role in step.performers if role.part is not Part.DOES}
    if not keys:
        following = [s for s in seating.sop.lines if s.number == task.line + 1]
        keys = {role.key for s in following for role in s.performers}
    cast = seating.cast
    posts = {cast.posts[k] for k in keys if k in cast.posts}
    return posts | {post for k in keys for _, post in cast.units.get(k, ())}
