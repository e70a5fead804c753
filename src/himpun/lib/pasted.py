"""A list as it is copied out of a spreadsheet: its cells, its lines, its header, and what is wrong with a row.

What a list is about is its room's business; this is how lists come, whatever they are about.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

HEADER_WITHIN: Final = 10
"""A list may begin with its title; its header stands in the first lines."""

Lines = list[tuple[int, list[str]]]
"""Lines with their numbers in what was pasted, from 1."""
Header = TypeVar("Header")
Key = TypeVar("Key")
Field = TypeVar("Field", bound=str)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of a row ("" for the whole): a code for programs, a sentence for the person."""

    field: str
    code: str
    message: str


NOTHING: Final = Problem("", "nothing", "Belum ada yang ditempel.")
NOTHING_BENEATH: Final = Problem("", "nothing", "Tidak ada baris di bawah judul kolom.")


def lines_of(text: str, *, header_of: Callable[[Sequence[str]], object]) -> Lines:
    """The written lines, each cell with single spaces; those that only number the columns are left out.

    `header_of` says whether cells are a header: only under one do commas, which names and figures have too, divide.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    tidy = "".join(letter for letter in tidy if letter >= " " or letter in "\n\t")
    rows = _rows(tidy.split("\n"), _divider(tidy, header_of))
    numbered = enumerate(([" ".join(cell.split()) for cell in cells] for cells in rows), start=1)
    return [(number, cells) for number, cells in numbered if any(cells) and not is_numbering(cells)]


def _rows(lines: Sequence[str], divider: str) -> list[list[str]]:
    """A cell with a line end inside comes quoted, as spreadsheets copy it."""
    if sum(line.count('"') for line in lines) % 2 == 0:  # an inch sign must not swallow the lines after it
        try:
            return list(csv.reader((f"{line}\n" for line in lines), delimiter=divider))
        except csv.Error:  # a cell beyond the reader's own ceiling
            pass
    return [line.split(divider) for line in lines]


def _divider(text: str, header_of: Callable[[Sequence[str]], object]) -> str:
    if "\t" in text:
        return "\t"
    if ";" in text:
        return ";"
    first = next((line for line in text.split("\n") if line.strip()), "")
    return "," if header_of(first.split(",")) else "\t"


def is_numbering(cells: Sequence[str]) -> bool:
    """The line "1 2 3 4", or "(1) (2) (3) (4)", beneath a header.

    It counts from 1 without a gap. A line of other figures is one whose name is missing: to leave it out in silence
    would lose what somebody meant to enter. Two figures are one only where nothing else could stand.
    """
    written = [cell.strip("()") for cell in cells if cell]
    counts = written == [str(n) for n in range(1, len(written) + 1)]
    return counts and (len(written) > 2 or len(written) == len(cells) == 2)


def beneath_header(lines: Lines, header_of: Callable[[Sequence[str]], Header | None]) -> tuple[Header, Lines] | None:
    """The header, as `header_of` understands it, and the lines beneath; none when no line says anything to it."""
    for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        if header := header_of(cells):
            return header, lines[place + 1 :]
    return None


def stood_before(seen: dict[Key, int], key: Key, number: int) -> int | None:
    """The earlier line in which this stood, by what was `seen` so far; none when it stands here for the first time."""
    first = seen.setdefault(key, number)
    return first if first != number else None


def too_long(texts: Mapping[Field, str], longest: Mapping[Field, int]) -> Iterator[Problem]:
    """The fields that hold more letters than a row keeps."""
    for field, most in longest.items():
        if (length := len(texts[field])) > most:
            yield Problem(field, "too_long", f"Terlalu panjang: {length} huruf, paling banyak {most}.")


def too_many(count: int, *, most: int) -> Iterator[Problem]:
    """That more lines were pasted than are read at once."""
    if count > most:
        yield Problem("", "too_many", f"{count} baris; paling banyak {most} baris sekali tempel.")


def said_of(problems: Iterable[Problem], field: str) -> str:
    """The sentences beside a field; empty when it is in order."""
    return " ".join(problem.message for problem in problems if problem.field == field)
