"""A web page: its lines, its tables with their spans, and symbols drawn as SVG, VML or styled boxes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from himpun.sop.intake.formats.docx import picture_loss
from himpun.sop.intake.formats.errors import Empty, TooLarge
from himpun.sop.intake.formats.html_marks import marks_of
from himpun.sop.intake.formats.sheet import MAX_COLUMNS, MAX_ROWS, Piece, Sheet, tidy
from himpun.sop.intake.formats.xml import Element, local, mended, page, value
from himpun.sop.intake.grid import Document, Line, Loss, Mark, Symbol, Table

MAX_LETTERS = 4_000_000
# Nesting in which an unclosed tag counts; what HTML lets stand unclosed does not.
MAX_DEPTH = 200
LEFT_OPEN = {
    "p", "li", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "dt", "dd", "br", "img", "hr", "input", "meta",
    "link", "col", "wbr", "area", "source", "colgroup", "rect", "ellipse", "circle", "path", "polygon", "polyline",
    "line", "use", "stop", "embed", "param", "track",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-z][a-z0-9:]{0,30})", re.I)
SILENT = {"script", "style", "head", "title", "noscript", "template", "svg", "math", "object", "iframe", "select"}
BLOCKS = {
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article", "header", "footer",
    "dl", "dt", "dd", "blockquote", "pre", "center", "address", "main", "body", "form", "fieldset", "caption", "figure",
}  # fmt: skip
VML = re.compile(r"<(?:v:|w:pict)", re.I)
MAX_NESTING = 6


def read_html(text: str, name: str) -> Document:
    """A web page or a pasted part of one, as lines and tables. Raises the errors of this room."""
    if len(text) > MAX_LETTERS or _too_deep(text):
        raise TooLarge(name)
    root = page(_without_images(text))
    reader = _Page()
    if root is not None:
        reader.read(root, 0)
        reader.end_line()
    if not reader.blocks:
        raise Empty(name)
    losses = dict.fromkeys(reader.losses)
    if reader.pictures:
        losses[picture_loss(reader.pictures)] = None
    return Document(tuple(reader.blocks), "html", tuple(losses))


def _without_images(text: str) -> str:
    """Pictures inside a page are long and say nothing here."""
    return re.sub(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]*", "", text)


def _too_deep(text: str) -> bool:
    """Whether tags nest deeper than any page: some parsers take the square of that long."""
    opened: dict[str, int] = {}
    depth = 0
    for found in TAG.finditer(text):
        tag = found[2].lower()
        if tag in LEFT_OPEN:
            continue
        before = opened.get(tag, 0)
        opened[tag] = max(0, before - 1) if found[1] else before + 1
        depth += opened[tag] - before
        if depth > MAX_DEPTH:
            return True
    return False


@dataclass(slots=True)
class _Page:
    blocks: list[Line | Table] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    pictures: int = 0
    _line: list[str] = field(default_factory=list)
    _counters: list[int | None] = field(default_factory=list)

    def read(self, element: Element, depth: int) -> None:
        """An element outside any table."""
        tag = local(element).lower()
        if tag in SILENT or not tag:
            return
        if tag == "table":
            self.end_line()
            self._table(element, depth)
            return
        self._say(element.text)
        for child in element:
            self._child(child, depth)
            self._say(child.tail)
        if tag in BLOCKS:
            self.end_line()

    def _child(self, child: Element, depth: int) -> None:
        tag = local(child).lower()
        if tag in BLOCKS or tag == "br":
            self.end_line()
        if tag == "li":
            self._line.append(_number(child))
        if tag == "img":
            self.pictures += 1
        if depth < MAX_DEPTH:
            self.read(child, depth + 1)

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(" ".join(text.replace("\t", " ").split("\n")))

    def end_line(self) -> None:
        found = tidy("".join(self._line))
        self._line.clear()
        self.blocks += [Line(line) for line in found.split("\n") if line]

    def _table(self, element: Element, depth: int) -> None:
        sheet, inner = Sheet(), []
        for number, row in enumerate(_rows(element)):
            if number >= MAX_ROWS:
                sheet.row(number)
                break
            sheet.row(number)
            column = 0
            for cell in row:
                while sheet.owner((number, column)) is not None:
                    column += 1
                piece = Piece(rows=_span(cell, "rowspan", MAX_ROWS), columns=_span(cell, "colspan", MAX_COLUMNS))
                inner += self._fill(piece, cell, depth)
                sheet.put((number, column), piece)
                column += piece.columns
        self._put(element, sheet, inner, depth)

    def _put(self, element: Element, sheet: Sheet, inner: list[Element], depth: int) -> None:
        self.losses += sheet.losses
        if inner and len(sheet.pieces) == 1:
            self.blocks += [Line(line) for line in tidy(sheet.pieces[(0, 0)].text).split("\n") if line]
        elif sheet.pieces:
            self.blocks.append(sheet.table())
        for table in inner:
            self._table(table, depth + 1)

    def _fill(self, piece: Piece, cell: Element, depth: int) -> list[Element]:
        """A cell's words and symbols. The tables in it that stand for themselves."""
        inner: list[Element] = []
        words = _Words(inner, nesting=depth)
        words.read(cell, 0)
        piece.text = "".join(words.said)
        piece.marks += words.marks or words.drawn
        self.pictures += words.pictures
        return inner


