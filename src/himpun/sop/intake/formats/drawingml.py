"""DrawingML of a Word document: what a `w:drawing` holds. Lengths there are EMU, 12,700 to a point."""

from dataclasses import dataclass
from math import cos, radians, sin

from himpun.sop.intake.formats.docx_text import whole
from himpun.sop.intake.formats.figures import Held, Looks, take
from himpun.sop.intake.formats.plane import Box, Point, around, bend, outline
from himpun.sop.intake.formats.xml import Element, every, first, kind, local, value
from himpun.sop.intake.grid import Symbol

EMU = 12_700
MAX_DEPTH = 20
FROM_PAGE = {"page": "page", "margin": "margin", "leftMargin": "page", "topMargin": "page", "rightMargin": "page"}


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates inside a group become points from the anchor's origin."""

    x: float
    y: float
    across: float = 1 / EMU
    along: float = 1 / EMU

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        x, y = self.x + left * self.across, self.y + top * self.along
        return Box(x, y, x + width * self.across, y + height * self.along)


def drawing(element: Element) -> Held:
    """What a `w:drawing` holds."""
    held = Held()
    anchor = first(element, "wp:anchor")
    inline = first(element, "wp:inline")
    frame = Frame(0, 0)
    if anchor is not None:
        frame = _anchored(anchor, held)
    held.inline = anchor is None
    outer = anchor if anchor is not None else inline
    if outer is None:
        return held
    extent = first(outer, "wp:extent")
    size = (_number(value(extent, "cx")), _number(value(extent, "cy")))
    for data in every(outer, "a:graphic/a:graphicData"):
        for child in data:
            _taken(child, held, frame, size, 0)
    return held


def _anchored(anchor: Element, held: Held) -> Frame:
    across, along = first(anchor, "wp:positionH"), first(anchor, "wp:positionV")
    held.across = FROM_PAGE.get(value(across, "relativeFrom"), "anchor")
    held.along = FROM_PAGE.get(value(along, "relativeFrom"), "anchor")
    held.in_cell = value(anchor, "layoutInCell") not in ("0", "false")
    return Frame(_offset(across), _offset(along))


def _offset(position: Element | None) -> float:
    offset = first(position, "wp:posOffset") if position is not None else None
    return _number((offset.text if offset is not None else "") or "") / EMU


def _taken(element: Element, held: Held, frame: Frame, size: tuple[float, float] | None, depth: int) -> None:
    """`size` is that of the anchor's extent, for the outermost element alone."""
    if depth > MAX_DEPTH:
        return
    match local(element):
        case "wsp":
            take(held, _looks(element, frame, size))
        case "wgp" | "grpSp":
            inner = _grouped(element, frame, size)
            for child in element:
                _taken(child, held, inner, None, depth + 1)
        case "wpc":
            for child in element:
                _taken(child, held, frame, None, depth + 1)
        case "pic":
            held.pictures += 1
        case "chart" | "relIds" | "graphicFrame":
            held.pictures += 1


def _grouped(group: Element, frame: Frame, size: tuple[float, float] | None) -> Frame:
    shape = first(group, "wpg:grpSpPr/a:xfrm")
    if shape is None:
        return frame
    outer = _span(shape, frame, size)
    child, extent = first(shape, "a:chOff"), first(shape, "a:chExt")
    across = outer.width / max(_number(value(extent, "cx")), 1)
    along = outer.height / max(_number(value(extent, "cy")), 1)
    x, y = _number(value(child, "x")), _number(value(child, "y"))
    return Frame(outer.left - x * across, outer.top - y * along, across, along)


def _span(xfrm: Element | None, frame: Frame, size: tuple[float, float] | None) -> Box:
    """The box of a shape. The outermost one lies at the anchor, whatever offset it carries itself."""
    if xfrm is None:
        return frame.box(0, 0, *(size or (0, 0)))
    off, ext = first(xfrm, "a:off"), first(xfrm, "a:ext")
    width, height = _number(value(ext, "cx")), _number(value(ext, "cy"))
    if size is not None:
        return frame.box(0, 0, width, height)
    return frame.box(_number(value(off, "x")), _number(value(off, "y")), width, height)


