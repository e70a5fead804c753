"""An office's working calendar: hours, Ramadan, holidays with their decrees, and changes seen at once."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.lib.worktime import Hours, Interval, ramadan_hours, standard_hours
from himpun.organisation.actions import (
    cancel_holidays,
    found_office,
    move_to_zone,
    set_holidays,
    set_hours,
    set_ramadan_hours,
)
from himpun.organisation.calendars import calendar_of, hours_from, week_data
from himpun.organisation.drafts import OfficeDraft
from himpun.organisation.errors import NotACalendar, NotHeldThen
from himpun.organisation.holidays import ESTIMATE, UNCONFIRMED, national_days
from himpun.organisation.models import Office
from himpun.organisation.queries import holidays_in
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, district

NYEPI = date(2026, 3, 19)
DECREE = "SKB 3 Menteri Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, Nomor 5 Tahun 2025"


def minutes(office: Office, day: date) -> int:
    return sum(interval.minutes for interval in calendar_of(office).on(day))


@pytest.mark.django_db
def test_a_new_office_works_450_minutes_a_day_from_monday_to_friday() -> None:
    office = district().office
    week = [minutes(office, date(2026, 1, day)) for day in range(5, 12)]
    assert week == [450, 450, 450, 450, 450, 0, 0]


@pytest.mark.django_db
def test_the_seed_of_a_year_is_kept_with_its_decree_and_the_office_does_not_work_then() -> None:
    office = district().office
    assert minutes(office, NYEPI) == 450
    set_holidays(SETUP, office, days=national_days(2026), at=AT)
    assert minutes(office, NYEPI) == 0
    kept = {row.day: row for row in holidays_in(office.pk, 2026)}
    assert len(kept) == 25
    assert kept[NYEPI].decree == DECREE


@pytest.mark.django_db
def test_an_office_adds_its_local_day_off_and_corrects_a_name() -> None:
    office = district().office
    set_holidays(SETUP, office, days={NYEPI: ("Nyepi", "?")}, at=AT)
    day = date(2026, 12, 9)
    days = {day: ("Pemilihan kepala daerah", "Keppres 1/2026"), NYEPI: ("Hari Suci Nyepi", DECREE)}
    set_holidays(SETUP, office, days=days, at=AT)
    assert [(row.name, row.decree) for row in holidays_in(office.pk, 2026)] == [
        ("Hari Suci Nyepi", DECREE),
        ("Pemilihan kepala daerah", "Keppres 1/2026"),
    ]
    assert holidays_in(office.pk, 2027) == []


@pytest.mark.django_db
def test_a_joint_leave_taken_back_by_a_later_decree_is_a_working_day_and_stays_on_record() -> None:
    office = district().office
    day = date(2026, 12, 24)
    set_holidays(SETUP, office, days=national_days(2026), at=AT)
    cancel_holidays(SETUP, office, days=[day], decree="SKB perubahan 7/2026", at=AT)
    assert minutes(office, day) == 450
    kept = next(row for row in holidays_in(office.pk, 2026) if row.day == day)
    assert (kept.cancelled, kept.decree) == (True, "SKB perubahan 7/2026")
    with pytest.raises(NotHeldThen):
        cancel_holidays(SETUP, office, days=[day], decree="lagi", at=AT)
    set_holidays(SETUP, office, days={day: ("Cuti Bersama Natal", DECREE)}, at=AT)
    assert minutes(office, day) == 0


@pytest.mark.django_db
def test_ramadan_has_its_own_hours_and_then_the_earlier_ones_hold_again() -> None:
    office = district().office
    set_ramadan_hours(SETUP, office, starts=date(2026, 2, 18), ends=date(2026, 3, 19), at=AT)
    assert minutes(office, date(2026, 2, 17)) == 450
    assert minutes(office, date(2026, 2, 18)) == 390
    assert minutes(office, date(2026, 3, 19)) == 390
    assert minutes(office, date(2026, 3, 25)) == 450
    assert calendar_of(office).on(date(2026, 2, 18))[0].start == time(8)


@pytest.mark.django_db
def test_ramadan_is_not_laid_over_hours_that_change_within_it() -> None:
    office = district().office
    set_hours(SETUP, office, hours=standard_hours(), name="Edaran", starts=date(2026, 3, 2), at=AT)
    with pytest.raises(NotACalendar):
        set_ramadan_hours(SETUP, office, starts=date(2026, 2, 18), ends=date(2026, 3, 19), at=AT)
    with pytest.raises(NotACalendar):
        set_ramadan_hours(SETUP, office, starts=date(2026, 2, 18), ends=date(2026, 2, 17), at=AT)


@pytest.mark.django_db
def test_hours_of_the_offices_own_hold_from_their_day() -> None:
    office = district().office
    day = (Interval(time(8), time(12)),)
    short = Hours((day, day, day, day, day, day, ()))
    set_hours(SETUP, office, hours=short, name="Enam hari kerja", starts=date(2026, 7, 1), at=AT)
    assert minutes(office, date(2026, 6, 27)) == 0
    assert minutes(office, date(2026, 7, 4)) == 240


@pytest.mark.django_db
def test_a_reader_sees_a_change_at_once_and_pays_nothing_for_a_calendar_it_has_met() -> None:
    office = district().office
    calendar_of(office)
    with CaptureQueriesContext(connection) as statements:
        calendar_of(office)
    assert len(statements) == 0
    with CaptureQueriesContext(connection) as statements:
        before = calendar_of(office.pk)
    assert len(statements) == 1
    set_holidays(SETUP, Office.objects.get(pk=office.pk), days={NYEPI: ("Nyepi", "")}, at=AT)
    assert NYEPI not in before.holidays
    assert NYEPI in calendar_of(office.pk).holidays


@pytest.mark.django_db
def test_offices_with_the_same_calendar_share_it() -> None:
    here = district()
    assert calendar_of(here.office) is calendar_of(here.neighbour)
    set_holidays(SETUP, here.office, days={NYEPI: ("Nyepi", "")}, at=AT)
    assert calendar_of(here.office) is not calendar_of(here.neighbour)


@pytest.mark.django_db
def test_each_office_has_its_own_zone_and_an_unknown_one_is_refused() -> None:
    here = district()
    at_eight = calendar_of(here.office).instant(NEW_YEAR, time(8))
    assert at_eight.hour == 0
    move_to_zone(SETUP, here.office, zone="Asia/Jakarta", at=AT)
    assert calendar_of(here.office).instant(NEW_YEAR, time(8)).hour == 1
    with pytest.raises(NotACalendar):
        move_to_zone(SETUP, here.office, zone="Asia/Hulu", at=AT)
    with pytest.raises(NotACalendar):
        found_office(SETUP, here.government, draft=OfficeDraft("Baru", "B", zone="WITA"), at=AT)


def test_hours_are_the_same_after_json() -> None:
    for hours in (standard_hours(), ramadan_hours()):
        assert hours_from(week_data(hours)) == hours


@pytest.mark.parametrize(
    "week",
    [
        {"v": 2, "days": []},
        {"v": 1},
        {"v": 1, "days": []},
        {"v": 1, "days": [[["16:00", "07:30"]], [], [], [], [], [], []]},
        {"v": 1, "days": [[["25:00", "26:00"]], [], [], [], [], [], []]},
        {"v": 1, "days": [[["07:30"]], [], [], [], [], [], []]},
    ],
)
def test_hours_that_cannot_be_are_refused(week: dict[str, object]) -> None:
    with pytest.raises(NotACalendar):
        hours_from(week)


def test_2026_has_the_seventeen_holidays_and_eight_joint_leaves_of_its_decree() -> None:
    days = national_days(2026)
    leave = [day for day, (name, _) in days.items() if "Cuti Bersama" in name]
    assert [(day.month, day.day) for day in leave] == [
        (2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24),
    ]  # fmt: skip
    assert len(days) - len(leave) == 17
    assert {source for _, source in days.values()} == {DECREE}


def test_what_no_decree_has_settled_is_marked_as_an_estimate() -> None:
    later = national_days(2030)
    assert {source for _, source in later.values()} == {ESTIMATE}
    assert not [name for name, _ in later.values() if "perkiraan" in name]
    sources = {source for _, source in national_days(2024).values()}
    assert sources == {UNCONFIRMED}
