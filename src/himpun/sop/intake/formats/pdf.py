"""A PDF with a text layer: tables by their rules, symbols and arrows by their geometry, the rest as lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from himpun.sop.intake.formats.drawn import WAY, Drawing, Label, arrows
from himpun.sop.intake.formats.errors import ScanWithoutText, TooLarge, Unreadable
from himpun.sop.intake.formats.lattice import Lattice
from himpun.sop.intake.formats.pdf_drawn import inside_symbols, sort
from himpun.sop.intake.formats.pdf_open import MAX_PAGES, OutOfBounds, pages
from himpun.sop.intake.formats.pdf_page import Letter, Paper, paper
from himpun.sop.intake.formats.pdf_positions import Grown, placed
from himpun.sop.intake.formats.pdf_rules import Field, Ruled, tables
from himpun.sop.intake.formats.pdf_words import Row, blanks_printed, paragraphs, rows
from himpun.sop.intake.formats.sheet import Piece, Sheet, tidy
from himpun.sop.intake.grid import Arrow, Document, Line, Loss, Mark, Place, Symbol, Table

PAGES_LEFT_OUT = Loss(
    "pages_left_out",
    f"Dokumen lebih panjang dari {MAX_PAGES} halaman; halaman sesudahnya tidak dibaca. Unggah bagian SOP-nya saja.",
)
RULES_LEFT_OUT = Loss("drawing_left_out", "Sebuah halaman berisi terlalu banyak garis; tabelnya tidak dibaca.")
NO_LETTERS = Loss("letters_left_out", "Sebagian huruf memakai fon tanpa arti; huruf itu tidak terbaca.")
PAGE_NUMBER = re.compile(r"(?:hal(?:aman)?|page)?\.?:?\s*[-–]?\s*\d{1,3}\s*(?:(?:dari|/|of)\s*\d{1,3})?\s*[-–]?", re.I)
# Letters on a page, below which it is taken for a picture.
FEW = 12
SAME = 4.0
# How far from the paper's edge running heads and feet stand.
EDGE = 70


@dataclass(slots=True)
class Sheeted:
    """A table as one page shows it, and how its columns lie."""

    sheet: Sheet
    lattice: Lattice
    arrows: list[Arrow] = field(default_factory=list)
    page: int = 1
    goes_on: bool = False  # the table of the page before, in the same columns


@dataclass(slots=True)
class _Leaf:
    """A page's blocks. `grown` is the unruled table that it ends with, which the next page may go on with."""

    number: int
    height: float
    grown: Grown | None = None
    blocks: list[tuple[float, str | Sheeted]] = field(default_factory=list)


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF as lines and tables. Raises the errors of this room."""
    leaves: list[_Leaf] = []
    losses: dict[Loss, None] = {}
    letters = pictures = lost = 0
    try:
        for number, drawn in enumerate(pages(data, name), 1):
            if number > MAX_PAGES:
                losses[PAGES_LEFT_OUT] = None
                break
            page = paper(drawn, number)
            letters += len(page.letters)
            pictures += page.pictures
            lost += sum(letter.text == "\ufffd" for letter in page.letters)
            leaves.append(_leaf(page, losses, leaves[-1].grown if leaves else None))
    except OutOfBounds as error:
        raise TooLarge(name) from error
    if not leaves:
        raise Unreadable(name)
    if letters - lost < FEW * len(leaves) and (letters - lost < FEW or pictures):
        raise ScanWithoutText(name)
    if lost > letters // 100:
        losses[NO_LETTERS] = None
    return Document(tuple(_bound(leaves)), "pdf", tuple(losses))


def _leaf(page: Paper, losses: dict[Loss, None], above: Grown | None) -> _Leaf:
    """One page's tables and lines, from top to bottom. `above` is the unruled table of the page before."""
    page.letters = [letter for letter in page.letters if letter.text != "\ufffd"]
    found = _Leaf(page.number, page.box.height)
    parts = sort(page)
    ruled, too_many = tables(parts.rules)
    if too_many:
        losses[RULES_LEFT_OUT] = None
    blanks = blanks_printed(page.letters)
    left, inside = inside_symbols(page.letters, parts.drawing.shapes)
    for number, shape in enumerate(parts.drawing.shapes):
        shape.text = " ".join(row.text for row in rows(inside.get(number, [])))
    for each in ruled:
        table, left = _table(each, left, parts.drawing, blanks)
        table.page = page.number
        losses.update(dict.fromkeys(table.sheet.losses))
        found.blocks.append((each.lattice.box.top, table))
    if not any(len(table.lattice.across) > 3 for _, table in found.blocks if isinstance(table, Sheeted)):
        left = _unruled(left, parts.drawing, found, above)
    found.blocks += _lines(left, page.box.width, blanks)
    found.blocks.sort(key=lambda block: block[0])
    return found


