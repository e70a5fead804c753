"""Working time of an office: arithmetic on intervals in a calendar, never ISO durations and never 24-hour days.

Minutes and hours use up working minutes. A day, written "hari" or "hari kerja", runs to the end of the n-th working
day: the day of the start counts only when work started at or before its opening. SOP-AP mean working days by "hari".
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from himpun.lib.dates import short_date, short_time
from himpun.lib.numbers import format_figure

FARTHEST: Final = 3660
"""Days within which a due time must be found; a calendar without working days must not be walked for ever."""
_UTC: Final = ZoneInfo("UTC")


class TimeUnit(StrEnum):
    """The unit in which an SOP states its standard time."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def word(self) -> str:
        match self:
            case TimeUnit.MINUTE:
                return "menit"
            case TimeUnit.HOUR:
                return "jam"
            case TimeUnit.DAY:
                return "hari"
            case TimeUnit.WEEK:
                return "minggu"
            case TimeUnit.MONTH:
                return "bulan"


class NoWorkingTime(ValueError):
    """The calendar holds no working time within ten years: hours are missing, or every day is off."""

    code = "no_working_time"


@dataclass(frozen=True, slots=True)
class Interval:
    """Working time within a day, from `start` up to `end`. Raises ValueError when it runs backwards."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"an interval runs forwards: {self.start} to {self.end}")

    @property
    def minutes(self) -> int:
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of working hours, Monday first; a day without intervals is off."""

    days: tuple[tuple[Interval, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")
        for day in self.days:
            if any(later.start < earlier.end for earlier, later in pairwise(day)):
                raise ValueError("a day's intervals follow each other")

    def on(self, day: date) -> tuple[Interval, ...]:
        return self.days[day.weekday()]


@dataclass(frozen=True, slots=True)
class DatedHours:
    """Hours that hold from a day on, with the name of the rule."""

    starts: date
    name: str
    hours: Hours


@dataclass(frozen=True)
class Calendar:
    """An office's working time: its zone (IANA), its hours in order of their first days, its days off with names."""

    zone: str
    hours: tuple[DatedHours, ...]
    holidays: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.hours, key=lambda rule: rule.starts))
        object.__setattr__(self, "hours", ordered)
        object.__setattr__(self, "_starts", [rule.starts for rule in ordered])
        object.__setattr__(self, "_zone", ZoneInfo(self.zone))
        object.__setattr__(self, "_days", {})

    def rule(self, day: date) -> DatedHours | None:
        """The hours in force on a day; before the first rule the first one counts."""
        if not self.hours:
            return None
        starts: list[date] = self._starts  # type: ignore[attr-defined]
        return self.hours[max(0, bisect_right(starts, day) - 1)]

    def on(self, day: date) -> tuple[Interval, ...]:
        """A day's working intervals; none on a day off."""
        known: dict[date, tuple[Interval, ...]] = self._days  # type: ignore[attr-defined]
        if day not in known:
            rule = self.rule(day)
            known[day] = rule.hours.on(day) if rule and day not in self.holidays else ()
        return known[day]

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self._zone)  # type: ignore[attr-defined]

    def instant(self, day: date, at: time) -> datetime:
        """An aware instant, in UTC, of the office's wall clock."""
        return datetime.combine(day, at, self._zone).astimezone(_UTC)  # type: ignore[attr-defined]


def _week(workday: tuple[Interval, ...], friday: tuple[Interval, ...]) -> Hours:
    return Hours((workday, workday, workday, workday, friday, (), ()))


def standard_hours() -> Hours:
    """Perpres 21/2023: five days, 37 h 30 min a week, from 07.30, break 60 minutes and on Friday 90."""
    workday = (Interval(time(7, 30), time(12)), Interval(time(13), time(16)))
    friday = (Interval(time(7, 30), time(11, 30)), Interval(time(13), time(16, 30)))
    return _week(workday, friday)


def ramadan_hours() -> Hours:
    """Perpres 21/2023: in Ramadan 32 h 30 min a week, from 08.00, break 30 minutes and on Friday 60."""
    workday = (Interval(time(8), time(12)), Interval(time(12, 30), time(15)))
    friday = (Interval(time(8), time(11, 30)), Interval(time(12, 30), time(15, 30)))
    return _week(workday, friday)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A typed duration: "2 hari kerja" is 2 DAY. `working` is false where the SOP just says "hari"."""

    value: Decimal
    unit: TimeUnit
    working: bool = True

    @property
    def words(self) -> str:
        """ "480 menit kerja", "2 hari kerja"."""
        return f"{format_figure(self.value)} {self.unit.word} kerja"


@dataclass(frozen=True, slots=True)
class Due:
    """When work is due (aware, UTC), and in one line why then."""

    at: datetime
    why: str


def due(start: datetime, quantity: Quantity, calendar: Calendar) -> Due:
    """When work that starts at an aware instant is due. Raises NoWorkingTime, ValueError for a quantity not above 0."""
    if quantity.value <= 0:
        raise ValueError("a standard time is more than nothing")
    match quantity.unit:
        case TimeUnit.MINUTE:
            end = _after_minutes(start, _whole(quantity.value), calendar)
        case TimeUnit.HOUR:
            end = _after_minutes(start, _whole(quantity.value * 60), calendar)
        case TimeUnit.DAY:
            end = _after_days(start, _whole(quantity.value), calendar)
        case TimeUnit.WEEK:
            end = _by_date(start, calendar.local(start).date() + timedelta(weeks=_whole(quantity.value)), calendar)
        case TimeUnit.MONTH:
            end = _by_date(start, _months_later(calendar.local(start).date(), _whole(quantity.value)), calendar)
    return Due(end, _why(start, end, quantity, calendar))


def worked_minutes(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Working minutes between two aware instants; 0 when the end is not after the start."""
    if end <= start:
        return 0
    local_start, local_end = calendar.local(start), calendar.local(end)
    seconds = 0
    day = local_start.date()
    while day <= local_end.date():
        for interval in calendar.on(day):
            begins = max(datetime.combine(day, interval.start), local_start.replace(tzinfo=None))
            ends = min(datetime.combine(day, interval.end), local_end.replace(tzinfo=None))
            seconds += max(0, int((ends - begins).total_seconds()))
        day += timedelta(days=1)
    return seconds // 60


