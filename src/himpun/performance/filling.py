"""A sheet as it is filled in: its frozen lines, what was sent last, and which cells are asked for in this round."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Q

from himpun.cases.models import ReturnPoint, Task
from himpun.performance.cells import NOT_APPLICABLE, NOT_STARTED, Cell, Finding, Line, Typed
from himpun.performance.errors import NoSheet
from himpun.performance.models import Draft, Evidence, Figure, Sheet, SheetLine
from himpun.performance.scoring import Goal, Meaning


def sheet_of(task: Task) -> Sheet:
    """The sheet that a fill task asks for. Raises NoSheet."""
    sheet = Sheet.objects.filter(task=task.pk).first()
    if sheet is None:
        raise NoSheet
    return sheet


def lines_of(sheet: Sheet) -> tuple[Line, ...]:
    """The sheet's frozen lines, in order."""
    return tuple(line_value(row) for row in SheetLine.objects.filter(sheet=sheet))


def line_value(row: SheetLine) -> Line:
    """A line's row as the value that cells are read by."""
    goal = None if row.target is None else Goal(row.target, row.target_upper)
    return Line(row.pk, row.name, row.measure, row.needs_evidence, Meaning.from_data(row.meaning), goal)


_SHEET: Final = ("id", "office_id", "case_id", "unit_id", "member", "revision", "digest", "proofs")
_LINE: Final = ("id", "name", "measure", "needs_evidence", "meaning", "target", "target_upper")
_BOTH: Final = (
    f"SELECT {', '.join(f's.{name}' for name in _SHEET)}, {', '.join(f'l.{name}' for name in _LINE)} "  # noqa: S608
    "FROM performance_sheet s LEFT JOIN performance_sheetline l ON l.sheet_id = s.id "
    "WHERE s.task = %s ORDER BY l.position, l.id"
)


def sheet_with_lines(task: Task) -> tuple[Sheet, tuple[Line, ...]]:
    """The sheet that a fill task asks for, with its lines, in one statement: sending it is everybody's last hour.

    Raises NoSheet.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, [task.pk])
        rows = cursor.fetchall()
    if not rows:
        raise NoSheet
    sheet = Sheet.from_db(DEFAULT_DB_ALIAS, _SHEET, rows[0][: len(_SHEET)])
    found = (row[len(_SHEET) :] for row in rows)
    return sheet, tuple(_line(values) for values in found if values[0] is not None)


def _line(values: tuple[Any, ...]) -> Line:
    key, name, measure, needs_evidence, meaning, target, upper = values
    goal = None if target is None else Goal(Decimal(target), None if upper is None else Decimal(upper))
    return Line(key, name, measure, bool(needs_evidence), _meaning(meaning), goal)


@lru_cache(maxsize=1024)
def _meaning(text: str) -> Meaning:
    return Meaning.from_data(json.loads(text))


def last_cells(sheets: Iterable[int]) -> dict[int, Cell]:
    """The answers of the last revision of these sheets, by line. One statement."""
    found = Figure.objects.filter(
        submission__sheet__in=list(sheets), submission__revision=F("submission__sheet__revision")
    ).values_list("line", "answer", "value", "reason", "obstacle")
    return {row[0]: Cell(*row) for row in found}


def proven(sheet: Sheet, lines: Iterable[Line]) -> frozenset[int]:
    """The lines that ask for evidence and have some."""
    asking = [line.key for line in lines if line.needs_evidence]
    if not asking or not sheet.proofs:
        return frozenset()
    return frozenset(Evidence.objects.filter(line__in=asking, removed_at=None).values_list("line", flat=True))


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a return points at on one sheet: notes by line. `whole`: all of it, or nothing in particular."""

    whole: bool
    notes: Mapping[int, str]

    def opens(self, line: int) -> bool:
        return self.whole or line in self.notes


OPEN = Pointed(True, {})


def pointed_at(sheet: Sheet, task: Task) -> Pointed:
    """Which cells this round asks for. The first round asks for all."""
    if task.round == 1 or sheet.revision == 0:
        return OPEN
    return pointed_in(task.case_id, task.round).get((sheet.unit_id, sheet.member)) or _of_unit(sheet, task)


def _of_unit(sheet: Sheet, task: Task) -> Pointed:
    return pointed_in(task.case_id, task.round).get((sheet.unit_id, 0), OPEN)


