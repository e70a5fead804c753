"""When a case is expected to end, by the standard times of what is still to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from himpun.cases.outlook import expected_end
from himpun.lib.worktime import Calendar, DatedHours, TimeUnit, standard_hours
from himpun.sop.model import Duration
from himpun.sop.route import route_of
from himpun.sop.tests.notation import sop

OPEN = datetime(2026, 10, 5, 0, 0, tzinfo=UTC)  # Monday, 08.00 WITA
OFFICE = Calendar("Asia/Makassar", (DatedHours(OPEN.date(), "Jam kerja", standard_hours()),))
MINUTES_60 = Duration("60 menit", Decimal(60), TimeUnit.MINUTE)
TABLE = (
    "1 | instruct camat\n2 | fill *seksi\n3 | review kasubag | no 2 points, yes 4\n4 | recap kasubag\n+ | sign camat"
)


def end(dues: dict[int, datetime | None], table: str = TABLE, at: datetime = OPEN) -> datetime | None:
    timed = sop(table)
    timed = replace(timed, steps=tuple(replace(step, duration=MINUTES_60) for step in timed.steps))
    return expected_end(timed, route_of(timed), dues, OFFICE, at=at)


def test_what_is_to_come_is_added_to_what_is_open() -> None:
    assert end({2: OPEN + timedelta(hours=1)}) == OPEN + timedelta(hours=3)


def test_a_return_that_is_only_possible_adds_nothing_and_the_closing_has_no_time() -> None:
    assert end({3: OPEN + timedelta(hours=1)}) == OPEN + timedelta(hours=2)
    assert end({5: None}) == OPEN


def test_what_is_late_is_expected_now() -> None:
    assert end({4: OPEN - timedelta(days=3)}) == OPEN


def test_lines_that_are_open_together_end_with_the_later() -> None:
    assert end({3: OPEN + timedelta(hours=1), 4: OPEN + timedelta(hours=3)}) == OPEN + timedelta(hours=3)


def test_a_night_between_is_no_working_time() -> None:
    evening = OPEN + timedelta(hours=8)  # 16.00, when the office closes
    assert end({3: evening}, at=evening) == OPEN + timedelta(days=1, minutes=30)


def test_a_case_that_has_ended_is_expected_no_more() -> None:
    assert end({}) is None
