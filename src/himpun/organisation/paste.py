"""A list of posts and people as it is copied out of a spreadsheet, understood row by row before anything is kept.

Pure: text in, rows with their problems out. Columns stand in any order, told by a header or guessed by content.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from himpun.organisation.errors import NotANip
from himpun.organisation.nip import plain_nip
from himpun.organisation.paste_columns import Column, columns_by_content, columns_by_header
from himpun.organisation.paste_words import head_of_what, holding_as, is_numbering, plain, split_name_and_nip

MOST_ROWS: Final = 1000
LONGEST: Final[Mapping[Column, int]] = {Column.TITLE: 200, Column.UNIT: 200, Column.NAME: 200, Column.RANK: 80}
HEADER_WITHIN: Final = 10
"""A list may begin with its title; its header stands in the first lines."""


class Heads(StrEnum):
    """What a post heads, as far as its title tells."""

    NOTHING = ""
    UNIT = "unit"
    OFFICE = "kantor"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of a row ("" for the whole): a code for programs, a sentence for the person."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line as understood. `number` counts the lines of the paste from 1, header and blank ones included.

    `nip` is the 18 digits, or as written when it has a problem. `standing` is "Plt." or "Plh." where the title
    said so; `heads` is a guess from the title, unless a column says it.
    """

    number: int
    title: str = ""
    unit: str = ""
    name: str = ""
    nip: str = ""
    rank: str = ""
    standing: str = ""
    heads: Heads = Heads.NOTHING
    problems: tuple[Problem, ...] = ()

    def problem_of(self, field: str) -> str:
        """The sentences beside a field; empty when it is in order."""
        return " ".join(problem.message for problem in self.problems if problem.field == field)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was understood. `columns` says for each column what it was taken for, none when it is left aside."""

    columns: tuple[Column | None, ...] = ()
    by_header: bool = False
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether all of it can be kept as it is."""
        return bool(self.rows) and not self.problems and not any(row.problems for row in self.rows)

    def of_people(self) -> "Pasted":
        """The same as a list of people: a row without a name is a problem, what it says of posts is not."""
        return replace(self, rows=tuple(map(_as_person, self.rows)))


def read_people(text: str, *, nips: Mapping[int, str] | None = None) -> Pasted:
    """Posts with or without their holders, or people alone: each row needs a post or a name.

    `nips` by the row's number: typed anew in the place of those that the spreadsheet has spoilt.
    """
    lines = list(_numbered(_cells(text)))
    if not lines:
        return Pasted(problems=(Problem("", "nothing", "Belum ada yang ditempel."),))
    columns, by_header, lines = _understood(lines)
    if Column.NAME not in columns and Column.TITLE not in columns:
        said = "Kolom nama atau jabatan tidak dikenali. Sertakan baris judul kolom: NIP, Nama, Pangkat, Jabatan, Unit."
        return Pasted(columns, by_header, problems=(Problem("", "no_column", said),))
    rows = [_row(number, cells, columns, (nips or {}).get(number)) for number, cells in lines[:MOST_ROWS]]
    told = tuple(_too_many(len(lines))) if rows else (Problem("", "nothing", "Tidak ada baris di bawah judul kolom."),)
    return Pasted(columns, by_header, tuple(_twice_told(rows)), told)


