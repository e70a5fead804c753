"""A meeting is called, held and kept: the invitation goes out before, and is not dated anew after it."""

from dataclasses import replace

import pytest

from himpun.cases.actions import invite, mark_read, meet
from himpun.cases.deeds import Attendee
from himpun.cases.errors import Incomplete, WrongAct
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Case, CasePaper, Deed, MeetingCall, Task
from himpun.cases.story import meeting_called, unread_of
from himpun.cases.tests.cast import (
    CLERK,
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
from himpun.documents.fold import EXPLAINED as PAPERS
from himpun.organisation.fold import EXPLAINED as PEOPLE
from himpun.procedures.fold import EXPLAINED as REGISTER
from himpun.trail.verify import verify

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


def test_minutes_are_not_kept_before_the_meeting_was_held() -> None:
    here, _, task = to_meet()
    with pytest.raises(Incomplete) as refused:
        meet(here.holder(task), task, replace(a_meeting(), held_at=TUESDAY), at=MONDAY)
    assert [(lack.field, lack.code) for lack in refused.value.lacks] == [("held_at", "not_held_yet")]
    assert not Deed.objects.filter(task=task).exists()


def test_who_came_uninvited_and_another_agenda_make_no_new_invitation() -> None:
    here, case, task = to_meet()
    invite(here.holder(task), task, a_meeting(), at=MONDAY)
    came = (*a_meeting().attendees, Attendee("Siti Norjanah", "Kasubag Program", present=True))
    meet(here.holder(task), task, replace(a_meeting(), agenda="Pengisian", attendees=came), at=TUESDAY)
    assert invitations(case) == [1]


def test_an_invitation_reaches_who_is_invited_and_called_anew_it_is_to_be_read_anew() -> None:
    here, case, task = to_meet()
    call = replace(a_meeting(), attendees=(Attendee("Siti Norjanah", "Kasubag Program", present=False),))
    invite(here.holder(task), task, call, at=MONDAY)
    (sent,) = unread_of(here.who(CLERK), case)
    assert sent.words == "Undangan rapat: Cara mengisi. Senin, 6 Juli 2026 pukul 09.00 WITA, di Aula."
    mark_read(here.who(CLERK), sent, at=TUESDAY)
    invite(here.holder(task), task, replace(call, place="Pendopo"), at=TUESDAY)
    (again,) = unread_of(here.who(CLERK), case)
    assert "di Pendopo" in again.words
    meet(here.holder(task), task, replace(a_meeting(), place="Pendopo"), at=WEDNESDAY)
    assert not unread_of(here.who(CLERK), case).exists(), "nobody needs the invitation to a meeting that is over"
    assert verify((*EXPLAINED, *PEOPLE, *PAPERS, *REGISTER)).findings == ()
