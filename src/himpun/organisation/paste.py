"""A list of posts and people as it is copied out of a spreadsheet, understood row by row before anything is kept.

Pure: text in, rows with their problems out. Columns stand in any order, told by a header or guessed by content.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from himpun.lib.pasted import (
    NOTHING,
    NOTHING_BENEATH,
    Lines,
    Problem,
    beneath_header,
    lines_of,
    said_of,
    stood_before,
    too_long,
    too_many,
)
from himpun.organisation.errors import NotANip
from himpun.organisation.nip import plain_nip
from himpun.organisation.paste_columns import Column, columns_by_content, columns_by_header
from himpun.organisation.paste_words import head_of_what, holding_as, plain, split_name_and_nip

MOST_ROWS: Final = 1000
LONGEST: Final[Mapping[Column, int]] = {Column.TITLE: 200, Column.UNIT: 200, Column.NAME: 200, Column.RANK: 80}


class Heads(StrEnum):
    """What a post heads, as far as its title tells."""

    NOTHING = ""
    UNIT = "unit"
    OFFICE = "kantor"


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
        return said_of(self.problems, field)


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
    pasted = ((number, list(map(plain, cells))) for number, cells in lines_of(text, header_of=columns_by_header))
    lines = [(number, cells) for number, cells in pasted if any(cells)]
    if not lines:
        return Pasted(problems=(NOTHING,))
    columns, by_header, lines = _understood(lines)
    if Column.NAME not in columns and Column.TITLE not in columns:
        said = "Kolom nama atau jabatan tidak dikenali. Sertakan baris judul kolom: NIP, Nama, Pangkat, Jabatan, Unit."
        return Pasted(columns, by_header, problems=(Problem("", "no_column", said),))
    rows = [_row(number, cells, columns, (nips or {}).get(number)) for number, cells in lines[:MOST_ROWS]]
    told = tuple(too_many(len(lines), most=MOST_ROWS)) if rows else (NOTHING_BENEATH,)
    return Pasted(columns, by_header, tuple(_twice_told(rows)), told)


def _understood(lines: Lines) -> tuple[tuple[Column | None, ...], bool, Lines]:
    """The columns, whether a header told them, and the lines beneath it."""
    if found := beneath_header(lines, columns_by_header):
        return found[0], True, found[1]
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
    return replace(row, problems=(*wrong, *_lacking(row), *too_long(_kept(row), LONGEST)))


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


def _kept(row: Row) -> dict[Column, str]:
    return {column: getattr(row, column.value) for column in LONGEST}


def _twice_told(rows: Iterable[Row]) -> Iterator[Row]:
    """A post or a NIP that stands on two lines: the later one says where the earlier is."""
    titles: dict[str, int] = {}
    nips: dict[str, int] = {}
    for row in rows:
        problems = list(row.problems)
        if row.title and (first := stood_before(titles, row.title.casefold(), row.number)):
            said = f"Jabatan ini sudah ada di baris {first}. Satu jabatan satu pemegang: bedakan namanya."
            problems.append(Problem("title", "title_twice", said))
        if row.nip and (first := stood_before(nips, row.nip, row.number)):
            problems.append(Problem("nip", "nip_twice", f"NIP ini sudah ada di baris {first}."))
        yield replace(row, problems=tuple(problems))


def _as_person(row: Row) -> Row:
    of_person = [problem for problem in row.problems if problem.field in ("name", "nip", "rank")]
    if not row.name and not any(problem.field == "name" for problem in of_person):
        of_person.append(Problem("name", "no_name", "Namanya kosong."))
    return replace(row, problems=tuple(of_person))
