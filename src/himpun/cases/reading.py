"""What a reviewer, an initialler or a signer reads, and the hash that binds the decision to it."""

from dataclasses import dataclass
from hashlib import sha256

from himpun.cases.models import Task
from himpun.cases.seating import seating_of
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper
from himpun.sop.model import Act
from himpun.sop.walk import State


@dataclass(frozen=True, slots=True)
class Reading:
    """Papers in order, and one digest over them and over the figures handed in so far."""

    papers: tuple[Paper, ...]
    digest: str


def kind_to_read(task: Task) -> PaperKind:
    """A signature before the procedure's last one goes on the units' own papers, every other on the report."""
    route = seating_of(task.case).route
    signs = [s for s in route.stations if s.act is Act.SIGN]
    if task.act == Act.SIGN and (task.line, task.position) != (signs[-1].line, signs[-1].position):
        return PaperKind.SHEET
    return PaperKind.REPORT


def reading_of(task: Task) -> Reading:
    """What lies before this task now. The digest changes when a paper is drawn anew or a unit sends a new revision."""
    kind = kind_to_read(task)
    papers = tuple(
        Paper.objects.filter(filed__case=task.case_id, kind=kind, replaced_at=None).order_by("subject", "pk")
    )
    seals = [f"{p.subject} {p.kind} {p.content_hash}" for p in papers]
    if task.act == Act.REVIEW:
        seals += _figures(task)
    return Reading(papers, sha256("\n".join(seals).encode()).hexdigest())


def _figures(task: Task) -> list[str]:
    handed_in = Task.objects.filter(case=task.case_id, act__in=(Act.FILL, Act.REVISE), state=State.DONE)
    return [f"{s} {h}" for s, h in handed_in.order_by("pk").values_list("subject", "subject_hash")]
