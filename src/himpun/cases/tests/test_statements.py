"""What one click costs the database: one commit, and as many statements for twenty units as for two."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.cases import actions as acts
from himpun.cases.models import Case, Task
from himpun.cases.tests.cast import (
    AKHMAD,
    BEGIN,
    Here,
    a_hand_over,
    an_instruction,
    hand_in,
    opened,
    plays,
    sungai_jernih,
    the_task,
)
from himpun.organisation.models import Post, Unit

DELIVERY = """
| no | acts      | performers          | per   | ways |
|----|-----------|---------------------|-------|------|
| 1  | instruct  | camat, sekretaris<  |       |      |
| 2  | fill      | kasi                | units |      |
| 3  | hand_over | kasi, kasubag<      | units |      |
| 4  | recap     | kasubag             |       |      |
|    | initial   | sekretaris          |       |      |
|    | sign      | camat               |       |      |
|    | archive   | kasubag             |       |      |
"""


def office_of(units: int) -> tuple[Here, Case]:
    """An office with so many units, its case just opened."""
    here = sungai_jernih(DELIVERY)
    for number in range(len(here.units), units):
        unit = Unit.objects.create(office=here.office, name=f"Kelurahan {number}", position=number, starts=BEGIN)
        post = Post.objects.create(office=here.office, title=f"Lurah {number}", unit=unit, starts=BEGIN)
        here.units[unit.name], here.posts[f"Kepala Seksi {unit.name}"] = unit, post
    seats = [(unit, here.posts[f"Kepala Seksi {name}"]) for name, unit in here.units.items()]
    plays(here, "kasi", [(unit, post) for unit, post in seats[:units]])
    return here, opened(here)


def give_the_instruction(here: Here, case: Case) -> None:
    task = the_task(case, "instruct")
    acts.instruct(here.holder(task), task, an_instruction(here), at=case.opened_at)


def statements_of(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries]


def opening(units: int) -> int:
    """The instruction that opens every unit's task."""
    here, case = office_of(units)
    task = the_task(case, "instruct")
    actor = here.holder(task)
    said = statements_of(lambda: acts.instruct(actor, task, an_instruction(here), at=case.opened_at))
    assert Task.objects.filter(case=case, act="fill", state="open").count() == units
    return len(said)


def one_of_many(units: int) -> int:
    """A unit that goes on to its next line while the others are awaited."""
    here, case = office_of(units)
    give_the_instruction(here, case)
    task = the_task(case, "fill", unit=here.units["Pelayanan"])
    actor = here.at(AKHMAD, task)
    said = statements_of(lambda: hand_in(actor, task))
    assert Task.objects.filter(case=case, act="fill", state="open").count() == units - 1
    return len(said)


def the_last(units: int) -> int:
    """The unit with which the join is complete."""
    here, case = office_of(units)
    give_the_instruction(here, case)
    mine = the_task(case, "fill", unit=here.units["Pelayanan"])
    hand_in(here.at(AKHMAD, mine), mine)
    awaited = Task.objects.filter(case=case, act="fill", state="open")
    awaited.update(state="done", ended_at=case.opened_at)
    task = the_task(case, "hand_over")
    actor = here.at(AKHMAD, task)
    said = statements_of(lambda: acts.hand_over(actor, task, a_hand_over(here), at=case.opened_at))
    assert Task.objects.filter(case=case, act="recap", state="open").exists()
    return len(said)


@pytest.mark.parametrize("click", [opening, one_of_many, the_last])
@pytest.mark.django_db
def test_twenty_units_cost_as_many_statements_as_two(click: Callable[[int], int]) -> None:
    assert click(20) == click(2)


@pytest.mark.django_db(transaction=True)
def test_a_finished_task_is_one_commit() -> None:
    here, case = office_of(2)
    give_the_instruction(here, case)
    task = the_task(case, "fill", unit=here.units["Pelayanan"])
    hand_in(here.at(AKHMAD, task), task)
    task = the_task(case, "hand_over")
    actor = here.at(AKHMAD, task)
    said = statements_of(lambda: acts.hand_over(actor, task, a_hand_over(here), at=case.opened_at))
    assert [sql for sql in said if sql.startswith(("COMMIT", "SAVEPOINT"))] == ["COMMIT"]
