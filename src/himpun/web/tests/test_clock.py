"""The door's clock never goes back a little; one that goes back far is told as it is, and nothing is written."""

from datetime import timedelta

import pytest
from django.test import Client

from himpun.organisation.models import Account
from himpun.organisation.tests.people import AT, account_of, district
from himpun.trail.journal import PATIENCE
from himpun.web.request import DoorClock
from himpun.web.tests.stage import browser_of, text_of


def test_a_small_correction_makes_time_stand_still() -> None:
    clock = DoorClock()
    assert clock.read(AT) == AT
    assert clock.read(AT - timedelta(seconds=40)) == AT
    assert clock.read(AT - PATIENCE) == AT
    assert clock.read(AT + timedelta(seconds=1)) == AT + timedelta(seconds=1)


def test_a_clock_that_went_back_far_is_told_as_it_is() -> None:
    clock = DoorClock()
    clock.read(AT)
    earlier = AT - PATIENCE - timedelta(seconds=1)
    assert clock.read(earlier) == earlier


@pytest.mark.django_db
def test_with_the_clock_set_back_a_press_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    here = district()
    administrator = browser_of(account_of(here.halimah, administers=here.office))
    monkeypatch.setattr("himpun.web.identity.now", lambda: AT - timedelta(days=400))
    refused = administrator.post("/akun/kode", {"untuk": "semua"})
    assert refused.status_code == 503
    assert "Jam komputer server mundur" in text_of(refused)
    assert Account.objects.count() == 1
    assert Client().get("/masuk").status_code == 200
