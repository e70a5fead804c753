"""Openings by schedule: on the n-th working day after the period's end, missed ones once and in order."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.lib.periods import PeriodKind, parse
from himpun.lib.worktime import Hours
from himpun.organisation.actions import set_holidays, set_hours
from himpun.organisation.holidays import national_days
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, District, district
from himpun.procedures.actions import (
    note_opening,
    publish_edition,
    retire_procedure,
    schedule_procedure,
    withdraw_edition,
)
from himpun.procedures.errors import OpenedBefore
from himpun.procedures.models import Procedure
from himpun.procedures.queries import due_openings
from himpun.procedures.tests.register import published, small_sop

pytestmark = pytest.mark.django_db


FEBRUARY = date(2026, 2, 1)


def scheduled(here: District, every: PeriodKind = PeriodKind.QUARTER, opens_day: int = 3) -> Procedure:
    procedure = published(here.office, in_force_from=FEBRUARY).procedure
    schedule_procedure(SETUP, procedure, every=every, opens_day=opens_day, at=AT)
    return procedure


def due_on(day: date) -> list[str]:
    return [period.key for _, period in due_openings(day)]


def opened(procedure: Procedure, key: str) -> None:
    note_opening(SETUP, procedure, period=parse(key), at=AT)


def test_a_quarter_opens_on_the_third_working_day_after_its_end() -> None:
    here = district()
    scheduled(here)
    assert due_on(date(2026, 4, 2)) == []  # Wednesday 1 and Thursday 2 April
    assert due_on(date(2026, 4, 3)) == ["2026-TW1"]


def test_holidays_and_weekends_do_not_count() -> None:
    here = district()
    set_holidays(SETUP, here.office, days=national_days(2026), at=AT)
    scheduled(here)
    assert due_on(date(2026, 4, 5)) == []  # Good Friday, Saturday, Easter
    assert due_on(date(2026, 4, 6)) == ["2026-TW1"]


def test_what_was_missed_is_caught_up_once_and_in_order() -> None:
    here = district()
    procedure = scheduled(here)
    missed = ["2026-TW1", "2026-TW2", "2026-TW3"]
    assert due_on(date(2026, 11, 2)) == missed
    for key in missed:
        opened(procedure, key)
    assert due_on(date(2026, 11, 2)) == []
    assert due_on(date(2027, 1, 6)) == ["2026-TW4"]


def test_a_period_is_seen_to_once_even_by_two_runs_of_the_schedule() -> None:
    here = district()
    procedure = scheduled(here)
    opened(procedure, "2026-TW1")
    with pytest.raises(OpenedBefore):
        opened(Procedure.objects.get(), "2026-TW1")
    assert due_on(date(2026, 7, 30)) == ["2026-TW2"]


def test_an_edition_published_late_opens_nothing_of_the_time_before() -> None:
    here = district()
    late = datetime(2026, 8, 20, 2, 0, tzinfo=UTC)
    publish_edition(SETUP, here.office, small_sop(), key="k", in_force_from=NEW_YEAR, at=late)
    assert due_on(date(2026, 9, 30)) == []
    assert due_on(date(2026, 10, 1)) == ["2026-TW3"]


def test_the_quarter_that_ended_on_the_eve_of_the_first_edition_opens() -> None:
    here = district()
    first_day = date(2027, 1, 1)
    at = datetime(2026, 12, 1, tzinfo=UTC)
    publish_edition(SETUP, here.office, small_sop(), key="k", in_force_from=first_day, at=at)
    assert due_on(first_day) == ["2026-TW4"]


def test_months_and_years_open_too() -> None:
    here = district()
    procedure = scheduled(here, PeriodKind.MONTH, opens_day=1)
    assert due_on(date(2026, 3, 2)) == ["2026-01", "2026-02"]
    schedule_procedure(SETUP, procedure, every=PeriodKind.YEAR, opens_day=1, at=AT)
    assert due_on(date(2026, 12, 31)) == []
    assert due_on(date(2027, 1, 1)) == ["2026"]


def test_nothing_opens_without_an_edition_in_force_or_when_retired() -> None:
    here = district()
    procedure = scheduled(here)
    day = date(2026, 4, 30)
    assert due_on(day) == ["2026-TW1"]
    later = datetime(2026, 4, 20, tzinfo=UTC)
    withdraw_edition(SETUP, procedure.editions.get(), at=later)
    assert due_on(day) == []
    sop = small_sop("Baru")
    publish_edition(SETUP, here.office, sop, key="data-kinerja", in_force_from=FEBRUARY, at=later)
    assert due_on(day) == ["2026-TW1"]
    retire_procedure(SETUP, procedure, at=later)
    assert due_on(day) == []


def test_an_office_without_working_days_does_not_stop_the_others() -> None:
    here = district()
    scheduled(here)
    published(here.neighbour, in_force_from=FEBRUARY)
    closed = Hours(((),) * 7)
    set_hours(SETUP, here.office, hours=closed, name="Tutup", starts=date(2023, 4, 12), at=AT)
    assert [procedure.office for procedure, _ in due_openings(date(2026, 4, 30))] == [here.neighbour]


def test_the_earliest_opening_day_comes_first_whichever_office_it_is() -> None:
    here = district()
    scheduled(here, opens_day=5)
    schedule_procedure(
        SETUP,
        published(here.neighbour, in_force_from=FEBRUARY).procedure,
        every=PeriodKind.QUARTER,
        opens_day=1,
        at=AT,
    )
    due = [(procedure.office, period.key) for procedure, period in due_openings(date(2026, 7, 31))]
    assert due == [
        (here.neighbour, "2026-TW1"),
        (here.office, "2026-TW1"),
        (here.neighbour, "2026-TW2"),
        (here.office, "2026-TW2"),
    ]


def test_the_schedule_costs_the_same_for_one_procedure_and_for_ten() -> None:
    here = district()
    scheduled(here)

    def statements() -> int:
        with CaptureQueriesContext(connection) as met:
            due_openings(date(2026, 4, 30))
        return len(met)

    statements()
    one = statements()
    for number in range(10):
        publish_edition(SETUP, here.office, small_sop(f"SOP {number}"), key=f"k{number}", in_force_from=NEW_YEAR, at=AT)
    assert statements() == one
