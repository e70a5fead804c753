"""What is drawn over a table: shapes become symbols in cells, wires become arrows between cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from himpun.sop.intake.formats.plane import Box, Point, beside
from himpun.sop.intake.grid import Arrow, Place, Symbol

# How far from a shape a wire may end and still mean it, in points.
REACH = 9.0
JOINED = 3.0
LABEL_REACH = 40.0
WAY = re.compile(
    r"(?:ya|y|tidak|tdk|t|yes|no|n|setuju|tidak setuju|sesuai|tidak sesuai|lengkap|tidak lengkap|benar|salah|ok|oke|"
    r"belum|sudah|revisi|perbaikan|ditolak|diterima|tolak|terima)[.:!]?",
    re.I,
)
MAX_SHAPES = 2_000
MAX_WIRES = 2_000


@dataclass(slots=True)
class Shape:
    """A closed shape. `key` is what wires call it by, "" when nothing does."""

    box: Box
    symbol: Symbol
    text: str = ""
    key: str = ""


@dataclass(slots=True)
class Wire:
    """A line from its first point to its last; `heads` tells which of the two carry an arrow head."""

    points: list[Point]
    heads: tuple[bool, bool] = (False, False)
    glued: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Label:
    """A short word beside a line: the way it leads."""

    text: str
    box: Box


@dataclass(slots=True)
class Drawing:
    shapes: list[Shape] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a line or of several joined lines: where it lies and whether it carries a head."""

    point: Point
    head: bool
    key: str


@dataclass(frozen=True, slots=True)
class Lead:
    """From one shape to another, by their numbers in the drawing, along these points."""

    source: int
    target: int
    points: tuple[Point, ...]


def leads(drawing: Drawing) -> list[Lead]:
    """Which shape leads to which. Lines that end where another begins are one line."""
    keys = {shape.key: number for number, shape in enumerate(drawing.shapes) if shape.key}
    found: list[Lead] = []
    for wires in _bundles(drawing, keys):
        ends = [end for wire in wires for end in _ends(wire)]
        held = [(end, number) for end in ends if (number := _shape_at(end, drawing.shapes, keys)) is not None]
        points = tuple(point for wire in wires for point in wire.points)
        pairs = _directed(held, drawing.shapes)
        found += [lead for pair in pairs if (lead := Lead(*pair, points)) not in found]
    return found


def _ends(wire: Wire) -> tuple[End, End]:
    return (
        End(wire.points[0], wire.heads[0], wire.glued[0]),
        End(wire.points[-1], wire.heads[1], wire.glued[1]),
    )


def _shape_at(end: End, shapes: Sequence[Shape], keys: Mapping[str, int]) -> int | None:
    if end.key in keys:
        return keys[end.key]
    near = [(shape.box.distance(end.point), number) for number, shape in enumerate(shapes)]
    distance, number = min(near, default=(REACH + 1, 0))
    return number if distance <= REACH else None


def _bundles(drawing: Drawing, keys: Mapping[str, int]) -> list[list[Wire]]:
    """Wires that hang together. Two that meet at a shape do not: the shape parts them."""
    free = [[end for end in _ends(wire) if _shape_at(end, drawing.shapes, keys) is None] for wire in drawing.wires]
    bundle = list(range(len(drawing.wires)))
    for one, ends in enumerate(free):
        for other, wire in enumerate(drawing.wires):
            if one != other and any(_touches(end.point, wire) for end in ends):
                _merge(bundle, one, other)
    grouped: dict[int, list[Wire]] = {}
    for number, wire in zip(bundle, drawing.wires, strict=True):
        grouped.setdefault(number, []).append(wire)
    return list(grouped.values())


def _merge(bundle: list[int], one: int, other: int) -> None:
    old, new = bundle[one], bundle[other]
    if old != new:
        bundle[:] = [new if number == old else number for number in bundle]


def _touches(point: Point, wire: Wire) -> bool:
    return any(beside(point, a, b) <= JOINED for a, b in pairwise(wire.points))


def _directed(held: list[tuple[End, int]], shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """From each end without a head to each with one; with no head at all, downwards as the notation asks."""
    heads = list(dict.fromkeys(number for end, number in held if end.head))
    tails = list(dict.fromkeys(number for end, number in held if not end.head))
    if not heads and len(tails) == 2:
        upper, lower = sorted(tails, key=lambda number: shapes[number].box.centre[1])
        return [(upper, lower)]
    if not tails and len(heads) == 2:
        return [(heads[0], heads[1]), (heads[1], heads[0])]
    return [(source, target) for source in tails for target in heads if source != target]


def arrows(drawing: Drawing, places: Sequence[Place]) -> list[Arrow]:
    """Arrows between cells. `places` says where each shape of the drawing stands."""
    found = leads(drawing)
    words = _labelled(found, drawing)
    return [Arrow(places[lead.source], places[lead.target], words.get(number, "")) for number, lead in enumerate(found)]


def _labelled(found: list[Lead], drawing: Drawing) -> dict[int, str]:
    """The word beside each lead: each word goes to the nearest one that leaves a decision."""
    words: dict[int, str] = {}
    leaving = [n for n, lead in enumerate(found) if drawing.shapes[lead.source].symbol is Symbol.DECISION]
    for label in drawing.labels:
        near = [
            (distance, number)
            for number in leaving or range(len(found))
            if number not in words and (distance := _distance(label.box, found[number].points)) <= LABEL_REACH
        ]
        if near:
            words[min(near)[1]] = label.text
    return words


def _distance(box: Box, points: tuple[Point, ...]) -> float:
    return min((beside(box.centre, a, b) for a, b in pairwise(points)), default=LABEL_REACH + 1)
