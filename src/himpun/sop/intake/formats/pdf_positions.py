"""Tables without rules: steps whose numbers stand one below another, and columns between which no word reaches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.pdf_page import Letter
from himpun.sop.intake.formats.pdf_words import paragraphs, parted, rows, splits_a_word
from himpun.sop.intake.formats.plane import Box
from himpun.sop.intake.formats.sheet import Piece, Sheet

NUMBER = re.compile(r"(\d{1,3})\s*[.)]?")
# Parts of a letter's size: a gap between columns, and between lines that still belong to the table.
GUTTER, NEAR = 0.9, 2.6
FEWEST_STEPS, FEWEST_COLUMNS = 3, 4
MOST_LINES = 600
MOST_HEADING = 8
# Lines that may stand over a table that goes on from the page before: an office's name, a page's number.
MOST_RUNNING = 6
_Held = dict[tuple[int, int], tuple[int, list[Letter]]]


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

    @property
    def text(self) -> str:
        """Its words without blanks, to be known again."""
        return "|".join("".join(letter.text for letter in letters) for _, letters in self.parts)

    def number(self) -> int | None:
        """The number that the line begins with, standing alone."""
        found = NUMBER.fullmatch("".join(letter.text for letter in self.parts[0][1]).strip())
        return int(found[1]) if found and len(self.parts) > 1 else None


@dataclass(frozen=True, slots=True)
class Grown:
    """What a table leaves to the next page: where its columns lie, what heads them, and how far it has counted."""

    columns: tuple[tuple[float, float], ...]
    heading: tuple[str, ...]
    last: int
    edge: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A table found by positions, and the letters that it does not hold."""

    sheet: Sheet
    lattice: Lattice
    left: list[Letter]
    grown: Grown


@dataclass(frozen=True, slots=True)
class _Reach:
    """The lines of a table: those of its heading, those with which its rows begin, and all of its body."""

    heading: range
    starts: list[int]
    body: list[int]


def placed(letters: Sequence[Letter], drawn: Sequence[Box], above: Grown | None = None) -> Placed | None:
    """The table that these letters make, with the symbols drawn among them; none when they make none.

    `above` is the table with which the page before ended: it may go on here, under its heading printed again or not.
    """
    lines = [Printed(parts) for parts in parted(letters, GUTTER)]
    if len(lines) > MOST_LINES:
        return None
    return (_continued(lines, above) if above else None) or _begun(lines, drawn)


def _begun(lines: list[Printed], drawn: Sequence[Box]) -> Placed | None:
    steps = _steps(lines)
    if len(steps) < FEWEST_STEPS:
        return None
    heading = _heading(lines, steps[0])
    columns = _columns([lines[at] for at in range(steps[0], _end(lines, steps[-1]))], heading, drawn)
    if len(columns) < FEWEST_COLUMNS:
        return None
    first = steps[0] - len(heading)
    said = tuple(line.text for line in heading)
    return _table(lines, _reach(lines, range(first, steps[0]), steps, said), Grown(tuple(columns), said, 0, 0.0))


def _continued(lines: list[Printed], above: Grown) -> Placed | None:
    """The rows with which a table of the page before goes on."""
    steps = _steps(lines, above.last, above.edge)
    again = next((at for at in range(min(MOST_RUNNING, len(lines))) if _says(lines, at, above.heading)), None)
    if again is None and not steps:
        return None
    if again is None:
        first = steps[0]
        while first > 0 and lines[first].top - lines[first - 1].bottom < 0.8 * lines[first].size:
            first -= 1
        heading = range(first, first)
    else:
        heading = range(again, again + len(above.heading))
    if heading.stop >= len(lines):
        return None
    reach = _reach(lines, heading, steps, above.heading)
    # Nothing but the heading, again and again, is no table.
    return _table(lines, reach, above) if reach.body else None


def _says(lines: Sequence[Printed], at: int, heading: Sequence[str]) -> bool:
    """Whether the heading is printed here."""
    return bool(heading) and [line.text for line in lines[at : at + len(heading)]] == list(heading)


def _reach(lines: Sequence[Printed], heading: range, steps: list[int], said: Sequence[str]) -> _Reach:
    """The rows below a heading. One that is printed again among them parts two rows, and is left out."""
    end = _end(lines, max([heading.stop, *steps]))
    again = {at + n for at in range(heading.stop, end) if _says(lines, at, said) for n in range(len(said))}
    body = [at for at in range(heading.stop, end) if at not in again]
    goes_on = [at for at in body if at - 1 in again]
    starts = sorted({*body[:1], *goes_on, *(at for at in steps if at in body)})
    return _Reach(heading, starts, body)


