"""Achievement (capaian): what a figure means against its target. Pure and in `Decimal`, rounded only for eyes.

Formulas as offices use them (LKjIP; PermenPANRB on the performance of employees for difference and range):

- higher is better: R/T
- lower is better: the difference (2T - R)/T, or the ratio T/R
- range: 100 % inside it, else against the bound that was missed

A figure of zero is an answer like any other. What has no figure has no achievement, and is never taken for zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Any, Final, Self

FULL: Final = Decimal(100)
NONE: Final = Decimal(0)
_TWICE: Final = Decimal(2)

# Wide enough that no figure of 18 digits and 6 decimals loses any; the same on every machine and thread.
_EXACT: Final = Context(prec=50, rounding=ROUND_HALF_EVEN)


class Polarity(StrEnum):
    """Which figures are good ones."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Formula(StrEnum):
    """How a figure is compared. "Higher" knows one way; above a range only the difference counts as a miss."""

    RATIO = "ratio"
    DIFFERENCE = "difference"


class Aggregation(StrEnum):
    """How the figures of several periods become one."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    REPETITIVE = "repetitive"  # each period stands for itself


class ZeroRule(StrEnum):
    """What a target of zero means."""

    NONE = "none"  # nothing can be computed
    MET = "met"  # a figure of zero meets it, and so does a better one; a worse one has reached nothing


class Status(StrEnum):
    """Whether there is an achievement, and if not, why not."""

    COUNTED = "counted"
    NO_TARGET = "no_target"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    NOT_STARTED = "not_started"
    NOT_APPLICABLE = "not_applicable"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an indicator's figures mean. `cap` limits what counts in an average (none: no limit).

    `lowest` and `highest` are the bounds of a believable figure, `decimals` how many it may have.
    """

    polarity: Polarity = Polarity.HIGHER
    formula: Formula = Formula.RATIO
    aggregation: Aggregation = Aggregation.LAST
    cap: Decimal | None = FULL
    zero_rule: ZeroRule = ZeroRule.NONE
    decimals: int = 2
    lowest: Decimal | None = NONE
    highest: Decimal | None = None

    def as_data(self) -> dict[str, Any]:
        """As frozen in a sheet's line and in a recap: version 1, numbers as text."""
        return {
            "v": 1,
            "polarity": self.polarity.value,
            "formula": self.formula.value,
            "aggregation": self.aggregation.value,
            "cap": _text(self.cap),
            "zero_rule": self.zero_rule.value,
            "decimals": self.decimals,
            "lowest": _text(self.lowest),
            "highest": _text(self.highest),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        return cls(
            polarity=Polarity(data["polarity"]),
            formula=Formula(data["formula"]),
            aggregation=Aggregation(data["aggregation"]),
            cap=_number(data["cap"]),
            zero_rule=ZeroRule(data["zero_rule"]),
            decimals=data["decimals"],
            lowest=_number(data["lowest"]),
            highest=_number(data["highest"]),
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: one value, or a range from `value` to `upper`, both inclusive."""

    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Achievement:
    """In per cent: `raw` as computed and not below zero, `counted` as it enters an average (capped)."""

    status: Status
    raw: Decimal | None = None
    counted: Decimal | None = None

    @property
    def falls_short(self) -> bool:
        return self.raw is not None and self.raw < FULL


def achievement(meaning: Meaning, goal: Goal | None, value: Decimal | None) -> Achievement:
    """What a figure reached of its target."""
    if value is None:
        return Achievement(Status.NO_FIGURE)
    if goal is None:
        return Achievement(Status.NO_TARGET)
    raw = _raw(meaning, goal, value)
    if isinstance(raw, Status):
        return Achievement(raw)
    raw = max(raw, NONE)
    return Achievement(Status.COUNTED, raw, raw if meaning.cap is None else min(raw, meaning.cap))


def _raw(meaning: Meaning, goal: Goal, value: Decimal) -> Decimal | Status:
    match meaning.polarity:
        case Polarity.RANGE:
            return _in_range(meaning, goal, value)
        case Polarity.HIGHER:
            unscored = _unscored(meaning, goal.value, met=value >= 0)
            return _percent(value, goal.value) if unscored is None else unscored
        case Polarity.LOWER:
            unscored = _unscored(meaning, goal.value, met=value <= 0)
            return _lower(meaning.formula, goal.value, value) if unscored is None else unscored


def _unscored(meaning: Meaning, target: Decimal, *, met: bool) -> Decimal | Status | None:
    """What holds where no division by the target is possible; none where it is."""
    if target > 0:
        return None
    if target < 0:
        return Status.NEGATIVE_TARGET
    if meaning.zero_rule is ZeroRule.NONE:
        return Status.ZERO_TARGET
    return FULL if met else NONE


def _lower(formula: Formula, target: Decimal, value: Decimal) -> Decimal:
    # T/R has no value at R = 0, the best figure there is: the difference's value for it (200 %) stands in, so
    # that a perfect zero is never worse than a small remainder once capped.
    if formula is Formula.RATIO and value > 0:
        return _percent(target, value)
    return _percent(_EXACT.subtract(_EXACT.multiply(_TWICE, target), value), target)


def _in_range(meaning: Meaning, goal: Goal, value: Decimal) -> Decimal | Status:
    upper = goal.value if goal.upper is None else goal.upper
    if goal.value <= value <= upper:
        return FULL
    bound = goal.value if value < goal.value else upper
    without = _unscored(meaning, bound, met=False)
    if without is not None:
        return without
    if value > upper and meaning.formula is Formula.DIFFERENCE:
        return _lower(Formula.DIFFERENCE, bound, value)
    return _percent(value, bound)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return _EXACT.divide(_EXACT.multiply(part, FULL), whole)


def aggregate(aggregation: Aggregation, values: Sequence[Decimal | None]) -> Decimal | None:
    """The figure of a year so far from its periods in order, the period asked for being the last one.

    A period without a figure is none, not zero. The caller says up to which period: never today's date, or
    last quarter's report would change when opened again.
    """
    filled = [v for v in values if v is not None]
    if not filled:
        return None
    match aggregation:
        case Aggregation.SUM:
            return _sum(filled)
        case Aggregation.LAST:
            return filled[-1]
        case Aggregation.MEAN:
            return _EXACT.divide(_sum(filled), Decimal(len(filled)))
        case Aggregation.REPETITIVE:
            return values[-1]


def average(achievements: Iterable[Achievement]) -> Decimal | None:
    """The mean of what counts, from unrounded values; none when nothing counts."""
    counted = [a.counted for a in achievements if a.counted is not None]
    return _EXACT.divide(_sum(counted), Decimal(len(counted))) if counted else None


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = NONE
    for value in values:
        total = _EXACT.add(total, value)
    return total


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a scale: values greater than `above` (none: all that is left)."""

    above: Decimal | None
    name: str


PERMENDAGRI_86_2017: Final = (
    Band(Decimal(90), "Sangat Tinggi"),
    Band(Decimal(75), "Tinggi"),
    Band(Decimal(65), "Sedang"),
    Band(Decimal(50), "Rendah"),
    Band(None, "Sangat Rendah"),
)
"""Skala nilai peringkat kinerja. The regulation's whole-number bounds (76-90, 91-100) have holes, such as 90.4: the
lower bounds are read as exclusive, so that every value has one band; the report says so in a footnote."""

SCALE_RULE: Final = (
    "Kategori menurut Permendagri 86/2017, dengan batas bawah tidak termasuk: > 90 Sangat Tinggi; > 75 "
    "sampai 90 Tinggi; > 65 sampai 75 Sedang; > 50 sampai 65 Rendah; sampai 50 Sangat Rendah. Kategori "
    "ditentukan dari nilai yang belum dibulatkan."
)


def category(value: Decimal | None, scale: Sequence[Band] = PERMENDAGRI_86_2017) -> str | None:
    """The band of an unrounded value; none for none."""
    if value is None:
        return None
    for band in scale:
        if band.above is None or value > band.above:
            return band.name
    return None


def shown(value: Decimal, decimals: int = 2) -> Decimal:
    """Rounded half up, for eyes only."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
