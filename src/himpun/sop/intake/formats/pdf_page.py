"""What a PDF page draws, sorted: letters, straight strokes, closed outlines, arrow heads. y runs down."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage, LTRect

from himpun.sop.intake.formats.pdf_open import OutOfBounds
from himpun.sop.intake.formats.plane import Box, Point, apart, area, around, bend, corners, outline
from himpun.sop.intake.grid import Symbol

THIN = 2.6
HEAD = 16.0
MAX_LETTERS = 120_000
MAX_PATHS = 12_000


@dataclass(frozen=True, slots=True)
class Letter:
    """`turn`: 0 as usual, 1 where the line runs upwards, -1 downwards."""

    text: str
    box: Box
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed shape; `symbol` none when it says nothing. `drawn` is false for a mere fill."""

    box: Box
    symbol: Symbol | None
    drawn: bool


@dataclass(slots=True)
class Paper:
    number: int
    box: Box
    letters: list[Letter] = field(default_factory=list)
    strokes: list[list[Point]] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    heads: list[list[Point]] = field(default_factory=list)
    pictures: int = 0


def paper(page: LTPage, number: int) -> Paper:
    """One page, its top at 0."""
    found = Paper(number, Box(0, 0, page.width, page.height))
    paths = 0
    for item in _items(page, 0):
        if isinstance(item, LTChar):
            _letter(item, page, found)
        elif isinstance(item, LTImage):
            found.pictures += 1
        elif isinstance(item, LTCurve):
            paths += 1
            _path(item, page, found)
        if len(found.letters) > MAX_LETTERS or paths > MAX_PATHS:
            raise OutOfBounds("a page without end")
    return found


def _items(container: LTContainer[Any], depth: int) -> Iterator[object]:
    for item in container:
        if isinstance(item, LTContainer):
            if depth < 30:
                yield from _items(item, depth + 1)
        else:
            yield item


def _letter(item: LTChar, page: LTPage, found: Paper) -> None:
    text = item.get_text()
    if text.startswith("(cid:"):
        text = "\ufffd"
    elif "\ufb00" <= text[:1] <= "\ufb06":
        text = unicodedata.normalize("NFKC", text)
    (left, bottom, right, top) = item.bbox
    box = Box(left - page.x0, page.y1 - top, right - page.x0, page.y1 - bottom)
    rise = item.matrix[1]
    turn = 0 if abs(item.matrix[0]) >= abs(rise) else (1 if rise > 0 else -1)
    found.letters.append(Letter(text, box, max(item.size if turn == 0 else box.width, 1), turn))


def _path(item: LTCurve, page: LTPage, found: Paper) -> None:
    points, closed = _points(item, page)
    if len(points) < 2 or not (item.stroke or item.fill) or _outside(points, found.box):
        return
    box = around(points)
    if item.fill and not item.stroke and _white(item):
        return
    if min(box.width, box.height) <= THIN and (isinstance(item, LTRect) or item.fill):
        found.strokes.append(_middle(box))
    elif isinstance(item, LTRect):
        (found.frames if item.stroke else found.fills).append(box)
    elif item.fill and max(box.width, box.height) <= HEAD and _is_head(points):
        found.heads.append(corners(points))
    elif closed or item.fill:
        found.outlines.append(Outline(box, outline(points), item.stroke))
    else:
        _open(points, found)


def _open(points: list[Point], found: Paper) -> None:
    if apart(points[0], points[-1]) < 0.5 and len(points) > 3:
        found.outlines.append(Outline(around(points), outline(points), drawn=True))
    elif len(points) == 3 and all(apart(points[1], end) < 11 for end in (points[0], points[2])):
        found.heads.append(points)
    else:
        found.strokes.append(points)


def _is_head(points: list[Point]) -> bool:
    turns = corners(points)
    return len(turns) == 3 or (len(turns) == 4 and area(points) < 0.45 * around(points).width * around(points).height)


def _middle(box: Box) -> list[Point]:
    """The line that a thin box draws."""
    x, y = box.centre
    return [(box.left, y), (box.right, y)] if box.width >= box.height else [(x, box.top), (x, box.bottom)]


def _outside(points: list[Point], page: Box) -> bool:
    box = around(points)
    return box.right < -5 or box.bottom < -5 or box.left > page.right + 5 or box.top > page.bottom + 5


def _white(item: LTCurve) -> bool:
    colour = item.non_stroking_color
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    return len(numbers) == len(parts) and (
        (len(numbers) in (1, 3) and min(numbers) > 0.97) or (len(numbers) == 4 and max(numbers) < 0.03)
    )


def _points(item: LTCurve, page: LTPage) -> tuple[list[Point], bool]:
    """An outline's points with its curves followed, and whether it closes."""
    points: list[Point] = []
    closed = False
    steps: list[Any] = list(item.original_path or [])
    for step, *ends in steps:
        turned = [(end[0] - page.x0, page.y1 - end[1]) for end in ends]
        match step:
            case "h":
                closed = True
            case "c" if points and len(turned) == 3:
                points += bend((points[-1], turned[2]), turned[0], turned[1])
            case "v" if points and len(turned) == 2:
                points += bend((points[-1], turned[1]), points[-1], turned[0])
            case "y" if points and len(turned) == 2:
                points += bend((points[-1], turned[1]), turned[0], turned[1])
            case _:
                points += turned[-1:]
    return points, closed or (len(points) > 3 and points[0] == points[-1])
