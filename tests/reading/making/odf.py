"""Flat OpenDocument text: an office's paper, from which LibreOffice makes .docx, .pdf, .doc.

Written from the OpenDocument standard alone; it knows nothing of any reader. Lengths in centimetres.
"""

from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape, quoteattr

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TYPES = {
    "terminator": ("flowchart-terminator", "M 3470 21600 X 0 10800 3470 0 L 18130 0 X 21600 10800 18130 21600 Z N"),
    "process": ("flowchart-process", "M 0 0 L 21600 0 21600 21600 0 21600 Z N"),
    "decision": ("flowchart-decision", "M 0 10800 L 10800 0 21600 10800 10800 21600 Z N"),
    "connector": ("flowchart-connector", "U 10800 10800 10800 10800 0 360 Z N"),
    "off_page": ("flowchart-off-page-connector", "M 0 0 L 21600 0 21600 17150 10800 21600 0 17150 Z N"),
    "rectangle": ("rectangle", "M 0 0 L 21600 0 21600 21600 0 21600 Z N"),
    "diamond": ("diamond", "M 10800 0 L 21600 10800 10800 21600 0 10800 Z N"),
    "ellipse": ("ellipse", "U 10800 10800 10800 10800 0 360 Z N"),
}


@dataclass
class Shape:
    """A shape at (x, y) from its anchor. `key` is what arrows call it by."""

    kind: str
    x: float
    y: float
    width: float = 1.2
    height: float = 0.5
    text: str = ""
    key: str = ""

    def xml(self) -> str:
        kind, path = TYPES[self.kind]
        words = f"<text:p text:style-name='small'>{escape(self.text)}</text:p>" if self.text else ""
        name = f" xml:id='{self.key}' draw:id='{self.key}'" if self.key else ""
        return (
            f"<draw:custom-shape text:anchor-type='paragraph' draw:style-name='shape'{name} svg:x='{self.x}cm' "
            f"svg:y='{self.y}cm' svg:width='{self.width}cm' svg:height='{self.height}cm'>{words}"
            f"<draw:enhanced-geometry svg:viewBox='0 0 21600 21600' draw:type='{kind}' draw:enhanced-path='{path}'/>"
            "</draw:custom-shape>"
        )


@dataclass
class Arrow:
    """A straight arrow between two points from its anchor, or a connector between two shapes."""

    start: tuple[float, float]
    end: tuple[float, float]
    joins: tuple[str, str] = ("", "")

    def xml(self) -> str:
        (x1, y1), (x2, y2) = self.start, self.end
        ends = f"svg:x1='{x1}cm' svg:y1='{y1}cm' svg:x2='{x2}cm' svg:y2='{y2}cm'"
        if not self.joins[0]:
            return f"<draw:line text:anchor-type='paragraph' draw:style-name='arrow' {ends}/>"
        return (
            f"<draw:connector text:anchor-type='paragraph' draw:style-name='arrow' draw:type='line' {ends} "
            f"draw:start-shape='{self.joins[0]}' draw:end-shape='{self.joins[1]}'/>"
        )


@dataclass
class Word:
    """A word in a frame without a border: "Ya" beside an arrow."""

    text: str
    x: float
    y: float

    def xml(self) -> str:
        return (
            f"<draw:frame text:anchor-type='paragraph' draw:style-name='word' svg:x='{self.x}cm' svg:y='{self.y}cm' "
            f"svg:width='1cm'><draw:text-box fo:min-height='0.4cm'><text:p text:style-name='small'>{self.text}</text:p>"
            "</draw:text-box></draw:frame>"
        )