def _unruled(letters: list[Letter], drawing: Drawing, found: _Leaf, above: Grown | None) -> list[Letter]:
    """Of a page without a ruled table of steps: the one that stands there by positions alone."""
    by_place = placed(letters, [shape.box for shape in drawing.shapes], above)
    if by_place is None:
        return letters
    lattice, found.grown = by_place.lattice, by_place.grown
    table = Sheeted(by_place.sheet, lattice, _draw(_over(drawing, lattice), by_place.sheet, lattice), found.number)
    table.goes_on = above is not None and by_place.grown.columns is above.columns
    found.blocks.append((lattice.box.top, table))
    return by_place.left


def _lines(letters: list[Letter], width: float, blanks: bool) -> list[tuple[float, str | Sheeted]]:
    """What stands outside tables: paragraphs, a wide gap in a line kept as a tab."""
    printed = rows(letters, tabs=True)
    if not printed:
        return []
    room = width - 2 * min(row.box.left for row in printed)
    found: list[tuple[float, str | Sheeted]] = []
    block: list[Row] = []
    for row in [*printed, None]:
        if row is not None and (not block or row.box.top - block[-1].box.bottom < row.size):
            block.append(row)
            continue
        found += [(block[0].box.top + n / 1000, text) for n, text in enumerate(paragraphs(block, room, blanks))]
        block = [row] if row is not None else []
    return found


def _table(ruled: Ruled, letters: list[Letter], drawing: Drawing, blanks: bool) -> tuple[Sheeted, list[Letter]]:
    """A ruled table with its words and symbols, and the letters that lie outside it."""
    box, sheet = ruled.lattice.box, Sheet()
    mine: dict[Place, list[Letter]] = {}
    owners = {place: each for each in ruled.fields for place in _places(each)}
    left = []
    for letter in letters:
        if box.distance(letter.box.centre) > 0:
            left.append(letter)
        else:
            mine.setdefault(owners[ruled.lattice.place(letter.box.centre)].place, []).append(letter)
    printed = {place: rows(held) for place, held in mine.items()}
    own = _over(drawing, ruled.lattice)
    for place in _labels(own, printed, ruled.lattice):
        del printed[place]
    margin = _margin(ruled.fields, printed)
    for each in ruled.fields:
        lines = printed.get(each.place, [])
        text = "\n".join(paragraphs(lines, _room(each, lines, margin), blanks))
        sheet.put(each.place, Piece(text, each.rows, each.columns))
    return Sheeted(sheet, ruled.lattice, _draw(own, sheet, ruled.lattice)), left


def _places(each: Field) -> list[Place]:
    row, column = each.place
    return [(r, c) for r in range(row, row + each.rows) for c in range(column, column + each.columns)]


def _margin(fields: Sequence[Field], printed: dict[Place, list[Row]]) -> float:
    """How far words stand from the rules of this table."""
    gaps = [row.box.left - each.box.left for each in fields for row in printed.get(each.place, []) if row.box.left > 0]
    near = [gap for gap in gaps if 0.5 < gap < 12]
    return min(near, default=4.0)


def _room(each: Field, printed: Sequence[Row], margin: float) -> float:
    """The width that lines of a cell could fill; of turned lines, its height."""
    upright = not printed or (printed[0].box.left >= 0 and each.box.distance(printed[0].box.centre) == 0)
    return (each.box.width if upright else each.box.height) - 2 * margin


def _over(drawing: Drawing, lattice: Lattice) -> Drawing:
    """What is drawn over one table."""
    box = lattice.box
    shapes = [shape for shape in drawing.shapes if box.distance(shape.box.centre) == 0]
    wires = [wire for wire in drawing.wires if min(box.distance(point) for point in wire.points) == 0]
    return Drawing(shapes, wires)


