"""Whom a form offers: the office's posts with their holders of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from himpun.cases.deeds import Addressee
from himpun.cases.models import Deed, Task
from himpun.cases.receivers import may_receive_own, named_by_sop
from himpun.organisation.models import Post
from himpun.organisation.queries import holders_of, in_force, titles_of
from himpun.sop.model import Act


@dataclass(frozen=True, slots=True)
class Offered:
    """A post as a form offers it. `suggested`: the SOP names it as receiving or taking part."""

    post: int
    title: str
    holder: str
    suggested: bool


def offered_posts(task: Task, *, own: int | None, on: date) -> list[Offered]:
    """All posts of the task's office, those that the SOP names first; a holder with the standing of that day."""
    posts = list(Post.objects.filter(in_force(on), office=task.office_id).order_by("position", "pk"))
    holders = holders_of([p.pk for p in posts], on=on)
    suggested = named_by_sop(task, own)
    offered = []
    for post in posts:
        held = holders.get(post.pk)
        who = f"{held.standing} {held.person.name}".strip() if held else "kosong"
        offered.append(Offered(post.pk, post.title, who, post.pk in suggested))
    return sorted(offered, key=lambda o: not o.suggested)


def offered_to_send(task: Task, *, own: int | None, on: date) -> list[Offered]:
    """The posts to which something may be sent: not the sender's own, unless the SOP hands it over to that one."""
    staying = own is not None and task.act == Act.HAND_OVER and may_receive_own(task, own)
    return [one for one in offered_posts(task, own=own, on=on) if one.post != own or staying]


def addressees(posts: Iterable[int], task: Task, *, own: int | None, on: date) -> tuple[Addressee, ...]:
    """The chosen ones among those that were offered, in the same order. One statement."""
    chosen, suggested = set(posts), named_by_sop(task, own)
    found = [Addressee(post, title) for post, title in titles_of(task.office_id, on=on) if post in chosen]
    return tuple(sorted(found, key=lambda one: one.post not in suggested))


def left_out(task: Task) -> list[str]:
    """Titles of posts that the SOP names for what was sent and that it was not sent to."""
    deed = Deed.objects.filter(task=task).values_list("content", flat=True).first() or {}
    if task.act not in (Act.INSTRUCT, Act.HAND_OVER):
        return []
    sent = {one["post"] for one in (*deed.get("addressees", ()), *deed.get("to", ()))}
    missed = [post for post in named_by_sop(task, task.post_id) if post not in sent]
    return list(Post.objects.filter(pk__in=missed).exclude(pk=task.post_id or 0).values_list("title", flat=True))
