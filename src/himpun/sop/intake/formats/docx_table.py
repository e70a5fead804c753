"""A Word table: its cells with their spans, how large they are about, and what is anchored in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from himpun.sop.intake.formats.docx_text import Numbering, blocks, on, whole, words
from himpun.sop.intake.formats.drawingml import drawing
from himpun.sop.intake.formats.figures import Held
from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.sheet import MAX_COLUMNS, MAX_ROWS, ROWS_LEFT_OUT, Piece, Sheet
from himpun.sop.intake.formats.vml import Rules, picture
from himpun.sop.intake.formats.xml import Element, every, first, inside, kind, value
from himpun.sop.intake.grid import Place

TWIP = 20
# Of office prose in the usual 11 points.
LETTER, LINE_HEIGHT, PADDING = 5.3, 13.6, 5.4
MAX_NESTING = 6


@dataclass(slots=True)
class Anchored:
    """What one anchor holds, and where the anchor stands: in a cell, so many points below its top; or on the page."""

    held: Held
    place: Place | None
    below: float = 0
    x: float = 0
    y: float = 0


@dataclass(slots=True)
class WordTable:
    sheet: Sheet = field(default_factory=Sheet)
    widths: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    anchored: list[Anchored] = field(default_factory=list)
    nested: list[Element] = field(default_factory=list)
    left: float = 0
    top: float = 0

    def lattice(self) -> Lattice:
        """Its rules on the page, as far as widths and words tell."""
        across = accumulate(self.widths or [1.0], initial=self.left)
        along = accumulate(self.heights or [1.0], initial=self.top)
        return Lattice(tuple(across), tuple(along))


@dataclass(slots=True)
class Reader:
    """What reading a table needs to know of its document. The numbering counts on from table to table."""

    numbering: Numbering
    rules: Rules

    def table(self, element: Element, depth: int = 0) -> WordTable:
        found = WordTable(widths=_grid(element))
        for number, row in enumerate(_within(element, "w:tr")):
            if number >= MAX_ROWS:
                found.sheet.losses.append(ROWS_LEFT_OUT)
                break
            if not on(first(row, "w:trPr/w:del")):
                self._row(row, found, depth)
        _fill_widths(found)
        return found

    def _row(self, row: Element, table: WordTable, depth: int) -> None:
        number = len(table.heights)
        table.sheet.row(number)
        table.heights.append(LINE_HEIGHT)
        column = whole(value(first(row, "w:trPr/w:gridBefore")))
        for cell in _within(row, "w:tc"):
            if not 0 <= column < MAX_COLUMNS:
                break
            span = max(1, min(whole(value(first(cell, "w:tcPr/w:gridSpan")), 1), MAX_COLUMNS))
            self._cell(cell, table, (number, column), span, depth)
            column += span
        table.heights[number] = _height(row, table.heights[number])

    def _cell(self, cell: Element, table: WordTable, place: Place, span: int, depth: int) -> None:
        merged = first(cell, "w:tcPr/w:vMerge")
        across = first(cell, "w:tcPr/w:hMerge")
        above = table.sheet.owner((place[0] - 1, place[1])) if place[0] else None
        if across is not None and value(across) != "restart" and place[1]:
            owner = table.sheet.owner((place[0], place[1] - 1))
            if owner is not None and owner[0] == place[0]:
                table.sheet.pieces[owner].columns += span
        if merged is not None and value(merged) != "restart" and above is not None and above[1] == place[1]:
            table.sheet.stretch(above, place[0])
            self._content(cell, table, above, depth)
            return
        table.sheet.put(place, Piece(columns=span))
        height = self._content(cell, table, place, depth)
        if merged is None:
            table.heights[place[0]] = max(table.heights[place[0]], height)

    def _content(self, cell: Element, table: WordTable, place: Place, depth: int) -> float:
        """Read a cell's paragraphs into the piece at its place. How high they are about, in points."""
        piece = table.sheet.pieces.get(table.sheet.owner(place) or place)
        lines, high = ([piece.text] if piece and piece.text else []), 0.0
        width = sum(table.widths[place[1] : place[1] + (piece.columns if piece else 1)]) or 80
        for block in blocks(cell):
            if kind(block) == "w:tbl":
                text = self._nested(block, table, depth)
            else:
                text = said(block, self.numbering)
                table.anchored += [Anchored(held, place, high) for held in anchors(block, self.rules)]
            lines.append(text)
            high += _tall(text, width)
        if piece is not None:
            piece.text = "\n".join(lines)
        return high + 2

    def _nested(self, element: Element, table: WordTable, depth: int) -> str:
        """A table in a cell: a small one is part of the cell's words, another stands for itself."""
        if depth < MAX_NESTING and is_table(element):
            table.nested.append(element)
            return ""
        paragraphs = (block for block in inside(element, "w:p"))
        return "\n".join(said(paragraph, self.numbering) for paragraph in paragraphs)


def said(paragraph: Element, numbering: Numbering) -> str:
    """A paragraph with the number before it."""
    label, text = numbering.label(paragraph), words(paragraph)
    return f"{label} {text}".strip(" ") if label and (text.strip() or label != "-") else text


def is_table(element: Element) -> bool:
    """Whether a nested table has rows and columns of its own to understand."""
    rows = list(_within(element, "w:tr"))
    return len(rows) > 1 and max(len(list(_within(row, "w:tc"))) for row in rows) > 2


def anchors(paragraph: Element, rules: Rules) -> Iterator[Held]:
    """What is drawn at a paragraph: of two ways to say the same, the newer one."""
    for element in _drawings(paragraph, 0):
        yield drawing(element) if kind(element) == "w:drawing" else picture(element, rules)


def _drawings(element: Element, depth: int) -> Iterator[Element]:
    for child in element:
        match kind(child):
            case "w:drawing" | "w:pict" | "w:object":
                yield child
            case "mc:AlternateContent":
                yield from _alternatives(child)
            case "w:txbxContent" | "w:del" | "w:tbl" | "w:t":
                continue
            case _ if depth < 30:
                yield from _drawings(child, depth + 1)


def _alternatives(element: Element) -> list[Element]:
    for way in (*every(element, "mc:Choice"), *every(element, "mc:Fallback")):
        found = [child for child in way if kind(child) in ("w:drawing", "w:pict")]
        if found:
            return found
    return []


def _within(element: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through the wrappers that forms and tracked changes put around them."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif kind(child) == wanted:
            yield child
        elif kind(child) in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins") and len(waiting) < MAX_NESTING:
            waiting.append(iter(child))


def _grid(table: Element) -> list[float]:
    widths = [whole(value(column, "w:w")) / TWIP for column in every(table, "w:tblGrid/w:gridCol")]
    return [max(width, 1.0) for width in widths[:MAX_COLUMNS]]


def _fill_widths(table: WordTable) -> None:
    """Columns that the grid did not name, as wide as the others."""
    wanted = max((place[1] + piece.columns for place, piece in table.sheet.pieces.items()), default=1)
    usual = sum(table.widths) / len(table.widths) if table.widths else 60.0
    table.widths += [usual] * (wanted - len(table.widths))


def _height(row: Element, guessed: float) -> float:
    asked = first(row, "w:trPr/w:trHeight")
    points = whole(value(asked)) / TWIP
    return points if value(asked, "w:hRule") == "exact" and points else max(points, guessed)


def _tall(text: str, width: float) -> float:
    letters = max(1, int((width - 2 * PADDING) / LETTER))
    return sum(LINE_HEIGHT * max(1, -(-len(line) // letters)) for line in text.split("\n"))
