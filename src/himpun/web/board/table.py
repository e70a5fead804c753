"""A table to take along, as a workbook and as CSV: what was typed is text there, never a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from itertools import dropwhile
from typing import Any, Final
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from xlsxwriter import Workbook

Value = str | int | datetime | None
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for a formula at the head of a cell; full-width signs count as their plain ones."""
UNSEEN: Final = ("Cf", "Cc", "Zs")
"""Kinds of signs that nobody sees before a formula."""
AS_IS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How a workbook is written: nothing that begins with "=" or "https:" is anything but the text it is."""
LONGEST: Final = 32_767
"""Letters in a cell of a workbook."""


def local(at: datetime | None, zone: str) -> datetime | None:
    """An instant on the office's own clock, as spreadsheets hold it: without a zone, to the minute."""
    return None if at is None else at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def workbook(name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """A workbook of one sheet; `heads` are words with widths. Dates are dates, numbers numbers, all else text."""
    out = BytesIO()
    with Workbook(out, AS_IS) as book:
        sheet = book.add_worksheet("Papan pantau")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        date = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        for column, (words, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, words, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _put(sheet, (number, column), value, date)
    return attached(out.getvalue(), WORKBOOK, f"{name}.xlsx")


def _put(sheet: Any, place: tuple[int, int], value: Value, date: Any) -> None:
    match value:
        case None | "":
            return
        case datetime():
            sheet.write_datetime(*place, value, date)
        case int():
            sheet.write_number(*place, value)
        case _:
            sheet.write_string(*place, value[:LONGEST])


def csv_file(name: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """The same as CSV: semicolons and a byte order mark, as spreadsheets here open it by a double click."""
    out = StringIO(newline="")
    # Quoted throughout: a program that parts cells at commas must not begin one within a name.
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([words for words, _ in heads])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return attached(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case int():
            return str(value)
        case _:
            return f"'{value}" if _is_formula(value) else value


def _is_formula(text: str) -> bool:
    seen = dropwhile(lambda sign: sign not in FORMULA and category(sign) in UNSEEN, normalize("NFKC", text))
    return next(seen, "") in FORMULA


def attached(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file that is saved, not opened in the browser; its name is plain ASCII."""
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
