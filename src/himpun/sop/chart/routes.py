"""The ways between the symbols: arrows down, arrows aside through channels, returns dashed, connectors off the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from himpun.sop.chart.layout import CHANNEL, FIXED, HEAD, Edge, Layout, Row, Shape, Symbol
from himpun.sop.chart.words import width

LABEL: Final = 10.5
FLOW: Final = "#40525a"
BACK: Final = "#9c1f28"
FORTH: Final = "#1f5f8a"
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a way aside is drawn: dashed while it is only possible, thick once a case has taken it so many times."""

    colour: str
    times: int

    def labelled(self, label: str) -> str:
        return f"{label}, {self.times}×" if self.times else label


def ways(laid: Layout, taken: Mapping[tuple[int, int], int]) -> Iterator[str]:
    """All ways that begin or end on this page. `taken`: how often a case was returned from line to line."""
    for row in laid.rows:
        yield from _within(row)
    forth, back = 0, 0
    for edge in laid.edges:
        source, target = laid.row(edge.source), laid.row(edge.target)
        if source is None and target is None:
            continue
        times = taken.get((edge.source, edge.target), 0) if edge.label == "Tidak" else 0
        if _follows(laid, edge):
            yield from _down(laid, edge, source, target)
        elif edge.returns:
            back += 1
            yield from _aside(laid, edge, laid.after_left - CHANNEL * back, _Way(BACK, times))
        else:
            forth += 1
            channel = FIXED[0][1] + FIXED[1][1] + CHANNEL * (forth - 0.5)
            yield from _aside(laid, edge, channel, _Way(BACK if times else FORTH, times))


def _follows(laid: Layout, edge: Edge) -> bool:
    return edge.target == edge.source + 1


def _within(row: Row) -> Iterator[str]:
    """From act to act of one line, and a light tie to those who take part."""
    for one, following in zip(row.doers, row.doers[1:], strict=False):
        yield _arrow([_side(one, following), _side(following, one)], FLOW)
    if row.doers:
        for light in (s for s in row.symbols if s.shape is Shape.LIGHT):
            nearest = min(row.symbols, key=lambda s: (s is light, abs(s.x - light.x)))
            (x1, y1), (x2, y2) = _side(nearest, light), _side(light, nearest)
            yield f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" fill="none" stroke="{FLOW}" stroke-dasharray="2 2"/>'


def _side(one: Symbol, other: Symbol) -> tuple[float, float]:
    """Where a horizontal line leaves a symbol towards another; the stack behind a fan-out sticks out to the right."""
    out = one.half[0] + (5 if one.fans and one.shape is not Shape.DIAMOND and other.x > one.x else 0)
    return (one.x + out if other.x > one.x else one.x - out, one.y)


def _down(laid: Layout, edge: Edge, source: Row | None, target: Row | None) -> Iterator[str]:
    label_x = 0.0
    if source is not None and source.doers:
        last = source.doers[-1]
        begin = (last.x, last.y + last.half[1])
        label_x = last.x
        turn = source.bottom - 8
        if target is not None and target.doers:
            first = target.doers[0]
            end = (first.x, first.y - first.half[1] - (5 if first.fans and first.shape is not Shape.DIAMOND else 0))
            yield _arrow([begin, (begin[0], turn), (end[0], turn), end], FLOW)
        else:
            yield _arrow([begin, (begin[0], laid.height - 22)], FLOW) + _connector(
                begin[0], laid.height - 12, str(edge.target)
            )
        if edge.label:
            yield _label(label_x + 6, begin[1] + 8, edge.label, BACK if edge.label == "Tidak" else FLOW)
    elif target is not None and target.doers:
        first = target.doers[0]
        yield _connector(first.x, target.top + 9, str(edge.source))


