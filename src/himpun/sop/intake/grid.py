"""A document as every format gives it, before anything is understood: lines of text and tables of cells.

Reading a format ends here; understanding begins here. A drawn symbol or arrow is a fact of a table's place, whether
a Word shape, a PDF path or a glyph said so.
"""

from dataclasses import dataclass
from enum import StrEnum

Place = tuple[int, int]
"""Row and column in a table, from 0."""


class Symbol(StrEnum):
    """The five symbols of PermenPANRB 35/2012."""

    TERMINATOR = "terminator"  # mulai, selesai
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"  # on the same page
    OFF_PAGE = "off_page"


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol drawn in a cell, with the words inside it."""

    symbol: Symbol
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, its paragraphs parted by line ends. A merged cell stands once, at its top left."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two cells of one table, with the word beside it ("Ya", "Tidak")."""

    source: Place
    target: Place
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Text outside any table. Tabs are kept: they may be all that is left of a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length. A place that a merged cell covers holds none."""

    rows: tuple[tuple[Cell | None, ...], ...]
    arrows: tuple[Arrow, ...] = ()
    page: int = 1

    def text(self, place: Place) -> str:
        """The words at a place; of a covered one, nothing."""
        row, column = place
        cell = self.rows[row][column]
        return "" if cell is None else cell.text


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the document has and the reader could not take over. `code` is for programs."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document in reading order. `format` is "docx", "pdf", "html" or "text"."""

    blocks: tuple[Line | Table, ...]
    format: str
    losses: tuple[Loss, ...] = ()
