"""Reads that pages need, each a fixed number of statements. Doors check with `access` before they ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from himpun.cases.models import Case, Task
from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.lib.periods import Period
from himpun.performance.asking import layout_of
from himpun.performance.cells import VALUE, Cell, Finding, Typed, read_cells
from himpun.performance.doubts import doubt
from himpun.performance.filling import (
    OPEN,
    Drafted,
    Pointed,
    draft_on,
    last_cells,
    line_value,
    pointed_at,
    pointed_in,
)
from himpun.performance.gathered import Arrival, arrivals, recap_now
from himpun.performance.layout import Layout
from himpun.performance.models import (
    Evidence,
    Figure,
    Recommendation,
    Request,
    Sheet,
    SheetLine,
    Submission,
)
from himpun.performance.models import Recap as RecapRow
from himpun.performance.recap import Part, Recap, Row
from himpun.performance.scoring import Goal

__all__ = ["Arrival", "Layout", "arrivals", "changed_cells", "figures_of", "recap_now", "recap_of", "shortfalls"]


@dataclass(frozen=True, slots=True)
class CellView:
    """One line of a sheet as a page shows it.

    `version` is how many times the cell was changed in the draft; 0 where it does not stand there.
    """

    line: SheetLine
    typed: Typed
    sent: Cell | None
    asked: bool  # may be answered now
    note: str  # why a return points at it
    evidence: tuple[Evidence, ...]
    version: int = 0

    @property
    def period_label(self) -> str:
        return Period.parse(self.line.period).label


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with all that stands on it. `pointed`: the round asks for some cells only."""

    sheet: Sheet
    cells: tuple[CellView, ...]
    pointed: bool
    saved_at: datetime | None
    submissions: tuple[Submission, ...]
    recommendations: tuple[Recommendation, ...]

    @property
    def answered(self) -> int:
        return sum(not cell.typed.blank for cell in self.cells)


def sheet_to_fill_in(sheet: Sheet, task: Task) -> SheetView:
    """The sheet before its filler: what was typed last, or else what was sent, and which cells are asked for."""
    return _gathered([sheet]).view(sheet, pointed_at(sheet, task), draft_on(sheet, task))


def judged(cells: Iterable[CellView]) -> tuple[Finding, ...]:
    """What is still wrong with the cells that are asked for, by the judge who reads them when they are sent."""
    asked = [cell for cell in cells if cell.asked]
    lines = [line_value(cell.line) for cell in asked]
    typed = {cell.line.pk: cell.typed for cell in asked}
    return read_cells(lines, typed, proven={cell.line.pk for cell in asked if cell.evidence}).findings


def doubt_on(cell: CellView) -> str:
    """What to ask about the figure that stands in a cell, when it can be read."""
    return _doubt(cell.line, cell.typed)


def doubt_about(line: int, typed: Typed) -> str:
    """The same of a cell that was just kept. One statement, none where there is no figure."""
    if typed.answer not in ("", VALUE) or not typed.figure.strip():
        return ""
    return _doubt(SheetLine.objects.get(pk=line), typed)


def _doubt(line: SheetLine, typed: Typed) -> str:
    if typed.answer not in ("", VALUE):
        return ""
    try:
        value = parse_figure(typed.figure)
    except NotAFigure:
        return ""
    return doubt(value, line.measure, line_value(line).goal, line.previous)


def doubts_in(recap: Recap) -> dict[int, str]:
    """What to ask about the figures of a recap, by line: the same as was asked of whoever filled them in."""
    keys = [row.line for _, row in recap.rows if row.value is not None]
    previous = dict(SheetLine.objects.filter(pk__in=keys).order_by().values_list("pk", "previous"))
    asked = {
        row.line: doubt(Decimal(row.value), row.measure, _goal_of(row), previous.get(row.line))
        for _, row in recap.rows
        if row.value is not None
    }
    return {line: words for line, words in asked.items() if words}


