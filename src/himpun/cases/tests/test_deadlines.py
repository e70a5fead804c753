"""The schedule lets the deadline of a line pass: who has not answered by then is not awaited."""

import pytest

from himpun.cases.actions import let_deadlines_pass, pass_deadline
from himpun.cases.errors import TooEarly
from himpun.cases.models import Case, Task
from himpun.cases.tests.cast import MONDAY, TUESDAY, Here, do, open_tasks, opened, sungai_jernih, the_task
from himpun.trail.actor import Actor
from himpun.trail.models import Entry

pytestmark = pytest.mark.django_db

TABLE = """
| no | acts     | performers         | per            | time   |
|----|----------|--------------------|----------------|--------|
| 1  | instruct | camat, sekretaris< |                | 5 minute |
| 2  | fill     | kasi               | {join}         | 2 hour |
| 3  | recap    | kasubag            |                | 1 day  |
|    | sign     | camat              |                |        |
"""


def asked(join: str = "units deadline") -> tuple[Here, Case]:
    """Three seksi are asked at nine on Monday for two working hours; Pelayanan has answered."""
    here = sungai_jernih(TABLE.format(join=join))
    case = opened(here)
    do(here, the_task(case, "instruct"))
    do(here, the_task(case, "fill", unit=here.units["Pelayanan"]))
    return here, case


def test_once_its_time_is_over_the_case_goes_on_with_what_came_in() -> None:
    _, case = asked()
    (opens,) = let_deadlines_pass(Actor.schedule(), at=TUESDAY)
    assert opens.act == "recap"
    left = Task.objects.filter(case=case, act="fill", state="excused")
    assert set(left.values_list("why", "capacity")) == {("batas waktu lewat", "Jadwal")}
    assert left.count() == 2
    assert Entry.objects.filter(kind="cases.deadline_passed").count() == 1


def test_a_second_look_finds_nothing_more_to_do() -> None:
    asked()
    let_deadlines_pass(Actor.schedule(), at=TUESDAY)
    assert let_deadlines_pass(Actor.schedule(), at=TUESDAY) == []


def test_before_its_time_nobody_is_left_out() -> None:
    _, case = asked()
    assert let_deadlines_pass(Actor.schedule(), at=MONDAY) == []
    with pytest.raises(TooEarly):
        pass_deadline(Actor.schedule(), case, 2, at=MONDAY)
    assert len(open_tasks(case)) == 2


def test_a_line_that_awaits_every_unit_awaits_them_however_late() -> None:
    _, case = asked("units")
    assert let_deadlines_pass(Actor.schedule(), at=TUESDAY) == []
    assert {task.act for task in open_tasks(case)} == {"fill"}


def test_a_cancelled_case_is_left_alone() -> None:
    _, case = asked()
    Case.objects.filter(pk=case.pk).update(cancelled_at=MONDAY)
    assert let_deadlines_pass(Actor.schedule(), at=TUESDAY) == []
