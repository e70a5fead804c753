"""Reads of what happened in a case besides its tasks: returns, what reached whom, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from himpun.cases.deeds import Meeting
from himpun.cases.models import Attachment, Case, Delivery, MeetingCall, Remark, Return, ReturnPoint, Task
from himpun.sop.model import Act
from himpun.trail.actor import Actor


@dataclass(frozen=True, slots=True)
class SentBack:
    """A return with the units that it pointed at, by key."""

    sent_back: Return
    units: tuple[int, ...]


def returns_of(case: Case) -> list[SentBack]:
    """The case's returns, the first one first. Two statements."""
    found = list(Return.objects.filter(case=case).select_related("task__ended_by").order_by("pk"))
    if not found:
        return []
    points: dict[int, dict[int, None]] = {}
    for key, unit in ReturnPoint.objects.filter(sent_back__case=case).order_by("pk").values_list("sent_back", "unit"):
        points.setdefault(key, {})[unit] = None
    return [SentBack(one, tuple(points.get(one.pk, ()))) for one in found]


def times_returned(returns: list[SentBack]) -> Mapping[tuple[int, int], int]:
    """How often work went from line to line."""
    times: dict[tuple[int, int], int] = {}
    for one in returns:
        way = (one.sent_back.task.line, one.sent_back.to_line)
        times[way] = times.get(way, 0) + 1
    return times


def deliveries_of(case: Case) -> QuerySet[Delivery]:
    """What reached whom in a case, in the order in which it was sent."""
    return Delivery.objects.filter(task__case=case).select_related("task", "post", "read_by", "onward").order_by("pk")


def unread_of(actor: Actor, case: Case | None = None) -> QuerySet[Delivery]:
    """What was sent to the actor's posts in running cases and is not yet marked as read or received."""
    mine = Delivery.objects.filter(office__in=actor.offices, post__in=actor.posts, read_at=None)
    mine = mine.filter(task__case=case) if case else mine.filter(task__case__finished_at=None)
    held = Q(task__act=Act.MEET) & ~Q(task__state="open")  # nobody needs the invitation to a meeting that is over
    return mine.exclude(held).filter(task__case__cancelled_at=None).select_related("task__case", "post").order_by("pk")


def remarks_on(case: Case) -> QuerySet[Remark]:
    """What was said about a case, the first one first; withdrawn ones too, whose text is not to be shown."""
    return Remark.objects.filter(case=case).select_related("by").order_by("pk")


def attachments_of(case: Case) -> QuerySet[Attachment]:
    """The files that people put to a case."""
    return Attachment.objects.filter(case=case).select_related("file").order_by("pk")


def meeting_called(task: Task) -> Meeting | None:
    """The meeting as its invitation went out; none before that."""
    row: Any = MeetingCall.objects.filter(task=task).values_list("content", flat=True).first()
    return Meeting.from_data(row) if row else None