def _goal_of(row: Row) -> Goal | None:
    if row.target is None:
        return None
    return Goal(Decimal(row.target), None if row.target_upper is None else Decimal(row.target_upper))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All that stands on some sheets, by sheet or by line."""

    lines: dict[int, list[SheetLine]]
    last: Mapping[int, Cell]
    evidence: dict[int, list[Evidence]]
    submissions: dict[int, list[Submission]]
    recommendations: dict[int, list[Recommendation]]

    def view(self, sheet: Sheet, pointed: Pointed, draft: Drafted) -> SheetView:
        return SheetView(
            sheet=sheet,
            cells=tuple(self._cell(row, pointed, draft) for row in self.lines.get(sheet.pk, ())),
            pointed=not pointed.whole and bool(pointed.notes),
            saved_at=draft.saved_at,
            submissions=tuple(self.submissions.get(sheet.pk, ())),
            recommendations=tuple(self.recommendations.get(sheet.pk, ())),
        )

    def _cell(self, row: SheetLine, pointed: Pointed, draft: Drafted) -> CellView:
        sent = self.last.get(row.pk)
        return CellView(
            line=row,
            typed=draft.cells.get(row.pk) or (sent.as_typed() if sent else Typed()),
            sent=sent,
            asked=pointed.opens(row.pk),
            note=pointed.notes.get(row.pk, ""),
            evidence=tuple(self.evidence.get(row.pk, ())),
            version=draft.version(row.pk),
        )


def _gathered(sheets: Sequence[Sheet]) -> _Gathered:
    """What stands on these sheets, in as many statements for twenty as for one."""
    keys = [sheet.pk for sheet in sheets]
    found = _Gathered({}, last_cells(keys), evidence_on(keys), {}, {})
    for line in SheetLine.objects.filter(sheet__in=keys):
        found.lines.setdefault(line.sheet_id, []).append(line)
    for sent in Submission.objects.filter(sheet__in=keys).order_by("revision"):
        found.submissions.setdefault(sent.sheet_id, []).append(sent)
    for said in Recommendation.objects.filter(sheet__in=keys).order_by("pk"):
        found.recommendations.setdefault(said.sheet_id, []).append(said)
    return found


def evidence_on(sheets: Iterable[int]) -> dict[int, list[Evidence]]:
    """The files that stand beside the figures of these sheets today, by line in the sheets' order. One statement."""
    found: dict[int, list[Evidence]] = {}
    proofs = Evidence.objects.filter(line__sheet__in=list(sheets), removed_at=None).select_related("file", "line")
    for proof in proofs.order_by("line__position", "pk"):
        found.setdefault(proof.line_id, []).append(proof)
    return found


def changed_cells(sheets: Mapping[int, int]) -> dict[int, Cell]:
    """The answers that the last revision changed, as they were before it, by line. `sheets`: to their revisions."""
    earlier = {sheet: revision - 1 for sheet, revision in sheets.items() if revision > 1}
    if not earlier:
        return {}
    now = last_cells(earlier)
    found = Figure.objects.filter(submission__sheet__in=earlier).values_list(
        "submission__sheet", "submission__revision", "line", "answer", "value", "reason", "obstacle"
    )
    before = {row[2]: Cell(*row[2:]) for row in found if row[1] == earlier[row[0]]}
    return {line: cell for line, cell in before.items() if now.get(line) != cell}


@dataclass(frozen=True, slots=True)
class Mending:
    """A sheet that the act revise may mend, with the cells it asks for."""

    sheet: Sheet
    view: SheetView


def sheets_to_mend(task: Task) -> list[Mending]:
    """The sheets that a revise task may change: those pointed at, or all that came in."""
    points = pointed_in(task.case_id, task.round)
    mended = []
    for sheet in Sheet.objects.filter(case=task.case_id, revision__gt=0):
        pointed = points.get((sheet.unit_id, sheet.member)) or points.get((sheet.unit_id, 0))
        if pointed is not None or not points:
            mended.append((sheet, pointed or OPEN))
    found = _gathered([sheet for sheet, _ in mended])
    return [Mending(sheet, found.view(sheet, pointed, Drafted())) for sheet, pointed in mended]


def request_of(case: Case) -> Layout:
    """What the case asks: as distributed or prepared, or as it would be asked today. Raises PostWithoutUnit."""
    request = Request.objects.filter(case=case).first()
    return Layout.from_data(request.content) if request else layout_of(case)


def request_kept(case: Case) -> Layout | None:
    """What the case asks, once it has been prepared or distributed."""
    request = Request.objects.filter(case=case).first()
    return Layout.from_data(request.content) if request else None


def dues_of(case: Case) -> dict[tuple[int, int], datetime]:
    """Until when each sheet's figures are due, by unit and member, once it is asked for."""
    asked = {s.task: (s.unit_id, s.member) for s in Sheet.objects.filter(case=case) if s.task is not None}
    tasks = Task.objects.filter(pk__in=list(asked))
    return {asked[task.pk]: task.due_at for task in tasks if task.due_at is not None}


def recap_of(case: Case) -> Recap | None:
    """The case's last recap, as it was made."""
    row = RecapRow.objects.filter(case=case).order_by("-revision").first()
    return Recap.from_data(row.content) if row else None


def shortfalls(case: Case) -> list[tuple[Part, Row]]:
    """What an analysis must answer: every figure below its target, as things stand."""
    return recap_now(case).shortfalls


@dataclass(frozen=True, slots=True)
class FigureFact:
    """One figure of a case as it counts. `achievement` in per cent, unrounded; none where there is none."""

    unit: str
    indicator: str
    period: str
    answer: str
    value: Decimal | None
    revision: int
    achievement: Decimal | None


def figures_of(case: Case) -> list[FigureFact]:
    """Every figure of the case's last recap, or as things stand where there is none yet."""
    recap = recap_of(case) or recap_now(case)
    return [
        FigureFact(
            unit=part.name,
            indicator=row.name,
            period=row.period,
            answer=row.answer,
            value=None if row.value is None else Decimal(row.value),
            revision=part.revision,
            achievement=None if row.raw is None else Decimal(row.raw),
        )
        for part, row in recap.rows
    ]
