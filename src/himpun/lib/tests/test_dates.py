"""Spans and dates as an office writes them."""

import pytest

from himpun.lib.dates import in_days


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit"),
        (449, "7 jam 29 menit"),
        (450, "1 hari"),
        (509, "1 hari"),
        (510, "1 hari 1 jam"),
        (1500, "3 hari 2 jam"),
    ],
)
def test_working_minutes_are_told_in_working_days(minutes: int, words: str) -> None:
    assert in_days(minutes, day=450) == words


def test_without_a_usual_day_hours_are_told() -> None:
    assert in_days(1500, day=0) == "25 jam"
