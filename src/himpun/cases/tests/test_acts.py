"""Each act is done when its own rule is met, and leaves its deed and its papers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from himpun.cases import actions as acts
from himpun.cases import deeds
from himpun.cases.errors import CaseIsOver, Incomplete, NotYours, WrongAct
from himpun.cases.models import Case, CasePaper, Deed, Task, TeamMember
from himpun.cases.queries import work_of, work_of_teams
from himpun.cases.reading import reading_of
from himpun.cases.tests.cast import (
    AKHMAD,
    CAMAT,
    CLERK,
    MONDAY,
    SECRETARY,
    TUESDAY,
    Here,
    a_hand_over,
    a_meeting,
    a_plan,
    a_team,
    acts_for_the_camat,
    an_instruction,
    do,
    open_tasks,
    opened,
    run_to,
    stranger,
    sungai_jernih,
    the_task,
)
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db

Verb = Callable[..., list[Task]]
Told = Callable[[Here], deeds.Deed]
VERBS: dict[str, Verb] = {
    "instruct": acts.instruct,
    "form_team": acts.form_team,
    "plan": acts.plan,
    "meet": acts.meet,
    "hand_over": acts.hand_over,
    "publish": acts.publish,
    "archive": acts.archive,
}
BACKWARDS = deeds.PlanItem("Mengisi", date(2026, 7, 8), date(2026, 7, 7), "Kasi")
TOO_EARLY = deeds.PlanItem("Mengisi", date(2026, 3, 31), date(2026, 4, 2), "Kasi")
LACKING: list[tuple[str, Told, set[str]]] = [
    ("instruct", lambda here: deeds.Instruction(), {"no_instruction", "no_addressee"}),
    ("instruct", lambda here: replace(an_instruction(here), text="  "), {"no_instruction"}),
    ("instruct", lambda here: replace(an_instruction(here), addressees=()), {"no_addressee"}),
    ("form_team", lambda here: deeds.TeamFormed(), {"no_team_name", "no_members", "no_leader"}),
    ("form_team", lambda here: two_leaders(here), {"no_leader"}),
    ("plan", lambda here: deeds.Plan(), {"no_items"}),
    ("plan", lambda here: deeds.Plan((BACKWARDS,)), {"dates_outside"}),
    ("plan", lambda here: deeds.Plan((TOO_EARLY,)), {"dates_outside"}),
    ("meet", lambda here: deeds.Meeting(), {"no_agenda", "no_time", "nobody_present", "no_minutes"}),
    ("meet", lambda here: nobody_came(), {"nobody_present"}),
    ("hand_over", lambda here: deeds.HandOver(), {"nothing_handed", "no_receiver"}),
    ("publish", lambda here: deeds.Publication(), {"no_recipient"}),
    ("archive", lambda here: deeds.Archiving(classification=" ", copies=0), {"no_place", "no_code", "no_copies"}),
]
PAPERS = {
    "instruct": ["disposition"],
    "form_team": ["team_letter"],
    "plan": ["activity_plan"],
    "meet": ["invitation", "attendance", "minutes"],
    "review": ["review_note"],
    "hand_over": ["receipt"],
    "publish": ["cover_letter"],
    "archive": ["archive_list"],
}


def two_leaders(here: Here) -> deeds.TeamFormed:
    team = a_team(here)
    return replace(team, members=tuple(replace(one, role="Ketua") for one in team.members))


def nobody_came() -> deeds.Meeting:
    meeting = a_meeting()
    return replace(meeting, attendees=tuple(replace(one, present=False) for one in meeting.attendees))


def waiting(act: str) -> tuple[Here, Case, Task]:
    """The office, a case, and its open task of this act."""
    here = sungai_jernih()
    case = opened(here)
    return here, case, run_to(here, case, act)[0]


@pytest.mark.parametrize(("act", "told", "codes"), LACKING, ids=[f"{a}-{'-'.join(sorted(c))}" for a, _, c in LACKING])
def test_an_act_is_not_done_before_its_rule_is_met(act: str, told: Told, codes: set[str]) -> None:
    here, case, task = waiting(act)
    with pytest.raises(Incomplete) as refused:
        VERBS[act](here.holder(task), task, told(here), at=MONDAY)
    assert {lack.code for lack in refused.value.lacks} == codes
    assert [t.pk for t in open_tasks(case)] == [task.pk]
    assert not Deed.objects.filter(task=task).exists()


@pytest.mark.parametrize("act", PAPERS)
def test_an_act_leaves_its_deed_and_its_papers(act: str) -> None:
    here, _, task = waiting(act)
    do(here, task)
    assert Task.objects.get(pk=task.pk).state == "done"
    assert Deed.objects.get(task=task).content["act"] == act
    filed = CasePaper.objects.filter(task=task).order_by("pk")
    assert list(filed.values_list("paper__kind", flat=True)) == PAPERS[act]


def test_a_verb_refuses_a_task_that_asks_for_another_act() -> None:
    here, case, task = waiting("instruct")
    with pytest.raises(WrongAct):
        acts.plan(here.holder(task), task, a_plan(), at=MONDAY)
    assert open_tasks(case) == [task]


def test_an_initial_is_no_signature_and_a_review_is_no_initial() -> None:
    here, _, task = waiting("review")
    read = reading_of(task).digest
    with pytest.raises(WrongAct):
        acts.initial(here.holder(task), task, read=read, at=MONDAY)


@pytest.mark.parametrize("name", [CLERK, SECRETARY, AKHMAD])
def test_a_task_is_done_by_the_holder_of_its_seat_alone(name: str) -> None:
    here, case, task = waiting("instruct")
    with pytest.raises(NotYours):
        acts.instruct(here.who(name), task, an_instruction(here), at=MONDAY)
    assert open_tasks(case) == [task]


def test_the_stranger_from_another_office_does_nothing_here() -> None:
    here, case, task = waiting("hand_over")
    with pytest.raises(NotYours):
        acts.hand_over(stranger(here), task, a_hand_over(here), at=MONDAY)
    assert open_tasks(case) == [task]


def test_only_members_do_the_work_of_their_team() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "form_team")
    do(here, the_task(case, "form_team"))
    task = the_task(case, "plan")
    assert (task.post_id, task.team) == (None, "tim")
    assert [t.pk for t in work_of_teams(here.who(AKHMAD))] == [task.pk]
    assert work_of_teams(here.who(SECRETARY)) == []
    with pytest.raises(NotYours):
        acts.plan(here.who(SECRETARY), task, a_plan(), at=MONDAY)
    acts.plan(here.at(AKHMAD, task), task, a_plan(), at=MONDAY)
    done = Task.objects.get(pk=task.pk)
    assert (done.ended_by_id, done.capacity) == (here.accounts[AKHMAD].person_id, "Kepala Seksi Pelayanan")
    assert TeamMember.objects.filter(case=case).count() == 2


def test_who_did_it_is_kept_with_the_capacity_of_the_seat() -> None:
    here, _, task = waiting("instruct")
    do(here, task)
    done = Task.objects.select_related("ended_by").get(pk=task.pk)
    assert done.ended_by is not None
    assert (done.ended_by.name, done.capacity, done.ended_at) == (CAMAT, "Camat Sungai Jernih", MONDAY)


def test_a_desk_shows_the_open_tasks_of_its_holder_alone() -> None:
    here, case, _ = waiting("fill")
    assert [t.unit for t in work_of(here.who(AKHMAD))] == [here.units["Pelayanan"].pk]
    assert list(work_of(here.who(CAMAT))) == []
    assert len(open_tasks(case)) == 3


def test_all_acts_of_a_line_share_its_standard_time() -> None:
    here, case, first = waiting("form_team")
    later = MONDAY.replace(hour=3)
    do(here, first, at=later)
    second = the_task(case, "plan")
    assert second.opened_at == later
    assert second.due_at == first.due_at
    assert second.due_why


def test_a_closed_case_takes_no_act() -> None:
    here, case, task = waiting("meet")
    acts.cancel_case(here.who(CLERK), case, why="Salah periode", at=MONDAY)
    with pytest.raises(CaseIsOver):
        acts.meet(here.holder(task), task, a_meeting(), at=MONDAY)


def test_the_case_ends_with_its_last_act() -> None:
    here, case, task = waiting("archive")
    do(here, task)
    case.refresh_from_db()
    assert case.finished_at == MONDAY
    assert open_tasks(case) == []
    actor: Actor = here.holder(task)
    with pytest.raises(CaseIsOver):
        acts.archive(actor, task, deeds.Archiving(rack="2"), at=MONDAY)


def test_whoever_holds_two_posts_acts_in_the_capacity_of_the_seat() -> None:
    here, case, task = waiting("instruct")
    acts_for_the_camat(here, starts=MONDAY, ends=TUESDAY)
    rusdi = here.who(SECRETARY)
    as_sekretaris = rusdi.wearing(here.posts["Sekretaris"].pk)
    for actor in (rusdi, as_sekretaris):
        assert actor is not None
        with pytest.raises(NotYours):
            acts.instruct(actor, task, an_instruction(here), at=MONDAY)
    acts.instruct(here.at(SECRETARY, task), task, an_instruction(here), at=MONDAY)
    assert Task.objects.get(pk=task.pk).capacity == "Plh. Camat Sungai Jernih"
    assert the_task(case, "form_team").post == here.posts["Sekretaris"]
