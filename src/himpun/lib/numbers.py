"""Figures as they are written in Indonesia: 1.234,56."""

import re
from decimal import Decimal
from typing import Final

MOST_DIGITS: Final = 18
MOST_DECIMALS: Final = 6
_PLAIN: Final = re.compile(r"[+-]?\d+(?:,\d+)?")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DOT_DECIMAL: Final = re.compile(r"[+-]?\d+\.\d+")


class NotAFigure(ValueError):
    """The text is not a figure. `code` says why, `message` says it to the person, with what to write instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse_figure(text: str) -> Decimal:
    """Read "1.234,56", "1234,56" or "-5". One dot before exactly three digits is a thousands separator, so 8.315 is
    8315.

    Raises NotAFigure for what could be read in two ways ("83.15", "1,234.56") and for what is no figure at all.
    """
    plain = text.strip().replace("−", "-").replace(" ", " ")
    if " " in plain:
        plain = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", plain)
    if not plain:
        raise NotAFigure("blank", "Belum diisi.")
    if not plain.isascii() or not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise _unreadable(plain)
    digits = plain.replace(".", "")
    _whole, _, decimals = digits.lstrip("+-").partition(",")
    if len(_whole.lstrip("0")) + len(decimals) > MOST_DIGITS:
        raise NotAFigure("too_long", f"Angka terlalu panjang: paling banyak {MOST_DIGITS} angka.")
    if len(decimals) > MOST_DECIMALS:
        raise NotAFigure("too_many_decimals", f"Paling banyak {MOST_DECIMALS} angka di belakang koma.")
    return Decimal(digits.replace(",", "."))


def _unreadable(text: str) -> NotAFigure:
    if _DOT_DECIMAL.fullmatch(text):
        hint = text.replace(".", ",")
        return NotAFigure("dot_as_comma", f"Tulis desimal dengan koma: {hint}.")
    if "," in text and "." in text:
        return NotAFigure("mixed_separators", "Tulis ribuan dengan titik dan desimal dengan koma: 1.234,56.")
    return NotAFigure("not_a_figure", "Bukan angka. Tulis misalnya 1.234,56 tanpa satuan.")


def format_figure(value: Decimal, places: int | None = None) -> str:
    """Write a figure: 1234.5 is "1.234,5", with two places "1.234,50". Without places no trailing zeros remain."""
    text = f"{value:,.{places}f}" if places is not None else f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))
