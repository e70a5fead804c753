"""What was promised is done, at least once, however workers fall over."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from himpun.trail.errors import NotInAVerb
from himpun.trail.journal import verb, writing
from himpun.trail.models import Outbox
from himpun.trail.outbox import LEASE, Kept, keep, promise, wait_after
from himpun.trail.tests.people import NOW, OFFICE

pytestmark = pytest.mark.django_db


class Postman:
    """A handler that remembers what it was given, and can fall ill."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.ill = False

    def __call__(self, payload: dict[str, Any], at: datetime) -> None:
        if self.ill:
            raise OSError("no network")
        self.got.append(payload)


@verb
def post(*letters: int) -> None:
    for letter in letters:
        promise(OFFICE, "letter", {"n": letter}, at=NOW)


def test_promises_are_kept_in_order_once() -> None:
    post(1, 2)
    post(3)
    postman = Postman()
    assert keep({"letter": postman}, at=NOW) == Kept(3, 0)
    assert keep({"letter": postman}, at=NOW) == Kept(0, 0)
    assert [p["n"] for p in postman.got] == [1, 2, 3]


def test_a_promise_of_a_failed_verb_was_never_made() -> None:
    @verb
    def fail() -> None:
        promise(OFFICE, "letter", {}, at=NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Outbox.objects.exists()


def test_a_promise_outside_a_verb_is_refused() -> None:
    with pytest.raises(NotInAVerb):
        promise(OFFICE, "letter", {}, at=NOW)


def test_a_failed_promise_waits_and_is_tried_again() -> None:
    post(1)
    postman = Postman()
    postman.ill = True
    assert keep({"letter": postman}, at=NOW) == Kept(0, 1)
    assert Outbox.objects.get().error == "OSError: no network"
    postman.ill = False
    assert keep({"letter": postman}, at=NOW) == Kept(0, 0)
    assert keep({"letter": postman}, at=NOW + wait_after(1)) == Kept(1, 0)


def test_a_promise_whose_worker_died_is_taken_over_after_the_lease() -> None:
    post(1)
    Outbox.objects.update(leased_until=NOW + LEASE, attempts=1)
    postman = Postman()
    assert keep({"letter": postman}, at=NOW) == Kept(0, 0)
    assert keep({"letter": postman}, at=NOW + LEASE) == Kept(1, 0)


def test_a_worker_that_comes_back_late_does_not_speak_for_the_one_that_took_over() -> None:
    post(1)

    def overtaken(payload: dict[str, Any], at: datetime) -> None:
        Outbox.objects.update(attempts=9, leased_until=NOW + LEASE)

    keep({"letter": overtaken}, at=NOW)
    assert Outbox.objects.get().done_at is None


def test_what_no_handler_knows_stays_and_work_for_later_waits() -> None:
    post(1)
    with writing():
        promise(OFFICE, "fax", {}, at=NOW)
        promise(OFFICE, "letter", {}, at=NOW, not_before=NOW + timedelta(days=1))
    assert keep({"letter": Postman()}, at=NOW) == Kept(1, 0)
    assert Outbox.objects.filter(done_at=None).count() == 2


def test_a_round_has_a_limit() -> None:
    post(1, 2, 3)
    assert keep({"letter": Postman()}, at=NOW, limit=2) == Kept(2, 0)


def test_waits_grow_up_to_six_hours() -> None:
    assert wait_after(1) == timedelta(seconds=15)
    assert wait_after(3) == timedelta(minutes=1)
    assert wait_after(400) == timedelta(hours=6)
