"""How often a page asks the database: few times, and no more often for twenty units than for three."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from himpun.cases.models import Task
from himpun.performance.tests.world import fill, open_tasks, run_to, the_task
from himpun.web.tests.stage import Stage, cells, stage

pytestmark = pytest.mark.django_db

DESK, PAGE, ACT = 12, 15, 20


@contextmanager
def counted() -> Iterator[list[str]]:
    with CaptureQueriesContext(connection) as captured:
        said: list[str] = []
        yield said
        said += [one["sql"] for one in captured.captured_queries]


def asked(browser: Client, address: str) -> list[str]:
    """The statements of a page that was opened before: what never changes is kept by then."""
    assert browser.get(address).status_code == 200
    with counted() as said:
        browser.get(address)
    return said


def offices(act: str = "", key: str = "batui-selatan") -> tuple[Stage, Stage]:
    return stage(key, units=3, act=act), stage(key, units=20, act=act)


def member(made: Stage) -> Client:
    return made.browser(next(iter(made.world.people)))


TABS = ("", "/data", "/dokumen", "/disposisi", "/riwayat", "/percakapan", "/lanjutkan-tanpa")


def test_a_case_with_twenty_units_asks_no_more_than_one_with_three() -> None:
    few, many = offices("fill")
    for first in (0, -1):  # nobody has sent, then all but one have
        for made in (few, many):
            for task in open_tasks(made.case)[:first]:
                fill(made.world, task)
        for tab in TABS:
            counts = [len(asked(member(made), f"/berkas/{made.case.pk}{tab}")) for made in (few, many)]
            assert counts[0] == counts[1] <= PAGE, tab


@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("batui-selatan", "instruct"),
        ("batui-selatan", "prepare_request"),
        ("batui-selatan", "distribute"),
        ("batui-selatan", "meet"),
        ("batui-selatan", "fill"),
        ("batui-selatan", "recap"),
        ("batui-selatan", "gather"),
        ("batui-selatan", "review"),
        ("batui-selatan", "hand_over"),
        ("batui-selatan", "initial"),
        ("batui-selatan", "sign"),
        ("tebing-tinggi-2022", "analyse"),
    ],
)
def test_an_act_with_twenty_units_asks_no_more_than_with_three(key: str, act: str) -> None:
    counts = []
    for made in offices(act, key):
        task = next(t for t in open_tasks(made.case) if t.act == act)
        counts.append(len(asked(made.at(task), f"/tugas/{task.pk}")))
    assert counts[0] == counts[1] <= ACT


def test_meja_kerja_asks_at_most_twelve_times_however_much_waits() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    _once_more(task, 2)
    few = asked(made.at(task), "/")
    for round_ in range(3, 80):
        _once_more(task, round_)
    many = asked(made.at(task), "/")
    assert len(few) == len(many) <= DESK


def _once_more(task: Task, round_: int) -> None:
    task.pk, task.round = None, round_
    task.save(force_insert=True)


def test_lists_ask_no_more_for_more_offices_of_things() -> None:
    few, many = offices()
    for address in ("/berkas", "/kantor", "/sop", "/berkas/buka"):
        counts = [len(asked(member(made), address)) for made in (few, many)]
        assert counts[0] == counts[1] <= PAGE, address


def test_who_is_at_the_door_costs_at_most_two_statements() -> None:
    made = stage()
    said = asked(member(made), "/sop/batui-selatan")
    assert 1 <= len(said) <= 2
    assert "organisation_session" in said[0]
    assert "organisation_holder" in said[-1]


def test_nobody_at_the_door_costs_none_but_to_ask_whether_anybody_may_come_in_at_all() -> None:
    with counted() as said:
        Client().get("/bantuan")
    assert said == []
    with counted() as said:
        Client().get("/masuk")
    assert len(said) == 1


def test_a_request_writes_no_session() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    made.at(task)
    with counted() as said:
        made.get(task)
        made.post(task, cells(task) | {"putusan": "simpan"})
    assert not [one for one in said if "organisation_session" in one and not one.lstrip().startswith("SELECT")]


def test_the_lists_of_a_case_grow_with_no_return() -> None:
    made = stage(units=3)
    run_to(made.world, made.case, act="review")
    task = the_task(made.case, "review")
    first = len(asked(made.at(task), f"/tugas/{task.pk}"))
    Task.objects.filter(pk=task.pk).update(round=2)
    second = len(asked(made.at(task), f"/tugas/{task.pk}"))
    assert second - first <= 1, "the reason of the return"
