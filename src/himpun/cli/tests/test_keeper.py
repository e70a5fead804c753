"""The keeper's daily round: what nobody needs any more goes, once a day."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from himpun.cli.keeper import tidy_daily, work_once
from himpun.files.store import path_of
from himpun.trail.actor import Actor
from himpun.trail.journal import writing
from himpun.trail.models import Receipt
from himpun.trail.receipts import once

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.HIMPUN_DATA = tmp_path
    return tmp_path


def left_over(name: str) -> Path:
    """A receipt that no browser asks for any more, and bytes of a transaction that was never committed."""
    with writing():
        once(Actor("Siti Norjanah", account=1), name, b"body", at=LONG_AGO)
    path = path_of(7, name)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"never committed")
    os.utime(path, (0, 0))
    return path


def test_a_round_of_the_keeper_takes_what_is_left_over() -> None:
    path = left_over("ab")
    work_once(schedule=True, heads=False)
    assert (path.exists(), Receipt.objects.count()) == (False, 0)


def test_it_does_so_once_a_day() -> None:
    now = datetime.now(UTC)
    tidy_daily(at=now)
    path = left_over("ab")
    tidy_daily(at=now)
    assert (path.exists(), Receipt.objects.count()) == (True, 1)
    tidy_daily(at=now + timedelta(days=1))
    assert (path.exists(), Receipt.objects.count()) == (False, 0)
