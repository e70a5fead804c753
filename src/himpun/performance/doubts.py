"""A soft word about a figure that lies far off: perhaps a comma slipped. It blocks nothing. Pure."""

from decimal import Decimal
from typing import Final

from himpun.lib.numbers import format_figure
from himpun.performance.scoring import Goal

FAR: Final = Decimal(5)
"""How many times too large or too small is far. A comma or a nought that slips makes a figure ten times wrong; five
still finds it when the true figure is twice, or half, what was awaited, and lets the swings of ordinary quarters be."""
WHOLE: Final = Decimal(100)
PERCENT: Final = frozenset({"%", "persen", "prosen", "persentase"})
"""How offices write the unit of which there are at most a hundred."""


def doubt(value: Decimal, measure: str, goal: Goal | None, previous: Decimal | None) -> str:
    """What to ask about a figure, or nothing. It is held against its target, then against the period before.

    Nought is never asked about: no slip makes one. Nor is anything held against nought or less, of which nothing is
    five times as much.
    """
    if measure.strip().casefold() in PERCENT and value > WHOLE and not _promised_more_than_all(goal):
        return f"Lebih dari 100 {measure.strip()}: benar?"
    if goal is not None and _far(value, goal.value, goal.value if goal.upper is None else goal.upper):
        return f"Jauh dari target {_goal(goal)}: benar?"
    if previous is not None and _far(value, previous, previous):
        return f"Jauh dari periode lalu {format_figure(previous)}: benar?"
    return ""


def _promised_more_than_all(goal: Goal | None) -> bool:
    return goal is not None and max(goal.value, goal.upper or goal.value) > WHOLE


def _far(value: Decimal, lower: Decimal, upper: Decimal) -> bool:
    if value == 0 or lower <= 0:
        return False
    return value >= upper * FAR or value * FAR <= lower


def _goal(goal: Goal) -> str:
    lower = format_figure(goal.value)
    return lower if goal.upper is None else f"{lower} s.d. {format_figure(goal.upper)}"