def _whole(value: Decimal) -> int:
    # A fraction of a minute or a day is rounded up, in favour of whoever does the work.
    return int(value.to_integral_value(rounding=ROUND_CEILING))


def _working_days(first: date, calendar: Calendar) -> Iterator[date]:
    for n in range(FARTHEST):
        day = first + timedelta(days=n)
        if calendar.on(day):
            yield day
    raise NoWorkingTime(f"no working time within {FARTHEST} days from {first}")


def _after_minutes(start: datetime, minutes: int, calendar: Calendar) -> datetime:
    local = calendar.local(start).replace(tzinfo=None)
    left = timedelta(minutes=minutes)
    for day in _working_days(local.date(), calendar):
        for interval in calendar.on(day):
            begins = max(datetime.combine(day, interval.start), local)
            room = datetime.combine(day, interval.end) - begins
            if room >= left:
                ends = begins + left
                return calendar.instant(day, ends.time())
            if room > timedelta(0):
                left -= room
    raise AssertionError  # _working_days raises first


def _after_days(start: datetime, days: int, calendar: Calendar) -> datetime:
    local = calendar.local(start)
    first = local.date()
    opens = calendar.on(first)
    if not (opens and local.time() <= opens[0].start):
        first += timedelta(days=1)
    working = _working_days(first, calendar)
    for _ in range(days - 1):
        next(working)
    last = next(working)
    return calendar.instant(last, calendar.on(last)[-1].end)


def _by_date(start: datetime, day: date, calendar: Calendar) -> datetime:
    """The end of the last working day up to a date; when there is none after the start, of the next one."""
    first = calendar.local(start).date()
    last = day
    while last > first and not calendar.on(last):
        last -= timedelta(days=1)
    if last <= first:
        last = next(_working_days(day, calendar))
    return calendar.instant(last, calendar.on(last)[-1].end)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1) if month < 11 else date(year + 1, 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def _why(start: datetime, end: datetime, quantity: Quantity, calendar: Calendar) -> str:
    """One line: the quantity, since when, from when it counts, and what lay in between that does not."""
    begins = _counts_from(start, quantity, calendar)
    idle = end - begins > timedelta(minutes=worked_minutes(start, end, calendar) + 1)
    passed = ["istirahat"] if idle else []
    passed += _passed_over(calendar.local(start).date(), calendar.local(end).date(), calendar)
    since = f"{quantity.words} sejak {short_time(start, calendar.zone)}"
    if begins > start:
        local = calendar.local(begins)
        since += f"; di luar jam kerja, dihitung mulai {short_date(local.date())} {local:%H.%M}"
    return f"{since}; {', '.join(passed)} tidak dihitung" if passed else since


def _counts_from(start: datetime, quantity: Quantity, calendar: Calendar) -> datetime:
    """When minutes and hours begin to be used up: at the start, or at the next opening. Days are counted whole."""
    if quantity.unit not in (TimeUnit.MINUTE, TimeUnit.HOUR):
        return start
    local = calendar.local(start).replace(tzinfo=None)
    for day in _working_days(local.date(), calendar):
        for interval in calendar.on(day):
            if datetime.combine(day, interval.end) > local:
                opens = datetime.combine(day, interval.start)
                return start if opens <= local else calendar.instant(day, interval.start)
    raise AssertionError  # _working_days raises first


def _passed_over(first: date, last: date, calendar: Calendar) -> Iterator[str]:
    """Days off by name, weekends once, and hours that differ from those at the start."""
    weekend: dict[str, None] = {}
    named: list[str] = []
    rules: dict[str, None] = {}
    begins_with = calendar.rule(first)
    day = first
    while day <= last:
        rule = calendar.rule(day)
        if rule is not None and rule is not begins_with:
            rules[rule.name] = None
        if day in calendar.holidays and rule is not None and rule.hours.on(day):
            named.append(f"{short_date(day)} ({calendar.holidays[day]})")
        elif not calendar.on(day):
            weekend["Sabtu" if day.weekday() == 5 else "Minggu" if day.weekday() == 6 else short_date(day)] = None
        day += timedelta(days=1)
    yield from weekend
    yield from named
    if rules:
        yield f"di luar {', '.join(rules)}"
