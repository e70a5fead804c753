"""Due times on an office's own working clock."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.lib.worktime import (
    Calendar,
    DatedHours,
    Hours,
    Interval,
    NoWorkingTime,
    Quantity,
    TimeUnit,
    due,
    ramadan_hours,
    standard_hours,
    worked_minutes,
)

WITA = ZoneInfo("Asia/Makassar")
JOINT_LEAVE = {date(2026, 3, 18): "Cuti bersama Nyepi", date(2026, 3, 19): "Nyepi", date(2026, 3, 20): "Cuti bersama"}
OFFICE = Calendar(
    "Asia/Makassar", (DatedHours(date(2023, 4, 12), "Jam kerja (Perpres 21/2023)", standard_hours()),), JOINT_LEAVE
)
RAMADAN = Calendar(
    "Asia/Makassar",
    (
        DatedHours(date(2023, 4, 12), "Jam kerja (Perpres 21/2023)", standard_hours()),
        DatedHours(date(2026, 2, 18), "Jam kerja Ramadan 2026", ramadan_hours()),
    ),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), WITA)


def due_of(start: datetime, value: int, unit: TimeUnit, calendar: Calendar = OFFICE) -> datetime:
    return due(start, Quantity(Decimal(value), unit), calendar).at.astimezone(WITA)


MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 2)


def test_a_standard_week_has_thirty_seven_and_a_half_hours() -> None:
    week = sum(interval.minutes for day in standard_hours().days for interval in day)
    assert week == 37 * 60 + 30


def test_a_week_in_ramadan_has_thirty_two_and_a_half_hours() -> None:
    week = sum(interval.minutes for day in ramadan_hours().days for interval in day)
    assert week == 32 * 60 + 30


def test_the_friday_break_is_not_working_time() -> None:
    assert due_of(at(FRIDAY, 11, 20), 60, TimeUnit.MINUTE) == at(FRIDAY, 13, 50)


def test_work_begun_on_friday_afternoon_goes_on_on_monday() -> None:
    assert due_of(at(FRIDAY, 16), 60, TimeUnit.MINUTE) == at(MONDAY, 8)


def test_joint_leave_is_passed_over() -> None:
    assert due_of(at(date(2026, 3, 17), 15, 30), 480, TimeUnit.MINUTE) == at(date(2026, 3, 23), 16)


def test_hours_that_change_under_a_running_task_are_followed() -> None:
    eve = date(2026, 2, 17)
    assert due_of(at(eve, 15), 120, TimeUnit.MINUTE, RAMADAN) == at(date(2026, 2, 18), 9)


def test_an_hour_is_sixty_working_minutes() -> None:
    assert due_of(at(MONDAY, 11), 2, TimeUnit.HOUR) == at(MONDAY, 14)


def test_a_day_runs_to_the_end_of_the_next_working_day() -> None:
    assert due_of(at(FRIDAY, 10), 1, TimeUnit.DAY) == at(MONDAY, 16)


def test_a_day_that_starts_before_the_office_opens_is_that_day() -> None:
    assert due_of(at(MONDAY, 7), 1, TimeUnit.DAY) == at(MONDAY, 16)


def test_three_days_over_a_weekend() -> None:
    assert due_of(at(date(2026, 10, 1), 9), 3, TimeUnit.DAY) == at(date(2026, 10, 6), 16)


def test_a_month_ends_on_the_last_working_day_up_to_its_date() -> None:
    assert due_of(at(date(2026, 9, 3), 9), 1, TimeUnit.MONTH) == at(FRIDAY, 16, 30)


def test_a_month_from_the_last_of_january_ends_in_february() -> None:
    assert due_of(at(date(2026, 1, 30), 9), 1, TimeUnit.MONTH) == at(date(2026, 2, 27), 16, 30)


def test_a_due_time_says_why_it_is_then() -> None:
    why = due(at(date(2026, 3, 17), 15, 30), Quantity(Decimal(480), TimeUnit.MINUTE), OFFICE).why
    assert why.startswith("480 menit kerja sejak Sel 17 Mar 15.30 WITA")
    for passed in ("istirahat", "Sabtu", "Minggu", "Cuti bersama Nyepi"):
        assert passed in why


@pytest.mark.parametrize(
    ("start", "minutes", "said"),
    [
        (at(MONDAY, 17, 40), 15, "Sen 5 Okt 17.40 WITA; di luar jam kerja, dihitung mulai Sel 6 Okt 07.30"),
        (at(MONDAY, 6), 15, "Sen 5 Okt 06.00 WITA; di luar jam kerja, dihitung mulai Sen 5 Okt 07.30"),
        (at(MONDAY, 12, 15), 15, "Sen 5 Okt 12.15 WITA; di luar jam kerja, dihitung mulai Sen 5 Okt 13.00"),
        (at(MONDAY, 16), 15, "Sen 5 Okt 16.00 WITA; di luar jam kerja, dihitung mulai Sel 6 Okt 07.30"),
        (
            at(MONDAY, 12),
            300,
            "12.00 WITA; di luar jam kerja, dihitung mulai Sen 5 Okt 13.00; istirahat tidak dihitung",
        ),
        (
            at(FRIDAY, 17),
            15,
            "Jum 2 Okt 17.00 WITA; di luar jam kerja, dihitung mulai Sen 5 Okt 07.30; Sabtu, Minggu tidak dihitung",
        ),
    ],
)
def test_work_that_comes_when_the_office_is_closed_counts_from_its_opening(
    start: datetime, minutes: int, said: str
) -> None:
    assert due(start, Quantity(Decimal(minutes), TimeUnit.MINUTE), OFFICE).why.endswith(said)


def test_days_are_counted_whole_whatever_the_hour() -> None:
    assert "dihitung mulai" not in due(at(MONDAY, 17, 40), Quantity(Decimal(2), TimeUnit.DAY), OFFICE).why


def test_within_one_stretch_of_work_nothing_was_passed_over() -> None:
    why = due(at(MONDAY, 8), Quantity(Decimal(30), TimeUnit.MINUTE), OFFICE).why
    assert why == "30 menit kerja sejak Sen 5 Okt 08.00 WITA"


def test_a_calendar_without_working_days_is_an_error_and_no_endless_walk() -> None:
    closed = Calendar("Asia/Makassar", (DatedHours(date(2020, 1, 1), "Tutup", Hours(((),) * 7)),))
    with pytest.raises(NoWorkingTime):
        due(at(MONDAY, 8), Quantity(Decimal(1), TimeUnit.MINUTE), closed)


def test_no_standard_time_is_nothing() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        due(at(MONDAY, 8), Quantity(Decimal(0), TimeUnit.MINUTE), OFFICE)


def test_an_interval_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="runs forwards"):
        Interval(time(12), time(8))


def test_three_zones_open_at_three_instants() -> None:
    rule = (DatedHours(date(2023, 4, 12), "", standard_hours()),)
    zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    opens = [Calendar(zone, rule).instant(MONDAY, time(7, 30)) for zone in zones]
    assert opens == sorted(opens, reverse=True)
    assert len(set(opens)) == 3


BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
starts = st.integers(0, 1_500_000).map(lambda n: BEGIN + timedelta(minutes=n))
minutes = st.integers(1, 3000)


@given(start=starts, quantity=minutes)
def test_the_minutes_up_to_a_due_time_are_the_standard_time(start: datetime, quantity: int) -> None:
    end = due(start, Quantity(Decimal(quantity), TimeUnit.MINUTE), OFFICE).at
    assert worked_minutes(start, end, OFFICE) == quantity


@given(start=starts, first=minutes, second=minutes)
def test_more_time_is_never_due_earlier(start: datetime, first: int, second: int) -> None:
    less, more = sorted((first, second))
    assert due_of(start, less, TimeUnit.MINUTE) <= due_of(start, more, TimeUnit.MINUTE)


@given(start=starts, hours=st.tuples(st.integers(0, 500), st.integers(0, 500)))
def test_working_time_adds_up(start: datetime, hours: tuple[int, int]) -> None:
    middle = start + timedelta(hours=hours[0])
    end = middle + timedelta(hours=hours[1])
    whole = worked_minutes(start, end, OFFICE)
    assert whole == worked_minutes(start, middle, OFFICE) + worked_minutes(middle, end, OFFICE)


def test_time_that_runs_backwards_is_no_working_time() -> None:
    assert worked_minutes(at(MONDAY, 10), at(MONDAY, 9), OFFICE) == 0
