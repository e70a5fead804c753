"""Symbols in a web page's cell: SVG outlines, VML shapes, and boxes that a style or a class makes into a symbol."""

import re

from himpun.sop.intake.formats.plane import Box, Point, ellipse, outline
from himpun.sop.intake.formats.svg import path_points
from himpun.sop.intake.formats.vml import Rules, picture
from himpun.sop.intake.formats.xml import Element, local, value
from himpun.sop.intake.grid import Mark, Symbol

NAMES = {
    "terminator": Symbol.TERMINATOR, "terminal": Symbol.TERMINATOR, "kapsul": Symbol.TERMINATOR,
    "capsule": Symbol.TERMINATOR, "mulai": Symbol.TERMINATOR, "selesai": Symbol.TERMINATOR, "oval": Symbol.TERMINATOR,
    "proses": Symbol.PROCESS, "process": Symbol.PROCESS, "kotak": Symbol.PROCESS, "rectangle": Symbol.PROCESS,
    "decision": Symbol.DECISION, "keputusan": Symbol.DECISION, "diamond": Symbol.DECISION, "belah": Symbol.DECISION,
    "belahketupat": Symbol.DECISION, "rhombus": Symbol.DECISION, "offpage": Symbol.OFF_PAGE,
    "segilima": Symbol.OFF_PAGE, "connector": Symbol.CONNECTOR, "konektor": Symbol.CONNECTOR,
    "penghubung": Symbol.CONNECTOR,
}  # fmt: skip
NAME = re.compile(r"[a-z]+")


def marks_of(element: Element) -> list[Mark]:
    """The symbols that an element of a cell draws; none when it is an ordinary one."""
    match local(element).lower():
        case "svg":
            return _svg(element)
        case "all" | "pict" | "shape" | "rect" | "oval" | "roundrect" | "group":
            return _vml(element)
        case "img":
            return _named(f"{value(element, 'alt')} {value(element, 'title')} {_file(value(element, 'src'))}", "")
        case "span" | "div" | "i" | "b" | "p":
            return _styled(element)
    return []


def _file(address: str) -> str:
    return "" if address.startswith("data:") else address.rpartition("/")[2]


def _named(names: str, text: str) -> list[Mark]:
    found = (NAMES.get(part) for part in NAME.findall(names.lower()))
    return [Mark(symbol, text) for symbol in found if symbol is not None][:1]


def _styled(element: Element) -> list[Mark]:
    """A box that is a symbol by its class, its label for screen readers, or the way it is turned and rounded."""
    if len(element) > 1:
        return []
    text = " ".join("".join(element.itertext()).split())
    if len(text) > 40:
        return []
    style = value(element, "style").lower().replace(" ", "")
    if "rotate(45deg)" in style or "polygon(50%0" in style:
        return [Mark(Symbol.DECISION, text)]
    if "border" in style and "width" in style and "height" in style:
        return [Mark(_bordered(style), text)]
    names = f"{value(element, 'class')} {value(element, 'aria-label')}"
    return _named(names, text)


def _bordered(style: str) -> Symbol:
    sizes = dict(re.findall(r"(?:^|;)(width|height):([\d.]{1,8})", style))
    rounded = re.search(r"border-radius:([\d.]{1,8})(%|px|em|pt)?", style)
    if rounded is None or float(rounded[1].strip(".") or 0) == 0:
        return Symbol.PROCESS
    width, height = (float(sizes.get(side, "1").strip(".") or 1) for side in ("width", "height"))
    return ellipse(Box(0, 0, width, height)) if rounded[2] == "%" else Symbol.TERMINATOR


def _vml(element: Element) -> list[Mark]:
    rules = Rules()
    rules.learn(element)
    holder = element if local(element) in ("all", "pict") else None
    held = [picture(holder, rules)] if holder is not None else []
    if local(element) == "all":
        held += [picture(child, rules) for child in element if local(child) == "pict"]
    return [Mark(shape.symbol, shape.text) for each in held for shape in each.drawing.shapes]


def _svg(element: Element) -> list[Mark]:
    found: list[Mark] = []
    text = " ".join(
        " ".join(part.text or "" for part in element.iter() if local(part).lower() in ("text", "tspan")).split()
    )
    for part in element.iter():
        symbol = _outlined(part)
        if symbol is not None and value(part, "fill") + value(part, "stroke") != "nonenone":
            found.append(Mark(symbol, text))
    return _largest(found)


def _largest(found: list[Mark]) -> list[Mark]:
    """A symbol may be drawn twice, its fill and its edge."""
    return list(dict.fromkeys(found))


def _outlined(part: Element) -> Symbol | None:
    match local(part).lower():
        case "rect":
            box = Box(0, 0, _length(part, "width"), _length(part, "height"))
            rounded = max(_length(part, "rx"), _length(part, "ry"))
            if box.width < 4 or box.height < 4:
                return None
            return Symbol.TERMINATOR if rounded >= 0.15 * box.height else Symbol.PROCESS
        case "circle":
            return Symbol.CONNECTOR if _length(part, "r") >= 3 else None
        case "ellipse":
            return ellipse(Box(0, 0, 2 * _length(part, "rx"), 2 * _length(part, "ry")))
        case "polygon":
            points = _pairs(value(part, "points"))
            return outline(points) if len(points) > 3 else None
        case "path":
            points, closed = path_points(value(part, "d"))
            return outline(points) if closed and len(points) > 3 else None
    return None


def _pairs(text: str) -> list[Point]:
    numbers = [float(each) for each in re.findall(r"-?\d{1,9}(?:\.\d{1,9})?", text[:4_000])]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _length(part: Element, side: str) -> float:
    found = re.match(r"\d{1,6}(?:\.\d{1,6})?", value(part, side).strip())
    return float(found[0]) if found else 0.0
