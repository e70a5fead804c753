"""Several at the same moment: real threads, real commits."""

import threading
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import connection

from himpun.organisation.actions import appoint_acting, set_holidays
from himpun.organisation.calendars import calendar_of, digest_of
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import PostIsHeld
from himpun.organisation.models import Holder, Office, Standing
from himpun.organisation.tests.people import AT, SETUP, district

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(jobs: list[Callable[[], None]]) -> None:
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        start.wait()
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_two_who_appoint_for_the_same_days_at_the_same_moment_one_is_refused() -> None:
    here = district()
    refused: list[int] = []

    def appoint(year: int, first: int) -> None:
        days = date(year, 3, first), date(year, 3, 20)
        try:
            mandate = Mandate(Standing.PLH, *days, order="800/7")
            appoint_acting(SETUP, here.camat, here.rusdi, mandate=mandate, at=AT)
        except PostIsHeld:
            refused.append(year)

    years = range(2026, 2046)
    for year in years:
        at_once([partial(appoint, year, 2), partial(appoint, year, 5)])
    assert refused == list(years)
    assert Holder.objects.count() == len(years)


def test_two_changes_of_a_calendar_at_the_same_moment_are_both_seen() -> None:
    here = district()
    days = [date(2026, 5, day) for day in range(1, 9)]

    def declare(day: date) -> Callable[[], None]:
        return lambda: set_holidays(SETUP, Office.objects.get(pk=here.office.pk), {day: ("x", "")}, at=AT)

    at_once([declare(day) for day in days])
    calendar = calendar_of(here.office.pk)
    assert set(calendar.holidays) == set(days)
    assert Office.objects.get(pk=here.office.pk).calendar_digest == digest_of(calendar)
