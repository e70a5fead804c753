"""Reads of what happened in a case besides its tasks: returns, what reached whom, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from himpun.cases.deeds import Meeting
from himpun.cases.models import (
    Attachment,
    Case,
    CasePaper,
    Delivery,
    Heard,
    MeetingCall,
    Remark,
    Return,
    ReturnPoint,
    Task,
)
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper
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
    mine = mine.exclude(held).filter(task__case__cancelled_at=None)
    return mine.select_related("task__case__office", "post").order_by("pk")


def remarks_on(case: Case) -> QuerySet[Remark]:
    """What was said about a case, the first one first; withdrawn ones too, whose text is not to be shown."""
    return Remark.objects.filter(case=case).select_related("by").order_by("pk")


def unheard_by(actor: Actor) -> QuerySet[Remark]:
    """What others said since the actor last read the talk, of running cases in which one of their posts has a part.

    A part has whoever was given work in it, was sent something, or spoke. One statement.
    """
    upto = Heard.objects.filter(case=OuterRef("case"), person=actor.person).values("upto")[:1]
    mine = (
        Exists(Task.objects.filter(case=OuterRef("case"), post__in=actor.posts))
        | Exists(Delivery.objects.filter(task__case=OuterRef("case"), post__in=actor.posts))
        | Exists(Remark.objects.filter(case=OuterRef("case"), by=actor.person))
    )
    said = Remark.objects.filter(mine, office__in=actor.offices, withdrawn_at=None, pk__gt=Coalesce(Subquery(upto), 0))
    running = said.filter(case__finished_at=None, case__cancelled_at=None).exclude(by=actor.person)
    return running.select_related("case__office", "by").order_by("case", "pk")


def attachments_of(case: Case) -> QuerySet[Attachment]:
    """The files that people put to a case."""
    return Attachment.objects.filter(case=case).select_related("file").order_by("pk")


def invitations_of(case: Case) -> QuerySet[CasePaper]:
    """The invitations to meetings of a case, those that were replaced too."""
    found = CasePaper.objects.filter(case=case, paper__kind=PaperKind.INVITATION)
    return found.select_related("paper", "task").order_by("pk")


@dataclass(frozen=True, slots=True)
class Instructed:
    """The disposition by which work came to a post: its words, from whom and since when, and the paper it left."""

    delivery: Delivery
    paper: Paper | None


def instruction_to(post: int, task: Task) -> Instructed | None:
    """The newest that reached a post in the task's case, never what the task itself sent. At most two statements."""
    came = Delivery.objects.filter(task__case=task.case_id, task__act=Act.INSTRUCT, post=post).exclude(task=task.pk)
    found = came.select_related("onward").order_by("-pk").first()
    if found is None:
        return None
    by_hand = found.onward is not None and found.onward.task_id == found.task_id
    filed = CasePaper.objects.filter(task=found.task_id, paper__kind=PaperKind.DISPOSITION, paper__replaced_at=None)
    end = f"/terusan/{found.onward_id}" if by_hand else f"/tugas/{found.task_id}"
    paper = filed.filter(paper__subject__endswith=end).select_related("paper").order_by("-pk").first()
    return Instructed(found, paper.paper if paper else None)


def meeting_called(task: Task) -> Meeting | None:
    """The meeting as its invitation went out; none before that."""
    row: Any = MeetingCall.objects.filter(task=task).values_list("content", flat=True).first()
    return Meeting.from_data(row) if row else None
