"""A document's words as himpun-sop/1 takes them: signs that nobody sees or types are left out, accents joined."""

import unicodedata
from dataclasses import replace

from himpun.sop.intake.grid import Arrow, Cell, Document, Line, Mark, Table
from himpun.sop.raw import UNSPEAKABLE


def legible(document: Document) -> Document:
    """The same document; joined before anything is measured, for joining can make a text longer."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Line | Table) -> Line | Table:
    if isinstance(block, Line):
        return Line(_text(block.text))
    rows = tuple(tuple(cell and _cell(cell) for cell in row) for row in block.rows)
    return replace(block, rows=rows, arrows=tuple(_arrow(one) for one in block.arrows))


def _cell(cell: Cell) -> Cell:
    text, marks = _text(cell.text), tuple(_mark(one) for one in cell.marks)
    return cell if text == cell.text and marks == cell.marks else replace(cell, text=text, marks=marks)


def _mark(mark: Mark) -> Mark:
    return Mark(mark.symbol, _text(mark.text))


def _arrow(arrow: Arrow) -> Arrow:
    return replace(arrow, label=_text(arrow.label))


def _text(text: str) -> str:
    return unicodedata.normalize("NFC", UNSPEAKABLE.sub("", text))