def pointed_in(case: int, round_: int) -> dict[tuple[int, int], Pointed]:
    """What the return that opened a round points at, by unit and member (0: the unit as a whole)."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = {}
    points = ReturnPoint.objects.filter(sent_back__case=case, sent_back__round=round_).order_by("pk")
    for unit, member, where, note, reason in points.values_list("unit", "member", "field", "note", "sent_back__reason"):
        found.setdefault((unit, member), []).append((where, note or reason))
    return {key: _pointed(fields) for key, fields in found.items()}


def _pointed(fields: list[tuple[str, str]]) -> Pointed:
    notes = {int(field): note for field, note in fields if field.isdecimal()}
    return Pointed(len(notes) < len({f for f, _ in fields}), notes)


def not_pointed(line: int) -> Finding:
    """What is told of a cell that a return does not point at."""
    return Finding(line, "figure", "not_pointed", "Sel ini tidak diminta diperbaiki.")


def kept_cells(sheet: Sheet, pointed: Pointed) -> dict[int, Cell]:
    """The answers that stay as they were sent, because this round does not ask for them."""
    if pointed.whole:
        return {}
    return {line: cell for line, cell in last_cells([sheet.pk]).items() if not pointed.opens(line)}


def sheet_for_post(sheets: Iterable[Sheet], post: int | None) -> Sheet | None:
    """The sheet that a post fills in by itself: its own beside the unit's, or else the unit's."""
    mine = [s for s in sheets if s.post == post]
    return next((s for s in mine if s.member == post), mine[0] if mine else None)


def asked_by(task: Task, sheets: Iterable[Sheet]) -> Sheet | None:
    """The sheet that a fill task asks for, when it opens."""
    if task.unit == 0:
        return sheet_for_post(sheets, task.member or task.post_id)
    return next((s for s in sheets if (s.unit_id, s.member) == (task.unit, task.member)), None)


def in_scope(task: Task) -> Q:
    """The sheets that a task is about: all of its case, or those of its unit or member."""
    scope = Q(case=task.case_id)
    if task.unit:
        scope &= Q(unit=task.unit)
        if task.member:
            scope &= Q(member=task.member)
    return scope


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was typed last on a sheet for one task, and how many times each cell was changed (never: 0)."""

    cells: Mapping[int, Typed] = field(default_factory=dict)
    versions: Mapping[int, int] = field(default_factory=dict)
    saved_at: datetime | None = None

    def version(self, line: int) -> int:
        return self.versions.get(line, 0)

    def stands_against(self, line: int, typed: Typed, read: int | None) -> bool:
        """Whether somebody else has typed something other into the cell since it was read at this version.

        Without a version nobody can tell. The same text twice is no conflict: a request may come twice.
        """
        now = self.cells.get(line)
        return now is not None and read is not None and read != self.version(line) and now != typed


def drafted(draft: Draft | None, task: int) -> Drafted:
    """A draft as it counts for a task: the next round begins from what was sent."""
    if draft is None or draft.content.get("task") != task:
        return Drafted()
    cells = {int(line): Typed(*cell) for line, cell in draft.content["cells"].items()}
    # Drafts from before cells were numbered have no versions.
    versions = {int(line): number for line, number in draft.content.get("versions", {}).items()}
    return Drafted(cells, dict.fromkeys(cells, 1) | versions, draft.saved_at)


def draft_on(sheet: Sheet, task: Task) -> Drafted:
    """What was typed last on a sheet for a task. One statement."""
    return drafted(Draft.objects.filter(sheet=sheet).order_by().first(), task.pk)


def beside_others(
    typed: Mapping[int, Typed], kept: Drafted, read: Mapping[int, int]
) -> tuple[dict[int, Typed], tuple[Finding, ...]]:
    """Cells typed on a page, beside what others typed since that page was read: those that count, and a finding
    for each over which two people differ.

    A cell left blank on an older page was not touched there: what somebody else typed into it counts.
    """
    counts: dict[int, Typed] = {}
    findings: list[Finding] = []
    for line, one in typed.items():
        differs = kept.stands_against(line, one, read.get(line))
        if differs and not one.blank:
            findings.append(_changed_elsewhere(line, kept.cells[line]))
        counts[line] = kept.cells[line] if differs and one.blank else one
    return counts, tuple(findings)


def _changed_elsewhere(line: int, other: Typed) -> Finding:
    said = f"Sel ini sudah diubah di tempat lain menjadi: {in_words(other)}."
    ask = "Itu yang tersimpan; yang tertulis di sini belum. Tentukan yang benar, lalu kirim lagi."
    return Finding(line, "figure", "changed_elsewhere", f"{said} {ask}")


_ANSWERS: Final = {NOT_STARTED: "belum berjalan", NOT_APPLICABLE: "tidak berlaku"}
_LONGEST_SAID: Final = 200


def in_words(typed: Typed) -> str:
    """A cell in one line, as it is told beside another: "93,1; kendala: jalan putus"."""
    parts = [
        _ANSWERS.get(typed.answer, ""),
        typed.figure.strip(),
        f"alasan: {typed.reason.strip()}" if typed.reason.strip() else "",
        f"kendala: {typed.obstacle.strip()}" if typed.obstacle.strip() else "",
    ]
    return "; ".join(filter(None, parts))[:_LONGEST_SAID] or "kosong"
