"""Cells put at their places become a table: rows of equal length, nothing twice, and not without end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from himpun.sop.intake.grid import Arrow, Cell, Loss, Mark, Place, Table

MAX_ROWS = 2_000
MAX_COLUMNS = 120
MAX_TEXT = 20_000

ROWS_LEFT_OUT = Loss(
    "rows_left_out",
    f"Sebuah tabel lebih panjang dari {MAX_ROWS} baris; baris sesudahnya tidak dibaca. Unggah SOP-nya saja.",
)
COLUMNS_LEFT_OUT = Loss(
    "columns_left_out", f"Sebuah tabel lebih lebar dari {MAX_COLUMNS} kolom; kolom sesudahnya tidak dibaca."
)


@dataclass(slots=True)
class Piece:
    """A cell while its table is being put together."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    marks: list[Mark] = field(default_factory=list)


class Sheet:
    """A table being put together. Pieces never overlap: a span ends before what already lies there."""

    def __init__(self) -> None:
        self.pieces: dict[Place, Piece] = {}
        self.losses: list[Loss] = []
        self._taken: dict[Place, Place] = {}
        self._height = 0

    def put(self, place: Place, piece: Piece) -> None:
        row, column = place
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            self._lose(ROWS_LEFT_OUT if row >= MAX_ROWS else COLUMNS_LEFT_OUT)
            return
        if place in self._taken:
            return
        piece.columns = self._free_columns(place, min(piece.columns, MAX_COLUMNS - column))
        piece.rows = max(1, min(piece.rows, MAX_ROWS - row))
        self.pieces[place] = piece
        self._height = max(self._height, row + 1)
        self._cover(place, piece)

    def stretch(self, place: Place, row: int) -> None:
        """Let the piece at a place reach down to a row (of cells merged downwards)."""
        piece = self.pieces[place]
        if row < MAX_ROWS and row >= place[0] + piece.rows:
            piece.rows = row - place[0] + 1
            self._height = max(self._height, row + 1)
            self._cover(place, piece)

    def owner(self, place: Place) -> Place | None:
        """Where the piece that covers a place begins."""
        return self._taken.get(place)

    def row(self, number: int) -> None:
        """There is such a row, whether or not a cell stands in it."""
        if number < MAX_ROWS:
            self._height = max(self._height, number + 1)
        else:
            self._lose(ROWS_LEFT_OUT)

    def mark(self, place: Place, mark: Mark) -> None:
        piece = self.pieces.get(self._taken.get(place, place))
        if piece is not None and mark not in piece.marks:
            piece.marks.append(mark)

    def _lose(self, loss: Loss) -> None:
        if loss not in self.losses:
            self.losses.append(loss)

    def _free_columns(self, place: Place, wished: int) -> int:
        row, column = place
        free = 1
        while free < wished and (row, column + free) not in self._taken:
            free += 1
        return free

    def _cover(self, place: Place, piece: Piece) -> None:
        for row in range(place[0], place[0] + piece.rows):
            for column in range(place[1], place[1] + piece.columns):
                self._taken.setdefault((row, column), place)

    def clip(self) -> None:
        """Let no piece reach below the last row that has a piece of its own."""
        for (row, _), piece in self.pieces.items():
            piece.rows = min(piece.rows, self._height - row)

    def columns(self) -> list[int]:
        """The columns in which a piece begins; the others are leftovers of widths that differ by a hair."""
        return sorted({column for _, column in self.pieces})

    def table(self, arrows: Sequence[Arrow] = (), page: int = 1) -> Table:
        """The pieces as a table. Arrows name places of this sheet; columns where nothing begins fall away."""
        self.clip()
        kept = self.columns()
        number = {column: index for index, column in enumerate(kept)}
        rows: list[list[Cell | None]] = [[Cell()] * len(kept) for _ in range(self._height)]
        for row, column in self._taken:
            if row < self._height and column in number:
                rows[row][number[column]] = None
        for (row, column), piece in self.pieces.items():
            covered = sum(1 for each in kept if column <= each < column + piece.columns)
            rows[row][number[column]] = _cell(piece, covered)
        return Table(tuple(map(tuple, rows)), tuple(self._carried(arrows, number)), page)

    def _carried(self, arrows: Sequence[Arrow], number: dict[int, int]) -> list[Arrow]:
        found: list[Arrow] = []
        for arrow in arrows:
            source, target = (self._taken.get(end, end) for end in (arrow.source, arrow.target))
            if source == target or source not in self.pieces or target not in self.pieces:
                continue
            moved = Arrow((source[0], number[source[1]]), (target[0], number[target[1]]), arrow.label)
            if moved not in found:
                found.append(moved)
        return found


def _cell(piece: Piece, columns: int) -> Cell:
    return Cell(tidy(piece.text)[:MAX_TEXT], tuple(piece.marks), piece.rows, columns)


def tidy(text: str) -> str:
    """Text of a cell or a line: blanks within a line single but tabs kept, blank lines and what cannot be seen gone."""
    shown = text.translate(_UNSEEN)
    lines = (" ".join(line.split(" ")) for line in shown.split("\n"))
    return "\n".join(line for line in (_single(line) for line in lines) if line)


def _single(line: str) -> str:
    return "\t".join(" ".join(part.split()) for part in line.split("\t")).strip()


# Control characters, soft hyphens, marks of direction and of zero width; a no-break blank is a blank.
_UNSEEN: dict[int, str | None] = {
    **{code: None for code in range(32) if code not in (9, 10)},
    **dict.fromkeys(
        (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    ),
    0xA0: " ",
    0x2028: "\n",
    0x2029: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
}
