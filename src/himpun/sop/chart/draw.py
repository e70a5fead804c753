"""An SOP's table as SVG: the lanes, the five symbols, the ways between the lines, and how a case stands."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from himpun.lib.dates import in_words
from himpun.sop.chart.layout import AFTER, BAND, FIXED, HEAD, LANE, LEADING, PAD, SIZE, Layout, Row, Symbol, lay_out
from himpun.sop.chart.routes import ways
from himpun.sop.chart.state import WAITING, ChartState, LineState, LineStatus, Share
from himpun.sop.chart.symbols import symbol
from himpun.sop.chart.words import text_alternative, wrapped
from himpun.sop.model import Sop, Step

FAMILY: Final = "Public Sans, Arial, Helvetica, Liberation Sans, Arimo, sans-serif"
"""Without the typeface itself, those that are no wider: a text that was measured for it stays in its column."""
LANE_SIZES: Final = (10.0, 9.0, 8.0, 7.0)
BOLD: Final = 1.06
"""How much wider heads are than the same words in a line."""
INK: Final = "#17232a"
SOFT: Final = "#4a5a63"
RULE: Final = "#c9d3d7"
FILLS: Final = {
    LineStatus.WAITING: "#ffffff",
    LineStatus.OPEN: "#fff8e8",
    LineStatus.DONE: "#f5fbf6",
    LineStatus.WITHDRAWN: "#f4f4f4",
}
MARKS: Final = {
    LineStatus.WAITING: "",
    LineStatus.OPEN: "sedang",
    LineStatus.DONE: "selesai",
    LineStatus.WITHDRAWN: "ditarik",
}


def draw(sop: Sop, *, state: ChartState | None = None) -> str:
    """The whole table as one SVG document. With a state it is the live picture of a case."""
    return _document(sop, lay_out(sop), state)


def pages(sop: Sop, *, height: float = 720.0) -> list[str]:
    """The table cut into pages of at most this height; ways that leave a page end in an off-page connector."""
    return [_document(sop, lay_out(sop, steps), None) for steps in _cut(sop, height)]


def _cut(sop: Sop, height: float) -> Iterator[Sequence[Step]]:
    page: list[Step] = []
    for step in sop.lines:
        if page and lay_out(sop, [*page, step]).height > height:
            yield page
            page = []
        page.append(step)
    yield page


def _document(sop: Sop, laid: Layout, state: ChartState | None) -> str:
    size = f"{laid.width + 2:g} {laid.height + 2:g}"
    sheet = f'viewBox="-1 -1 {size}" width="{laid.width + 2:g}" height="{laid.height + 2:g}"'
    font = f'font-family="{FAMILY}" font-size="{SIZE:g}" fill="{INK}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {sheet} role="img" {font}>',
        f"<title>{escape(sop.title)}</title><desc>{escape(text_alternative(sop))}</desc>",
        f'<rect width="{laid.width:g}" height="{laid.height:g}" fill="#fff"/>',
        *_bands(laid, state),
        *_grid(laid),
        *_closing(laid),
        *_head(laid),
        *_texts(laid, state),
        *ways(laid, state.returns if state else {}),
        *(symbol(one, _state(state, row), _share(laid, state, row, one)) for row in laid.rows for one in row.symbols),
        "</svg>",
    ]
    return "\n".join(parts)


def _state(state: ChartState | None, row: Row) -> LineState:
    return WAITING if state is None else state.lines.get(row.step.number, WAITING)


def _share(laid: Layout, state: ChartState | None, row: Row, one: Symbol) -> Share:
    return _state(state, row).shares.get(laid.lanes[one.lane].key, Share())


def _bands(laid: Layout, state: ChartState | None) -> Iterator[str]:
    if state is not None:
        for row in laid.rows:
            status = _state(state, row).status
            height = row.bottom - row.top
            yield f'<rect y="{row.top:g}" width="{laid.width:g}" height="{height:g}" fill="{FILLS[status]}"/>'
            if status is LineStatus.OPEN:
                yield f'<rect y="{row.top:g}" width="5" height="{height:g}" fill="#c77700"/>'


def _closing(laid: Layout) -> Iterator[str]:
    """The band that keeps the closing apart from the SOP's own lines."""
    if laid.closing_top is not None:
        y = laid.closing_top
        yield f'<rect y="{y:g}" width="{laid.width:g}" height="{BAND:g}" fill="#eef2f3" stroke="{RULE}"/>'
        yield f'<text x="{PAD:g}" y="{y + 17:g}" fill="{SOFT}">Penutup (di luar baris SOP)</text>'


