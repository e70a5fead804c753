"""The procedure tables of a document that lost its rows: cells one below another, columns one after another."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from himpun.sop.intake.columns_apart import by_columns
from himpun.sop.intake.durations import is_bare_number, is_time
from himpun.sop.intake.grid import Cell
from himpun.sop.intake.headings import LONGEST, Heading, heading_of
from himpun.sop.intake.row_starts import OPENING, is_over, row_starts
from himpun.sop.intake.rows import (
    Layout,
    RawProcedure,
    RawStep,
    names_from_cells,
    placed,
    spread,
    told_apart,
)
from himpun.sop.intake.stream_heads import Found, Head, head_from

_MOST_CELLS: Final = 50_000
_MOST_IN_VAIN: Final = 8
_MOST_FOUND: Final = 60


def procedures_among(cells: Sequence[str]) -> tuple[Found, ...]:
    """Every procedure that stands in a run of cells, in their order."""
    found: list[Found] = []
    start = 0
    cells = cells[:_MOST_CELLS]
    in_vain = 0
    while in_vain < _MOST_IN_VAIN and len(found) < _MOST_FOUND:
        head = head_from(cells, start)
        if head is None:
            break
        one = _by_rows(cells, head) or by_columns(cells, head)
        if one is None:
            start = head.after
            in_vain += 1
            continue
        found.append(one)
        start = max(one.after, head.after)
    return tuple(found)


def _by_rows(cells: Sequence[str], head: Head) -> Found | None:
    """Rows one after another, told by their numbers."""
    if not head.layout:
        return None
    starts = row_starts(cells, head.layout, head.after)
    if not starts:
        return _together(cells, head) or _without_numbers(cells, head)
    bounds = [*starts, _last_end(cells, starts[-1], head.layout)]
    steps = tuple(_step(cells[at:end], head.layout) for at, end in pairwise(bounds))
    if not _timed(steps) and any(is_time(cell) for cell in cells[bounds[-1] :]):
        return None
    return Found(head.first, bounds[-1], _procedure(steps, head.layout, "cells_apart"))


def _procedure(steps: Sequence[RawStep], layout: Layout, *oddities: str) -> RawProcedure:
    names = tuple(column.name for column in layout if column.kind is Heading.PERFORMERS)
    performers, told, in_cells = names_from_cells(names, steps)
    return RawProcedure(performers, told, oddities=oddities, names_in_cells=in_cells)


def _timed(steps: Sequence[RawStep]) -> bool:
    return 2 * sum(bool(step.time) for step in steps) >= len(steps)


def _together(cells: Sequence[str], head: Head) -> Found | None:
    """All rows in one: each cell holds the entries of a whole column."""
    at = head.after
    while at < len(cells) and not cells[at].strip():
        at += 1
    width = len(head.layout)
    run = [Cell(text) for text in cells[at : at + width]]
    steps = spread(run, head.layout) if len(run) == width else None
    if steps is None:
        return None
    return Found(head.first, at + width, _procedure(steps, head.layout, "rows_run_together"))


def _last_end(cells: Sequence[str], start: int, layout: Layout) -> int:
    """The end of the last row: as many cells as there are columns, or what its words can fill."""
    end = start
    while end < len(cells) and not (end > start and (is_over(cells[end]) or heading_of(cells[end]))):
        end += 1
    whole = start + len(layout)
    if whole <= end and _fits(cells[start:whole], layout):
        return whole
    timed = next((at for at in range(start + 1, end) if is_time(cells[at])), None)
    if timed is None:
        return min(end, whole)
    after = [column for column in layout if column.kind in (Heading.OUTPUTS, Heading.NOTE)]
    return min(end, timed + 1 + len(after))


def _fits(row: Sequence[str], layout: Layout) -> bool:
    """Whether the cells stand in their columns, the empty ones among them."""
    if len(row) != len(layout):
        return False
    by_kind = [(column.kind, text.strip()) for column, text in zip(layout, row, strict=True)]
    times = [text for kind, text in by_kind if kind is Heading.DURATION and text]
    elsewhere = [text for kind, text in by_kind if kind is not Heading.DURATION and is_time(text)]
    drawn = [text for kind, text in by_kind if kind is Heading.PERFORMERS and text and len(text) > LONGEST]
    return all(is_time(text) or is_bare_number(text) for text in times) and not elsewhere and not drawn


def _step(row: Sequence[str], layout: Layout) -> RawStep:
    """One row, in its columns if all its cells are there, else told apart by what they are."""
    first = row[0].strip()
    if opening := OPENING.match(first):
        row = [opening[1], first[opening.end() :], *row[1:]]
    width = len(layout)
    if _fits(row[:width], layout) and not any(text.strip() for text in row[width:]):
        return placed([Cell(text) for text in row[:width]], layout)
    return told_apart(row, layout)


def _without_numbers(cells: Sequence[str], head: Head) -> Found | None:
    """Rows whose numbers were lost: the times stand at even distances."""
    end = next((at for at in range(head.after, len(cells)) if is_over(cells[at])), len(cells))
    words = [at for at in range(head.after, end) if cells[at].strip()]
    timed = [order for order, at in enumerate(words) if is_time(cells[at])]
    if len(timed) < 2 or len(words) % len(timed):
        return None
    width = len(words) // len(timed)
    rows = [[cells[at] for at in words[n : n + width]] for n in range(0, len(words), width)]
    if any(sum(is_time(cell) for cell in row) != 1 for row in rows):
        return None
    steps = tuple(replace(told_apart(row, head.layout), number=n) for n, row in enumerate(rows, start=1))
    return Found(head.first, end, _procedure(steps, head.layout, "cells_apart", "numbers_lost"))
