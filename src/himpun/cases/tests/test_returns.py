"""A return points: what it names is done again in the next round, and all that is done stays in the history."""

import pytest

from himpun.cases import deeds
from himpun.cases.actions import initial, review, send_back
from himpun.cases.errors import CannotSendBack, ContentChanged, Incomplete, NotYours, TaskIsOver
from himpun.cases.models import Case, CasePaper, Return, ReturnPoint, Task
from himpun.cases.reading import reading_of
from himpun.cases.tests.cast import (
    AKHMAD,
    CLERK,
    KABID,
    MINA,
    MONDAY,
    TUESDAY,
    YOHANES,
    Here,
    do,
    hand_in,
    open_tasks,
    opened,
    return_to,
    run_to,
    sungai_jernih,
    the_task,
)
from himpun.documents.models import Initial, Paper

pytestmark = pytest.mark.django_db

READ_AS_SENT = """
| no | acts          | performers | per   | ways         |
|----|---------------|------------|-------|--------------|
| 1  | fill          | kasi       | units |              |
| 2  | review        | sekretaris |       | yes 3, no 1! |
| 3  | recap         | kasubag    |       |              |
| 4  | sign, archive | camat      |       |              |
"""


def at(act: str, line: int = 0) -> tuple[Here, Case]:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, act, line=line)
    return here, case


def standing_report(case: Case) -> Paper:
    return Paper.objects.get(filed__case=case, kind="report", replaced_at=None)


def test_only_the_pointed_unit_is_asked_again() -> None:
    here, case = at("review")
    opens = return_to(here, the_task(case, "review"), 4, here.units["Pemerintahan"])
    assert [(t.act, t.unit, t.round) for t in opens] == [("fill", here.units["Pemerintahan"].pk, 2)]
    assert open_tasks(case) == opens
    assert opens[0].post == here.posts["Kepala Seksi Pemerintahan"]


def test_the_steps_between_are_walked_again_and_the_others_figures_stand() -> None:
    here, case = at("review")
    return_to(here, the_task(case, "review"), 4, here.units["Pemerintahan"])
    run_to(here, case, "review", line=6, at=TUESDAY)
    assert [(t.line, t.round) for t in open_tasks(case)] == [(6, 2)]
    rounds = Task.objects.filter(case=case, act="fill").order_by("unit", "round").values_list("unit", "round", "state")
    first, second, third = (here.units[name].pk for name in ("Pelayanan", "Pemerintahan", "Ketenteraman"))
    assert list(rounds) == [(first, 1, "done"), (second, 1, "done"), (second, 2, "done"), (third, 1, "done")]


def test_what_was_asked_and_why_is_kept() -> None:
    here, case = at("review")
    task = the_task(case, "review")
    point = deeds.Point(here.units["Pelayanan"].pk, field="41", note="Periksa koma")
    send_back(
        here.holder(task), task, deeds.SendBack(4, "Salah ketik", (point,)), read=reading_of(task).digest, at=TUESDAY
    )
    kept = Return.objects.get(case=case)
    assert (kept.task, kept.to_line, kept.round, kept.reason, kept.made_at) == (task, 4, 2, "Salah ketik", TUESDAY)
    asked = ReturnPoint.objects.get(sent_back=kept)
    assert (asked.unit, asked.field, asked.note) == (here.units["Pelayanan"], "41", "Periksa koma")
    assert Task.objects.get(pk=task.pk).state == "returned"
    assert CasePaper.objects.get(task=task).paper.kind == "review_note"


def test_a_return_needs_a_reason_a_way_and_somebody_to_point_at() -> None:
    here, case = at("review")
    task = the_task(case, "review")
    here_now, read = here.holder(task), reading_of(task).digest
    unit = deeds.Point(here.units["Pelayanan"].pk)
    with pytest.raises(Incomplete) as refused:
        send_back(here_now, task, deeds.SendBack(4, " ", (unit,)), read=read, at=MONDAY)
    assert [lack.code for lack in refused.value.lacks] == ["no_reason"]
    for wrong in (deeds.SendBack(3, "Salah", (unit,)), deeds.SendBack(4, "Salah"), deeds.SendBack(1, "Salah", (unit,))):
        with pytest.raises(CannotSendBack):
            send_back(here_now, task, wrong, read=read, at=MONDAY)
    assert open_tasks(case) == [task]
    assert not Return.objects.exists()


def test_a_unit_of_no_part_in_the_case_cannot_be_pointed_at() -> None:
    here, case = at("review")
    task = the_task(case, "review")
    decision = deeds.SendBack(4, "Salah", (deeds.Point(987654),))
    with pytest.raises(CannotSendBack):
        send_back(here.holder(task), task, decision, read=reading_of(task).digest, at=MONDAY)


def test_a_task_that_decides_nothing_cannot_send_back() -> None:
    here, case = at("recap")
    task = the_task(case, "recap")
    decision = deeds.SendBack(4, "Salah", (deeds.Point(here.units["Pelayanan"].pk),))
    with pytest.raises(CannotSendBack):
        send_back(here.holder(task), task, decision, read=reading_of(task).digest, at=MONDAY)


