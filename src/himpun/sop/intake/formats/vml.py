"""VML, in which Word drew before 2010 and HTML saved by Word still does: what a `w:pict` holds."""

import re
from dataclasses import dataclass, field

from himpun.sop.intake.formats.figures import Held, Looks, take
from himpun.sop.intake.formats.plane import Box, Point
from himpun.sop.intake.formats.presets import NUMBERED
from himpun.sop.intake.formats.xml import Element, inside, kind, local, value

# Points in each unit of length; a bare number on the page is a pixel.
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "px": 0.75, "": 0.75, "emu": 1 / 12_700}
LENGTH = re.compile(r"\s*(-?[\d.]{1,12})\s*([a-z]{0,3})\s*", re.I)
TYPE = re.compile(r"_x0000_t(\d{1,3})$")
MAX_DEPTH = 20
SHAPES = {"shape", "rect", "oval", "roundrect", "line", "polyline"}
PRESETS = {"rect": "rect", "oval": "ellipse", "roundrect": "roundRect", "line": "line", "polyline": "line"}


@dataclass(slots=True)
class Rules:
    """What the document says elsewhere about its VML: numbers of shape types, and which shapes a line connects."""

    types: dict[str, int] = field(default_factory=dict)
    glued: dict[str, tuple[str, str]] = field(default_factory=dict)

    def learn(self, root: Element) -> None:
        for shape_type in inside(root, "v:shapetype"):
            self.types[value(shape_type, "id")] = _whole(value(shape_type, "o:spt"))
        for rule in inside(root, "o:r"):
            ends = {
                end: value(proxy, "idref").lstrip("#") for proxy in inside(rule, "o:proxy") for end in _which(proxy)
            }
            if value(rule, "type") == "connector":
                self.glued[value(rule, "idref").lstrip("#")] = (ends.get("start", ""), ends.get("end", ""))


def _which(proxy: Element) -> list[str]:
    return [end for end in ("start", "end") if proxy.get(end) is not None]


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of a group become points."""

    x: float = 0
    y: float = 0
    across: float = 1
    along: float = 1
    inner: bool = False

    def point(self, x: float, y: float) -> Point:
        return self.x + x * self.across, self.y + y * self.along


def picture(element: Element, rules: Rules) -> Held:
    """What a `w:pict`, or any element with VML right beneath it, holds."""
    held = Held(inline=True)
    for child in element:
        if local(child) in SHAPES | {"group"}:
            style = _style(child)
            held.inline = held.inline and style.get("position") != "absolute" and local(child) != "line"
            held.across = _counted(style.get("mso-position-horizontal-relative", ""))
            held.along = _counted(style.get("mso-position-vertical-relative", ""))
            _taken(child, held, rules, Frame(), 0)
    return held


def _counted(relative: str) -> str:
    return relative if relative in ("page", "margin") else "anchor"


def _taken(element: Element, held: Held, rules: Rules, frame: Frame, depth: int) -> None:
    name = local(element)
    if depth > MAX_DEPTH:
        return
    if name == "group":
        inner = _grouped(element, frame)
        for child in element:
            _taken(child, held, rules, inner, depth + 1)
    elif name in SHAPES:
        looks = _looks(element, rules, frame)
        if any(local(child) == "imagedata" for child in element) or looks.preset == "picture":
            held.pictures += 1
        else:
            take(held, looks)


def _grouped(group: Element, frame: Frame) -> Frame:
    box = _box(_style(group), frame)
    width, height = _pair(value(group, "coordsize") or "1000,1000")
    x, y = _pair(value(group, "coordorigin") or "0,0")
    across, along = box.width / (width or 1), box.height / (height or 1)
    return Frame(box.left - x * across, box.top - y * along, across, along, inner=True)


def _looks(shape: Element, rules: Rules, frame: Frame) -> Looks:
    style = _style(shape)
    preset = PRESETS.get(local(shape)) or NUMBERED.get(_number(shape, rules), "")
    if value(shape, "o:connectortype") not in ("", "none"):
        preset = "straightConnector1"
    key = value(shape, "o:spid") or value(shape, "id")
    stroke = next((child for child in shape if kind(child) == "v:stroke"), None)
    content = next((each for box in shape if kind(box) == "v:textbox" for each in inside(box, "w:txbxContent")), None)
    flip = style.get("flip", "")
    unframed = value(shape, "stroked") in ("f", "false") and value(shape, "fillcolor").lower() in (
        "",
        "white",
        "#ffffff",
    )
    return Looks(
        preset=preset,
        box=_box(style, frame),
        flipped=("x" in flip, "y" in flip),
        turn=_first_number(style.get("rotation", "0")),
        heads=(_headed(stroke, "startarrow"), _headed(stroke, "endarrow")),
        glued=rules.glued.get(key) or rules.glued.get(value(shape, "id"), ("", "")),
        key=key,
        content=content,
        text_box=preset == "textBox",
        framed=not unframed,
        points=_points(shape, frame),
    )


def _number(shape: Element, rules: Rules) -> int:
    reference = value(shape, "type").lstrip("#")
    found = TYPE.search(reference)
    return rules.types.get(reference) or (int(found[1]) if found else 0) or _whole(value(shape, "o:spt"))


def _points(shape: Element, frame: Frame) -> tuple[Point, ...]:
    match local(shape):
        case "line":
            ends = (value(shape, "from") or "0,0", value(shape, "to") or "0,0")
            return tuple(_place(end, frame) for end in ends)
        case "polyline":
            numbers = [part for part in re.split(r"[,\s]+", value(shape, "points")) if part][:400]
            pairs = zip(numbers[::2], numbers[1::2], strict=False)
            return tuple(_place(f"{x},{y}", frame) for x, y in pairs)
    return ()


def _place(text: str, frame: Frame) -> Point:
    x, _, y = text.partition(",")
    if frame.inner:
        return frame.point(_first_number(x), _first_number(y))
    return _points_of(x), _points_of(y)


def _box(style: dict[str, str], frame: Frame) -> Box:
    if frame.inner:
        left, top = (_first_number(style.get(side, "0")) for side in ("left", "top"))
        width, height = (_first_number(style.get(side, "0")) for side in ("width", "height"))
        x, y = frame.point(left, top)
        return Box(x, y, x + width * frame.across, y + height * frame.along)
    x = _points_of(style.get("margin-left", "0")) + _points_of(style.get("left", "0"))
    y = _points_of(style.get("margin-top", "0")) + _points_of(style.get("top", "0"))
    return Box(x, y, x + _points_of(style.get("width", "0")), y + _points_of(style.get("height", "0")))


def _style(element: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in value(element, "style").split(";"))
    return {name.strip().lower(): text.strip() for name, _, text in pairs if name.strip()}


def _headed(stroke: Element | None, end: str) -> bool:
    return value(stroke, end) not in ("", "none")


def _points_of(text: str) -> float:
    found = LENGTH.fullmatch(text)
    return _first_number(found[1]) * UNITS.get(found[2].lower(), 1.0) if found else 0.0


def _pair(text: str) -> Point:
    x, _, y = text.partition(",")
    return _first_number(x), _first_number(y)


def _first_number(text: str) -> float:
    found = re.match(r"\s*(-?\d{1,9}(?:\.\d{0,6})?|-?\.\d{1,6})", text)
    return float(found[1]) if found else 0.0


def _whole(text: str) -> int:
    return round(_first_number(text))
