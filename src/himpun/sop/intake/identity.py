"""The identity page, wherever it stands: labels beside their values, above them, or all labels before all values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from himpun.sop.intake.labels import Label, label_of, labelled
from himpun.sop.intake.listing import listed

_DATES: Final = (Label.MADE, Label.TRIED, Label.REVISED, Label.APPROVED, Label.EFFECTIVE)
_DATED: Final = re.compile(r"\d{4}|^\W*-?\W*$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^\s*1[.)]\s")
_HEADLINE: Final = re.compile(
    r"^(?:standar operasional prosedur|sop\b|prosedur\b|[A-Z .]*INFORMASI|[A-Z .]*URAIAN|lampiran)", re.IGNORECASE
)
_SIGNER_LINES: Final = 6


@dataclass(slots=True)
class Page:
    """What the identity page says, by label, and the words that stand under no label."""

    fields: dict[Label, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)

    def put(self, label: Label, value: str) -> None:
        value = value.strip().removeprefix(":").strip()
        entries = self.fields.setdefault(label, [])
        if value and (label.lists or label is Label.APPROVED_BY or not entries):
            entries.append(value)

    def value(self, label: Label) -> str:
        return " ".join(" ".join(self.fields.get(label, ())).split())

    def entries(self, label: Label) -> tuple[str, ...]:
        return listed("\n".join(self.fields.get(label, ())))


def page_of(pieces: Iterable[str | tuple[str, ...]]) -> Page:
    """Read rows of cells and loose lines into fields."""
    page = Page()
    below: dict[int, Label] = {}
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            lines.append(piece)
            below = {}
            continue
        _lines(lines, page)
        lines = []
        below = _row(piece, below, page)
    _lines(lines, page)
    return page


def _row(cells: Sequence[str], below: dict[int, Label], page: Page) -> dict[int, Label]:
    """One row. Returns which columns wait for a value below."""
    below = dict(below)
    cells = _unstacked(cells, page)
    found: Label | None = None
    for column, cell in enumerate(cells):
        text = cell.strip()
        if not text or text == ":":
            continue
        read = labelled(text)
        if read:
            found, value = read
            below.pop(column, None)
            if value:
                page.put(found, value)
                found = None
            elif not _value_at_right(cells, column) and (found.lists or len(cells) == 1):
                below[column] = found
                found = None
            else:
                page.fields.setdefault(found, [])
        elif found:
            page.put(found, text)
            found = None if not found.lists else found
        elif (waiting := _waiting(below, column)) is not None:
            page.put(waiting, text)
        else:
            page.loose += text.split("\n")
    return below


def _unstacked(cells: Sequence[str], page: Page) -> Sequence[str]:
    """The row without labels that stand below each other in one cell, their values in the next; those are put."""
    left = list(cells)
    for at, cell in enumerate(cells):
        labels = [label_of(line) for line in cell.split("\n") if line.strip()]
        beside = next((one for one in range(at + 1, len(cells)) if cells[one].strip()), None)
        if len(labels) < 2 or None in labels or beside is None:
            continue
        values = _stack(cells[beside])
        if len(values) == len(labels):
            for label, value in zip(labels, values, strict=True):
                if label:
                    page.put(label, value)
            left[at] = left[beside] = ""
    return left


def _stack(cell: str) -> list[str]:
    """The values of a cell: each from its colon on, else one a line."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if not lines or not lines[0].startswith(":"):
        return lines
    values: list[str] = []
    for line in lines:
        if line.startswith(":"):
            values.append(line)
        else:
            values[-1] += "\n" + line
    return values


def _value_at_right(cells: Sequence[str], column: int) -> bool:
    following = next((cell for cell in cells[column + 1 :] if cell.strip(" :\n")), "")
    return bool(following) and labelled(following) is None


def _waiting(below: dict[int, Label], column: int) -> Label | None:
    """The label above: in this column, or the nearest at its left."""
    at = max((one for one in below if one <= column), default=None)
    return None if at is None else below[at]


def _lines(lines: Sequence[str], page: Page) -> None:
    """Loose lines: labels wait for values in their order; a list goes on until the next label."""
    waiting: list[Label] = []
    current: Label | None = None
    taken = 0
    for text in (line.strip() for piece in lines for line in _opened(piece)):
        read = labelled(text) if text else None
        if read and not (waiting and not read[1] and label_of(text) is None):
            label, value = read
            current = None
            if value or (text.rstrip().endswith(":") and not label.lists and ": " in text):
                page.put(label, value)
                current = label if label.lists or label is Label.APPROVED_BY else None
                taken = 0
            else:
                waiting.append(label)
                page.fields.setdefault(label, [])
            continue
        if not text:
            waiting = waiting[1:] if len(waiting) > 1 and all(one.lists for one in waiting) else waiting
            continue
        whole = "\n" in text or bool(current and any("\n" in entry for entry in page.fields.get(current, ())[-1:]))
        begins_next = current is None or not current.lists or whole or bool(_NUMBERED.match(text))
        if waiting and begins_next:
            current, waiting = _next(waiting, text)
            taken = 0
        if current is None or _HEADLINE.match(text) or (current is Label.APPROVED_BY and taken >= _SIGNER_LINES):
            page.loose += text.split("\n")
            current = None if current is Label.APPROVED_BY else current
            continue
        page.put(current, text)
        taken += 1
        if not current.lists and current is not Label.APPROVED_BY:
            current = None


def _opened(piece: str) -> list[str]:
    """A piece whose later lines hold labels is as many pieces as it has lines."""
    lines = piece.split("\n")
    return lines if any(labelled(line) for line in lines[1:]) else [piece]


def _next(waiting: Sequence[Label], text: str) -> tuple[Label, list[Label]]:
    """The label whose value this is: the first that waits, but a date label takes dates only."""
    if len(waiting) > 1 and waiting[0] in _DATES and not _DATED.search(text):
        fitting = next((at for at, label in enumerate(waiting) if label not in _DATES), 0)
        return waiting[fitting], [*waiting[fitting + 1 :]]
    return waiting[0], [*waiting[1:]]
