"""Two at the same moment: of two people who finish one task one wins, and two last units join once.

Without the lock on the case's row each of two last units sees the other still open, and nothing goes on: SQLite's one
writer hides it, PostgreSQL shows it within the first few rounds.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from himpun.cases.actions import finish_task, form_team
from himpun.cases.errors import TaskIsOver
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Task
from himpun.cases.tests.cast import (
    AKHMAD,
    MONDAY,
    YOHANES,
    Here,
    a_team,
    hand_in,
    open_tasks,
    opened,
    plays,
    sungai_jernih,
)
from himpun.lib.periods import Period, PeriodKind
from himpun.trail.actor import Actor
from himpun.trail.models import Entry
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS_OF_A_CASE = 10
PATIENCE = 60
"""Seconds until a thread that waits for the other has the test fail rather than hang."""


@dataclass(frozen=True)
class Press:
    """What one of the two saw when both pressed."""

    joined: tuple[str, ...]
    finished: str  # "won", or who was quicker


def collecting() -> tuple[Here, Actor, Actor]:
    """Two seksi fill in, and whoever leads them makes up the team that recaps; so ten times in a case."""
    here = sungai_jernih(collection())
    seksi = ("Pelayanan", "Pemerintahan")
    plays(here, "kasi", [(here.units[name], here.posts[f"Kepala Seksi {name}"]) for name in seksi])
    akhmad, yohanes = (here.who(name).wearing(here.posts[f"Kepala Seksi {s}"].pk) for name, s in _leaders(seksi))
    assert akhmad is not None
    assert yohanes is not None
    return here, akhmad, yohanes


def _leaders(seksi: tuple[str, str]) -> list[tuple[str, str]]:
    return list(zip((AKHMAD, YOHANES), seksi, strict=True))


def collection() -> str:
    """A team is formed; then two units fill in and the team recaps, time and again."""
    lines = ["| no | acts | performers | per | ways |", "|--|--|--|--|--|", "| 1 | form_team | sekretaris | | |"]
    for first in range(2, 2 * ROUNDS_OF_A_CASE + 2, 2):
        lines += [f"| {first} | fill | kasi | units | |", f"| {first + 1} | recap | tim | | |"]
    return "\n".join([*lines, "| | sign, archive | camat | | |"])


def ready(here: Here, rounds: int) -> list[int]:
    """The case of each round: one for each quarter, with its team formed and its two units asked."""
    team = a_team(here, "Kepala Seksi Pelayanan", "Kepala Seksi Pemerintahan")
    cases: list[int] = []
    period = Period(PeriodKind.QUARTER, 2001, 1)
    for _ in range(rounds // ROUNDS_OF_A_CASE):
        case = opened(here, period)
        (task,) = open_tasks(case)
        form_team(here.holder(task), task, team, at=MONDAY)
        cases += [case.pk] * ROUNDS_OF_A_CASE
        period = period.next
    return cases


def both_at_once(cases: list[int], akhmad: Actor, yohanes: Actor) -> list[tuple[Press, Press]]:
    """In each round the two send their unit's figures at the same moment, then finish the team's task likewise."""
    barrier = Barrier(2, timeout=PATIENCE)

    def presses(actor: Actor) -> list[Press]:
        try:
            return [press(case, actor, barrier) for case in cases]
        except BaseException:
            barrier.abort()  # the other must not wait for who will not come
            raise
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(presses, (akhmad, yohanes))
    return list(zip(first, second, strict=True))


def press(case: int, actor: Actor, barrier: Barrier) -> Press:
    assert actor.hat is not None
    mine = Task.objects.filter(case=case, act="fill", post=actor.hat.post, state="open").first()
    barrier.wait()
    joined = sent(actor, mine) if mine else ("the case stands still",)
    barrier.wait()
    recap = Task.objects.filter(case=case, act="recap", state="open").first()
    barrier.wait()
    if recap is None:
        return Press(joined, "nothing to finish")
    try:
        finish_task(actor, recap, at=MONDAY)
    except TaskIsOver as over:
        return Press(joined, over.by if over.at == MONDAY else f"at {over.at}")
    return Press(joined, "won")


def sent(actor: Actor, task: Task) -> tuple[str, ...]:
    """Which acts the sending opened; the database refuses to open a place twice."""
    try:
        return tuple(task.act for task in hand_in(actor, task))
    except IntegrityError as refused:
        return (f"refused: {refused.args[0].splitlines()[0]}",)


def expect_one_join_and_one_winner(outcomes: list[tuple[Press, Press]]) -> None:
    joins = Counter(tuple(sorted(one.joined for one in pair)) for pair in outcomes)
    assert joins == {((), ("recap",)): len(outcomes)}, "the last of two units opens the next line, once"
    names = {"Akhmad Zaini (Kepala Seksi Pelayanan)", "Yohanes Labi (Kepala Seksi Pemerintahan)"}
    for pair in outcomes:
        (quicker,) = {one.finished for one in pair} - {"won"}
        assert quicker in names
    lost = Counter(one.finished == "won" for pair in outcomes for one in pair)
    assert lost == {True: len(outcomes), False: len(outcomes)}
    by_state = Counter(Task.objects.filter(act__in=("fill", "recap", "sign")).values_list("act", "state"))
    assert by_state == {
        ("fill", "done"): 2 * len(outcomes),
        ("recap", "done"): len(outcomes),
        ("sign", "open"): len(outcomes) // ROUNDS_OF_A_CASE,
    }


def test_a_few_rounds_on_either_database() -> None:
    here, akhmad, yohanes = collecting()
    expect_one_join_and_one_winner(both_at_once(ready(here, 10), akhmad, yohanes))
    assert verify(EXPLAINED).findings == ()


@pytest.mark.postgres
def test_a_thousand_rounds() -> None:
    here, akhmad, yohanes = collecting()
    expect_one_join_and_one_winner(both_at_once(ready(here, 1000), akhmad, yohanes))
    assert Entry.objects.filter(kind="cases.task_finished").count() == 3 * 1000 + 1000 // ROUNDS_OF_A_CASE
