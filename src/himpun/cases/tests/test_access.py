"""Access: another office's things are not there, another seat's task is not yours."""

import pytest

from himpun.cases.access import case_for, cases_of, paper_for, task_for, task_seen, tasks_of
from himpun.cases.errors import NotYours
from himpun.cases.models import CasePaper
from himpun.cases.queries import cases_seen
from himpun.cases.tests.cast import CAMAT, CLERK, QUARTER, do, open_tasks, opened, stranger, sungai_jernih
from himpun.organisation.errors import NotHere

pytestmark = pytest.mark.django_db

HUGE = 10**30


def test_another_offices_case_task_and_paper_are_not_there() -> None:
    here = sungai_jernih()
    case = opened(here)
    (task,) = open_tasks(case)
    do(here, task)
    paper = CasePaper.objects.get(case=case).paper_id
    maria = stranger(here)
    assert not cases_of(maria).exists()
    assert not tasks_of(maria).exists()
    for look in (lambda: case_for(maria, case.pk), lambda: task_seen(maria, task.pk), lambda: paper_for(maria, paper)):
        with pytest.raises(NotHere):
            look()


def test_what_does_not_exist_is_not_there_either() -> None:
    here = sungai_jernih()
    opened(here)
    for key in (0, 987654, HUGE):
        with pytest.raises(NotHere):
            task_for(here.who(CAMAT), key)


def test_colleagues_see_a_task_and_its_holder_alone_does_it() -> None:
    here = sungai_jernih()
    (task,) = open_tasks(opened(here))
    assert task_seen(here.who(CLERK), task.pk) == task
    with pytest.raises(NotYours):
        task_for(here.who(CLERK), task.pk)
    found, actor = task_for(here.who(CAMAT), task.pk)
    assert (found, actor.capacity) == (task, "Camat Sungai Jernih")


def test_the_newest_case_comes_first() -> None:
    here = sungai_jernih()
    first = opened(here)
    second = opened(here, QUARTER.next)
    assert list(cases_seen(here.who(CLERK))) == [second, first]
    assert case_for(here.who(CLERK), first.pk) == first