def _steps(lines: Sequence[Printed], last: int = 0, left: float = 0.0) -> list[int]:
    """The lines that begin with 1, 2, 3 and so on, one below another; or that count on from the page before."""
    found: list[int] = []
    for index, line in enumerate(lines):
        number = line.number()
        if number is None:
            continue
        edge = line.parts[0][0].left
        if last == 0 and number == 1 and len(found) < FEWEST_STEPS:
            found, left = [index], edge
        elif (found or last) and number == last + len(found) + 1 and abs(edge - left) < 2 * line.size:
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
    for line, over in zip(reversed(heading), [*reversed(heading[:-1]), None], strict=True):
        for box, letters in line.parts:
            if over and _is_the_rest(box, letters, over):
                continue
            met = [column for column in columns if column[0] < box.right and box.left < column[1]]
            if len(met) < 2:
                columns = _united([*columns, (box.left, box.right)])
    return columns


def _is_the_rest(box: Box, letters: Sequence[Letter], over: Printed) -> bool:
    """Whether this is the end of a word that began in the line above: it says nothing of a column."""
    small = letters[0].text[:1].islower()
    return small and any(each.left - 1 <= box.left and box.right <= each.right + 1 for each, _ in over.parts)


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _table(lines: list[Printed], reach: _Reach, so_far: Grown) -> Placed:
    columns, last = so_far.columns, so_far.last
    rows_begin = [*(() if last else reach.heading), *reach.starts]
    middles = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    across = (columns[0][0] - 1, *middles, columns[-1][1] + 1)
    bottom = max(lines[at].bottom for at in reach.body)
    lattice = Lattice(across, (*(lines[at].top - 2 for at in rows_begin), bottom + 2))
    sheet = Sheet()
    held = _held(lines, reach, rows_begin, columns)
    _mend(held, 0 if last else len(reach.heading), columns)
    for (row, column), (span, letters) in held.items():
        # Blanks are not among these letters: where a line goes on is told by its width alone.
        widest = _room(columns, column, span, letters[0].size)
        room = columns[column + span - 1][1] - columns[column][0]
        text = "\n".join(paragraphs(rows(letters), room, widest=widest))
        sheet.put((row, column), Piece(text, columns=span))
    for place in ((row, column) for row in range(len(rows_begin)) for column in range(len(columns))):
        sheet.put(place, Piece())
    kept = {*reach.heading, *range(reach.body[0], reach.body[-1] + 1)}
    left = [
        letter for at, line in enumerate(lines) if at not in kept for _, letters in line.parts for letter in letters
    ]
    numbers = [number for at in reach.starts if (number := lines[at].number()) is not None]
    edge = lines[reach.starts[-1]].parts[0][0].left
    return Placed(sheet, lattice, left, replace(so_far, last=max([last, *numbers]), edge=edge))


def _held(
    lines: Sequence[Printed], reach: _Reach, rows_begin: Sequence[int], columns: Sequence[tuple[float, float]]
) -> _Held:
    """The letters of each cell, and over how many columns it reaches."""
    held: _Held = {}
    for at in sorted({*reach.body, *rows_begin}):
        row = sum(1 for start in rows_begin if start <= at) - 1
        for box, letters in lines[at].parts:
            covered = [n for n, column in enumerate(columns) if column[0] < box.right and box.left < column[1]]
            covered = covered or [_nearest(box, columns)]
            span = len(covered) if at in reach.heading else 1
            held.setdefault((row, covered[0]), (span, []))[1].extend(letters)
    return dict(sorted(held.items()))


def _nearest(box: Box, columns: Sequence[tuple[float, float]]) -> int:
    middle = box.centre[0]
    return min(range(len(columns)), key=lambda n: min(abs(columns[n][0] - middle), abs(columns[n][1] - middle)))


def _room(columns: Sequence[tuple[float, float]], column: int, span: int, size: float) -> float:
    """What a line could fill: up to the next column, but for what Word keeps free between two."""
    left, right = columns[column][0], columns[column + span - 1][1]
    return columns[column + span][0] - left - size if column + span < len(columns) else right - left + size


def _mend(held: _Held, heading: int, columns: Sequence[tuple[float, float]]) -> None:
    """Put the end of a word that a heading's column was too narrow for back to its beginning in the line above."""
    for row, column in sorted(place for place in held if 0 < place[0] < heading):
        span, letters = held[(row, column)]
        over = held.get((row - 1, column))
        if over is None or span > 1 or over[0] > 1:
            continue
        above, below = rows(over[1])[-1], rows(letters)[0]
        if splits_a_word(above, below, _room(columns, column, 1, above.size)):
            over[1].extend(letters)
            del held[(row, column)]
