"""Failed tries at the door: each next one waits a little, nobody is kept out for long."""

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings
from tests.hasher import CheapArgon2

from himpun.organisation import identity
from himpun.organisation.attempts import KEPT, WINDOW, Tried, begin_try
from himpun.organisation.errors import TooManyAtOnce, TooManyTries, WrongPassword
from himpun.organisation.identity import Door, come_in
from himpun.organisation.models import Attempt
from himpun.organisation.tests.people import AT, PASSWORD, account_of, district

pytestmark = pytest.mark.django_db

HOME, STREET = Door("10.0.0.7"), Door("203.0.113.9")
KNOWN = Door("10.0.0.7", mark="m1")


def comes(password: str, at: datetime = AT, door: Door = HOME, username: str = "halimah") -> None:
    come_in(username, password, door=door, at=at)


def fail(times: int, at: datetime = AT, door: Door = HOME, username: str = "halimah") -> None:
    for _ in range(times):
        with pytest.raises(WrongPassword):
            comes("salah", at, door, username)


def wait_of(at: datetime = AT, door: Door = HOME, username: str = "halimah") -> int:
    with pytest.raises(TooManyTries) as refused:
        comes(PASSWORD, at, door, username)
    return refused.value.wait


def test_after_five_wrong_passwords_the_next_try_waits_even_with_the_right_one() -> None:
    account_of(district().halimah)
    fail(4)
    comes(PASSWORD)
    fail(5)
    assert wait_of() == 5
    comes(PASSWORD, AT + timedelta(seconds=5))
    fail(4, AT + timedelta(seconds=5))
    comes(PASSWORD, AT + timedelta(seconds=5))


def test_the_wait_grows_and_never_beyond_a_minute() -> None:
    account_of(district().halimah)
    fail(5)
    at, waits = AT, []
    for _ in range(7):
        waits.append(wait_of(at))
        at += timedelta(seconds=waits[-1])
        fail(1, at)
    assert waits == [5, 10, 20, 40, 60, 60, 60]


def test_a_try_that_comes_too_early_does_not_make_the_wait_longer() -> None:
    account_of(district().halimah)
    fail(5)
    assert [wait_of(AT + timedelta(seconds=second)) for second in range(4)] == [5, 4, 3, 2]
    comes(PASSWORD, AT + timedelta(seconds=5))


def test_an_unknown_name_waits_as_a_known_one_does() -> None:
    account_of(district().halimah)
    fail(5)
    fail(5, username="siapa-pun")
    assert wait_of() == wait_of(username="siapa-pun") == wait_of(username=" SIAPA-pun")


def test_an_unknown_name_costs_one_hashing_as_a_wrong_password_does(settings: Settings) -> None:
    account_of(district().halimah)
    settings.PASSWORD_HASHERS = ["himpun.organisation.tests.test_attempts.Counted"]
    for username in ("halimah", "siapa-pun"):
        Counted.times = 0
        fail(1, username=username)
        assert Counted.times == 1, username


class Counted(CheapArgon2):
    """Counts how often a password is hashed, to check one or to make one."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.times += 1
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        Counted.times += 1
        return super().verify(password, encoded)


def test_a_stranger_elsewhere_keeps_nobody_out() -> None:
    account_of(district().halimah)
    fail(5, door=STREET)
    assert wait_of(door=STREET)
    comes(PASSWORD, door=HOME)


def test_a_stranger_in_the_same_office_keeps_nobody_out_who_was_here_before() -> None:
    account_of(district().halimah)
    fail(5, door=HOME)
    assert wait_of(door=HOME)
    comes(PASSWORD, door=KNOWN)


def test_a_name_that_is_tried_from_everywhere_waits_everywhere_but_in_a_known_browser() -> None:
    account_of(district().halimah)
    for number in range(25):
        fail(4, door=Door(f"198.51.100.{number}"))
    assert wait_of(door=HOME)
    comes(PASSWORD, door=KNOWN)


def test_what_was_right_is_no_reason_to_wait() -> None:
    account_of(district().halimah)
    fail(5, door=KNOWN)
    comes(PASSWORD, AT + timedelta(seconds=5), KNOWN)
    comes(PASSWORD, AT + timedelta(seconds=5), KNOWN)


def test_a_known_browser_waits_for_its_own_failures() -> None:
    account_of(district().halimah)
    fail(5, door=KNOWN)
    assert wait_of(door=KNOWN) == 5
    comes(PASSWORD, door=HOME)


def test_an_address_that_tries_many_names_waits_with_every_name() -> None:
    account_of(district().halimah)
    for number in range(50):
        fail(1, door=STREET, username=f"nama-{number}")
    assert wait_of(door=STREET)
    comes(PASSWORD, door=HOME)


def test_an_attackers_own_account_does_not_wash_the_address_clean() -> None:
    account_of(district().halimah)
    for number in range(50):
        fail(1, door=STREET, username=f"nama-{number}")
    comes(PASSWORD, AT + timedelta(seconds=5), door=STREET)
    fail(1, AT + timedelta(seconds=6), door=STREET, username="nama-51")
    assert wait_of(AT + timedelta(seconds=6), door=STREET) == 10


def test_failures_are_forgotten_after_a_quarter_of_an_hour() -> None:
    account_of(district().halimah)
    fail(5)
    fail(4, AT + WINDOW)
    assert Attempt.objects.get(about=Tried.name("halimah", HOME.address).digest).failures == 4
    comes(PASSWORD, AT + WINDOW)
    assert not Attempt.objects.filter(about=Tried.name("halimah", HOME.address).digest).exists()


def test_a_clock_that_was_set_back_keeps_nobody_waiting_longer() -> None:
    account_of(district().halimah)
    fail(5)
    assert wait_of(AT - timedelta(days=400)) <= 60


def test_a_machine_that_is_too_busy_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    account_of(district().halimah)

    def busy(*_: object) -> None:
        raise TooManyAtOnce

    monkeypatch.setattr(identity, "authenticate", busy)
    for _ in range(8):
        with pytest.raises(TooManyAtOnce):
            comes(PASSWORD)


def test_tries_of_yesterday_are_swept_away() -> None:
    fail(3, username="satu")
    assert begin_try([Tried.name("dua", HOME.address)], at=AT + KEPT + timedelta(seconds=1)).wait == 0
    assert Attempt.objects.count() == 1
