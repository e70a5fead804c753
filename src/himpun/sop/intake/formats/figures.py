"""What one anchor of a Word document holds: a drawing in points from the anchor's origin, and the text boxes."""

from dataclasses import dataclass, field

from himpun.sop.intake.formats.docx_text import blocks, words
from himpun.sop.intake.formats.drawn import WAY, Drawing, Label, Shape, Wire
from himpun.sop.intake.formats.plane import Box, Point
from himpun.sop.intake.formats.presets import BLOCK_ARROWS, BOTH_WAYS, is_line, symbol_of
from himpun.sop.intake.formats.xml import Element, inside
from himpun.sop.intake.grid import Symbol

# A shape holds a word or a few; more is a text that happens to have a frame.
LONGEST_INSIDE = 80


@dataclass(slots=True)
class Held:
    """`across` and `along`: whether an offset counts from the "anchor" or from the "page" or its "margin"."""

    drawing: Drawing = field(default_factory=Drawing)
    texts: list[Element] = field(default_factory=list)
    pictures: int = 0
    inline: bool = False
    across: str = "anchor"
    along: str = "anchor"
    in_cell: bool = True


@dataclass(frozen=True, slots=True)
class Looks:
    """A shape as its XML describes it. `turn` in degrees clockwise; `heads` of its start and of its end."""

    preset: str
    box: Box
    flipped: tuple[bool, bool] = (False, False)
    turn: float = 0
    heads: tuple[bool, bool] = (False, False)
    glued: tuple[str, str] = ("", "")
    key: str = ""
    content: Element | None = None
    text_box: bool = False
    framed: bool = True
    symbol: Symbol | None = None  # when its outline told
    points: tuple[Point, ...] = ()  # of a line with corners of its own


def take(held: Held, looks: Looks) -> None:
    """Put a shape into what its anchor holds."""
    if looks.points:
        held.drawing.wires.append(Wire(list(looks.points), looks.heads, looks.glued))
    elif is_line(looks.preset):
        start, end = turned(looks, (0.0, 0.0)), turned(looks, (1.0, 1.0))
        held.drawing.wires.append(Wire([start, end], looks.heads, looks.glued))
    elif looks.preset in BLOCK_ARROWS:
        tail, head = (turned(looks, point) for point in BLOCK_ARROWS[looks.preset])
        held.drawing.wires.append(Wire([tail, head], (looks.preset in BOTH_WAYS, True)))
    else:
        _closed(held, looks)


def turned(looks: Looks, part: Point) -> Point:
    """A point of a shape's box, given in parts of its width and height, after flipping and turning."""
    across = 1 - part[0] if looks.flipped[0] else part[0]
    along = 1 - part[1] if looks.flipped[1] else part[1]
    x, y = (across - 0.5) * looks.box.width, (along - 0.5) * looks.box.height
    for _ in range(round(looks.turn / 90) % 4):
        x, y = -y, x
    centre = looks.box.centre
    return centre[0] + x, centre[1] + y


def _closed(held: Held, looks: Looks) -> None:
    text = said(looks.content)
    one_line = " ".join(text.split())
    box = _lying(looks)
    symbol = looks.symbol or symbol_of(looks.preset, box, one_line)
    boxed = looks.text_box or looks.preset in ("textBox", "rect", "")
    if boxed and one_line and WAY.fullmatch(one_line):
        held.drawing.labels.append(Label(one_line, box))
    elif looks.content is not None and text and _is_text(looks, one_line, symbol):
        held.texts.append(looks.content)
    elif (looks.framed or one_line) and box.width > 3 and box.height > 3:
        if looks.preset == "textBox" and one_line:
            symbol = Symbol.PROCESS
        if symbol is not None:
            held.drawing.shapes.append(Shape(box, symbol, one_line, looks.key))


def _is_text(looks: Looks, text: str, symbol: Symbol | None) -> bool:
    unframed = not looks.framed and (looks.text_box or symbol is None)
    holds_table = looks.content is not None and next(inside(looks.content, "w:tbl"), None) is not None
    return holds_table or len(text) > LONGEST_INSIDE or unframed or (symbol is None and looks.preset != "textBox")


def _lying(looks: Looks) -> Box:
    """The box of a shape that may have been turned by a quarter."""
    if round(looks.turn / 90) % 2 == 0:
        return looks.box
    (x, y), across, along = looks.box.centre, looks.box.height / 2, looks.box.width / 2
    return Box(x - across, y - along, x + across, y + along)


def said(content: Element | None) -> str:
    """The words of a text box."""
    if content is None:
        return ""
    return "\n".join(words(paragraph) for paragraph in blocks(content) if paragraph.tag.endswith("}p")).strip()
