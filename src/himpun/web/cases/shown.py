"""What the pages of a case show, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from himpun.cases.models import Case, CasePaper, Return, Task
from himpun.cases.papers import unit_names
from himpun.cases.queries import LineFacts, seating_of
from himpun.cases.seating import Seating
from himpun.documents.kinds import PaperKind
from himpun.lib.dates import in_words, long_time, short_time
from himpun.lib.periods import Period
from himpun.sop.chart import ChartState, LineStatus
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The head of every page of a case."""

    pk: int
    title: str
    office: str
    period: str
    opened: str
    state: str
    over: bool


def case_head(case: Case) -> CaseHead:
    """A case in the words of its head. `case.office` should be loaded."""
    state = "Sedang berjalan"
    if case.cancelled_at:
        state = f"Dibatalkan: {case.cancelled_why}"
    elif case.finished_at:
        state = f"Selesai {short_time(case.finished_at, case.office.zone)}"
    return CaseHead(
        pk=case.pk,
        title=case.title,
        office=case.office.name,
        period=Period.parse(case.period).label,
        opened=long_time(case.opened_at, case.office.zone),
        state=state,
        over=bool(case.finished_at or case.cancelled_at),
    )


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the SOP as a list shows it, where a wide table does not fit."""

    number: int
    activity: str
    acts: str
    status: str
    word: str
    units: str
    standard: str
    used: str
    late: bool
    who: str


_WORDS = {
    LineStatus.WAITING: "menunggu",
    LineStatus.OPEN: "sedang dikerjakan",
    LineStatus.DONE: "selesai",
    LineStatus.WITHDRAWN: "ditarik",
}


def step_rows(seating: Seating, lines: Mapping[int, LineFacts], state: ChartState) -> list[StepRow]:
    """Every line of the SOP with what happened there."""
    rows = []
    for step in seating.sop.lines:
        there = state.lines.get(step.number)
        status = there.status if there else LineStatus.WAITING
        facts = lines.get(step.number, LineFacts(()))
        used = there.used_minutes if there else None
        rows.append(
            StepRow(
                number=step.number,
                activity=step.activity,
                acts=", ".join(ACT_WORDS[act] for act in step.acts),
                status=status.value,
                word=_WORDS[status],
                units=f"{there.done_units} dari {there.all_units} unit" if there and there.all_units else "",
                standard=step.duration.written if step.duration else "",
                used=in_words(used) if used is not None else "",
                late=bool(there and there.late),
                who=", ".join(dict.fromkeys(t.post.title for t in facts.open if t.post)),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit whose answer is awaited."""

    unit: int
    name: str
    act: str
    since: str


def waiting_units(case: Case, lines: Mapping[int, LineFacts]) -> list[Waiting]:
    """The units that the case waits for now."""
    tasks = [t for facts in lines.values() for t in facts.open if t.unit]
    names = unit_names(case) if tasks else {}
    zone = case.office.zone
    return [
        Waiting(t.unit, names.get(t.unit, "?"), ACT_WORDS[Act(t.act)], short_time(t.opened_at, zone)) for t in tasks
    ]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in the list of a case."""

    pk: int
    title: str
    number: str
    revision: int
    made: str
    state: str
    final: bool  # signed and sealed, and not replaced
    ready: bool


def paper_rows(case: Case) -> list[PaperRow]:
    """The papers of a case, the newest first, those that were replaced too."""
    found = CasePaper.objects.filter(case=case).select_related("paper__signature", "task").order_by("-pk")
    names = unit_names(case)
    return [_paper_row(filed, names, case.office.zone) for filed in found]


def _paper_row(filed: CasePaper, names: Mapping[int, str], zone: str) -> PaperRow:
    paper = filed.paper
    unit = names.get(filed.task.unit, "") if filed.task else ""
    if paper.replaced_at:
        state = "digantikan"
    elif paper.final_file_id:
        state = "ditandatangani dan disegel"
    elif hasattr(paper, "signature"):
        state = "ditandatangani, sedang disegel"
    else:
        state = "konsep" if paper.kind == PaperKind.REPORT else "selesai"
    return PaperRow(
        pk=paper.pk,
        title=f"{paper.title}, {unit}" if unit else paper.title,
        number=paper.number or "",
        revision=paper.revision,
        made=short_time(paper.made_at, zone),
        state=state,
        final=bool(paper.final_file_id and not paper.replaced_at),
        ready=bool(paper.file_id or paper.final_file_id),
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """One sentence of the history."""

    at: datetime
    when: str
    text: str
    note: str = ""


def history_of(case: Case) -> list[Happened]:
    """What happened in a case, told in sentences, the newest first."""
    zone = case.office.zone
    seating = seating_of(case)
    activities = {step.number: step.activity for step in seating.sop.lines}
    names = unit_names(case)
    reasons = dict(Return.objects.filter(case=case).values_list("task", "reason"))
    told = [Happened(case.opened_at, short_time(case.opened_at, zone), f"Berkas dibuka oleh {case.opened_by}.")]
    ended = Task.objects.filter(case=case).exclude(ended_at=None).select_related("ended_by").order_by("ended_at", "pk")
    for task in ended:
        assert task.ended_at is not None
        text = _sentence(task, activities[task.line], names.get(task.unit, ""))
        told.append(Happened(task.ended_at, short_time(task.ended_at, zone), text, reasons.get(task.pk, task.why)))
    if case.finished_at:
        told.append(Happened(case.finished_at, short_time(case.finished_at, zone), "Berkas selesai."))
    if case.cancelled_at:
        when = short_time(case.cancelled_at, zone)
        told.append(Happened(case.cancelled_at, when, "Berkas dibatalkan.", case.cancelled_why))
    return told[::-1]


def _sentence(task: Task, activity: str, unit: str) -> str:
    who = f"{task.ended_by.name} ({task.capacity})" if task.ended_by else task.capacity
    what = f"langkah {task.line}, {ACT_WORDS[Act(task.act)]}: {activity}" + (f" untuk {unit}" if unit else "")
    match task.state:
        case "done":
            return f"{who} menyelesaikan {what}."
        case "returned":
            return f"{who} mengembalikan pada {what}."
        case "excused":
            return f"{who} memutuskan melanjutkan tanpa {unit or 'unit ini'} pada langkah {task.line}."
        case _:
            return f"Tugas {what} ditarik."
