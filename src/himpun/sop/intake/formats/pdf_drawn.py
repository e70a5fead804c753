"""Which strokes of a PDF page are a table's rules, which are symbols' edges, and which are arrows."""

from dataclasses import dataclass, field

from himpun.sop.intake.formats.drawn import MAX_SHAPES, MAX_WIRES, Drawing, Shape, Wire
from himpun.sop.intake.formats.pdf_open import OutOfBounds
from himpun.sop.intake.formats.pdf_page import Letter, Paper
from himpun.sop.intake.formats.pdf_rules import Rule, rule, sides
from himpun.sop.intake.formats.plane import Box, Point, apart
from himpun.sop.intake.grid import Symbol

# A box larger than this is a frame around text.
WIDEST, HIGHEST = 190.0, 95.0
SMALLEST = 6.0
# How far apart browsers print the frames of neighbouring cells.
SPACED = 2.6


@dataclass(slots=True)
class Sorted:
    """A page's drawing taken apart. `words` are the letters that no symbol holds."""

    rules: list[Rule] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)


def sort(page: Paper) -> Sorted:
    found = Sorted()
    straight = [each for points in page.strokes if (each := rule(points)) is not None]
    found.drawing.shapes = _shapes(page, straight)
    if len(found.drawing.shapes) > MAX_SHAPES:
        raise OutOfBounds("symbols without end")
    taken = [shape.box for shape in found.drawing.shapes]
    for box in page.frames:
        if not any(box.near(other, 0.5) for other in taken):
            found.rules += sides(box)
    _part(page, found)
    return found


def _shapes(page: Paper, straight: list[Rule]) -> list[Shape]:
    shapes: list[Shape] = []
    for each in page.outlines:
        if each.symbol is not None and _fits(each.box):
            _add(shapes, Shape(each.box, each.symbol))
    for box in page.frames:
        if _fits(box) and _stands_free(box, page.frames, straight):
            _add(shapes, Shape(box, Symbol.PROCESS))
    return shapes


def _fits(box: Box) -> bool:
    return SMALLEST <= box.width <= WIDEST and SMALLEST - 2 <= box.height <= HIGHEST


def _add(shapes: list[Shape], shape: Shape) -> None:
    """A fill and its edge are one symbol."""
    if not any(shape.box.near(other.box, 1.5) for other in shapes):
        shapes.append(shape)


def _stands_free(box: Box, frames: list[Box], straight: list[Rule]) -> bool:
    """Whether no rule runs through a corner: the corners of a cell always lie on rules, those of a symbol never."""
    others = [side for other in frames if not other.near(box, 1) and _meets(other, box) for side in sides(other)]
    every = [*others, *(each for each in straight if not _edge_of(each, box))]
    ends = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
    return not any(_crossed(every, corner) for corner in ends)


def _crossed(rules: list[Rule], corner: Point) -> bool:
    """A rule through a corner; or close to it the side of a neighbouring cell, which ends level with the corner."""
    return any(_through(each, corner, 1) or _neighbours(each, corner) for each in rules)


def _neighbours(each: Rule, corner: Point) -> bool:
    at, along = (corner[1], corner[0]) if each.level else (corner[0], corner[1])
    return abs(each.at - at) <= SPACED and min(abs(each.start - along), abs(each.end - along)) <= 0.4


def _meets(one: Box, other: Box) -> bool:
    across = one.left <= other.right + SPACED and other.left <= one.right + SPACED
    return across and one.top <= other.bottom + SPACED and other.top <= one.bottom + SPACED


def _edge_of(each: Rule, box: Box) -> bool:
    """Whether a stroke is one side of the box and no longer than it."""
    start, end = (box.left, box.right) if each.level else (box.top, box.bottom)
    lies = (box.top, box.bottom) if each.level else (box.left, box.right)
    return min(abs(each.at - side) for side in lies) < 1 and abs(each.start - start) < 1 and abs(each.end - end) < 1


