"""Tables without rules: steps whose numbers stand one below another, and columns between which no word reaches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.pdf_page import Letter
from himpun.sop.intake.formats.pdf_words import paragraphs, parted, rows
from himpun.sop.intake.formats.plane import Box
from himpun.sop.intake.formats.sheet import Piece, Sheet

NUMBER = re.compile(r"(\d{1,3})\s*[.)]?")
# Parts of a letter's size: a gap between columns, and between lines that still belong to the table.
GUTTER, NEAR = 0.9, 2.6
FEWEST_STEPS, FEWEST_COLUMNS = 3, 4
MOST_LINES = 600
MOST_HEADING = 8


@dataclass(slots=True)
class Printed:
    """One printed line, in parts between which gaps lie."""

    parts: list[tuple[Box, list[Letter]]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(box.top for box, _ in self.parts)

    @property
    def bottom(self) -> float:
        return max(box.bottom for box, _ in self.parts)

    @property
    def size(self) -> float:
        return max(letter.size for _, letters in self.parts for letter in letters)

    def number(self) -> int | None:
        """The number that the line begins with, standing alone."""
        found = NUMBER.fullmatch("".join(letter.text for letter in self.parts[0][1]).strip())
        return int(found[1]) if found and len(self.parts) > 1 else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A table found by positions, and the letters that it does not hold."""

    sheet: Sheet
    lattice: Lattice
    left: list[Letter]


def placed(letters: Sequence[Letter], drawn: Sequence[Box], blanks: bool) -> Placed | None:
    """The table that these letters make, with the symbols drawn among them; none when they make none."""
    lines = [Printed(parts) for parts in parted(letters, GUTTER)]
    if len(lines) > MOST_LINES:
        return None
    steps = _steps(lines)
    if len(steps) < FEWEST_STEPS:
        return None
    end = _end(lines, steps[-1])
    body, heading = lines[steps[0] : end], _heading(lines, steps[0])
    columns = _columns(body, heading, drawn)
    if len(columns) < FEWEST_COLUMNS:
        return None
    starts = [index for index in steps if index < end]
    return _table(lines, (steps[0] - len(heading), end), starts, columns, blanks)


def _steps(lines: Sequence[Printed]) -> list[int]:
    """The lines that begin with 1, 2, 3 and so on, one below another."""
    found: list[int] = []
    left = 0.0
    for index, line in enumerate(lines):
        number = line.number()
        if number is None:
            continue
        edge = line.parts[0][0].left
        if number == 1 and len(found) < FEWEST_STEPS:
            found, left = [index], edge
        elif found and number == len(found) + 1 and abs(edge - left) < 2 * line.size:
            found.append(index)
    return found


def _end(lines: Sequence[Printed], last: int) -> int:
    """The first line that stands too far below the last step to belong to it."""
    end = last + 1
    while end < len(lines) and lines[end].top - lines[end - 1].bottom < 0.8 * lines[end].size:
        end += 1
    return end


def _heading(lines: Sequence[Printed], first: int) -> list[Printed]:
    """The lines right above the first step that stand in columns too."""
    start = first
    while start > 0 and first - start < MOST_HEADING:
        above = lines[start - 1]
        # "Pelaksana" alone over its columns is a heading; a title in the middle of the page begins further left.
        beside = above.parts[0][0].left > lines[first].parts[1][0].right
        if lines[start].top - above.bottom > NEAR * above.size or (len(above.parts) < 2 and not beside):
            break
        start -= 1
    return list(lines[start:first])


def _columns(body: Sequence[Printed], heading: Sequence[Printed], drawn: Sequence[Box]) -> list[tuple[float, float]]:
    """From where to where each column reaches."""
    top, bottom = body[0].top, body[-1].bottom
    spans = [(box.left, box.right) for line in body for box, _ in line.parts]
    spans += [(box.left, box.right) for box in drawn if top - box.height <= box.centre[1] <= bottom + box.height]
    columns = _united(spans)
    for line in reversed(heading):
        for box, _ in line.parts:
            met = [column for column in columns if column[0] < box.right and box.left < column[1]]
            if len(met) < 2:
                columns = _united([*columns, (box.left, box.right)])
    return columns


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _table(
    lines: list[Printed], reach: tuple[int, int], steps: list[int], columns: list[tuple[float, float]], blanks: bool
) -> Placed:
    first, end = reach
    starts = [*range(first, steps[0]), *steps]
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    across = (columns[0][0] - 1, *middles, columns[-1][1] + 1)
    lattice = Lattice(across, (*(lines[index].top - 2 for index in starts), lines[end - 1].bottom + 2))
    held: dict[tuple[int, int], tuple[int, list[Letter]]] = {}
    for index in range(first, end):
        row = sum(1 for start in starts if start <= index) - 1
        for box, letters in lines[index].parts:
            covered = [n for n, column in enumerate(columns) if column[0] < box.right and box.left < column[1]]
            span = len(covered) if index < steps[0] else 1
            held.setdefault((row, covered[0]), (span, []))[1].extend(letters)
    sheet = Sheet()
    for (row, column), (span, letters) in sorted(held.items(), key=lambda each: each[0]):
        room = columns[column + span - 1][1] - columns[column][0]
        sheet.put((row, column), Piece("\n".join(paragraphs(rows(letters), room, blanks)), columns=span))
    for place in ((row, column) for row in range(len(starts)) for column in range(len(columns))):
        sheet.put(place, Piece())
    left = [letter for line in (*lines[:first], *lines[end:]) for _, letters in line.parts for letter in letters]
    return Placed(sheet, lattice, left)