def _labels(drawing: Drawing, printed: dict[Place, list[Row]], lattice: Lattice) -> list[Place]:
    """Take the words beside arrows ("Ya", "Tidak") as labels. The places where they stood alone."""
    if not drawing.wires or not any(shape.symbol is Symbol.DECISION for shape in drawing.shapes):
        return []
    columns = {column for shape in drawing.shapes for column in lattice.columns(shape.box)}
    found = []
    for place, lines in printed.items():
        if place[1] not in columns or not all(WAY.fullmatch(word) for row in lines for word in row.text.split()):
            continue
        drawing.labels += [Label(row.text, row.box) for row in lines]
        found.append(place)
    return found


def _draw(drawing: Drawing, sheet: Sheet, lattice: Lattice) -> list[Arrow]:
    places: list[Place] = []
    for shape in drawing.shapes:
        columns = lattice.columns(shape.box)
        row = lattice.row(shape.box.centre[1])
        for column in columns:
            sheet.mark((row, column), Mark(shape.symbol, shape.text))
        places.append((row, columns[0]))
    return arrows(drawing, places)


def _bound(leaves: list[_Leaf]) -> list[Line | Table]:
    """The pages one after another: a table that goes on overleaf is one table, running heads stand once."""
    found: list[str | Sheeted] = []
    for leaf, running in zip(leaves, _running(leaves), strict=True):
        blocks = [block for _, block in leaf.blocks if not isinstance(block, str) or block not in running]
        for index, block in enumerate(blocks):
            last = found[-1] if found else None
            if index == 0 and isinstance(last, Sheeted) and isinstance(block, Sheeted) and _goes_on(last, block):
                _append(last, block)
            else:
                found.append(block)
    return [line for block in found for line in _block(block)]


def _block(block: str | Sheeted) -> list[Line | Table]:
    if isinstance(block, str):
        return [Line(line) for line in tidy(block).split("\n") if line]
    return [block.sheet.table(block.arrows, block.page)]


def _running(leaves: list[_Leaf]) -> list[set[str]]:
    """Of each page, the lines at its edges that are page numbers, or that stood at the edge of the page before too.

    A foot that comes again on the next page is left out from the first on: it would part a table that goes on.
    """
    heads = [_edge(leaf, lambda y, leaf: y < EDGE) for leaf in leaves]
    feet = [_edge(leaf, lambda y, leaf: y > leaf.height - EDGE) for leaf in leaves]
    found = []
    for number, (head, foot) in enumerate(zip(heads, feet, strict=True)):
        before = heads[number - 1] | feet[number - 1] if number else set()
        after = feet[number + 1] if number + 1 < len(leaves) else set()
        numbers = {line for line in head | foot if PAGE_NUMBER.fullmatch(line.strip())}
        found.append(numbers | ((head | foot) & before) | (foot & after))
    return found


def _edge(leaf: _Leaf, lies: Callable[[float, _Leaf], bool]) -> set[str]:
    return {block for y, block in leaf.blocks if isinstance(block, str) and lies(y, leaf)}


def _goes_on(above: Sheeted, below: Sheeted) -> bool:
    """Whether two tables have their columns in the same places."""
    if below.goes_on:
        return True
    one, other = above.lattice.across, below.lattice.across
    return len(one) > 3 and len(one) == len(other) and all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))


def _append(above: Sheeted, below: Sheeted) -> None:
    """Put a table's rows under another's, without the heading that was printed again."""
    height = max(row + piece.rows for (row, _), piece in above.sheet.pieces.items())
    skipped = _repeated(above.sheet, below.sheet)
    for (row, column), piece in sorted(below.sheet.pieces.items()):
        if row >= skipped:
            above.sheet.put((row - skipped + height, column), piece)
    above.arrows += [
        Arrow(_down(arrow.source, height - skipped), _down(arrow.target, height - skipped), arrow.label)
        for arrow in below.arrows
        if arrow.source[0] >= skipped and arrow.target[0] >= skipped
    ]


def _down(place: Place, rows_more: int) -> Place:
    return place[0] + rows_more, place[1]


def _repeated(above: Sheet, below: Sheet) -> int:
    """How many first rows say the same in both."""
    count = 0
    while True:
        one = [(place[1], piece.text) for place, piece in sorted(above.pieces.items()) if place[0] == count]
        other = [(place[1], piece.text) for place, piece in sorted(below.pieces.items()) if place[0] == count]
        if one != other or not any(text for _, text in one):
            return count
        count += 1
