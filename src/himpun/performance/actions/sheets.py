"""Filling in: sending a sheet, mending pointed cells on a unit's behalf, and the superior's recommendation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from himpun.cases.actions import finish_task
from himpun.cases.errors import WrongAct
from himpun.cases.models import Case, Task
from himpun.performance.actions.recaps import recap_again
from himpun.performance.actions.taking import take
from himpun.performance.cells import Cell, Finding, Line, Reading, Typed, digest_of, read_cells
from himpun.performance.errors import CellsToMend, NoRecommendation, NoSheet
from himpun.performance.filling import (
    OPEN,
    Pointed,
    asked_by,
    beside_others,
    draft_on,
    in_scope,
    kept_cells,
    last_cells,
    lines_of,
    not_pointed,
    pointed_at,
    pointed_in,
    proven,
    sheet_with_lines,
)
from himpun.performance.models import Recommendation, Sheet, Submission
from himpun.performance.storage import write_submission
from himpun.sop.model import Act
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb

LONGEST_RECOMMENDATION = 2000


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending came to."""

    revision: int
    digest: str
    opened: list[Task] = field(default_factory=list)


@verb
def submit_sheet(
    actor: Actor,
    task: Task,
    answers: Mapping[int, Typed],
    *,
    at: datetime,
    based_on: Mapping[int, int] | None = None,
) -> Sent:
    """Send a unit's sheet as its next numbered revision, and finish the task.

    In a round that points at cells only those may change; the others are carried over. Raises CellsToMend with every
    finding, NoSheet, TaskIsOver, NotYours. `based_on` are the versions of the draft at which the cells were read: none
    is sent over what somebody else has typed since.
    """
    if task.act != Act.FILL:
        raise WrongAct
    sheet, lines = sheet_with_lines(task)
    counts, apart = beside_others(answers, draft_on(sheet, task), based_on) if based_on else (answers, ())
    cells = _cells(sheet, lines, pointed_at(sheet, task), counts, apart)
    submission = _submission(actor, task, sheet, cells, at)
    # Finished before anything is written: that holds the case, and of two people pressing at once one goes no
    # further.
    opened = finish_task(actor, task, subject=_subject(submission), subject_hash=submission.digest, at=at)
    _tell(actor, task, [submission], write_submission(submission, cells), at)
    return Sent(submission.revision, submission.digest, opened)


def _cells(
    sheet: Sheet, lines: Sequence[Line], pointed: Pointed, answers: Mapping[int, Typed], apart: Sequence[Finding]
) -> tuple[Cell, ...]:
    reading = read_cells(lines, answers, proven=proven(sheet, lines), kept=kept_cells(sheet, pointed))
    told = {finding.line for finding in apart}
    findings = (*apart, *(one for one in reading.findings if one.line not in told))
    if findings:
        raise CellsToMend(findings)
    return reading.cells


def _submission(actor: Actor, task: Task, sheet: Sheet, cells: tuple[Cell, ...], at: datetime) -> Submission:
    revision = sheet.revision + 1
    return Submission(
        office_id=sheet.office_id,
        sheet_id=sheet.pk,
        task_id=task.pk,
        revision=revision,
        digest=digest_of(sheet.digest, revision, cells, sheet.proofs),
        on_behalf=task.act != Act.FILL,
        sent_at=at,
        sent_by=actor.name,
        capacity=actor.capacity,
    )


def _subject(submission: Submission) -> str:
    return f"isian/{submission.sheet_id}/{submission.revision}"


def _tell(actor: Actor, task: Task, submissions: list[Submission], rows: list[RowImage], at: datetime) -> None:
    payload: dict[str, Any] = {
        "case": task.case_id,
        "task": task.pk,
        "sheets": [[s.sheet_id, s.revision, s.digest] for s in submissions],
    }
    record(Fact(task.office_id, actor, "performance.sheet_sent", at, payload, rows))