@dataclass
class Cell:
    """Paragraphs by lines of text; a list with `listed`. `turned`: its words run upwards."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    drawn: list[Shape | Arrow | Word] = field(default_factory=list)
    listed: bool = False
    turned: bool = False
    bold: bool = False

    def xml(self) -> str:
        spans = f" table:number-columns-spanned='{self.columns}' table:number-rows-spanned='{self.rows}'"
        style = "turned" if self.turned else "cell"
        shapes = "".join(each.xml() for each in self.drawn)
        return (
            f"<table:table-cell table:style-name='{style}' office:value-type='string'{spans}>"
            f"{self._paragraphs(shapes)}</table:table-cell>"
        )

    def _paragraphs(self, shapes: str) -> str:
        lines = self.text.split("\n")
        if self.listed:
            items = "".join(f"<text:list-item><text:p>{escape(line)}</text:p></text:list-item>" for line in lines)
            return f"<text:list text:style-name='numbers'>{items}</text:list>"
        style = " text:style-name='strong'" if self.bold else ""
        return "".join(
            f"<text:p{style}>{shapes if number == 0 else ''}{said(line)}</text:p>" for number, line in enumerate(lines)
        )


def said(line: str) -> str:
    return escape(line).replace("\t", "<text:tab/>")


@dataclass
class Grid:
    """A table. A cell that is none is covered by one to its left or above. `high`: least height of each row."""

    widths: list[float]
    rows: list[list[Cell | None]]
    high: float = 0
    header: int = 0

    def xml(self, number: int) -> str:
        columns = "".join(f"<table:table-column table:style-name='c{number}_{n}'/>" for n in range(len(self.widths)))
        rows = [f"<table:table-row table:style-name='r{number}'>{_cells(row)}</table:table-row>" for row in self.rows]
        head = "".join(rows[: self.header])
        head = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
        body = "".join(rows[self.header :])
        return f"<table:table table:name='T{number}' table:style-name='t{number}'>{columns}{head}{body}</table:table>"

    def styles(self, number: int) -> str:
        widths = "".join(
            f"<style:style style:name='c{number}_{n}' style:family='table-column'>"
            f"<style:table-column-properties style:column-width='{width}cm'/></style:style>"
            for n, width in enumerate(self.widths)
        )
        high = f" style:min-row-height='{self.high}cm'" if self.high else ""
        return (
            f"{widths}<style:style style:name='t{number}' style:family='table'><style:table-properties "
            f"style:width='{sum(self.widths):.2f}cm' table:align='left'/></style:style>"
            f"<style:style style:name='r{number}' style:family='table-row'><style:table-row-properties{high}/>"
            "</style:style>"
        )


def _cells(row: list[Cell | None]) -> str:
    return "".join("<table:covered-table-cell/>" if cell is None else cell.xml() for cell in row)


@dataclass
class Text:
    """A paragraph, with what is anchored at it."""

    text: str
    bold: bool = False
    drawn: list[Shape | Arrow | Word] = field(default_factory=list)

    def xml(self, _: int) -> str:
        style = " text:style-name='strong'" if self.bold else ""
        return f"<text:p{style}>{''.join(each.xml() for each in self.drawn)}{said(self.text)}</text:p>"

    def styles(self, _: int) -> str:
        return ""


@dataclass
class Break(Text):
    """A new page begins."""

    text: str = ""

    def xml(self, _: int) -> str:
        return "<text:p text:style-name='next'/>"


def flat(blocks: list[Grid | Text], wide: bool = True, font: str = "Liberation Sans", size: float = 10) -> str:
    """A whole document in one XML file."""
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(address)}" for prefix, address in SPACES.items())
    page = ("33cm", "21.5cm", "landscape") if wide else ("21.5cm", "33cm", "portrait")
    styles = "".join(block.styles(number) for number, block in enumerate(blocks))
    body = "".join(block.xml(number) for number, block in enumerate(blocks))
    cell = "<style:table-cell-properties fo:border='0.5pt solid #000000' fo:padding='0.1cm'"
    frame = Template((Path(__file__).parent / "paper.fodt").read_text(encoding="utf-8"))
    return frame.substitute(
        spaces=spaces,
        font=font,
        size=size,
        wide=page[0],
        high=page[1],
        lying=page[2],
        cell=cell,
        styles=styles,
        body=body,
    )
