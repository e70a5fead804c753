"""The symbols of PermenPANRB 35/2012: capsule, box, diamond; a box in outline for who only takes part."""

from html import escape
from typing import Final

from himpun.sop.chart.layout import Shape, Symbol
from himpun.sop.chart.state import LineState, LineStatus, Share

COLOURS: Final = {
    LineStatus.WAITING: ("#ffffff", "#2c3f47"),
    LineStatus.OPEN: ("#ffe3a6", "#8a5200"),
    LineStatus.DONE: ("#dff1e3", "#1f6a3a"),
    LineStatus.WITHDRAWN: ("#eeeeee", "#6a7479"),
}


def symbol(one: Symbol, state: LineState, share: Share) -> str:
    """One symbol. Work for each unit is a stack of two; in a case it says how many of its performer's are done."""
    count = f"{share.done}/{share.all}" if share.all else ""
    fill, stroke = COLOURS[state.status]
    if one.shape is Shape.LIGHT:
        return _box(one, 0, f'fill="#fff" stroke="{stroke}" stroke-width="1" stroke-dasharray="2 2"', radius=2)
    look = f'fill="{fill}" stroke="{stroke}" stroke-width="1.6"'
    radius = 13 if one.shape is Shape.CAPSULE else 2
    behind = _box(one, 5, look, radius=radius) if one.fans and one.shape is not Shape.DIAMOND else ""
    front = _diamond(one, look) if one.shape is Shape.DIAMOND else _box(one, 0, look, radius=radius)
    text = (
        f'<text x="{one.x:g}" y="{one.y + 4:g}" text-anchor="middle" font-size="11" font-weight="600" '
        f'fill="{stroke}">{count}</text>'
        if count and one.fans
        else ""
    )
    told = "; ".join(share.units)
    return f"<g><title>{escape(told)}</title>{behind}{front}{text}</g>" if told and one.fans else behind + front + text


def glyph(shape: Shape, state: LineState, *, fans: bool) -> str:
    """A symbol by itself, as a list of steps shows it beside the step's words; it says nothing that they do not."""
    one = Symbol(0, 34.0, 22.0, shape, fans)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 42" width="50" height="30" aria-hidden="true">'
        f"{symbol(one, state, Share())}</svg>"
    )


def _box(one: Symbol, offset: float, look: str, *, radius: float) -> str:
    half_width, half_height = one.half
    x, y = one.x - half_width + offset, one.y - half_height - offset
    size = f'width="{2 * half_width:g}" height="{2 * half_height:g}"'
    return f'<rect x="{x:g}" y="{y:g}" {size} rx="{radius:g}" {look}/>'


def _diamond(one: Symbol, look: str) -> str:
    w, h = one.half
    points = f"{one.x:g},{one.y - h:g} {one.x + w:g},{one.y:g} {one.x:g},{one.y + h:g} {one.x - w:g},{one.y:g}"
    return f'<polygon points="{points}" {look}/>'
