"""In which row and column a shape of a Word document stands.

Word keeps a shape at its anchor and moves it by an offset. Where the anchor is its cell, that is certain; where all
shapes hang on one paragraph, heights are only known roughly, and their order from top to bottom tells more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from himpun.sop.intake.formats.drawn import Drawing, Shape, arrows
from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.sheet import Sheet
from himpun.sop.intake.grid import Arrow, Mark, Place, Symbol

NUMBER = re.compile(r"\s*\d{1,3}\s*[.)]?\s*")
SLACK = 6.0


@dataclass(slots=True)
class Standing:
    """A shape on the page. `home` is the cell of its anchor; `fixed` when the shape is part of that cell's text."""

    shape: Shape
    home: Place | None = None
    fixed: bool = False


def settled(standing: Sequence[Standing], sheet: Sheet, lattice: Lattice) -> list[tuple[int, list[int]]]:
    """Row and columns of each shape."""
    rows = [_row(each, lattice) for each in standing]
    floating = [number for number, each in enumerate(standing) if not each.fixed]
    strayed = [number for number in floating if _strayed(standing[number], rows[number])]
    steps = numbered_rows(sheet) if strayed else []
    if steps:
        groups = _groups([(number, standing[number].shape) for number in floating])
        if len(groups) == len(steps):
            for group, row in zip(groups, steps, strict=True):
                for number in group:
                    rows[number] = row
    return [(row, _columns(each, lattice)) for row, each in zip(rows, standing, strict=True)]


def _row(each: Standing, lattice: Lattice) -> int:
    if each.home is None:
        return lattice.row(each.shape.box.centre[1])
    row = each.home[0]
    middle = each.shape.box.centre[1]
    inside = lattice.along[row] - SLACK <= middle <= lattice.along[row + 1] + SLACK
    return row if each.fixed or inside else lattice.row(middle)


def _strayed(each: Standing, row: int) -> bool:
    return each.home is None or row != each.home[0]


def _columns(each: Standing, lattice: Lattice) -> list[int]:
    if each.fixed and each.home is not None:
        return [each.home[1]]
    return lattice.columns(each.shape.box)


def numbered_rows(sheet: Sheet) -> list[int]:
    """Rows whose first words are a number and that hold more than numbers: the steps."""
    rows: dict[int, list[str]] = {}
    for place, piece in sorted(sheet.pieces.items(), key=lambda each: each[0]):
        rows.setdefault(place[0], []).append(piece.text)
    return [row for row, texts in rows.items() if NUMBER.fullmatch(texts[0]) and not _counts_columns(texts)]


def _counts_columns(texts: list[str]) -> bool:
    """The line under a heading that numbers the columns: 1, 2, 3."""
    said = [text for text in texts if text.strip()]
    return len(said) > 2 and all(NUMBER.fullmatch(text) for text in said)


def _groups(shapes: list[tuple[int, Shape]]) -> list[list[int]]:
    """Shapes side by side, from top to bottom."""
    groups: list[list[int]] = []
    floor = 0.0
    for number, shape in sorted(shapes, key=lambda each: each[1].box.centre[1]):
        middle = shape.box.centre[1]
        if groups and middle <= floor:
            groups[-1].append(number)
        else:
            groups.append([number])
            floor = middle + max(0.6 * shape.box.height, 4)
    return groups


def drawn(standing: Sequence[Standing], drawing: Drawing, sheet: Sheet, lattice: Lattice) -> list[Arrow]:
    """Put the symbols into the sheet's cells. The arrows between them. `drawing` has the same shapes in their order."""
    places: list[Place] = []
    for each, (row, columns) in zip(standing, settled(standing, sheet, lattice), strict=True):
        for column in columns:
            sheet.mark((row, column), Mark(each.shape.symbol, each.shape.text))
        places.append((row, columns[0]))
    return arrows(drawing, places)


def without_frames(standing: list[Standing]) -> list[Standing]:
    """Without the boxes drawn around others: a frame is no work."""
    return [each for each in standing if not _frames(each, standing)]


def _frames(each: Standing, standing: list[Standing]) -> bool:
    if each.shape.symbol is not Symbol.PROCESS:
        return False
    return sum(1 for other in standing if other is not each and each.shape.box.holds(other.shape.box, by=-1)) > 1
