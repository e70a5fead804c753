"""What reaches a post: by an act, or passed on by whoever it reached; and that it was read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from himpun.cases import letters, papers
from himpun.cases.actions.filing import file_paper
from himpun.cases.deeds import Addressee, Instruction, Meeting
from himpun.cases.errors import Incomplete, Lack, NotDelivered
from himpun.cases.holding import lock
from himpun.cases.models import Delivery, Task
from himpun.documents.actions import Draft
from himpun.documents.kinds import PaperKind
from himpun.lib.dates import long_time
from himpun.lib.periods import Period
from himpun.organisation.models import Post
from himpun.sop.model import Act
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, image, record, verb
from himpun.trail.prepared import Prepared, write_rows


def deliver(
    actor: Actor, task: Task, to: Sequence[Addressee], *, words: str, at: datetime, onward: Delivery | None = None
) -> list[Delivery]:
    """Send an act's work to posts of the office that it has not reached yet. Within a verb; two statements.

    What stays at the sender's own post is no news there.
    """
    wanted = {one.post for one in to} - ({actor.hat.post} if actor.hat else set())
    known = Post.objects.filter(office=task.office_id, pk__in=wanted).exclude(
        pk__in=Delivery.objects.filter(task=task.pk).values("post")
    )
    rows = [
        Delivery(
            office_id=task.office_id,
            task=task,
            onward=onward,
            post=post,
            sender=actor.capacity,
            words=words,
            sent_at=at,
        )
        for post in known.order_by("position", "pk")
    ]
    write_rows(rows)
    if rows:
        payload = {"task": task.pk, "posts": [row.post_id for row in rows]}
        record(Fact(task.office_id, actor, "cases.delivered", at, payload, [image(row) for row in rows]))
    return rows


def refuse_own_post(actor: Actor, to: Sequence[Addressee], field: str) -> None:
    """Raises Incomplete when the sender's own post is among the addressees: an order to oneself is none."""
    if actor.hat and actor.hat.post in {one.post for one in to}:
        said = f"{actor.hat.title} adalah jabatan Anda sendiri. Pilih jabatan lain."
        raise Incomplete((Lack(field, "to_oneself", said),))


def call_together(actor: Actor, task: Task, call: Meeting, *, at: datetime) -> None:
    """Let the invitation reach everybody who is invited; called anew, it is to be read anew. Within a verb."""
    when = long_time(call.held_at, task.case.office.zone) if call.held_at else ""
    words = f"Undangan rapat: {call.agenda}. {when}" + (f", di {call.place}." if call.place else ".")
    titles = {one.title for one in call.attendees}
    posts = Post.objects.filter(office=task.office_id, title__in=titles, ends=None)
    before = list(Delivery.objects.filter(task=task.pk, post__in=posts))
    for row in before:
        row.words, row.sender, row.sent_at = words, actor.capacity, at
        row.read_at, row.read_by, row.capacity = None, None, ""
        row.save(update_fields=_ANEW)
    if before:
        payload = {"task": task.pk, "posts": [row.post_id for row in before]}
        rows = [image(row, *_ANEW) for row in before]
        record(Fact(task.office_id, actor, "cases.delivered_anew", at, payload, rows))
    deliver(actor, task, [Addressee(post.pk, post.title) for post in posts], words=words, at=at)


_ANEW: Final = ("words", "sender", "sent_at", "read_at", "read_by", "capacity")


def came_by(actor: Actor, task: Task) -> Delivery | None:
    """The disposition by which this case came to the actor's post: what the next one goes on from."""
    if actor.hat is None:
        return None
    mine = Delivery.objects.filter(task__case=task.case_id, task__act=Act.INSTRUCT, post=actor.hat.post)
    return mine.exclude(task=task.pk).order_by("-pk").first()


@verb
def mark_read(actor: Actor, delivery: Delivery, *, at: datetime) -> Delivery:
    """Say that it was read (disposition) or received (handing over), in the post's capacity of that day.

    The second press finds it marked. Nothing of the case changes by it, so the end of the case does not close it.
    Raises NotDelivered when it went to another's post.
    """
    actor = _addressee(actor, delivery)
    if not Delivery.objects.filter(pk=delivery.pk, read_at=None).update(
        read_at=at, read_by=actor.person, capacity=actor.capacity
    ):
        delivery.refresh_from_db(fields=["read_at", "read_by", "capacity"])
        return delivery
    delivery.read_at, delivery.read_by_id, delivery.capacity = at, actor.person, actor.capacity
    rows = [image(delivery, "read_at", "read_by", "capacity")]
    record(Fact(delivery.office_id, actor, "cases.delivery_read", at, {"delivery": delivery.pk}, rows))
    return delivery


def read_by_acting(actor: Actor, case: int, at: datetime) -> None:
    """Whoever does their part of a case has read what came to that post for it. Within a verb; one statement if so.

    An invitation asks for something else than that part.
    """
    if actor.hat is None:
        return
    for delivery in _UNREAD.all(case, actor.hat.post):
        mark_read(actor, delivery, at=at)


_UNREAD: Final = Prepared(
    lambda case, post: (
        Delivery.objects.filter(task__case=case, post=post, read_at=None).exclude(task__act=Act.MEET).order_by("pk")
    ),
    int,
    int,
)


@verb
def pass_on(actor: Actor, delivery: Delivery, deed: Instruction, *, at: datetime) -> list[Delivery]:
    """Pass a disposition on to others (disposisi berjenjang), which marks it as read. Leaves a lembar disposisi.

    Whom it has reached already is not sent it again; empty when that is everybody. Raises NotDelivered,
    Incomplete, CaseIsOver.
    """
    actor = _addressee(actor, delivery)
    case = lock(delivery.task.case_id)
    if lacks := deed.lacks(Period.parse(case.period)):
        raise Incomplete(lacks)
    refuse_own_post(actor, deed.addressees, "addressees")
    mark_read(actor, delivery, at=at)
    sent = deliver(actor, delivery.task, deed.addressees, words=deed.words, at=at, onward=delivery)
    if sent:
        content = letters.disposition(case, actor, deed, at)
        subject = f"{papers.subject_of(case, delivery.task)}/terusan/{delivery.pk}"
        file_paper(actor, case, Draft(case.office, PaperKind.DISPOSITION, subject, content), task=delivery.task, at=at)
    return sent


def _addressee(actor: Actor, delivery: Delivery) -> Actor:
    wearing = actor.wearing(delivery.post_id)
    if wearing is None:
        raise NotDelivered
    return wearing
