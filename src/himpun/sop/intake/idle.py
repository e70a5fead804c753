"""Columns that no row of a procedure uses: the identity page above cut the table finer than that."""

from collections.abc import Sequence
from dataclasses import replace

from himpun.sop.intake.grid import Arrow, Cell, Place, Table

Row = tuple[Cell | None, ...]


def without_idle_columns(table: Table, after: int) -> Table:
    """The table without the columns in which no row from `after` on begins a cell."""
    body = table.rows[after:]
    width = len(table.rows[0]) if table.rows else 0
    used = [at for at in range(width) if any(row[at] is not None for row in body)]
    if not used or len(used) == width:
        return table
    rows = tuple(_narrowed(row, used) for row in table.rows)
    return replace(table, rows=rows, arrows=tuple(_moved(arrow, used) for arrow in table.arrows))


def _narrowed(row: Row, used: Sequence[int]) -> Row:
    """The row's cells at the used columns. One that began at an idle column begins at the next that it covers."""
    kept: dict[int, Cell] = {}
    for at, cell in enumerate(row):
        if cell is None:
            continue
        covered = [column for column in used if at <= column < at + cell.columns]
        if covered and covered[0] not in kept:
            kept[covered[0]] = replace(cell, columns=len(covered))
    return tuple(kept.get(column) for column in used)


def _moved(arrow: Arrow, used: Sequence[int]) -> Arrow:
    return replace(arrow, source=_place(arrow.source, used), target=_place(arrow.target, used))


def _place(place: Place, used: Sequence[int]) -> Place:
    """The place's column counted among the used ones; an idle one belongs to the one at its left."""
    row, column = place
    return row, max(sum(at <= column for at in used) - 1, 0)
