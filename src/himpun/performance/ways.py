"""How an achievement was computed, in the words of a paper: enough to compute it again by hand. Pure."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any, Final

from himpun.lib.numbers import format_figure
from himpun.performance.scoring import FULL, Formula, Meaning, Polarity, ZeroRule

_DIFFERENCE: Final = "(2 × target − realisasi) / target × 100"
_RANGE_RATIO: Final = "realisasi / batas terdekat × 100"
_RANGE_DIFFERENCE: Final = (
    "di bawahnya realisasi / batas bawah × 100, di atasnya (2 × batas atas − realisasi) / batas atas × 100"
)


def letters_of(meanings: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """A letter for every way of computing, by its sentence, in the order in which they come."""
    ways = dict.fromkeys(way_of(one) for one in meanings if one)
    return {way: _letter(number) for number, way in enumerate(ways)}


def _letter(number: int) -> str:
    """a to z, then aa, ab: an office may have many ways, and few people know more."""
    before, at = divmod(number, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[at]


def way_of(meaning: Mapping[str, Any]) -> str:
    """A meaning as frozen in a recap, in one sentence."""
    one = Meaning.from_data(dict(meaning))
    parts = [_compared(one)]
    if one.zero_rule is ZeroRule.MET and one.polarity is not Polarity.RANGE:
        parts.append("target 0 bernilai 100 bila tercapai dan 0 bila tidak")
    parts.append("tanpa batas atas" if one.cap is None else f"dibatasi {format_figure(one.cap, 2)} dalam rata-rata")
    return "; ".join(parts)


def _compared(one: Meaning) -> str:
    match one.polarity, one.formula:
        case Polarity.HIGHER, _:
            return "makin tinggi makin baik: realisasi / target × 100"
        case Polarity.LOWER, Formula.DIFFERENCE:
            return f"makin rendah makin baik: {_DIFFERENCE}, paling rendah 0"
        case Polarity.LOWER, _:
            return f"makin rendah makin baik: target / realisasi × 100, realisasi 0 bernilai {2 * FULL}"
        case _, Formula.DIFFERENCE:
            return f"dalam rentang target bernilai 100; {_RANGE_DIFFERENCE}"
    return f"dalam rentang target bernilai 100; di luarnya {_RANGE_RATIO}"
