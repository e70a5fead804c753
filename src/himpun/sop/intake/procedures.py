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
from himpun.sop.intake.tables import Body, Head, as_before, body_of, goes_on, head_of, in_columns, joined, respelt

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
    above: Head | None = None
    for _ in range(MOST_HEADINGS):
        table, head = _headed(table, row, above)
        if head is None:
            break
        above = head
        found = body_of(table, head)
        body = _after_the_rest(found, head, parts)
        pieces.extend(_row(table, at) for at in range(row, head.first))
        if not body.steps and body is not found:
            row = body.after
            continue
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


def _headed(table: Table, row: int, above: Head | None) -> tuple[Table, Head | None]:
    """The table without columns that say nothing, and its next heading from a row on."""
    head = head_of(table, row)
    if head is None:
        return table, None
    narrow = without_idle_columns(table, head.after)
    if narrow is not table:
        table, head = narrow, head_of(narrow, row) or head
    return table, as_before(table, head, above)


def _place(procedure: RawProcedure, pieces: list[Piece], parts: list[Part]) -> None:
    """A table under the same heading that goes on counting is the same procedure on another page."""
    last = parts[-1].procedure if parts else None
    if last and last.performers == procedure.performers and _counts_on(last, procedure.steps):
        parts[-1] = replace(parts[-1], procedure=_continued(last, procedure))
        return
    parts.append(Part(tuple(pieces), procedure))
    pieces.clear()


def _counts_on(last: RawProcedure, steps: Sequence[RawStep]) -> bool:
    """Whether rows count on from those of another table; the first may be the rest of its last row."""
    begins = steps[0].number
    if begins is not None:
        return begins > 1
    following = next((step.number for step in steps if step.number is not None), None)
    above = last.steps[-1].number
    return goes_on(last.steps[-1], steps[0]) and above is not None and following == above + 1


def _after_the_rest(body: Body, head: Head, parts: list[Part]) -> Body:
    """What stands below a heading without the rest of a broken row: it joins the last row above the same heading."""
    rest = body.rest
    if rest is None:
        return body
    last = parts[-1].procedure if parts else None
    begins = next((step.number for step in body.steps if step.number is not None), None)
    if last and last.layout == head.layout and (begins is None or begins > (last.steps[-1].number or 0)):
        whole = joined(last.steps[-1], rest)
        oddities = tuple(dict.fromkeys((*last.oddities, "pages_joined")))
        longer = replace(last, steps=(*last.steps[:-1], whole), oddities=oddities)
        parts[-1] = replace(parts[-1], procedure=longer)
        return replace(body, rest=None)
    return replace(body, steps=(rest, *body.steps)) if rest.activity else body


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
    found = body_of(table, head, 0)
    begins = next((step.number for step in found.steps if step.number is not None), None)
    alone = not found.steps and found.rest is not None and not pieces
    if not (alone or in_columns(found)) or (begins is not None and begins < (last.steps[-1].number or 0)):
        return 0
    body = _after_the_rest(found, head, parts)
    if not body.steps:
        return body.after if body is not found else 0
    last = parts[-1].procedure or last
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
