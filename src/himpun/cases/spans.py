"""Spans of working time in the office's own words."""

from datetime import date

from himpun.lib.dates import in_days
from himpun.lib.worktime import Calendar


def span_in_words(minutes: int, on: date, calendar: Calendar) -> str:
    """Working minutes as an office says them: "3 hari 2 jam", a day being the usual one of the hours in force then."""
    return in_days(minutes, day=usual_day(on, calendar))


def usual_day(on: date, calendar: Calendar) -> int:
    """Minutes of a working day: the mean of the week in force on a day, 0 without hours."""
    rule = calendar.rule(on)
    lengths = [sum(part.minutes for part in day) for day in rule.hours.days if day] if rule else []
    return sum(lengths) // len(lengths) if lengths else 0
