"""Going on without a unit that has not answered is a decision with a reason, of the seat that waits or of the head."""

import pytest

from himpun.cases.actions import go_on_without
from himpun.cases.errors import CannotSendBack, Incomplete, NotYours, TaskIsOver
from himpun.cases.models import Case, Task
from himpun.cases.tests.cast import (
    AKHMAD,
    CAMAT,
    CLERK,
    MINA,
    MONDAY,
    SECRETARY,
    TUESDAY,
    Here,
    do,
    hand_in,
    open_tasks,
    opened,
    return_to,
    run_to,
    stranger,
    sungai_jernih,
    the_task,
)
from himpun.trail.models import Entry

pytestmark = pytest.mark.django_db

WHY = "Kantor terendam banjir"


def one_awaited() -> tuple[Here, Case, int]:
    """Two of three seksi have sent; Ketenteraman is awaited."""
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    for name in ("Pelayanan", "Pemerintahan"):
        do(here, the_task(case, "fill", unit=here.units[name]))
    return here, case, here.units["Ketenteraman"].pk


@pytest.mark.parametrize(
    ("name", "capacity"), [(CLERK, "Kasubag Program"), (CAMAT, "Camat Sungai Jernih")], ids=["waiting seat", "head"]
)
def test_the_waiting_seat_and_the_head_may_go_on(name: str, capacity: str) -> None:
    here, case, awaited = one_awaited()
    opens = go_on_without(here.who(name), case, frozenset({awaited}), why=WHY, at=TUESDAY)
    assert [t.act for t in opens] == ["recap"]
    left = Task.objects.get(case=case, act="fill", unit=awaited)
    assert (left.state, left.why, left.capacity, left.ended_at) == ("excused", WHY, capacity, TUESDAY)
    assert Entry.objects.get(kind="cases.went_on_without").capacity == capacity


@pytest.mark.parametrize("name", [SECRETARY, AKHMAD, MINA])
def test_nobody_else_of_the_office_may(name: str) -> None:
    here, case, awaited = one_awaited()
    with pytest.raises(NotYours):
        go_on_without(here.who(name), case, frozenset({awaited}), why=WHY, at=TUESDAY)
    assert [t.unit for t in open_tasks(case)] == [awaited]


def test_the_stranger_may_not() -> None:
    here, case, awaited = one_awaited()
    with pytest.raises(NotYours):
        go_on_without(stranger(here), case, frozenset({awaited}), why=WHY, at=TUESDAY)


def test_it_needs_a_reason_and_a_unit_that_is_awaited() -> None:
    here, case, awaited = one_awaited()
    with pytest.raises(Incomplete) as refused:
        go_on_without(here.who(CLERK), case, frozenset({awaited}), why=" ", at=TUESDAY)
    assert [lack.code for lack in refused.value.lacks] == ["no_reason"]
    for nobody in (frozenset[int](), frozenset({here.units["Pelayanan"].pk}), frozenset({987654})):
        with pytest.raises(CannotSendBack):
            go_on_without(here.who(CLERK), case, nobody, why=WHY, at=TUESDAY)


def test_while_another_unit_is_awaited_nothing_further_opens() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    late = here.units["Ketenteraman"].pk
    assert go_on_without(here.who(CAMAT), case, frozenset({late}), why=WHY, at=TUESDAY) == []
    assert len(open_tasks(case)) == 2
    do(here, open_tasks(case)[0], at=TUESDAY)
    assert [t.act for t in do(here, open_tasks(case)[0], at=TUESDAY)] == ["recap"]


def test_the_unit_that_was_left_out_reads_why_it_can_send_no_more() -> None:
    here, case, awaited = one_awaited()
    task = the_task(case, "fill")
    go_on_without(here.who(CLERK), case, frozenset({awaited}), why=WHY, at=TUESDAY)
    with pytest.raises(TaskIsOver) as refused:
        hand_in(here.at(MINA, task), task, at=TUESDAY)
    assert (refused.value.state, refused.value.by) == ("excused", "Siti Norjanah (Kasubag Program)")


def test_a_return_may_ask_the_unit_that_was_left_out() -> None:
    here, case, awaited = one_awaited()
    go_on_without(here.who(CLERK), case, frozenset({awaited}), why=WHY, at=MONDAY)
    run_to(here, case, "review")
    opens = return_to(here, the_task(case, "review"), 4, here.units["Ketenteraman"], at=TUESDAY)
    assert [(t.unit, t.round) for t in opens] == [(awaited, 2)]
    assert [t.act for t in do(here, opens[0], at=TUESDAY)] == ["recap"]


def test_a_step_that_is_done_once_cannot_be_left_out() -> None:
    here = sungai_jernih()
    case = opened(here)
    for act in ("review", "sign"):
        (task,) = run_to(here, case, act)
        for name in (CAMAT, CLERK, SECRETARY):
            with pytest.raises(CannotSendBack):
                go_on_without(here.who(name), case, frozenset({0}), why=WHY, at=MONDAY)
        assert open_tasks(case) == [task]
