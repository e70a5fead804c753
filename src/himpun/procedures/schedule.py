"""Which periods of a procedure are due to open by themselves. Pure."""

from datetime import date, timedelta
from typing import Final

from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.lib.worktime import Calendar

PATIENCE: Final = 366
"""Days after a period's end within which it must open: a calendar without working days opens nothing."""


def opening_day(period: Period, *, nth: int, calendar: Calendar) -> date | None:
    """The n-th working day after the period's end (1 is the first)."""
    left = nth
    for ahead in range(1, PATIENCE + 1):
        day = period.end + timedelta(days=ahead)
        if calendar.on(day):
            left -= 1
            if left == 0:
                return day
    return None


def first_after(through: date | None, *, since: date, kind: PeriodKind) -> Period:
    """Where the schedule goes on: behind what it has opened, else just before the period it began in."""
    if through is not None:
        return period_of(through + timedelta(days=1), kind)
    return period_of(since, kind).previous


def due_periods(first: Period, *, since: date, today: date, nth: int, calendar: Calendar) -> list[tuple[date, Period]]:
    """The periods from `first` on whose opening day lies from `since` to today, in order, with those days.

    Those missed while the machine was off are among them, each once.
    """
    found: list[tuple[date, Period]] = []
    period = first
    while period.end < today:
        opens = opening_day(period, nth=nth, calendar=calendar)
        if opens is not None and since <= opens <= today:
            found.append((opens, period))
        period = period.next
    return found