def test_initials_given_so_far_are_void_and_who_gave_them_stays_on_record() -> None:
    here, case = at("sign")
    report = standing_report(case)
    assert report.initials.filter(void_at=None).count() == 3
    return_to(here, the_task(case, "sign"), 6, at=TUESDAY)
    assert {(i.void_at, i.void_why) for i in report.initials.all()} == {(TUESDAY, "Angka tidak cocok.")}
    assert Initial.objects.count() == 3


def test_a_task_further_down_that_was_still_open_is_withdrawn() -> None:
    here, case = at("initial", line=9)
    doni, ratna = (the_task(case, "initial", member=here.posts[f"Kepala Bidang {n.split()[1]}"]) for n in KABID)
    return_to(here, doni, 5, at=TUESDAY)
    overtaken = Task.objects.get(pk=ratna.pk)
    assert (overtaken.state, overtaken.ended_at, overtaken.why) == ("withdrawn", TUESDAY, "berkas dikembalikan")
    assert [(t.act, t.round) for t in open_tasks(case)] == [("recap", 2)]
    with pytest.raises(TaskIsOver) as refused:
        initial(here.holder(ratna), ratna, read=reading_of(ratna).digest, at=TUESDAY)
    assert refused.value.state == "withdrawn"


def test_who_initialled_before_initials_anew_in_the_next_round() -> None:
    here, case = at("sign")
    return_to(here, the_task(case, "sign"), 6, at=TUESDAY)
    run_to(here, case, "sign", at=TUESDAY)
    rusdi = standing_report(case).initials.filter(post=here.posts["Sekretaris"]).order_by("pk")
    assert [(i.at, i.void_at) for i in rusdi] == [(MONDAY, TUESDAY), (TUESDAY, None)]
    assert Task.objects.get(case=case, line=8, round=2).state == "done"


def test_a_second_return_opens_a_third_round() -> None:
    here, case = at("review")
    return_to(here, the_task(case, "review"), 4, here.units["Pelayanan"], here.units["Ketenteraman"])
    run_to(here, case, "review", line=6)
    opens = return_to(here, the_task(case, "review"), 4, here.units["Ketenteraman"])
    assert [(t.unit, t.round) for t in opens] == [(here.units["Ketenteraman"].pk, 3)]


def test_a_decision_on_what_a_unit_has_sent_anew_since_the_reading_is_refused() -> None:
    here, case = at("review")
    task = the_task(case, "review")
    read = reading_of(task).digest
    (fill,) = return_to(here, task, 4, here.units["Pelayanan"])
    hand_in(here.holder(fill), fill, "91", at=TUESDAY)
    run_to(here, case, "review", line=6, at=TUESDAY)
    again = the_task(case, "review")
    with pytest.raises(ContentChanged):
        review(here.holder(again), again, deeds.Accepted(), read=read, at=TUESDAY)
    decision = deeds.SendBack(4, "Belum", (deeds.Point(here.units["Pelayanan"].pk),))
    with pytest.raises(ContentChanged):
        send_back(here.holder(again), again, decision, read=read, at=TUESDAY)
    assert open_tasks(case) == [again]
    review(here.holder(again), again, deeds.Accepted(), read=reading_of(again).digest, at=TUESDAY)


def test_so_it_is_where_no_paper_tells_of_the_figures_yet() -> None:
    here = sungai_jernih(READ_AS_SENT)
    case = opened(here)
    run_to(here, case, "review")
    task = the_task(case, "review")
    read = reading_of(task).digest
    (fill,) = return_to(here, task, 1, here.units["Pelayanan"])
    hand_in(here.holder(fill), fill, "91", at=TUESDAY)
    again = the_task(case, "review")
    with pytest.raises(ContentChanged):
        review(here.holder(again), again, deeds.Accepted(), read=read, at=TUESDAY)
    review(here.holder(again), again, deeds.Accepted(), read=reading_of(again).digest, at=TUESDAY)


def test_a_fill_task_that_was_sent_is_over_for_a_late_second_press() -> None:
    here, case = at("fill")
    task = the_task(case, "fill", unit=here.units["Pelayanan"])
    do(here, task)
    with pytest.raises(TaskIsOver) as refused:
        hand_in(here.at(AKHMAD, task), task, "91", at=TUESDAY)
    assert (refused.value.by, refused.value.at) == ("Akhmad Zaini (Kepala Seksi Pelayanan)", MONDAY)
    assert "Senin, 6 Juli 2026 pukul 09.00 WITA" in refused.value.message


@pytest.mark.parametrize("name", [CLERK, YOHANES, MINA])
def test_whoever_does_not_decide_cannot_return(name: str) -> None:
    here, case = at("review")
    task = the_task(case, "review")
    decision = deeds.SendBack(4, "Salah", (deeds.Point(here.units["Pelayanan"].pk),))
    with pytest.raises(NotYours):
        send_back(here.who(name), task, decision, read=reading_of(task).digest, at=MONDAY)