def _looks(shape: Element, frame: Frame, size: tuple[float, float] | None) -> Looks:
    properties = first(shape, "wps:spPr")
    xfrm = first(properties, "a:xfrm") if properties is not None else None
    box = _span(xfrm, frame, size)
    line = first(properties, "a:ln") if properties is not None else None
    preset = value(first(properties, "a:prstGeom"), "prst") if properties is not None else ""
    custom = first(properties, "a:custGeom") if properties is not None else None
    symbol, points = _custom(custom, box) if custom is not None else (None, ())
    return Looks(
        preset=preset,
        box=box,
        flipped=(value(xfrm, "flipH") in ("1", "true"), value(xfrm, "flipV") in ("1", "true")),
        turn=_number(value(xfrm, "rot")) / 60_000,
        heads=(_headed(line, "a:headEnd"), _headed(line, "a:tailEnd")),
        glued=_glued(shape),
        key=value(first(shape, "wps:cNvPr"), "id") or _outer_key(shape),
        content=first(shape, "wps:txbx/w:txbxContent"),
        text_box=value(first(shape, "wps:cNvSpPr"), "txBox") in ("1", "true"),
        framed=_framed(shape, properties, line),
        symbol=symbol,
        points=points,
    )


def _outer_key(shape: Element) -> str:
    """The number of the drawing itself, which a single shape is called by."""
    for above in shape.iterancestors():
        if kind(above) in ("wp:anchor", "wp:inline"):
            return value(first(above, "wp:docPr"), "id")
    return ""


def _glued(shape: Element) -> tuple[str, str]:
    connection = first(shape, "wps:cNvCnPr")
    if connection is None:
        return "", ""
    return value(first(connection, "a:stCxn"), "id"), value(first(connection, "a:endCxn"), "id")


def _headed(line: Element | None, end: str) -> bool:
    found = first(line, end) if line is not None else None
    return found is not None and value(found, "type") not in ("", "none")


def _framed(shape: Element, properties: Element | None, line: Element | None) -> bool:
    """Whether anything of the shape itself can be seen."""
    if properties is None:
        return True
    if line is not None and first(line, "a:noFill") is not None:
        return any(kind(child) in ("a:solidFill", "a:gradFill", "a:pattFill") for child in properties) and not _white(
            properties
        )
    return line is not None or first(shape, "wps:style") is not None or first(properties, "a:solidFill") is not None


def _white(properties: Element) -> bool:
    fill = first(properties, "a:solidFill")
    return value(first(fill, "a:srgbClr") if fill is not None else None, "val").upper() == "FFFFFF" or (
        value(first(fill, "a:schemeClr") if fill is not None else None, "val") in ("bg1", "lt1")
    )


def _custom(custom: Element, box: Box) -> tuple[Symbol | None, tuple[Point, ...]]:
    """A shape by its own path: the symbol that it outlines, or the points of a line."""
    for path in every(custom, "a:pathLst/a:path"):
        points, closed = _path(path)
        if len(points) < 2:
            continue
        whole_path = around(points)
        if closed and (found := outline(points)) is not None:
            return found, ()
        if not closed:
            return None, tuple(_fitted(point, path, whole_path, box) for point in points)
    return None, ()


def _fitted(point: Point, path: Element, drawn: Box, box: Box) -> Point:
    width = _number(value(path, "w")) or drawn.width or 1
    height = _number(value(path, "h")) or drawn.height or 1
    return box.left + point[0] / width * box.width, box.top + point[1] / height * box.height


def _path(path: Element) -> tuple[list[Point], bool]:
    points: list[Point] = []
    closed = False
    for step in list(path)[:400]:
        ends = [(_number(value(pt, "x")), _number(value(pt, "y"))) for pt in every(step, "a:pt")]
        match local(step):
            case "moveTo" if points:
                break
            case "moveTo" | "lnTo":
                points += ends
            case "cubicBezTo" if len(ends) == 3 and points:
                points += bend((points[-1], ends[2]), ends[0], ends[1])
            case "quadBezTo" if len(ends) == 2 and points:
                points += bend((points[-1], ends[1]), ends[0], ends[0])
            case "arcTo" if points:
                points += _arc(step, points[-1])
            case "close":
                closed = True
    return points, closed or (len(points) > 3 and points[0] == points[-1])


def _arc(step: Element, start: Point) -> list[Point]:
    across, along = _number(value(step, "wR")), _number(value(step, "hR"))
    angle, swing = _number(value(step, "stAng")) / 60_000, _number(value(step, "swAng")) / 60_000
    centre = start[0] - across * cos(radians(angle)), start[1] - along * sin(radians(angle))
    turns = [radians(angle + swing * part / 8) for part in range(1, 9)]
    return [(centre[0] + across * cos(turn), centre[1] + along * sin(turn)) for turn in turns]


def _number(text: str) -> float:
    return float(max(-(10**12), min(10**12, whole(text))))
