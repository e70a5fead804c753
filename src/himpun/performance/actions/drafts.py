"""Drafts: cells kept as they are typed, right or wrong, until the sheet is sent. Nobody's act (decision 0006)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from himpun.cases.access import on_seat, over
from himpun.cases.models import Task
from himpun.organisation.errors import NotHere
from himpun.performance.cells import Finding, Line, Typed, read_cells
from himpun.performance.errors import CellChanged, CellsToMend, SheetIsClosed
from himpun.performance.filling import (
    Drafted,
    beside_others,
    drafted,
    not_pointed,
    pointed_at,
    proven,
    sheet_with_lines,
)
from himpun.performance.models import Draft, Sheet
from himpun.sop.walk import State
from himpun.trail.actor import Actor
from himpun.trail.journal import verb

LONGEST_DRAFT_TEXT = 4000


@dataclass(frozen=True, slots=True)
class SavedCell:
    """A cell that was kept as typed: how many times it was changed by now, and what is still wrong with it."""

    version: int
    findings: tuple[Finding, ...]


@verb
def save_draft(
    actor: Actor, task: Task, typed: Mapping[int, Typed], *, at: datetime, based_on: Mapping[int, int] | None = None
) -> tuple[Finding, ...]:
    """Keep cells as typed, right or wrong, beside those kept before. Raises NoSheet, SheetIsClosed.

    `based_on` are the versions at which the cells were read. Those that somebody else has changed since are left
    as they are, and a finding for each is returned.
    """
    on_seat(actor, task)
    sheet, lines = sheet_with_lines(task)
    if not _is_open(task):
        raise SheetIsClosed
    known = {line.key for line in lines}
    draft = _held(sheet, at)
    kept = drafted(draft, task.pk)
    cells = {key: _harmless(one) for key, one in typed.items() if key in known}
    counts, findings = beside_others(cells, kept, based_on or {})
    apart = {finding.line for finding in findings}
    _write(draft, task, kept, {key: one for key, one in counts.items() if key not in apart}, at)
    return findings


@verb
def save_cell(actor: Actor, task: Task, line: int, *, typed: Typed, based_on: int, at: datetime) -> SavedCell:
    """Keep one cell as typed, right or wrong, when it was read at the version that stands. Twice is once.

    Raises NotYours, TaskIsOver, NotHere for a line of another sheet, CellsToMend for a cell that this round does
    not ask for or a text too long to be kept, CellChanged when somebody else was quicker.
    """
    on_seat(actor, task)
    if not _is_open(task):
        raise over(task.pk)
    sheet, asked = _asked(task, line)
    draft = _held(sheet, at)
    kept, one = drafted(draft, task.pk), _harmless(_not_too_long(line, typed))
    if kept.stands_against(line, one, based_on):
        raise CellChanged(kept.cells[line], kept.version(line))
    version = _write(draft, task, kept, {line: one}, at)[line]
    return SavedCell(version, read_cells([asked], {line: one}, proven=proven(sheet, [asked])).findings)


def _asked(task: Task, line: int) -> tuple[Sheet, Line]:
    sheet, lines = sheet_with_lines(task)
    asked = next((one for one in lines if one.key == line), None)
    if asked is None:
        raise NotHere(f"baris {line}")
    if not pointed_at(sheet, task).opens(line):
        raise CellsToMend([not_pointed(line)])
    return sheet, asked


def _is_open(task: Task) -> bool:
    return Task.objects.filter(pk=task.pk, state=State.OPEN).exists()


def _not_too_long(line: int, typed: Typed) -> Typed:
    longest = max(map(len, typed.as_data()))
    if longest > LONGEST_DRAFT_TEXT:
        said = f"Terlalu panjang: {longest} huruf, paling banyak {LONGEST_DRAFT_TEXT}."
        raise CellsToMend([Finding(line, "figure", "too_long", said)])
    return typed


def _harmless(typed: Typed) -> Typed:
    """As it can be stored: PostgreSQL's JSON holds no NUL."""
    return Typed(*(text.replace("\0", "")[:LONGEST_DRAFT_TEXT] for text in typed.as_data()))


def _held(sheet: Sheet, at: datetime) -> Draft:
    """The sheet's draft, locked: of two cells saved at once none overwrites the other."""
    mine = Draft.objects.select_for_update().filter(sheet=sheet)
    found = mine.first()
    if found is None:
        first = Draft(office_id=sheet.office_id, sheet=sheet, content={}, saved_at=at)
        Draft.objects.bulk_create([first], ignore_conflicts=True)
        found = mine.get()
    return found


def _write(draft: Draft, task: Task, kept: Drafted, typed: Mapping[int, Typed], at: datetime) -> dict[int, int]:
    """Write cells beside those kept; returns the versions of all."""
    changed = {line for line, one in typed.items() if kept.cells.get(line) != one}
    versions = {line: kept.version(line) + (line in changed) for line in {*kept.cells, *typed}}
    cells = {line: one.as_data() for line, one in {**kept.cells, **typed}.items()}
    draft.content = {"v": 1, "task": task.pk, "cells": cells, "versions": versions}
    draft.saved_at = at
    draft.save(update_fields=["content", "saved_at"])
    return versions