def _grid(laid: Layout) -> Iterator[str]:
    xs = [0.0]
    for _, room in FIXED:
        xs.append(xs[-1] + room)
    xs += [laid.lanes_left + LANE * n for n in range(len(laid.lanes) + 1)]
    xs.append(laid.after_left)
    for _, room in AFTER:
        xs.append(xs[-1] + room)
    top = HEAD * 0.36
    inner = {x for x in xs if FIXED[0][1] + FIXED[1][1] < x < laid.width - AFTER[-1][1] and x != laid.after_left}
    lines = [f"M{x:g} {top if x in inner else 0:g}V{laid.height:g}" for x in xs]
    lines += [f"M0 {y:g}H{laid.width:g}" for y in (0.0, HEAD, *(row.bottom for row in laid.rows))]
    lines.append(f"M{FIXED[0][1] + FIXED[1][1]:g} {top:g}H{laid.width - AFTER[-1][1]:g}")
    yield f'<path d="{"".join(lines)}" fill="none" stroke="{RULE}"/>'


def _head(laid: Layout) -> Iterator[str]:
    yield f'<g font-weight="600" fill="{SOFT}" font-size="11">'
    x = 0.0
    for name, room in FIXED:
        yield f'<text x="{x + PAD:g}" y="{HEAD / 2 + 4:g}">{name}</text>'
        x += room
    yield _middle("Pelaksana", (x + laid.after_left) / 2, 20)
    yield _middle("Mutu baku", (laid.after_left + laid.width - AFTER[-1][1]) / 2, 20)
    for number, lane in enumerate(laid.lanes):
        name = lane.name if lane.column else f"{lane.name} (tanpa kolom)"
        size, lines = _lane_name(name)
        style = "" if lane.column else ' font-style="italic"'
        first = HEAD * 0.68 + 4 - (size + 1) / 2 * (len(lines) - 1)
        for n, line in enumerate(lines):
            at = f'x="{laid.lanes_left + LANE * (number + 0.5):g}" y="{first + (size + 1) * n:g}"'
            yield f'<text {at} text-anchor="middle" font-size="{size:g}"{style}>{escape(line)}</text>'
    x = laid.after_left
    for name, room in AFTER:
        y = HEAD / 2 + 4 if name == AFTER[-1][0] else HEAD * 0.68 + 4
        yield f'<text x="{x + PAD:g}" y="{y:g}">{name}</text>'
        x += room
    yield "</g>"


def _lane_name(name: str) -> tuple[float, list[str]]:
    """A performer's name in the largest letters in which it fits its head; the longest there are get the smallest."""
    found = [(size, wrapped(name, LANE - 8, size * BOLD)) for size in LANE_SIZES]
    return next((one for one in found if len(one[1]) * (one[0] + 1) <= HEAD * 0.64 - 2), found[-1])


def _middle(text: str, x: float, y: float) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle">{escape(text)}</text>'


def _texts(laid: Layout, state: ChartState | None) -> Iterator[str]:
    for row in laid.rows:
        one = _state(state, row)
        for number, cell in enumerate(row.cells):
            bold = ' font-weight="600"' if number == 1 and one.status is LineStatus.OPEN else ""
            for n, line in enumerate(cell.lines):
                y = row.top + PAD + 12 + LEADING * n
                yield f'<text x="{cell.x:g}" y="{y:g}"{bold}>{escape(line)}</text>'
        yield from _marks(row, one)


def _marks(row: Row, one: LineState) -> Iterator[str]:
    """How the line stands, in words beside its number and its standard time."""
    if MARKS[one.status]:
        y = row.bottom - PAD
        yield f'<text x="{row.cells[0].x - 1:g}" y="{y:g}" font-size="8.5" fill="{SOFT}">{MARKS[one.status]}</text>'
    if one.used_minutes is not None:
        time = row.cells[3]
        colour = "#9c1f28" if one.late else SOFT
        lines = wrapped(f"nyata {in_words(one.used_minutes)}", 78, 10.5)
        lines += ["lewat waktu"] if one.late else []
        for n, line in enumerate(lines):
            y = row.top + PAD + 12 + LEADING * len(time.lines) + 13 * n
            yield f'<text x="{time.x:g}" y="{y:g}" font-size="10.5" fill="{colour}">{escape(line)}</text>'
