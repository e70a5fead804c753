"""Two people at one task: one wins, the other reads who and when."""

import pytest
from django.test import Client

from himpun.cases.actions import cancel_case
from himpun.cases.models import Return, Task
from himpun.cases.reading import reading_of
from himpun.organisation.actions import appoint_acting, register_person
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Standing
from himpun.performance.models import Submission
from himpun.performance.tests.world import SETUP, fill, open_tasks, the_task
from himpun.web.tests.stage import NOW, Stage, account_of, browser_of, cells, stage, text_of

pytestmark = pytest.mark.django_db


def acting(made: Stage, task: Task) -> Client:
    """Somebody else acts for the seat today."""
    person = register_person(SETUP, made.world.office, name="Wahyu Sadewa", at=NOW)
    post = task.post
    assert post is not None
    mandate = Mandate(Standing.PLH, NOW.date(), NOW.date(), "800/1")
    appoint_acting(SETUP, post, person=person, mandate=mandate, at=NOW)
    made.world.people[-1] = person
    return browser_of(account_of(made.world, -1))


def test_the_second_reads_who_was_quicker_and_when() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    quicker = made.world.doer(task)
    fill(made.world, task, at=NOW)
    late = acting(made, task).post(f"/tugas/{task.pk}", cells(task, "1"))
    assert late.status_code == 409
    assert f"diselesaikan oleh {quicker.name} ({quicker.capacity}), Jumat, 3 Juli 2026 pukul 10.00 WITA" in text_of(
        late
    )
    assert Submission.objects.count() == 1


def test_whoever_acts_today_has_the_task_and_whom_they_stand_in_for_has_not() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    stands_in = acting(made, task)
    assert made.get(task).status_code in (403, 404)
    page = text_of(stands_in.get(f"/tugas/{task.pk}"))
    assert "sebagai Plh. " in page
    stands_in.post(f"/tugas/{task.pk}", cells(task))
    assert Submission.objects.get().capacity.startswith("Plh. ")


def test_a_task_that_is_over_says_so_when_it_is_opened() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    made.post(task, cells(task))
    page = made.get(task)
    assert page.status_code == 200
    assert "sudah diselesaikan oleh" in text_of(page)
    assert "<form" not in text_of(page).split("<main")[1]


def test_a_task_withdrawn_meanwhile_says_why_and_keeps_nothing() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    cancel_case(made.world.actor("Camat"), made.case, why="Salah periode", at=NOW)
    late = made.post(task, cells(task))
    assert late.status_code == 409
    assert "ditarik" in text_of(late)
    assert "berkas dibatalkan" in text_of(late)
    assert not Submission.objects.exists()


def test_a_key_that_was_used_for_other_figures_sends_nothing_twice() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    form = {"kunci": "a" * 32}
    made.post(task, cells(task, "90") | form)
    made.post(task, cells(task, "91") | form)
    assert [str(f.value) for f in Submission.objects.get().figures.all()] == ["90.000000"]


def test_a_sheet_sent_from_another_tab_says_that_what_is_typed_here_was_not_taken() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    first = cells(task, "96") | {"kunci": "tab-satu"}
    assert made.post(task, first).status_code == 302
    other = made.post(task, cells(task, "99") | {"kunci": "tab-dua"})
    assert other.status_code == 409
    assert "tidak diambil" in text_of(other)
    again = made.post(task, first)
    assert (again.status_code, Submission.objects.count()) == (302, 1)


def test_a_second_tab_that_decides_otherwise_is_told_that_it_was_not_taken() -> None:
    made = stage(act="review")
    task = the_task(made.case, "review")
    read = reading_of(task).digest
    accepted = {"putusan": "terima", "read": read}
    assert made.post(task, accepted).status_code == 302
    assert made.post(task, accepted).status_code == 302, "the same press once more"
    other = made.post(task, {"putusan": "kembalikan", "ke": "5", "alasan": "Salah", "tunjuk": ["1:0:"], "read": read})
    assert other.status_code == 409
    assert "tidak diambil" in text_of(other)
    assert not Return.objects.exists()
