"""Figures and dates as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.lib.dates import in_words, long_time, roman, short_time
from himpun.lib.numbers import NotAFigure, format_figure, parse_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("0", "0"),
        ("-5", "-5"),
        ("−5", "-5"),  # the minus sign that a phone's keyboard writes
        (" 12 ", "12"),
        ("1 234 567", "1234567"),
        ("8.315", "8315"),
        ("12.345.678", "12345678"),
        ("0,000001", "0.000001"),
    ],
)
def test_a_figure_is_read_as_it_is_written_here(text: str, value: str) -> None:
    assert parse_figure(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("83.15", "dot_as_comma"),
        ("1,234.56", "mixed_separators"),
        ("1e3", "not_a_figure"),
        ("٣", "not_a_figure"),
        ("３", "not_a_figure"),
        ("NaN", "not_a_figure"),
        ("∞", "not_a_figure"),
        ("10%", "not_a_figure"),
        ("12,3,4", "not_a_figure"),
        ("1..2", "not_a_figure"),
        ("=1+1", "not_a_figure"),
        ("1" * 19, "too_long"),
        ("0,1234567", "too_many_decimals"),
    ],
)
def test_what_could_be_read_in_two_ways_is_asked_again(text: str, code: str) -> None:
    with pytest.raises(NotAFigure) as refused:
        parse_figure(text)
    assert refused.value.code == code


def test_the_hint_says_what_to_write_instead() -> None:
    with pytest.raises(NotAFigure, match="83,15"):
        parse_figure("83.15")


@given(st.decimals(-(10**11), 10**11, places=6))
def test_a_figure_written_is_read_back(value: Decimal) -> None:
    assert parse_figure(format_figure(value)) == value


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("1234.5", None, "1.234,5"), ("1234.5", 2, "1.234,50"), ("100", None, "100"), ("0.00", None, "0")],
)
def test_a_figure_is_written_as_it_is_here(value: str, places: int | None, text: str) -> None:
    assert format_figure(Decimal(value), places) == text


def test_a_time_is_told_where_the_office_is() -> None:
    at = datetime(2026, 10, 6, 2, 30, tzinfo=UTC)
    assert long_time(at, "Asia/Makassar") == "Selasa, 6 Oktober 2026 pukul 10.30 WITA"
    assert short_time(at, "Asia/Jakarta") == "Sel 6 Okt 09.30 WIB"


def test_minutes_in_words() -> None:
    assert [in_words(n) for n in (0, 45, 60, 135)] == ["0 menit", "45 menit", "1 jam", "2 jam 15 menit"]


def test_quarters_are_counted_in_roman_numerals() -> None:
    assert [roman(n) for n in (1, 2, 3, 4, 9)] == ["I", "II", "III", "IV", "IX"]


def test_a_day_of_the_week_is_right() -> None:
    assert short_time(datetime(2026, 8, 17, 0, 0, tzinfo=UTC), "Asia/Jayapura").startswith("Sen 17 Agu")
    assert date(2026, 8, 17).weekday() == 0