def _cells(text: str) -> list[list[str]]:
    """The sheet's cells. A cell with a line end inside comes quoted, as spreadsheets copy it."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    tidy = "".join(letter for letter in tidy if letter >= " " or letter in "\n\t")
    divider = _divider(tidy)
    if tidy.count('"') % 2:  # an inch sign must not swallow the lines after it
        return _split(tidy, divider)
    try:
        read = list(csv.reader((f"{line}\n" for line in tidy.split("\n")), delimiter=divider))
    except csv.Error:  # a cell beyond the reader's own ceiling
        return _split(tidy, divider)
    return [[plain(cell) for cell in cells] for cells in read]


def _split(text: str, divider: str) -> list[list[str]]:
    return [[plain(cell) for cell in line.split(divider)] for line in text.split("\n")]


def _divider(text: str) -> str:
    """Tabs from a spreadsheet, else semicolons; commas (which names have too) only under a header of them."""
    if "\t" in text:
        return "\t"
    if ";" in text:
        return ";"
    first = next((line for line in text.split("\n") if line.strip()), "")
    return "," if columns_by_header(first.split(",")) else "\t"


def _numbered(lines: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(lines, start=1):
        if any(cells) and not is_numbering(cells):
            yield number, cells


Lines = list[tuple[int, list[str]]]


def _understood(lines: Lines) -> tuple[tuple[Column | None, ...], bool, Lines]:
    """The columns, whether a header told them, and the lines beneath it."""
    for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        if found := columns_by_header(cells):
            return found, True, lines[place + 1 :]
    return columns_by_content([cells for _, cells in lines]), False, lines


def _row(number: int, cells: Sequence[str], columns: Sequence[Column | None], instead: str | None) -> Row:
    told: dict[Column, list[str]] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is not None and cell:
            told.setdefault(column, []).append(cell)
    text = {column: ", ".join(told.get(column, ())) for column in Column}
    name, nip = split_name_and_nip(text[Column.NAME], text[Column.NIP])
    standing, title = holding_as(text[Column.TITLE])
    digits, wrong = _nip(nip if instead is None else plain(instead))
    heads = Heads(head_of_what(title, text[Column.UNIT], text[Column.HEADS]))
    row = Row(number, title, text[Column.UNIT], name, digits, text[Column.RANK], standing, heads)
    return replace(row, problems=(*wrong, *_lacking(row), *_too_long(row)))


def _nip(written: str) -> tuple[str, tuple[Problem, ...]]:
    """The digits, or what is wrong with them: a spreadsheet keeps only 15 digits of a number."""
    if re.fullmatch(r"\d([.,]\d+)?[eE]\+?\d+", written):
        said = (
            f"Excel mengubah NIP ini menjadi {written[:20]}. Jadikan kolomnya Teks di Excel, lalu ketik lagi NIP-nya."
        )
        return written, (Problem("nip", "nip_as_number", said),)
    try:
        digits = plain_nip(re.sub(r"[\s.'`’-]", "", written))
    except NotANip as wrong:
        return written, (Problem("nip", wrong.code, str(wrong)),)
    if digits.endswith("000"):
        said = "Tiga angka terakhirnya 000: Excel membulatkan NIP ini. Tulis NIP yang asli."
        return digits, (Problem("nip", "nip_rounded", said),)
    return digits, ()


def _lacking(row: Row) -> Iterator[Problem]:
    if not row.name and not row.title:
        yield Problem("name", "no_name", "Nama dan jabatannya kosong.")
    elif not row.name and (row.nip or row.rank):
        yield Problem("name", "no_name", "NIP atau pangkat ada, tetapi namanya kosong.")
    if row.name and not re.search(r"[^\W\d_]", row.name):
        yield Problem("name", "not_a_name", "Ini bukan nama orang.")


def _too_long(row: Row) -> Iterator[Problem]:
    for column, most in LONGEST.items():
        length = len(getattr(row, column.value))
        if length > most:
            yield Problem(column.value, "too_long", f"Terlalu panjang: {length} huruf, paling banyak {most}.")


def _too_many(count: int) -> Iterator[Problem]:
    if count > MOST_ROWS:
        yield Problem("", "too_many", f"{count} baris; paling banyak {MOST_ROWS} baris sekali tempel.")


def _twice_told(rows: Iterable[Row]) -> Iterator[Row]:
    """A post or a NIP that stands on two lines: the later one says where the earlier is."""
    titles: dict[str, int] = {}
    nips: dict[str, int] = {}
    for row in rows:
        problems = list(row.problems)
        if row.title and (first := titles.setdefault(row.title.casefold(), row.number)) != row.number:
            said = f"Jabatan ini sudah ada di baris {first}. Satu jabatan satu pemegang: bedakan namanya."
            problems.append(Problem("title", "title_twice", said))
        if row.nip and (first := nips.setdefault(row.nip, row.number)) != row.number:
            problems.append(Problem("nip", "nip_twice", f"NIP ini sudah ada di baris {first}."))
        yield replace(row, problems=tuple(problems))


def _as_person(row: Row) -> Row:
    of_person = [problem for problem in row.problems if problem.field in ("name", "nip", "rank")]
    if not row.name and not any(problem.field == "name" for problem in of_person):
        of_person.append(Problem("name", "no_name", "Namanya kosong."))
    return replace(row, problems=tuple(of_person))
