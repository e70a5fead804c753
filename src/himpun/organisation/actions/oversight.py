"""Verbs on who watches over a government's offices."""

from datetime import date, datetime

from himpun.organisation.errors import NotHeldThen, PostIsHeld
from himpun.organisation.models import Oversight, Post
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb


@verb
def grant_oversight(actor: Actor, post: Post, *, starts: date, order: str, at: datetime) -> Oversight:
    """From a day on the post's holder may read the boards of all offices of its government, and nothing else there.

    Raises PostIsHeld when the post oversees already, NotHeldThen when it is not there on that day.
    """
    # Two grants at once must not each see none: the post's row lets them pass one by one.
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if starts < locked.starts or (locked.ends is not None and starts > locked.ends):
        raise NotHeldThen("Jabatan ini tidak ada pada tanggal itu.")
    until = Oversight.objects.filter(post=locked).order_by("starts").last()
    if until is not None and (until.ends is None or until.ends >= starts):
        raise PostIsHeld(f"{locked.title} sudah menjadi koordinator pada tanggal itu.")
    oversight = Oversight.objects.create(office_id=locked.office_id, post=locked, order=order, starts=starts)
    payload = {"oversight": oversight.pk, "post": locked.pk}
    record(Fact(locked.office_id, actor, "organisation.oversight_granted", at, payload, [image(oversight)]))
    return oversight


@verb
def end_oversight(actor: Actor, oversight: Oversight, *, ends: date, at: datetime) -> None:
    """Its last day. Compare-and-set; an end already set may only come nearer. Raises NotHeldThen."""
    found = Oversight.objects.filter(pk=oversight.pk, starts__lte=ends)
    if not (found.filter(ends=None).update(ends=ends) or found.filter(ends__gt=ends).update(ends=ends)):
        raise NotHeldThen("Sudah berakhir, atau tanggal ini mendahului tanggal mulainya.")
    oversight.ends = ends
    rows = [image(oversight, "ends")]
    record(Fact(oversight.office_id, actor, "organisation.oversight_ended", at, {"oversight": oversight.pk}, rows))
