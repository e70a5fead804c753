"""Where in a document its procedures stand, and what stands between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from himpun.sop.intake.grid import Document, Line, Table
from himpun.sop.intake.headings import Heading
from himpun.sop.intake.idle import without_idle_columns
from himpun.sop.intake.oneline import cells_of_a_line
from himpun.sop.intake.rows import Flow, RawProcedure, RawStep, names_from_cells
from himpun.sop.intake.streams import procedures_among
from himpun.sop.intake.tables import Body, Head, body_of, goes_on, head_of, in_columns, joined, respelt

MOST_HEADINGS: Final = 60
"""Headings of one table that are looked at; a document that repeats them without end is no SOP."""

Piece = str | tuple[str, ...]
"""What stands outside the procedure tables: a line, a cell, or a row of cells."""


@dataclass(frozen=True, slots=True)
class Part:
    """A procedure (none for the last part) and the pieces before it."""

    before: tuple[Piece, ...]
    procedure: RawProcedure | None


def parts_of(document: Document) -> tuple[Part, ...]:
    """The document as procedures with what stands before each; the last part is what stands after them all."""
    parts: list[Part] = []
    pieces: list[Piece] = []
    lines: list[str] = []

    def close() -> None:
        _streamed(lines, pieces, parts)
        lines.clear()

    for block in document.blocks:
        if isinstance(block, Line):
            lines += _cells_of(block)
            continue
        close()
        _tabled(block, pieces, parts)
    close()
    return (*_whole(parts), Part(tuple(pieces), None))


def _cells_of(line: Line) -> list[str]:
    if line.text.startswith("\t"):
        return [line.text[1:].strip()]
    if "\t" in line.text:
        return [cell.strip() for cell in line.text.split("\t")]
    return cells_of_a_line(line.text)


def _streamed(lines: Sequence[str], pieces: list[Piece], parts: list[Part]) -> None:
    """The procedures among loose lines."""
    at = 0
    for found in procedures_among(lines):
        pieces += lines[at : found.first]
        parts.append(Part(tuple(pieces), found.procedure))
        pieces.clear()
        at = found.after
    pieces += lines[at:]


def _tabled(table: Table, pieces: list[Piece], parts: list[Part]) -> None:
    """The procedures in a table: in its columns if they stand there, else cell by cell."""
    row = _goes_on_from_the_last_page(table, pieces, parts)
    streamable = True
    for _ in range(MOST_HEADINGS):
        head = head_of(table, row)
        if head is None:
            break
        narrow = without_idle_columns(table, head.after)
        if narrow is not table:
            table, head = narrow, head_of(narrow, row) or head
        body = body_of(table, head)
        pieces.extend(_row(table, at) for at in range(row, head.first))
        if not in_columns(body):
            cells = [cell.text if cell else "" for cells in table.rows[head.first :] for cell in cells]
            if streamable and procedures_among(cells):
                _streamed(cells, pieces, parts)
                return
            streamable = False  # these cells went to the table's end: those of its next heading are among them
            pieces.extend(_row(table, at) for at in range(head.first, head.after))
            row = head.after
            continue
        _place(_procedure(table, head, body), pieces, parts)
        row = body.after
    pieces.extend(_row(table, at) for at in range(row, len(table.rows)))


def _place(procedure: RawProcedure, pieces: list[Piece], parts: list[Part]) -> None:
    """A table under the same heading that goes on counting is the same procedure on another page."""
    last = parts[-1].procedure if parts else None
    begins = procedure.steps[0].number
    counts_on = last and last.performers == procedure.performers and begins is not None and begins > 1
    if last and counts_on:
        parts[-1] = replace(parts[-1], procedure=_continued(last, procedure))
        return
    parts.append(Part(tuple(pieces), procedure))
    pieces.clear()


def _continued(last: RawProcedure, more: RawProcedure) -> RawProcedure:
    shift = len(last.steps)
    if last.steps and goes_on(last.steps[-1], more.steps[0]):
        whole = joined(last.steps[-1], more.steps[0])
        last, more = replace(last, steps=(*last.steps[:-1], whole)), replace(more, steps=more.steps[1:])
        shift -= 1
    return replace(
        last,
        steps=last.steps + more.steps,
        flows=last.flows + tuple(_shifted(flow, shift) for flow in more.flows),
        oddities=tuple(dict.fromkeys((*last.oddities, *more.oddities, "pages_joined"))),
        totals=more.totals or last.totals,
        sections=(*last.sections, *more.sections),
    )


def _shifted(flow: Flow, by: int) -> Flow:
    (source, left), (target, right) = flow.source, flow.target
    return Flow((source + by, left), (target + by, right), flow.label)


def _goes_on_from_the_last_page(table: Table, pieces: list[Piece], parts: list[Part]) -> int:
    """Rows without a heading, as wide as the last table and counting on from it. Returns the first row after them."""
    last = parts[-1].procedure if parts else None
    layout = last.layout if last else ()
    if not (last and layout and len(layout) == len(table.rows[0])) or any(isinstance(p, tuple) for p in pieces):
        return 0
    head = Head(0, 0, layout)
    body = body_of(table, head, 0)
    begins = body.steps[0].number if body.steps else None
    if not in_columns(body) or (begins is not None and begins < (last.steps[-1].number or 0)):
        return 0
    parts[-1] = replace(parts[-1], procedure=_continued(last, _procedure(table, head, body)))
    return body.after


def _row(table: Table, at: int) -> tuple[str, ...]:
    return tuple(cell.text if cell else "" for cell in table.rows[at])


def _procedure(table: Table, head: Head, body: Body) -> RawProcedure:
    performers, steps, in_cells = names_from_cells(head.performers, body.steps)
    oddities = ("rows_run_together",) if body.collapsed else ()
    flows = () if in_cells else _flows(table, head, steps)
    return RawProcedure(
        performers,
        steps,
        flows,
        oddities,
        sections=body.sections,
        respelt=respelt(table, head),
        names_in_cells=in_cells,
        totals=body.totals,
        layout=head.layout,
    )


def _flows(table: Table, head: Head, steps: Sequence[RawStep]) -> tuple[Flow, ...]:
    """The arrows between the steps' cells."""
    order = {step.row: at for at, step in reversed(list(enumerate(steps)))}
    columns = [at for at, column in enumerate(head.layout) if column.kind is Heading.PERFORMERS]
    place = {(row, column): (at, columns.index(column)) for row, at in order.items() for column in columns}
    return tuple(
        Flow(place[arrow.source], place[arrow.target], arrow.label)
        for arrow in table.arrows
        if arrow.source in place and arrow.target in place
    )


def _whole(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if part.procedure and part.procedure.steps]
