"""The plane on which a document draws: points, boxes, what an outline looks like. Lengths in points, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from himpun.sop.intake.grid import Symbol

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def distance(self, point: Point) -> float:
        """From a point to this box; 0 inside it."""
        across = max(self.left - point[0], 0, point[0] - self.right)
        along = max(self.top - point[1], 0, point[1] - self.bottom)
        return hypot(across, along)

    def holds(self, other: "Box", by: float = 0) -> bool:
        return (
            self.left - by <= other.left
            and self.top - by <= other.top
            and other.right <= self.right + by
            and other.bottom <= self.bottom + by
        )

    def near(self, other: "Box", by: float) -> bool:
        """The same box but for a small shift: a fill and its outline."""
        return self.holds(other, by) and other.holds(self, by)


def around(points: Sequence[Point]) -> Box:
    """The smallest box around points, at least one."""
    across, along = [point[0] for point in points], [point[1] for point in points]
    return Box(min(across), min(along), max(across), max(along))


def apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def area(points: Sequence[Point]) -> float:
    """Of the polygon through these points."""
    following = [*points[1:], points[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True))) / 2


def bend(ends: tuple[Point, Point], first: Point, second: Point, parts: int = 8) -> list[Point]:
    """Points along a Bézier curve, without its start."""
    start, end = ends
    found = []
    for step in range(1, parts + 1):
        t = step / parts
        u = 1 - t
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        four = (start, first, second, end)
        found.append(
            (
                sum(weight * point[0] for weight, point in zip(weights, four, strict=True)),
                sum(weight * point[1] for weight, point in zip(weights, four, strict=True)),
            )
        )
    return found


def corners(points: Sequence[Point]) -> list[Point]:
    """The corners of an outline: as few points as keep its form within a sixtieth of its size."""
    scale = max(around(points).width, around(points).height, 1)
    ring = [points[0], *points[1:]]
    if len(ring) > 1 and apart(ring[0], ring[-1]) <= scale / 100:
        ring.pop()
    if len(ring) < 3:
        return ring
    # Between the two points farthest apart, each half is made simple by itself.
    start = max(range(len(ring)), key=lambda index: apart(ring[index], around(ring).centre))
    ring = ring[start:] + ring[:start]
    far = max(range(len(ring)), key=lambda index: apart(ring[index], ring[0]))
    there, back = _simple(ring[: far + 1], scale / 60), _simple([*ring[far:], ring[0]], scale / 60)
    return [*there[:-1], *back[:-1]]


def _simple(points: list[Point], slack: float) -> list[Point]:
    """The line through these points by as few of them (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = [(beside(points[each], points[first], points[last]), each) for each in range(first + 1, last)]
        distance, number = max(inner, default=(0.0, 0))
        if distance > slack:
            kept.add(number)
            waiting += [(first, number), (number, last)]
    return [points[index] for index in sorted(kept)]


def beside(point: Point, a: Point, b: Point) -> float:
    """From a point to the line between two others."""
    length = apart(a, b)
    if length == 0:
        return apart(point, a)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    along = min(1, max(0, along))
    return apart(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))


def outline(points: Sequence[Point]) -> Symbol | None:
    """The symbol that a closed outline draws, told by how much of its box it fills and by its corners."""
    box = around(points)
    if box.width < 4 or box.height < 4:
        return None
    filled = area(points) / (box.width * box.height)
    turns = corners(points)
    if len(turns) == 4 and 0.45 <= filled <= 0.56 and _leans(turns, box):
        return Symbol.DECISION
    if len(turns) == 4 and filled > 0.97:
        return Symbol.PROCESS
    if len(turns) == 5 and 0.6 <= filled <= 0.97:
        return Symbol.OFF_PAGE
    if len(turns) < 6:
        # A parallelogram, a trapezium: other charts' symbols for work.
        return Symbol.PROCESS if len(turns) == 4 and filled > 0.6 else None
    return _rounded(box, filled)


def _leans(turns: list[Point], box: Box) -> bool:
    """Each corner in the middle of a side: a diamond."""
    middle = box.centre
    return all(min(abs(x - middle[0]) / box.width, abs(y - middle[1]) / box.height) < 0.1 for x, y in turns)


def _rounded(box: Box, filled: float) -> Symbol | None:
    if filled < 0.7:
        return None
    if filled < 0.83:
        return ellipse(box)
    return Symbol.TERMINATOR if filled < 0.995 else Symbol.PROCESS


def ellipse(box: Box) -> Symbol:
    """A circle leads on elsewhere; an oval is a start or an end."""
    return Symbol.CONNECTOR if box.width < 1.3 * box.height else Symbol.TERMINATOR
