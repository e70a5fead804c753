"""A Word document (.docx): its paragraphs, its tables, and what is drawn over them."""

import posixpath
from dataclasses import dataclass, field

from himpun.sop.intake.formats.docx_table import LINE_HEIGHT, PADDING, TWIP, Anchored, Reader, WordTable, anchors, said
from himpun.sop.intake.formats.docx_text import blocks, numbering, whole
from himpun.sop.intake.formats.drawn import MAX_SHAPES, MAX_WIRES, Drawing, Label, Wire
from himpun.sop.intake.formats.errors import Empty, TooLarge, Unreadable
from himpun.sop.intake.formats.packed import Package
from himpun.sop.intake.formats.plane import Box, Point
from himpun.sop.intake.formats.settle import Standing, drawn, without_frames
from himpun.sop.intake.formats.sheet import tidy
from himpun.sop.intake.formats.vml import Rules
from himpun.sop.intake.formats.xml import BrokenXml, Element, every, first, inside, kind, parsed, value
from himpun.sop.intake.grid import Document, Line, Loss, Mark, Place, Symbol, Table

MACROS = Loss("macros_left_out", "Dokumen ini membawa makro. Makro tidak dijalankan dan tidak disimpan.")
INSERTED = Loss("part_left_out", "Dokumen ini menyisipkan berkas lain; isi sisipan itu tidak dibaca.")
STRAY = Loss("shape_outside_table", "Ada simbol yang digambar di luar tabel; simbol itu tidak dapat diletakkan.")
# Of a nested table deeper than this, the words are taken and the table is not.
MAX_NESTING = 6


def picture_loss(count: int) -> Loss:
    return Loss("picture", f"Ada {count} gambar di dokumen ini; isi gambar tidak dapat dibaca.")


def read_docx(data: bytes, name: str) -> Document:
    """A Word document as lines and tables. Raises the errors of this room."""
    package = Package(data, name)
    try:
        story = _Story(package, name)
        story.read()
    except BrokenXml as error:
        raise Unreadable(name) from error
    found = story.document()
    if not found.blocks and not found.losses:
        raise Empty(name)
    return found


@dataclass(slots=True)
class _Page:
    """The page's left margin, top margin and the width of its text, in points."""

    left: float = 72
    top: float = 72
    width: float = 450