def _through(each: Rule, corner: Point, by: float) -> bool:
    at, along = (corner[1], corner[0]) if each.level else (corner[0], corner[1])
    return abs(each.at - at) <= by and each.start - by <= along <= each.end + by


def _part(page: Paper, found: Sorted) -> None:
    """Sort the strokes: an arrow has a head, touches the middle of a symbol's edge, or goes on from one that does."""
    waiting = []
    for points in page.strokes:
        heads = _heads(points, page)
        wire = Wire(points, (heads[0] is not None, heads[1] is not None))
        if any(heads):
            wire.points = [heads[0] or points[0], *points[1:-1], heads[1] or points[-1]]
        straight = rule(points)
        if straight is None or any(heads) or _touches_a_symbol(points, found.drawing.shapes):
            found.drawing.wires.append(wire)
        else:
            waiting.append((wire, straight))
    if len(found.drawing.wires) > MAX_WIRES:
        raise OutOfBounds("arrows without end")
    found.rules += _left_over(waiting, found.drawing.wires)


def _left_over(waiting: list[tuple[Wire, Rule]], wires: list[Wire]) -> list[Rule]:
    """The strokes that are rules; those that go on from an arrow join the arrows."""
    ends = [end for wire in wires for end in (wire.points[0], wire.points[-1])]
    while ends and len(waiting) < MAX_WIRES:
        joined = [each for each in waiting if any(apart(e, end) <= 1.2 for e in each[0].points for end in ends)]
        if not joined:
            break
        waiting = [each for each in waiting if each not in joined]
        wires += [wire for wire, _ in joined]
        ends = [end for wire, _ in joined for end in wire.points]
    return [straight for _, straight in waiting]


def _heads(points: list[Point], page: Paper) -> tuple[Point | None, Point | None]:
    """The tips of the arrow heads at a stroke's two ends."""
    return _tip(points[0], points[1], page), _tip(points[-1], points[-2], page)


def _tip(end: Point, before: Point, page: Paper) -> Point | None:
    for head in page.heads:
        reach = max(apart(a, b) for a in head for b in head)
        if min(apart(end, corner) for corner in head) <= max(2.5, reach * 0.75) or _inside(end, head):
            tip = max(head, key=lambda corner: apart(corner, before))
            if apart(tip, end) <= reach + 2.5:
                return tip
    return None


def _inside(point: Point, head: list[Point]) -> bool:
    xs, ys = [corner[0] for corner in head], [corner[1] for corner in head]
    return min(xs) - 1 <= point[0] <= max(xs) + 1 and min(ys) - 1 <= point[1] <= max(ys) + 1


def _touches_a_symbol(points: list[Point], shapes: list[Shape]) -> bool:
    return any(_at_edge(end, shape.box) for end in (points[0], points[-1]) for shape in shapes)


def _at_edge(point: Point, box: Box) -> bool:
    """Near a side, and not near a corner, where the rules of a tight cell pass."""
    x, y = point
    middle_x = box.left + 0.15 * box.width <= x <= box.right - 0.15 * box.width
    middle_y = box.top + 0.15 * box.height <= y <= box.bottom - 0.15 * box.height
    return (middle_x and min(abs(y - box.top), abs(y - box.bottom)) <= 2.5) or (
        middle_y and min(abs(x - box.left), abs(x - box.right)) <= 2.5
    )


def inside_symbols(letters: list[Letter], shapes: list[Shape]) -> tuple[list[Letter], dict[int, list[Letter]]]:
    """Letters outside all symbols, and those within each."""
    outside: list[Letter] = []
    held: dict[int, list[Letter]] = {}
    for letter in letters:
        owner = next((n for n, shape in enumerate(shapes) if shape.box.distance(letter.box.centre) == 0), None)
        if owner is None:
            outside.append(letter)
        else:
            held.setdefault(owner, []).append(letter)
    return outside, held