@dataclass(slots=True)
class _Words:
    """The words of one cell."""

    inner: list[Element]
    nesting: int
    said: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictures: int = 0

    @property
    def drawn(self) -> list[Mark]:
        """A cell that holds nothing but a picture shows that somebody acts there; which symbol is not known."""
        return [Mark(Symbol.PROCESS)] if self.pictures and not tidy("".join(self.said)) else []

    def read(self, element: Element, depth: int) -> None:
        self._say(element.text)
        for child in element:
            self._child(child, depth)
            self._say(child.tail)

    def _child(self, child: Element, depth: int) -> None:
        tag = local(child).lower()
        if not tag:
            self._comment(child)
            return
        found = marks_of(child)
        if found:
            self.marks += found
            return
        if tag == "img":
            self.pictures += 1
        if tag in SILENT or depth > MAX_DEPTH:
            return
        if tag == "table" and self.nesting < MAX_NESTING and _stands_alone(child):
            self.inner.append(child)
            return
        if tag in BLOCKS or tag == "br":
            self.said.append("\n")
        elif tag in ("td", "th"):
            self.said.append("\t")
        if tag == "li":
            self.said.append(_number(child))
        self.read(child, depth + 1)
        if tag in BLOCKS:
            self.said.append("\n")

    def _comment(self, child: Element) -> None:
        """Word hides what it has drawn in a comment that only old browsers read."""
        text = child.text or ""
        if isinstance(text, str) and VML.search(text):
            fragment = mended(re.sub(r"^\[if[^\]]*\]>|<!\[endif\]$", "", text.strip()))
            if fragment is not None:
                self.marks += marks_of(fragment)

    def _say(self, text: str | None) -> None:
        if text:
            self.said.append(" ".join(text.replace("\t", " ").split("\n")))


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row; cells that stand in a table without a row are one."""
    stray: list[Element] = []
    for child in table:
        tag = local(child).lower()
        if tag in ("td", "th"):
            stray.append(child)
            continue
        if stray:
            yield stray
            stray = []
        if tag == "tr":
            yield [cell for cell in child if local(cell).lower() in ("td", "th")]
        elif tag in ("thead", "tbody", "tfoot", "form", "a"):
            yield from _rows(child)
    if stray:
        yield stray


def _stands_alone(table: Element) -> bool:
    rows = list(_rows(table))
    return len(rows) > 1 and max(map(len, rows)) > 2


def _span(cell: Element, side: str, most: int) -> int:
    asked = value(cell, side).strip()
    if not asked.isdecimal() or len(asked) > 9:
        return 1
    # "0" asks for all that are left.
    return min(int(asked) or most, most)


def _number(item: Element) -> str:
    """What stands before a list item: its number in an ordered list, a dash in another."""
    above = item.getparent()
    if above is None or local(above).lower() != "ol":
        return "- "
    kind = value(above, "type")
    if "none" in value(above, "style") or "none" in value(item, "style"):
        return ""
    place = sum(1 for other in item.itersiblings("li", preceding=True)) + (_start(above))
    return f"{chr(ord(kind) + (place - 1) % 26)}. " if kind in ("a", "A") else f"{place}. "


def _start(listing: Element) -> int:
    asked = value(listing, "start")
    return int(asked) if asked.isdecimal() and len(asked) < 5 else 1
