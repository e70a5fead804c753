"""A week of working hours as the pages show and take it, and what it makes of a due time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from himpun.lib.dates import DAYS, long_time
from himpun.lib.worktime import Calendar, DatedHours, Hours, Interval, NoWorkingTime, Quantity, TimeUnit, due
from himpun.organisation.calendars import hours_from
from himpun.web.typed import Typed

ZONES: Final = (("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"))
PARTS: Final = ("mulai1", "selesai1", "mulai2", "selesai2")
THURSDAY: Final = 3
TWO_DAYS: Final = Quantity(Decimal(2), TimeUnit.DAY)


def zone_said(zone: str) -> str:
    """ "WITA"; another zone by its own name."""
    return dict(ZONES).get(zone, zone)


def week_rows(week: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each working day with its hours: "Senin", "07.30-12.00 dan 13.00-16.00"."""
    days = hours_from(week).days
    return [(name, " dan ".join(map(_span, day)) or "libur") for name, day in zip(DAYS, days, strict=True)]


def _span(part: Interval) -> str:
    return f"{part.start:%H.%M}–{part.end:%H.%M}"


def week_fields(week: Mapping[str, Any]) -> dict[str, str]:
    """The form's fields as this week fills them: "mulai1-0" is Monday's opening, "07.30"."""
    fields: dict[str, str] = {}
    for number, day in enumerate(week["days"]):
        told = [clock.replace(":", ".") for part in day[:2] for clock in part]
        fields |= {f"{name}-{number}": clock for name, clock in zip(PARTS, told, strict=False)}
    return fields


def read_week(typed: Typed) -> Hours | None:
    """The week as typed; none when a day cannot be, with the word beside it."""
    days = tuple(_read_day(typed, number) for number in range(7))
    if not any(days) and not typed.lacks:
        typed.lack("mulai1-0", "no_hours", "Isi jam kerja paling sedikit satu hari.")
    return None if typed.lacks else Hours(days)


def _read_day(typed: Typed, number: int) -> tuple[Interval, ...]:
    clocks = [_clock(typed, f"{name}-{number}") for name in PARTS]
    found: list[Interval] = []
    for at in (0, 2):
        start, end = clocks[at], clocks[at + 1]
        field = f"{PARTS[at]}-{number}"
        if (start is None) != (end is None):
            typed.lack(field, "half", f"{DAYS[number]}: isi jam mulai dan jam selesai, atau kosongkan keduanya.")
        elif start is not None and end is not None and end <= start:
            typed.lack(field, "backwards", f"{DAYS[number]}: jam selesai harus sesudah jam mulai.")
        elif start is not None and end is not None and found and start < found[-1].end:
            typed.lack(field, "overlap", f"{DAYS[number]}: rentang kedua mulai sebelum yang pertama selesai.")
        elif start is not None and end is not None:
            found.append(Interval(start, end))
    return tuple(found)


def _clock(typed: Typed, name: str) -> time | None:
    text = typed.text(name).replace(".", ":")
    if not text:
        return None
    try:
        return time.fromisoformat(text if len(text) > 4 else f"0{text}").replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        typed.lack(name, "not_a_clock", "Tulis jam sebagai 07.30.")
        return None


@dataclass(frozen=True, slots=True)
class Example:
    """The same standard time before and after a change."""

    asked: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        return self.before != self.after


def example(before: Calendar, after: Calendar, *, on: date) -> Example:
    """ "2 hari kerja sejak Kamis ..." from the first Thursday on or after a day, at ten by the office's clock."""
    thursday = on + timedelta(days=(THURSDAY - on.weekday()) % 7)
    start = before.instant(thursday, time(10))
    asked = f"2 hari kerja sejak {long_time(start, before.zone)}"
    return Example(asked, _due(start, before), _due(after.instant(thursday, time(10)), after))


def _due(start: datetime, calendar: Calendar) -> str:
    try:
        return long_time(due(start, TWO_DAYS, calendar).at, calendar.zone)
    except NoWorkingTime:
        return "tidak ada jam kerja"


def with_hours(calendar: Calendar, starts: date, hours: Hours, *, until: date | None = None) -> Calendar:
    """The calendar as it would be with these hours from a day on, perhaps to a day."""
    rules = [rule for rule in calendar.hours if rule.starts != starts]
    if until is not None and (earlier := calendar.rule(starts - timedelta(days=1))):
        rules.append(DatedHours(until + timedelta(days=1), earlier.name, earlier.hours))
    return replace(calendar, hours=(*rules, DatedHours(starts, "baru", hours)))