@dataclass(slots=True)
class _Story:
    package: Package
    name: str
    blocks: list[Line | WordTable] = field(default_factory=list)
    loose: list[Anchored] = field(default_factory=list)
    pictures: int = 0
    y: float = 0
    page: _Page = field(default_factory=_Page)
    losses: list[Loss] = field(default_factory=list)
    parts: dict[str, Element | None] = field(default_factory=dict)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        rules = Rules()
        for path in ("word/settings.xml", "word/document.xml"):
            root = self._part(path)
            if root is not None:
                rules.learn(root)
        self.reader = Reader(numbering(self._part("word/numbering.xml"), self._part("word/styles.xml")), rules)

    def _part(self, path: str) -> Element | None:
        if path not in self.parts:
            found = self.package.part(path)
            self.parts[path] = parsed(found) if found else None
        return self.parts[path]

    def read(self) -> None:
        main = self._main()
        root = self._part(main)
        body = first(root, "w:body") if root is not None else None
        if body is None:
            raise Unreadable(self.name)
        self.page = _page(body)
        for header in self._headers(body, main):
            self._read(header, 0)
        self.y = 0
        self._read(body, 0)
        self._note(body)

    def _main(self) -> str:
        for target, about, _ in self._relations("_rels/.rels"):
            if about.endswith("/officeDocument"):
                return target.lstrip("/")
        return "word/document.xml"

    def _relations(self, path: str) -> list[tuple[str, str, str]]:
        """Target, type and id of what a part refers to inside the package; what lies outside is never followed."""
        root = self._part(path)
        found = list(root) if root is not None else []
        return [
            (value(each, "Target"), value(each, "Type"), value(each, "Id"))
            for each in found
            if isinstance(each.tag, str) and value(each, "TargetMode") != "External"
        ]

    def _headers(self, body: Element, main: str) -> list[Element]:
        """The header of the first section: some offices put the identity there."""
        folder, file = posixpath.split(main)
        targets = {key: target for target, _, key in self._relations(f"{folder}/_rels/{file}.rels")}
        section = next(inside(body, "w:sectPr"), None)
        wanted = [
            posixpath.normpath(posixpath.join(folder, targets.get(value(each, "r:id"), "none")))
            for each in (every(section, "w:headerReference") if section is not None else [])
        ]
        return [root for path in wanted[:1] if (root := self._part(path)) is not None]

    def _read(self, container: Element, depth: int) -> None:
        for block in blocks(container):
            if kind(block) == "w:tbl":
                self._table(block, depth)
            else:
                self._paragraph(block, depth)

    def _paragraph(self, paragraph: Element, depth: int) -> None:
        text = said(paragraph, self.reader.numbering)
        self.blocks += [Line(line) for line in tidy(text).split("\n") if line]
        for held in anchors(paragraph, self.reader.rules):
            self.loose.append(Anchored(held, None, x=self.page.left, y=self.y))
            self._texts(held.texts, depth)
        self.y += LINE_HEIGHT * max(1, len(text) // 90 + 1)

    def _texts(self, texts: list[Element], depth: int) -> None:
        """Text boxes stand where their anchor does."""
        before = self.y
        for content in texts if depth < MAX_NESTING else []:
            self._read(content, depth + 1)
        self.y = before

    def _table(self, element: Element, depth: int) -> None:
        table = self.reader.table(element, depth)
        table.left, table.top = _left(element, self.page, sum(table.widths)), self.y
        self.y += sum(table.heights)
        if table.nested and len(table.sheet.pieces) == 1:
            # A table of one cell is a frame around a page.
            self.blocks += [Line(line) for line in tidy(table.sheet.pieces[(0, 0)].text).split("\n") if line]
        else:
            self.blocks.append(table)
        for inner in table.nested:
            self._table(inner, depth + 1)
        for each in table.anchored:
            self._texts(each.held.texts, depth)

    def _note(self, body: Element) -> None:
        if any("vbaProject" in part for part in self.package.names()):
            self.losses.append(MACROS)
        embedded = any(part.startswith("word/embeddings/") for part in self.package.names())
        if embedded or any(kind(each) == "w:altChunk" for each in body):
            self.losses.append(INSERTED)

    def document(self) -> Document:
        tables = [block for block in self.blocks if isinstance(block, WordTable)]
        drawings = _Drawings(tables, self.page)
        for table in tables:
            for each in table.anchored:
                drawings.add(each, table)
        for each in self.loose:
            drawings.add(each, None)
        if drawings.too_many():
            raise TooLarge(self.name)
        blocks_read = tuple(drawings.table(block) if isinstance(block, WordTable) else block for block in self.blocks)
        kept = tuple(block for block in blocks_read if isinstance(block, Line) or block.rows)
        losses = dict.fromkeys((*self.losses, *(loss for table in tables for loss in table.sheet.losses)))
        if drawings.strayed:
            losses[STRAY] = None
        if drawings.pictures:
            losses[picture_loss(drawings.pictures)] = None
        return Document(kept, "docx", tuple(losses))


class _Drawings:
    """All that is drawn in a document, sorted by the table over which it lies."""

    def __init__(self, tables: list[WordTable], page: _Page) -> None:
        self._page = page
        self._tables = tables
        self._lattices = {id(table): table.lattice() for table in tables}
        self._standing: dict[int, list[Standing]] = {id(table): [] for table in tables}
        self._wires: dict[int, list[Wire]] = {id(table): [] for table in tables}
        self._labels: dict[int, list[Label]] = {id(table): [] for table in tables}
        self._pictured: dict[int, list[Place]] = {id(table): [] for table in tables}
        self.pictures = 0
        self.strayed = False

    def too_many(self) -> bool:
        return any(len(each) > MAX_SHAPES for each in self._standing.values()) or any(
            len(each) > MAX_WIRES for each in self._wires.values()
        )

    def add(self, each: Anchored, table: WordTable | None) -> None:
        x, y = self._origin(each, table)
        held = each.held.drawing
        self.pictures += each.held.pictures
        if each.held.pictures and each.held.inline and table is not None and each.place is not None:
            self._pictured[id(table)].append(each.place)
        fixed = each.held.inline and len(held.shapes) + len(held.labels) == 1 and not held.wires
        for shape in held.shapes:
            shape.box = shape.box.moved(x, y)
            over = table or self._under(shape.box.centre)
            if over is None or (each.held.inline and fixed and table is None):
                self.strayed = True
            else:
                self._standing[id(over)].append(Standing(shape, each.place, fixed))
        for wire in held.wires:
            wire.points = [(point[0] + x, point[1] + y) for point in wire.points]
            if (over := table or self._under(wire.points[0])) is not None:
                self._wires[id(over)].append(wire)
        for label in held.labels:
            label.box = label.box.moved(x, y)
            if (over := table or self._under(label.box.centre)) is not None:
                self._labels[id(over)].append(label)

    def _origin(self, each: Anchored, table: WordTable | None) -> Point:
        """The point from which an anchor's offsets count, on the page."""
        x, y = each.x, each.y
        if table is not None and each.place is not None:
            lattice = self._lattices[id(table)]
            column = min(each.place[1], len(lattice.across) - 2)
            x, y = lattice.across[column] + PADDING, lattice.along[each.place[0]] + each.below
            if each.held.in_cell:
                return x, y
        across = {"page": 0.0, "margin": self._page.left}.get(each.held.across, x)
        along = {"page": -self._page.top, "margin": 0.0}.get(each.held.along, y)
        return across, along

    def _under(self, point: Point) -> WordTable | None:
        """The table that a point lies over, or next to."""
        reach = Box(point[0], point[1], point[0], point[1])
        far = [(self._lattices[id(table)].box.distance(reach.centre), n) for n, table in enumerate(self._tables)]
        distance, number = min(far, default=(1_000.0, 0))
        return self._tables[number] if distance < 300 else None

    def table(self, block: WordTable) -> Table:
        standing = without_frames(self._standing[id(block)])
        shapes = [each.shape for each in standing]
        drawing = Drawing(shapes, self._wires[id(block)], self._labels[id(block)])
        found = drawn(standing, drawing, block.sheet, self._lattices[id(block)])
        for place in self._pictured[id(block)]:
            piece = block.sheet.pieces.get(place)
            # A cell with nothing but a picture shows that somebody acts there; which symbol it is, nobody can say.
            if piece is not None and not piece.marks and not piece.text.strip():
                block.sheet.mark(place, Mark(Symbol.PROCESS))
        return block.sheet.table(found)


def _page(body: Element) -> _Page:
    section = next(inside(body, "w:sectPr"), None)
    if section is None:
        return _Page()
    size, margin = first(section, "w:pgSz"), first(section, "w:pgMar")
    left, right = (whole(value(margin, side), 1440) / TWIP for side in ("w:left", "w:right"))
    width = whole(value(size, "w:w"), 11_906) / TWIP
    return _Page(left, whole(value(margin, "w:top"), 1440) / TWIP, width - left - right)


def _left(table: Element, page: _Page, width: float) -> float:
    if value(first(table, "w:tblPr/w:jc")) == "center":
        return page.left + (page.width - width) / 2
    return page.left + whole(value(first(table, "w:tblPr/w:tblInd"), "w:w")) / TWIP - PADDING
