"""Two presses at the same moment: one is sent, the other is told by whom; nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from himpun.cases.errors import TaskIsOver
from himpun.cases.models import Task
from himpun.performance.actions import submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.fold import EXPLAINED
from himpun.performance.models import Figure, Sheet, Submission
from himpun.performance.tests.world import LATER, World, answers, open_tasks, opened, promise, run_to, world
from himpun.trail.actor import Actor
from himpun.trail.verify import verify

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def filling() -> tuple[World, list[Task]]:
    made = world("batui-selatan", units=4)
    for name in made.units:
        for number in range(5):
            promise(made, name, f"Indikator {number}")
    return made, run_to(made, opened(made), act="fill")


def at_once(presses: list[tuple[Actor, Task, dict[int, Typed]]]) -> list[str]:
    """Each press in its own thread with its own connection; what came of it."""
    barrier = Barrier(len(presses))

    def press(one: tuple[Actor, Task, dict[int, Typed]]) -> str:
        actor, task, typed = one
        try:
            barrier.wait(timeout=10)
            submit_sheet(actor, task, typed, at=LATER)
        except TaskIsOver:
            return "over"
        finally:
            connection.close()
        return "sent"

    with ThreadPoolExecutor(len(presses)) as pool:
        return sorted(pool.map(press, presses))


def test_of_two_presses_on_one_sheet_one_is_sent() -> None:
    made, tasks = filling()
    for task in tasks:
        presses = [(made.doer(task), Task.objects.get(pk=task.pk), answers(task)) for _ in range(2)]
        assert at_once(presses) == ["over", "sent"]
    assert Submission.objects.count() == len(tasks)
    assert Figure.objects.count() == 5 * Sheet.objects.filter(lines__isnull=False).distinct().count()
    assert verify(EXPLAINED).findings == ()


def test_all_units_that_send_at_the_same_moment_open_the_next_line_once() -> None:
    made, tasks = filling()
    case = tasks[0].case
    presses = [(made.doer(task), Task.objects.get(pk=task.pk), answers(task)) for task in tasks]
    assert at_once(presses) == ["sent"] * len(tasks)
    assert [task.act for task in open_tasks(case)] == ["recap"]
    assert verify(EXPLAINED).findings == ()
