"""The table that is printed and kept: what was measured, against what, and what was aimed at."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement. `ours` and `other` are in `unit`; `ratio` is the median of the rounds' own ratios."""

    name: str
    ours: float
    other: float | None
    ratio: float
    goal: str
    unit: str = ""

    @property
    def reached(self) -> bool:
        sign, number = self.goal.split()
        return self.ratio >= float(number) if sign == ">=" else self.ratio <= float(number)

    def as_data(self) -> list[str | float | None]:
        return [self.name, _short(self.ours), self.other and _short(self.other), _short(self.ratio), self.goal]


def _short(number: float) -> float:
    return float(f"{number:.4g}")


def faster(name: str, rounds: Sequence[tuple[float, float]], *, goal: float, unit: str) -> Line:
    """From the rates (ours, other) of each round: how many times as many we do."""
    return Line(name, *_medians(rounds), median(ours / other for ours, other in rounds), f">= {goal:g}", unit)


def no_slower(name: str, rounds: Sequence[tuple[float, float]], *, goal: float, unit: str) -> Line:
    """From the times (ours, other) of each round: how many times as long we take."""
    return Line(name, *_medians(rounds), median(ours / other for ours, other in rounds), f"<= {goal:g}", unit)


def at_most(name: str, found: int, most: int) -> Line:
    """A count that has a bound."""
    return Line(name, found, None, found, f"<= {most}")


def _medians(rounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return median(ours for ours, _ in rounds), median(other for _, other in rounds)


def show(lines: Sequence[Line]) -> str:
    """The table as text; a goal that was not reached is said plainly."""
    head = ("", "ours", "other", "", "ratio", "goal", "")
    rows = [head, *(_row(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    shown = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        shown.append("  ".join(cells).rstrip())
    missed = [line.name for line in lines if not line.reached]
    return "\n".join([*shown, "", f"Not reached: {'; '.join(missed)}" if missed else "Every goal was reached."])


def _row(line: Line) -> tuple[str, ...]:
    other = "" if line.other is None else f"{_short(line.other):g}"
    ours, ratio = f"{_short(line.ours):g}", f"{_short(line.ratio):.3g}"
    return line.name, ours, other, line.unit, ratio, line.goal, "" if line.reached else "NOT REACHED"


def keep(lines: Sequence[Line], path: Path) -> None:
    """Write [name, ours, other, ratio, goal] for each line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([line.as_data() for line in lines], indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