@verb
def revise_sheets(actor: Actor, task: Task, answers: Mapping[int, Typed], *, at: datetime) -> list[Task]:
    """Mend what a return points at, on behalf of the units (memperbaiki): each touched sheet gets its next revision.

    Every pointed cell must be answered. Where the return points at nothing in particular, only what was typed
    changes. Raises CellsToMend with every finding.
    """
    case = take(actor, task, Act.REVISE)
    sheets = [s for s in Sheet.objects.filter(case=case) if s.revision]
    submissions, rows = _mended(actor, task, sheets, answers, at)
    _tell(actor, task, submissions, rows, at)
    recap_again(actor, case, task, at=at)
    subjects = ",".join(_subject(s) for s in submissions)[:80]
    digest = digest_of("", 0, (), " ".join(s.digest for s in submissions))
    return finish_task(actor, task, subject=subjects, subject_hash=digest, at=at)


def _mended(
    actor: Actor, task: Task, sheets: list[Sheet], answers: Mapping[int, Typed], at: datetime
) -> tuple[list[Submission], list[RowImage]]:
    points = pointed_in(task.case_id, task.round)
    last = last_cells(s.pk for s in sheets)
    submissions: list[Submission] = []
    rows: list[RowImage] = []
    findings: list[Finding] = []
    for sheet in sheets:
        pointed = points.get((sheet.unit_id, sheet.member)) or points.get((sheet.unit_id, 0))
        typed = _typed(sheet, answers)
        if pointed is None and (points or not typed):
            findings += [not_pointed(key) for key in typed]
            continue
        reading = _mending(sheet, pointed or OPEN, typed, last)
        findings += reading.findings
        if not findings:
            submissions.append(_submission(actor, task, sheet, reading.cells, at))
            rows += write_submission(submissions[-1], reading.cells)
    if findings:
        raise CellsToMend(findings)
    return submissions, rows


def _typed(sheet: Sheet, answers: Mapping[int, Typed]) -> dict[int, Typed]:
    known = {line.key for line in lines_of(sheet)}
    return {key: one for key, one in answers.items() if key in known}


def _mending(sheet: Sheet, pointed: Pointed, typed: dict[int, Typed], last: Mapping[int, Cell]) -> Reading:
    """What was pointed at is read as typed; the rest, and with nothing in particular pointed at all untyped, stays."""
    lines = lines_of(sheet)
    asked = set(typed) if pointed.whole else set(pointed.notes)
    kept = {line.key: last[line.key] for line in lines if line.key not in asked}
    return read_cells(lines, typed, proven=proven(sheet, lines), kept=kept)


@verb
def recommend(actor: Actor, task: Task, sheet: Sheet, *, text: str, at: datetime) -> Recommendation:
    """Recommend to a unit what to do about its figures, before vouching for them (rekomendasi atasan).

    Raises NoRecommendation when empty or too long, NoSheet for a sheet that the task is not about.
    """
    take(actor, task, Act.REVIEW, Act.SIGN, Act.INITIAL, Act.ANALYSE)
    if not text.strip() or len(text) > LONGEST_RECOMMENDATION or "\0" in text:
        raise NoRecommendation
    if not Sheet.objects.filter(in_scope(task), pk=sheet.pk).exists():
        raise NoSheet
    row = Recommendation.objects.create(
        office_id=task.office_id,
        sheet=sheet,
        task=task,
        text=text.strip(),
        by=actor.name,
        capacity=actor.capacity,
        at=at,
    )
    payload = {"case": task.case_id, "task": task.pk, "sheet": sheet.pk}
    record(Fact(task.office_id, actor, "performance.recommended", at, payload, [image(row)]))
    return row


@verb
def ask_again(actor: Actor, case: Case, tasks: list[Task], *, at: datetime) -> None:
    """Point sheets at the fill tasks that were opened for them."""
    sheets = list(Sheet.objects.filter(case=case))
    asked: list[Sheet] = []
    for task in tasks:
        sheet = asked_by(task, sheets)
        if sheet is None:
            raise NoSheet
        sheet.task = task.pk
        asked.append(sheet)
    Sheet.objects.bulk_update(asked, ["task"])
    payload = {"case": case.pk, "tasks": [task.pk for task in tasks]}
    rows = [image(sheet, "task") for sheet in asked]
    record(Fact(case.office_id, actor, "performance.sheets_asked", at, payload, rows))
