"""Achievements and averages in fractions, written apart from the product: what it says must come out here too."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

from pypdf import PdfReader

from tests.rehearsals.played import Entered

BANDS = ((90, "Sangat Tinggi"), (75, "Tinggi"), (65, "Sedang"), (50, "Rendah"), (-1, "Sangat Rendah"))


def reached(cell: Entered) -> Fraction | None:
    """In per cent: R/T, or T/R where less is better; a target of nothing is met by nothing."""
    if cell.value is None:
        return None
    value, target = Fraction(cell.value), Fraction(cell.target)
    if target == 0:
        return Fraction(100) if value == 0 else Fraction(0)
    return 100 * (target / value if cell.lower_is_better else value / target)


def mean(cells: Iterable[Entered]) -> Fraction:
    """Of what was reached, each counted up to a hundred."""
    counted = [min(one, Fraction(100)) for one in map(reached, cells) if one is not None]
    return sum(counted, Fraction(0)) / len(counted)


def band(average: Fraction) -> str:
    return next(name for above, name in BANDS if average > above)


def in_hundredths(number: Fraction) -> str:
    """Rounded half up to two decimals and written as in Indonesia: 1.234,50."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return written(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def written(number: Decimal) -> str:
    """A number as it stands in an Indonesian table."""
    whole, _, decimals = f"{number:f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return f"{grouped},{decimals}" if decimals else grouped


def without_zeros(number: Decimal) -> str:
    """The same, without what stands behind the last digit that says something."""
    text = written(number)
    return text.rstrip("0").rstrip(",") if "," in text else text


def text_of(pdf: Path) -> str:
    """What a reader of the PDF reads, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
