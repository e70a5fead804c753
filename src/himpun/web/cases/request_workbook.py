"""Format permintaan data as a workbook: a unit fills it in beside its own figures, and pastes its two open columns into
the sheet on the screen.

All is locked but those two columns. Which case, unit and request it belongs to stands on a hidden sheet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period
from himpun.performance.layout import Asked, AskedSheet, Layout
from himpun.web.board.table import AS_IS, LONGEST

FILLED: Final = ("Realisasi", "Kendala atau alasan")
"""The two open columns: side by side, and in the order in which the sheet on the screen takes a pasted block."""
_HEADS: Final = (
    ("No.", 5), ("Indikator", 46), ("Satuan", 12), ("Periode", 18), ("Target", 12), ("Periode lalu", 13),
    ("Tahun lalu", 13), (FILLED[0], 16), (FILLED[1], 44), ("Data dukung", 13),
)  # fmt: skip
_REALISED: Final = 7
_HOW: Final = (
    "Isi kolom Realisasi dan kolom di sebelahnya. Angka nol ditulis 0. Bila belum ada angkanya, tulis Belum berjalan "
    "atau Tidak berlaku, dan alasannya di sebelahnya. Lalu salin kedua kolom itu dan tempel pada sel pertama Isian."
)
_WRONG: Final = "Tulis angka, Belum berjalan, atau Tidak berlaku."
_LONGEST_WORDS: Final = 1000
IDENTITY: Final = "identitas"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every sheet of a case; `until` by (unit, member): until when its data is due."""

    office: str
    title: str
    until: Mapping[tuple[int, int], str]


def request_workbook(head: Head, layout: Layout, sheets: Sequence[AskedSheet]) -> bytes:
    """A worksheet for each of these sheets of the request."""
    out = BytesIO()
    with Workbook(out, AS_IS) as book:
        taken: set[str] = {IDENTITY}
        looks = _Looks(book)
        for sheet in sheets:
            _write(book.add_worksheet(_tab(sheet, taken)), looks, head, layout, sheet)
        _identify(book, layout, sheets)
    return out.getvalue()


class _Looks:
    """The few ways in which a cell looks; only two of them may be written into."""

    def __init__(self, book: Any) -> None:
        frame = {"border": 1, "valign": "top", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.plain = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.head = book.add_format({**frame, "bold": True, "bg_color": "#EEEEEE", "align": "center"})
        self.words = book.add_format(frame)
        self.number = book.add_format({**frame, "align": "right"})
        self.figure = book.add_format({**frame, "align": "right", "locked": False, "bg_color": "#FFFBE6"})
        self.reason = book.add_format({**frame, "locked": False, "bg_color": "#FFFBE6"})


def _write(page: Any, looks: _Looks, head: Head, layout: Layout, sheet: AskedSheet) -> None:
    top = _write_head(page, looks, head, layout, sheet)
    for column, (words, width) in enumerate(_HEADS):
        page.set_column(column, column, width)
        page.write_string(top, column, words, looks.head)
    for number, line in enumerate(sheet.lines, start=1):
        _write_line(page, looks, top + number, number, line)
    if sheet.lines:
        _check(page, top + 1, top + len(sheet.lines))
    page.freeze_panes(top + 1, 2)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _write_head(page: Any, looks: _Looks, head: Head, layout: Layout, sheet: AskedSheet) -> int:
    """The lines above the table; returns the row at which its head stands."""
    page.write_string(0, 0, "Format Permintaan Data Kinerja", looks.title)
    told = (
        ("Perangkat daerah", head.office),
        ("Kegiatan", head.title),
        ("Periode", Period.parse(layout.period).label),
        ("Unit", name_of(sheet)),
        ("Batas waktu", head.until.get((sheet.unit, sheet.member), "sesuai waktu baku SOP")),
    )
    for row, (label, words) in enumerate(told, start=1):
        page.write_string(row, 0, label, looks.label)
        page.write_string(row, 2, words[:LONGEST], looks.plain)
    how = len(told) + 1
    page.merge_range(how, 0, how, len(_HEADS) - 1, "", looks.wrapped)
    page.write_string(how, 0, _HOW, looks.wrapped)
    page.set_row(how, 32)
    return how + 2


def _write_line(page: Any, looks: _Looks, row: int, number: int, line: Asked) -> None:
    page.write_number(row, 0, number, looks.number)
    words = (f"{line.code} {line.name}".strip(), line.measure, Period.parse(line.period).label)
    for column, text in enumerate(words, start=1):
        page.write_string(row, column, text[:LONGEST], looks.words)
    if line.target_upper is None:
        _write_figure(page, looks, row, 4, line.target)
    else:
        page.write_string(row, 4, f"{_figure(line.target)} – {_figure(line.target_upper)}", looks.number)
    _write_figure(page, looks, row, 5, line.previous)
    _write_figure(page, looks, row, 6, line.last_year)
    page.write_blank(row, _REALISED, None, looks.figure)
    page.write_blank(row, _REALISED + 1, None, looks.reason)
    page.write_string(row, _REALISED + 2, "wajib" if line.needs_evidence else "", looks.words)


def _write_figure(page: Any, looks: _Looks, row: int, column: int, text: str | None) -> None:
    """A number where a spreadsheet can hold it exactly, else the figure in words."""
    if text is None:
        page.write_blank(row, column, None, looks.number)
    elif Decimal(repr(float(text))) == Decimal(text):
        page.write_number(row, column, float(text), looks.number)
    else:
        page.write_string(row, column, _figure(text), looks.number)


def _figure(text: str | None) -> str:
    return "" if text is None else format_figure(Decimal(text))


def _check(page: Any, first: int, last: int) -> None:
    """A figure, or one of the two answers in words; and no more words than the sheet on the screen takes."""
    cell = f"H{first + 1}"
    answers = f'OR(ISNUMBER({cell}),LOWER(TRIM({cell}))="belum berjalan",LOWER(TRIM({cell}))="tidak berlaku")'
    rule = {"validate": "custom", "value": f"={answers}", "error_title": "Bukan angka", "error_message": _WRONG}
    page.data_validation(first, _REALISED, last, _REALISED, rule)
    length = {"validate": "length", "criteria": "<=", "value": _LONGEST_WORDS}
    told = {"error_title": "Terlalu panjang", "error_message": f"Paling banyak {_LONGEST_WORDS} huruf."}
    page.data_validation(first, _REALISED + 1, last, _REALISED + 1, {**length, **told})


def _identify(book: Any, layout: Layout, sheets: Sequence[AskedSheet]) -> None:
    page = book.add_worksheet(IDENTITY)
    page.write_row(0, 0, ("berkas", "periode", "unit", "anggota", "sidik"))
    for row, sheet in enumerate(sheets, start=1):
        keys = (str(layout.case), layout.period, str(sheet.unit), str(sheet.member), layout.sheet_digest(sheet))
        for column, text in enumerate(keys):
            page.write_string(row, column, text)
    page.very_hidden()


def name_of(sheet: AskedSheet) -> str:
    """How lists name a sheet: the unit, and the member within it."""
    return f"{sheet.unit_name}, {sheet.member_title}" if sheet.member_title else sheet.unit_name


def _tab(sheet: AskedSheet, taken: set[str]) -> str:
    """The name of a worksheet: at most 31 letters, none that a spreadsheet refuses, and no name twice."""
    plain = re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", name_of(sheet)).strip()[:31].strip() or "Unit"
    name, count = plain, 1
    while name.casefold() in taken:
        count += 1
        name = f"{plain[: 27 - len(str(count))]} ({count})"
    taken.add(name.casefold())
    return name
