"""Typed periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.lib.periods import Period, PeriodKind, period_of

QUARTER = Period(PeriodKind.QUARTER, 2026, 3)
periods = st.builds(
    lambda kind, year, index: Period(kind, year, 1 + index % kind.in_a_year),
    st.sampled_from(PeriodKind),
    st.integers(2001, 2099),
    st.integers(0, 11),
)


@pytest.mark.parametrize(
    ("period", "key", "label", "start", "end"),
    [
        (QUARTER, "2026-TW3", "Triwulan III 2026", date(2026, 7, 1), date(2026, 9, 30)),
        (Period(PeriodKind.MONTH, 2028, 2), "2028-02", "Februari 2028", date(2028, 2, 1), date(2028, 2, 29)),
        (Period(PeriodKind.SEMESTER, 2026, 2), "2026-S2", "Semester II 2026", date(2026, 7, 1), date(2026, 12, 31)),
        (Period(PeriodKind.YEAR, 2026, 1), "2026", "Tahun 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_key_a_label_and_days(period: Period, key: str, label: str, start: date, end: date) -> None:
    assert (period.key, period.label, period.start, period.end) == (key, label, start, end)


@given(periods)
def test_a_key_is_read_back(period: Period) -> None:
    assert Period.parse(period.key) == period


@given(periods)
def test_the_next_period_begins_the_day_after(period: Period) -> None:
    assert (period.next.start - period.end).days == 1
    assert period.next.previous == period


@given(periods)
def test_each_day_of_a_period_lies_in_it(period: Period) -> None:
    assert period_of(period.start, period.kind) == period
    assert period_of(period.end, period.kind) == period
    assert period_of(period.next.start, period.kind) != period


def test_the_same_quarter_a_year_before() -> None:
    assert QUARTER.year_before == Period(PeriodKind.QUARTER, 2025, 3)


@pytest.mark.parametrize("key", ["2026-TW5", "2026-13", "2026-0", "26-TW1", "", "2026-TW3 ", "1999-TW1", "２０２６"])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"period|year"):
        Period.parse(key)


def test_periods_stand_in_the_order_of_their_last_days() -> None:
    months = [Period(PeriodKind.MONTH, 2026, n) for n in (9, 7)]
    assert sorted([QUARTER, *months, QUARTER.previous]) == [QUARTER.previous, months[1], months[0], QUARTER]
