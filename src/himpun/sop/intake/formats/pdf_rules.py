"""The rules of a PDF page: straight strokes that make tables, and the cells between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.plane import Box, Point
from himpun.sop.intake.grid import Place

# Rules so close are one: a browser prints both frames of two neighbouring cells.
SNAP = 2.6
TOUCH = 3.4
MAX_CROSSINGS = 400_000
MAX_FIELDS = 40_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or an upright stroke: where it lies (`at`), and from where to where it runs."""

    level: bool
    at: float
    start: float
    end: float

    def crosses(self, other: "Rule") -> bool:
        return (
            self.start - TOUCH <= other.at <= self.end + TOUCH and other.start - TOUCH <= self.at <= other.end + TOUCH
        )

    def covers(self, middle: float) -> bool:
        return self.start - SNAP <= middle <= self.end + SNAP


@dataclass(frozen=True, slots=True)
class Field:
    """A cell between rules: its first row and column, and over how many it reaches."""

    place: Place
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Ruled:
    lattice: Lattice
    fields: tuple[Field, ...]


def rule(points: Sequence[Point]) -> Rule | None:
    """A straight stroke as a rule; none when it leans or bends."""
    if len(points) != 2:
        return None
    (x1, y1), (x2, y2) = points
    if abs(y1 - y2) <= 1 and abs(x1 - x2) > 3:
        return Rule(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
    if abs(x1 - x2) <= 1 and abs(y1 - y2) > 3:
        return Rule(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))
    return None


def sides(box: Box) -> list[Rule]:
    return [
        Rule(True, box.top, box.left, box.right),
        Rule(True, box.bottom, box.left, box.right),
        Rule(False, box.left, box.top, box.bottom),
        Rule(False, box.right, box.top, box.bottom),
    ]


def tables(rules: Sequence[Rule]) -> tuple[list[Ruled], bool]:
    """The tables that rules draw, from top to bottom; and whether there were too many rules to look at."""
    level = _joined([each for each in rules if each.level])
    upright = _joined([each for each in rules if not each.level])
    if len(level) * len(upright) > MAX_CROSSINGS:
        return [], True
    found = []
    for part in _parts(level, upright):
        ruled = _ruled([each for each in part if each.level], [each for each in part if not each.level])
        if ruled is not None:
            found.append(ruled)
    return sorted(found, key=lambda each: (each.lattice.box.top, each.lattice.box.left)), False


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line as one rule."""
    found: list[Rule] = []
    for line in _near(sorted(rules, key=lambda each: each.at)):
        at = sum(each.at for each in line) / len(line)
        start = end = None
        for each in sorted(line, key=lambda piece: piece.start):
            if start is None or end is None:
                start, end = each.start, each.end
            elif each.start <= end + TOUCH:
                end = max(end, each.end)
            else:
                found.append(Rule(each.level, at, start, end))
                start, end = each.start, each.end
        if start is not None and end is not None:
            found.append(Rule(line[0].level, at, start, end))
    return found


def _near(rules: list[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for each in rules:
        if lines and each.at - lines[-1][-1].at <= SNAP:
            lines[-1].append(each)
        else:
            lines.append([each])
    return lines


def _parts(level: list[Rule], upright: list[Rule]) -> list[list[Rule]]:
    """Rules that hang together."""
    every = [*level, *upright]
    owner = list(range(len(every)))
    for one, across in enumerate(level):
        for other, along in enumerate(upright, len(level)):
            if across.crosses(along):
                owner[_root(owner, one)] = _root(owner, other)
    grouped: dict[int, list[Rule]] = {}
    for number, each in enumerate(every):
        grouped.setdefault(_root(owner, number), []).append(each)
    return [part for part in grouped.values() if len({each.level for each in part}) == 2]


def _root(owner: list[int], number: int) -> int:
    while owner[number] != number:
        owner[number] = owner[owner[number]]
        number = owner[number]
    return number


def _ruled(level: list[Rule], upright: list[Rule]) -> Ruled | None:
    along = _edges([each.at for each in level], [end for each in upright for end in (each.start, each.end)])
    across = _edges([each.at for each in upright], [end for each in level for end in (each.start, each.end)])
    if len(along) < 2 or len(across) < 2 or (len(along) - 1) * (len(across) - 1) > MAX_FIELDS:
        return None
    lattice = Lattice(tuple(across), tuple(along))
    return Ruled(lattice, tuple(_fields(lattice, level, upright)))


def _edges(at: list[float], reach: list[float]) -> list[float]:
    """Where rules lie, and the outer edge that a table without a frame ends at."""
    found: list[float] = []
    for each in sorted(at):
        if not found or each - found[-1] > SNAP:
            found.append(each)
    first, last = min(reach), max(reach)
    if first < found[0] - 6:
        found.insert(0, first)
    if last > found[-1] + 6:
        found.append(last)
    return found


def _fields(lattice: Lattice, level: list[Rule], upright: list[Rule]) -> list[Field]:
    """Cells, found by letting each small field run together with the next where no rule parts them."""
    height, width = len(lattice.along) - 1, len(lattice.across) - 1
    owner = list(range(height * width))
    by_row, by_column = _at(level, lattice.along), _at(upright, lattice.across)
    for row in range(height):
        for column in range(width):
            here = row * width + column
            middle_y = (lattice.along[row] + lattice.along[row + 1]) / 2
            middle_x = (lattice.across[column] + lattice.across[column + 1]) / 2
            if column + 1 < width and not any(each.covers(middle_y) for each in by_column[column + 1]):
                owner[_root(owner, here + 1)] = _root(owner, here)
            if row + 1 < height and not any(each.covers(middle_x) for each in by_row[row + 1]):
                owner[_root(owner, here + width)] = _root(owner, here)
    return _boxed(owner, lattice, width)


def _at(rules: list[Rule], edges: tuple[float, ...]) -> list[list[Rule]]:
    return [[each for each in rules if abs(each.at - edge) <= SNAP] for edge in edges]


def _boxed(owner: list[int], lattice: Lattice, width: int) -> list[Field]:
    grouped: dict[int, list[Place]] = {}
    for number in range(len(owner)):
        grouped.setdefault(_root(owner, number), []).append(divmod(number, width))
    found = []
    for places in grouped.values():
        top, left = min(place[0] for place in places), min(place[1] for place in places)
        bottom, right = max(place[0] for place in places) + 1, max(place[1] for place in places) + 1
        box = Box(lattice.across[left], lattice.along[top], lattice.across[right], lattice.along[bottom])
        found.append(Field((top, left), bottom - top, right - left, box))
    return sorted(found, key=lambda each: each.place)
