"""The schedule's word: every period that is due is opened once and in order, also those missed while nothing ran."""

from datetime import UTC, date, datetime

import pytest

from himpun.cases.actions import cancel_case, open_case
from himpun.cases.models import Case, Origin
from himpun.cases.tests.cast import BEGIN, CLERK, MONDAY, SETUP, Here, plays, sungai_jernih
from himpun.lib.periods import Period, PeriodKind
from himpun.performance.actions import IndicatorDraft, define_indicator, open_due_cases
from himpun.procedures.actions import schedule_procedure
from himpun.procedures.queries import due_openings, owed_openings
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db

OCTOBER = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 20, 1, 0, tzinfo=UTC)


def quarterly() -> Here:
    """The SOP was published on 6 July 2026; a case opens on the third working day after each quarter."""
    here = unasked()
    asks_for_figures(here)
    return here


def unasked() -> Here:
    """The same before any indicator is told."""
    here = sungai_jernih()
    schedule_procedure(SETUP, here.procedure, every=PeriodKind.QUARTER, opens_day=3, at=MONDAY)
    return here


def asks_for_figures(here: Here) -> None:
    for unit in here.units.values():
        define_indicator(SETUP, unit, IndicatorDraft("Layanan tepat waktu", "%", BEGIN), at=MONDAY)


def looks(at: datetime) -> list[str]:
    """The schedule looks what is due. Returns what it opened, in order."""
    return [case.period for case in open_due_cases(Actor.schedule(), at=at)]


def test_a_case_opens_on_its_day_and_not_before() -> None:
    quarterly()
    assert looks(datetime(2026, 10, 2, 1, 0, tzinfo=UTC)) == []
    assert looks(OCTOBER) == ["2026-TW3"]
    assert Case.objects.get().origin == Origin.SCHEDULE


def test_missed_periods_are_caught_up_once_and_in_order() -> None:
    quarterly()
    late = datetime(2027, 4, 20, 1, 0, tzinfo=UTC)
    assert looks(late) == ["2026-TW3", "2026-TW4", "2027-TW1"]
    assert looks(late) == []
    assert list(Case.objects.order_by("pk").values_list("period", flat=True)) == ["2026-TW3", "2026-TW4", "2027-TW1"]


def test_a_case_opened_by_hand_does_not_stop_the_schedule() -> None:
    here = quarterly()
    open_case(here.who(CLERK), here.procedure, Period.parse("2026-TW3"), origin=Origin.HAND, at=MONDAY)
    assert looks(OCTOBER) == []
    assert due_openings(OCTOBER.date()) == [], "the schedule has seen to it all the same"
    assert looks(JANUARY) == ["2026-TW4"]
    assert looks(JANUARY) == []
    assert Case.objects.count() == 2


def test_a_case_that_was_cancelled_is_not_opened_again_by_the_schedule() -> None:
    here = quarterly()
    (case,) = open_due_cases(Actor.schedule(), at=OCTOBER)
    cancel_case(here.who(CLERK), case, why="Ditunda", at=case.opened_at)
    assert looks(JANUARY) == ["2026-TW4"]


def test_a_procedure_that_cannot_be_opened_yet_stays_due() -> None:
    here = quarterly()
    plays(here, "kasubag", [], starts=date(2026, 8, 1))
    assert looks(JANUARY) == []
    plays(here, "kasubag", [(None, here.posts["Kasubag Program"])], starts=date(2027, 1, 20))
    assert looks(JANUARY) == ["2026-TW3", "2026-TW4"]


def test_a_case_that_would_ask_nobody_anything_stays_due_until_there_is_something_to_ask() -> None:
    here = unasked()
    assert looks(OCTOBER) == []
    assert not Case.objects.exists()
    assert owed_openings(here.procedure, OCTOBER.date()) == [], "the day itself is not over"
    assert [one.key for one in owed_openings(here.procedure, JANUARY.date())] == ["2026-TW3", "2026-TW4"]
    asks_for_figures(here)
    assert looks(JANUARY) == ["2026-TW3", "2026-TW4"]
    here.procedure.refresh_from_db()
    assert owed_openings(here.procedure, JANUARY.date()) == []


def test_an_sop_in_which_nobody_fills_in_figures_opens_without_indicators() -> None:
    here = sungai_jernih("""
| no | acts     | performers | ways |
|----|----------|------------|------|
| 1  | instruct | camat, sekretaris< | |
| 2  | archive  | kasubag    |      |
""")
    schedule_procedure(SETUP, here.procedure, every=PeriodKind.QUARTER, opens_day=3, at=MONDAY)
    assert looks(OCTOBER) == ["2026-TW3"]


def test_one_office_that_is_not_ready_does_not_hold_up_the_others() -> None:
    here, neighbour = quarterly(), quarterly()
    plays(here, "kasubag", [], starts=date(2026, 8, 1))
    opened = open_due_cases(Actor.schedule(), at=OCTOBER)
    assert [case.office for case in opened] == [neighbour.office]


def test_the_day_is_the_offices_own() -> None:
    quarterly()
    assert looks(datetime(2026, 10, 4, 15, 59, tzinfo=UTC)) == []  # Sunday 23.59 WITA
    assert looks(datetime(2026, 10, 4, 16, 1, tzinfo=UTC)) == ["2026-TW3"]  # Monday 00.01
