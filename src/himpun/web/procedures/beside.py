"""The document as it was, laid out to be read beside what was made of it.

The rows in which the lines of the SOP stand can be found and left again; the heading of a table stays in sight and is
told at each cell, so that one sees whose column a mark is in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from himpun.procedures.models import DraftEdition
from himpun.sop.intake.headings import Heading, heading_of, heads_a_table
from himpun.sop.model import Sop

LETTERS: Final = 48
"""So many of an activity's first letters find its row: cells are cut by page breaks, and joined by readers."""
HEADING_ROWS: Final = 4
"""A heading of more rows than this is none."""
NARROW: Final = 4
"""A column whose cells hold no more letters than this holds marks: its heading is set upright."""

Blocks = list[dict[str, Any]]
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its column, with the heading it stands under and the signs that are drawn in it."""

    column: int
    text: str
    rows: int
    columns: int
    marks: tuple[str, ...]
    arrows: tuple[Mapping[str, str], ...]
    label: str = ""
    upright: bool = False

    @property
    def is_blank(self) -> bool:
        return not (self.text.strip() or self.marks or self.arrows)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a line of text. `lines` are the SOP's that stand in it."""

    cells: tuple[Cell, ...]
    lines: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        return self.lines[0] if self.lines else 0

    @property
    def id(self) -> str:
        return anchor(self.first) if self.first else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line outside any table."""

    row: Row


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heading."""

    head: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return _width(self.rows)


@dataclass(slots=True)
class _Search:
    """The lines whose rows are still to be found, by the beginning of their words."""

    waiting: dict[int, str]
    found: dict[int, str] = field(default_factory=dict)

    def lines_in(self, texts: Sequence[str]) -> tuple[int, ...]:
        plain = [_plain(text) for text in texts]
        here = tuple(number for number, words in self.waiting.items() if any(words in text for text in plain))
        for number in here:
            del self.waiting[number]
            self.found[number] = anchor(here[0])
        return here


def anchor(line: int) -> str:
    return f"baris-{line}"


def blocks_of(one: DraftEdition) -> Blocks:
    """The document's own lines and tables; empty where the draft was read from none."""
    return [block for block in one.shown.get("blocks", []) if "change" not in block]


def changes_of(one: DraftEdition) -> Blocks:
    """What was changed when the text was taken over from another office."""
    return [block["change"] for block in one.shown.get("blocks", []) if "change" in block]


def marked(blocks: Blocks, sop: Sop) -> tuple[list[Text | Table], Mapping[int, str]]:
    """The document, each row under an anchor where a line's words stand in it; and the anchors by lines."""
    search = _Search({step.number: _plain(step.activity)[:LETTERS] for step in sop.steps if step.activity})
    shown: list[Text | Table] = []
    head: tuple[Row, ...] = ()
    for block in blocks:
        if "rows" not in block:
            text = block.get("line", "")
            if text.strip():
                shown.append(Text(Row((Cell(0, text, 1, 1, (), ()),), search.lines_in([text]))))
            continue
        tables = _tables(_rows(block["rows"], search), head)
        head = tables[-1].head or head
        shown.extend(tables)
    return shown, search.found


def row_with(shown: Sequence[Text | Table], line: int) -> Row | None:
    """The row in which a line of the SOP stands."""
    rows = (row for block in shown for row in ((block.row,) if isinstance(block, Text) else block.rows))
    return next((row for row in rows if line in row.lines), None)


def _rows(rows: list[Blocks], search: _Search) -> list[Row]:
    """Every cell at its column: a merged one covers those beside it and below it."""
    made: list[Row] = []
    covered: dict[int, int] = {}
    for row in rows:
        cells, column = [], 0
        for cell in row:
            while covered.get(column, 0) > 0:
                column += 1
            marks, arrows = tuple(cell["marks"]), tuple(cell.get("arrows", ()))
            cells.append(Cell(column, cell["text"], cell["rows"], cell["columns"], marks, arrows))
            for place in range(column, column + cell["columns"]):
                covered[place] = cell["rows"]
            column += cell["columns"]
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
        made.append(Row(tuple(cells), search.lines_in([cell.text for cell in cells])))
    return made


def _tables(rows: list[Row], before: tuple[Row, ...]) -> list[Table]:
    """What stands above the heading is a table of its own, so that the heading can stay in sight. A table that goes on
    on the next page without one stands under the heading of `before`."""
    first = next((at for at, row in enumerate(rows) if row.lines), None)
    if first is None:
        return [Table((), tuple(rows))]
    begin = _heading(rows, first)
    if begin is None:
        carried = before if _width(before) == _width(rows) else ()
        return [_labelled(carried, rows)]
    above = [Table((), tuple(rows[:begin]))] if begin else []
    return [*above, _labelled(tuple(rows[begin:first]), rows[first:])]


def _heading(rows: list[Row], first: int) -> int | None:
    """Where the heading over the first line begins; none when there is none, or a merged cell reaches into it."""
    for at in range(max(0, first - HEADING_ROWS), first):
        kinds = {kind for row in rows[at:first] for cell in row.cells if (kind := heading_of(cell.text))}
        starts = {heading_of(cell.text) for cell in rows[at].cells} & {Heading.NUMBER, Heading.ACTIVITY}
        if starts and heads_a_table(kinds):
            reaches = any(place + cell.rows > at for place in range(at) for cell in rows[place].cells)
            return None if reaches else at
    return None


def _width(rows: Sequence[Row]) -> int:
    return max((cell.column + cell.columns for row in rows for cell in row.cells), default=0)


def _labelled(head: tuple[Row, ...], rows: Sequence[Row]) -> Table:
    labels = _labels(head)
    told = tuple(
        replace(row, cells=tuple(replace(cell, label=labels.get(cell.column, "")) for cell in row.cells))
        for row in rows
    )
    upright = {column for column, label in labels.items() if len(label) > NARROW and _holds_marks(told, column)}
    turned = tuple(
        replace(row, cells=tuple(replace(c, upright=c.columns == 1 and c.column in upright) for c in row.cells))
        for row in head
    )
    return Table(turned, told)


def _labels(head: Sequence[Row]) -> dict[int, str]:
    """The words of each column's heading: the lowest that are words, for a row of numbers may stand under them."""
    labels: dict[int, str] = {}
    for row in head:
        for cell in row.cells:
            if any(sign.isalpha() for sign in cell.text):
                words = " ".join(cell.text.split())
                labels |= dict.fromkeys(range(cell.column, cell.column + cell.columns), words)
    return labels


def _holds_marks(rows: Sequence[Row], column: int) -> bool:
    here = [cell for row in rows for cell in row.cells if cell.column == column and cell.columns == 1]
    return bool(here) and all(len(cell.text.strip()) <= NARROW for cell in here)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def seen_of(one: DraftEdition, sop: Sop, *, asked: Iterable[tuple[int | None, int]] = (), here: int = 0) -> Context:
    """The document for a page: `asked` are questions by the line they are about, to whose first one goes back from its
    row; `here` is the line that is at hand."""
    blocks, anchors = marked(blocks_of(one), sop)
    back: dict[int, str] = {}
    for line, n in asked:
        if line is not None:
            back.setdefault(line, f"tanya-{n}")
    return {"blocks": blocks, "anchors": anchors, "back": back, "here": here, "row_here": row_with(blocks, here)}
