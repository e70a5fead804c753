"""A meeting is called, held and kept: the invitation goes out before, and is not dated anew after it."""

from dataclasses import replace

import pytest

from himpun.cases.actions import invite, meet
from himpun.cases.errors import Incomplete, WrongAct
from himpun.cases.models import Case, CasePaper, Deed, MeetingCall, Task
from himpun.cases.story import meeting_called
from himpun.cases.tests.cast import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    Here,
    a_meeting,
    opened,
    run_to,
    sungai_jernih,
    the_task,
)

pytestmark = pytest.mark.django_db


def to_meet() -> tuple[Here, Case, Task]:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "meet")
    return here, case, the_task(case, "meet")


def invitations(case: Case) -> list[int]:
    found = CasePaper.objects.filter(case=case, paper__kind="invitation").order_by("pk")
    return list(found.values_list("paper__revision", flat=True))


def test_an_invitation_goes_out_before_the_meeting_and_ends_nothing() -> None:
    here, case, task = to_meet()
    invite(here.holder(task), task, a_meeting(), at=MONDAY)
    assert Task.objects.get(pk=task.pk).state == "open"
    called = meeting_called(task)
    assert called is not None
    assert (called.agenda, called.minutes, called.held_at) == ("Cara mengisi", "", MONDAY)
    meet(here.holder(task), task, a_meeting(), at=TUESDAY)
    assert invitations(case) == [1], "not dated anew after the meeting"
    assert Deed.objects.get(task=task).content["minutes"] == "Dibahas."


def test_called_anew_it_is_the_next_revision() -> None:
    here, case, task = to_meet()
    for place, at in (("Aula", MONDAY), ("Ruang rapat", TUESDAY)):
        invite(here.holder(task), task, replace(a_meeting(), place=place), at=at)
    assert invitations(case) == [1, 2]
    assert MeetingCall.objects.get().content["place"] == "Ruang rapat"


def test_a_meeting_held_otherwise_than_called_says_so_on_paper() -> None:
    here, case, task = to_meet()
    invite(here.holder(task), task, a_meeting(), at=MONDAY)
    meet(here.holder(task), task, replace(a_meeting(), place="Pendopo"), at=WEDNESDAY)
    assert invitations(case) == [1, 2]


def test_an_invitation_wants_an_agenda_a_time_and_somebody() -> None:
    here, case, task = to_meet()
    with pytest.raises(Incomplete) as refused:
        invite(here.holder(task), task, replace(a_meeting(), agenda=" ", held_at=None, attendees=()), at=MONDAY)
    assert {lack.code for lack in refused.value.lacks} == {"no_agenda", "no_time", "nobody_invited"}
    assert invitations(case) == []


def test_only_a_meeting_is_called() -> None:
    here = sungai_jernih()
    task = the_task(opened(here), "instruct")
    with pytest.raises(WrongAct):
        invite(here.holder(task), task, a_meeting(), at=MONDAY)
