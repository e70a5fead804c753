"""Where everything stands in a chart: columns, rows, symbols and the ways between them. Lengths in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from himpun.sop.chart.words import wrapped
from himpun.sop.model import Act, Part, Performer, Sop, Step, When

SIZE: Final = 12.0
LEADING: Final = 15.0
PAD: Final = 8.0
LANE: Final = 96.0
ROW: Final = 74.0
HEAD: Final = 84.0
BAND: Final = 26.0
CHANNEL: Final = 13.0
FIXED: Final = (("No", 38.0), ("Kegiatan", 224.0))
AFTER: Final = (("Kelengkapan", 128.0), ("Waktu", 92.0), ("Output", 128.0), ("Keterangan", 118.0))


class Shape(Enum):
    """The symbols of a lane (PermenPANRB 35/2012); arrow and off-page connector stand between them."""

    CAPSULE = "capsule"
    BOX = "box"
    DIAMOND = "diamond"
    LIGHT = "light"  # takes part without doing: a box in outline


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol by its centre; `fans` when it stands for one task for each unit."""

    lane: int
    x: float
    y: float
    shape: Shape
    fans: bool

    @property
    def half(self) -> tuple[float, float]:
        return (29.0, 18.0) if self.shape is Shape.DIAMOND else (24.0, 13.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of text at a place."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the SOP: its band from `top` to `bottom`, its symbols in the order of its acts, its texts."""

    step: Step
    top: float
    bottom: float
    symbols: tuple[Symbol, ...]
    cells: tuple[Cell, ...]

    @property
    def doers(self) -> tuple[Symbol, ...]:
        return tuple(s for s in self.symbols if s.shape is not Shape.LIGHT)


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one line to another, which may stand on another page."""

    source: int
    target: int
    label: str
    returns: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid-out page. `closing_top` is where the band above the closing lines stands, none without one."""

    lanes: tuple[Performer, ...]
    lanes_left: float
    lanes_right: float
    after_left: float
    width: float
    height: float
    rows: tuple[Row, ...]
    edges: tuple[Edge, ...]
    closing_top: float | None

    def row(self, number: int) -> Row | None:
        return next((row for row in self.rows if row.step.number == number), None)


def lanes_of(sop: Sop) -> tuple[Performer, ...]:
    """Performers with a column, then those named only in the text that do something."""
    doing = {r.key for step in sop.lines for r in step.performers if r.part is Part.DOES}
    return tuple(p for p in sop.performers if p.column) + tuple(
        p for p in sop.performers if not p.column and p.key in doing
    )


def edges_of(sop: Sop) -> tuple[Edge, ...]:
    """All ways of an SOP, from line to line."""
    edges: list[Edge] = []
    lines = sop.lines
    for index, step in enumerate(lines):
        following = lines[index + 1].number if index + 1 < len(lines) else None
        onward = [w for w in step.ways if w.when is not When.NO]
        noes = [w for w in step.ways if w.when is When.NO]
        target = onward[0].to if onward else following
        if isinstance(target, int):
            edges.append(Edge(step.number, target, "Ya" if noes else "", returns=False))
        edges += [Edge(step.number, w.to, "Tidak", w.to <= step.number) for w in noes if isinstance(w.to, int)]
    return tuple(edges)


def lay_out(sop: Sop, steps: Sequence[Step] | None = None) -> Layout:
    """Lay out an SOP, or some of its lines for one page."""
    shown = tuple(steps if steps is not None else sop.lines)
    lanes, edges = lanes_of(sop), edges_of(sop)
    jumps = [e for e in edges if _jumps(sop, e)]
    left_channel = CHANNEL * sum(not e.returns for e in jumps)
    right_channel = CHANNEL * sum(e.returns for e in jumps) + (6.0 if jumps else 0.0)
    lanes_left = sum(w for _, w in FIXED) + left_channel
    lanes_right = lanes_left + LANE * len(lanes)
    after_left = lanes_right + right_channel
    closing = {step.number for step in sop.closing}
    top, closing_top = HEAD, None
    rows: list[Row] = []
    for step in shown:
        if step.number in closing and closing_top is None:
            closing_top = top
            top += BAND
        cells = _cells(sop, step, after_left)
        height = max(ROW, 2 * PAD + LEADING * max((len(c.lines) for c in cells), default=1))
        symbols = _symbols(sop, step, lanes, (lanes_left, top + height / 2))
        rows.append(Row(step, top, top + height, symbols, cells))
        top += height
    right = after_left + sum(w for _, w in AFTER)
    return Layout(lanes, lanes_left, lanes_right, after_left, right, top, tuple(rows), edges, closing_top)


def _jumps(sop: Sop, edge: Edge) -> bool:
    """Whether a way goes anywhere but to the following line."""
    numbers = [s.number for s in sop.lines]
    return numbers.index(edge.target) != numbers.index(edge.source) + 1


def _cells(sop: Sop, step: Step, after_left: float) -> tuple[Cell, ...]:
    x, cells = 0.0, []
    for text, (_, room) in zip((f"{step.number}.", step.activity), FIXED, strict=True):
        cells.append(Cell(x + PAD, tuple(wrapped(text, room - 2 * PAD, SIZE))))
        x += room
    x = after_left
    time = step.duration.written if step.duration else ""
    texts = ("; ".join(step.requirements), time, "; ".join(step.outputs), step.note)
    for text, (_, room) in zip(texts, AFTER, strict=True):
        cells.append(Cell(x + PAD, tuple(wrapped(text, room - 2 * PAD, SIZE))))
        x += room
    return tuple(cells)


def shape_of(sop: Sop, step: Step, acts: Sequence[Act]) -> Shape:
    """The symbol of these acts of a line: a diamond where they decide, a capsule at the beginning and at the end."""
    if any(w.when is When.NO for w in step.ways) and any(act.decides for act in acts):
        return Shape.DIAMOND
    return Shape.CAPSULE if step in (sop.lines[0], sop.lines[-1]) else Shape.BOX


def _symbols(sop: Sop, step: Step, lanes: Sequence[Performer], at: tuple[float, float]) -> tuple[Symbol, ...]:
    left, y = at
    order: dict[str, list[Act]] = {}
    for position, act in enumerate(step.acts, start=1):
        for role in step.performers:
            if role.does(position):
                order.setdefault(role.key, []).append(act)
    index = {p.key: n for n, p in enumerate(lanes)}
    symbols = []
    for key, acts in order.items():
        shape = shape_of(sop, step, acts)
        symbols.append(_symbol(index[key], left, y, shape, lanes[index[key]]))
    joining = [r.key for r in step.performers if r.part is Part.JOINS and r.key in index and r.key not in order]
    symbols += [_symbol(index[key], left, y, Shape.LIGHT, lanes[index[key]]) for key in joining]
    return tuple(symbols)


def _symbol(lane: int, left: float, y: float, shape: Shape, performer: Performer) -> Symbol:
    return Symbol(lane, left + LANE * (lane + 0.5), y, shape, performer.seat.fans_out)