def _aside(laid: Layout, edge: Edge, channel: float, way: _Way) -> Iterator[str]:
    """Out of the deciding symbol, along a channel beside the lanes, and into the target from above."""
    source, target = laid.row(edge.source), laid.row(edge.target)
    right = channel > laid.lanes_left
    points: Points = []
    if source is not None and source.doers:
        one = _deciding(source)
        x = one.x + one.half[0] if right else one.x - one.half[0]
        bend = x + 8 if right else x - 8
        free = not any((s.x > one.x) == right for s in source.symbols if s is not one)
        level = one.y if free else source.top + 19
        points += [(x, one.y), (bend, one.y), (bend, level), (channel, level)]
        yield from _beside(edge, way, (x, one.y), bend if not free else channel, level)
    else:
        edge_of_page = laid.height - 22 if edge.returns else HEAD + 16
        yield _connector(channel, laid.height - 12 if edge.returns else HEAD + 9, str(edge.source))
        points.append((channel, edge_of_page))
    if target is not None and target.doers:
        first = target.doers[0]
        level = target.top + 9
        into = first.x + (13 if right else -13)
        stack = 5 if first.fans and first.shape is not Shape.DIAMOND else 0
        slope = 8 if first.shape is Shape.DIAMOND else 0
        points += [(channel, level), (into, level), (into, first.y - first.half[1] - stack + slope)]
    else:
        points.append((channel, HEAD + 20 if edge.returns else laid.height - 22))
        yield _connector(channel, HEAD + 9 if edge.returns else laid.height - 12, str(edge.target))
    yield _arrow(points, way.colour, dashed=edge.returns and not way.times, width=2.6 if way.times else 1.4)


def _beside(edge: Edge, way: _Way, tip: tuple[float, float], turn: float, level: float) -> Iterator[str]:
    """The word of a way aside, where no line strikes it: above the way; where the way turns too soon, beyond it."""
    (x, y), side = tip, 1 if turn > tip[0] else -1
    text = way.labelled(edge.label)
    if level != y:  # past others of its own line: between the level of the way and those
        for n, part in enumerate(text.split(", ")):
            yield _label(turn + 4 * side, level + 9 + 8.5 * n, part, way.colour, end=side < 0)
        return
    fits = width(text, LABEL) + 6 < abs(turn - x)
    below = edge.returns and not fits  # a return turns upwards
    yield _label(x + 3 * side, y + 12 if below else y - 5, text, way.colour, end=side < 0)


def _deciding(row: Row) -> Symbol:
    return next((s for s in row.doers if s.shape is Shape.DIAMOND), row.doers[-1])


def _arrow(points: Points, colour: str, *, dashed: bool = False, width: float = 1.4) -> str:
    """A line through the points with a head at its end, drawn without markers so that it can stand in any page."""
    clean = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    (x1, y1), (x2, y2) = clean[-2], clean[-1]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in clean)
    dash = ' stroke-dasharray="5 3"' if dashed else ""
    line = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dash}/>'
    if abs(x2 - x1) > abs(y2 - y1):
        s = 6 if x2 > x1 else -6
        head = f"M{x2:g} {y2:g}l{-s:g} -3.5v7z"
    else:
        s = 6 if y2 > y1 else -6
        head = f"M{x2:g} {y2:g}l-3.5 {-s:g}h7z"
    return f'{line}<path d="{head}" fill="{colour}"/>'


def _label(x: float, y: float, text: str, colour: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{LABEL:g}" fill="{colour}"{anchor}>{text}</text>'


def _connector(x: float, y: float, text: str) -> str:
    """Segilima: the way goes on to, or comes from, that line on another page."""
    shape = f"{x - 11:g},{y - 9:g} {x + 11:g},{y - 9:g} {x + 11:g},{y + 3:g} {x:g},{y + 10:g} {x - 11:g},{y + 3:g}"
    return (
        f'<polygon points="{shape}" fill="#fff" stroke="{FLOW}" stroke-width="1.4"/>'
        f'<text x="{x:g}" y="{y + 3:g}" text-anchor="middle" font-size="9.5">{text}</text>'
    )
