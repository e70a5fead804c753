"""Several at the same moment: real threads, real commits."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from himpun.trail.findings import Verdict
from himpun.trail.journal import Fact, record, verb, writing
from himpun.trail.models import Entry, Receipt
from himpun.trail.outbox import keep, promise
from himpun.trail.receipts import answer, once
from himpun.trail.tests.people import CLERK, NEIGHBOUR, NOW, OFFICE
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> None:
    settings.HIMPUN_DATA = tmp_path


def at_once(jobs: list[Callable[[], None]]) -> None:
    """Run jobs in threads that start together. The first failure of any is raised."""
    failures: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        start.wait()
        try:
            job()
        except BaseException as error:  # told to the test below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@verb
def say(office: int) -> None:
    record(Fact(office, CLERK, "said", NOW, {}))


def test_entries_written_at_the_same_moment_make_one_chain() -> None:
    def talk() -> None:
        for n in range(25):
            say(OFFICE if n % 2 else NEIGHBOUR)

    at_once([talk] * 6)
    verdict = verify(())
    assert verdict.findings == ()
    assert verdict.entries == 150


def test_verbs_of_two_offices_do_not_wait_for_each_other_for_ever() -> None:
    @verb
    def both(first: int, second: int) -> None:
        record(Fact(first, CLERK, "said", NOW, {}))
        record(Fact(second, CLERK, "said", NOW, {}))

    def one_way() -> None:
        for _ in range(20):
            both(OFFICE, NEIGHBOUR)

    def other_way() -> None:
        for _ in range(20):
            both(NEIGHBOUR, OFFICE)

    at_once([one_way, other_way])
    assert verify(()).sound


def test_a_request_repeated_at_the_same_moment_has_one_effect_and_one_answer() -> None:
    answers: list[Any] = []

    def press() -> None:
        with writing():
            result = once(CLERK, "k", b"body", at=NOW)
            if result is None:
                say(OFFICE)
                result = {"entry": threading.get_ident()}
                answer(CLERK, "k", result)
        answers.append(result["entry"])

    at_once([press] * 12)
    assert Entry.objects.count() == 1
    assert Receipt.objects.count() == 1
    assert len(answers) == 12
    assert len(set(answers)) == 1


def test_several_workers_keep_each_promise_once() -> None:
    with writing():
        for n in range(30):
            promise(OFFICE, "letter", {"n": n}, at=NOW)
    delivered: Counter[int] = Counter()

    def post(payload: dict[str, Any], at: datetime) -> None:
        delivered[payload["n"]] += 1

    def work() -> None:
        keep({"letter": post}, at=NOW)

    at_once([work] * 4)
    assert delivered == Counter(range(30))


def test_verifying_while_others_write_raises_no_false_alarm() -> None:
    say(OFFICE)
    verdicts: list[Verdict] = []

    def talk() -> None:
        for _ in range(60):
            say(OFFICE)

    def look() -> None:
        verdicts.extend(verify(()) for _ in range(8))

    at_once([talk, talk, look])
    assert [verdict.findings for verdict in verdicts] == [()] * 8
    assert verify(()).entries == 121
