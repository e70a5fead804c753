"""Meja kerja: what lacks, why work came back, filters that remember, what I finished and what I wait for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from himpun.cases.actions import send_back
from himpun.cases.deeds import Point, SendBack
from himpun.cases.models import CasePaper, Delivery, Task
from himpun.cases.reading import reading_of
from himpun.organisation.actions import appoint, appoint_acting
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Standing
from himpun.performance.models import Draft, Sheet, SheetLine
from himpun.performance.tests.world import AT, LATER, SETUP, fill, open_tasks, run_to, the_task
from himpun.web.desk.cards import cards_of
from himpun.web.desk.choices import COOKIE
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, Stage, keep_promises, stage, text_of
from himpun.web.tests.test_statements import DESK, asked

pytestmark = pytest.mark.django_db


def filling(units: int = 2) -> tuple[Stage, Task]:
    made = stage(units=units, act="fill")
    for post in made.world.people:
        made.browser(post)
    return made, open_tasks(made.case)[0]


def desk(made: Stage, task: Task, query: str = "") -> str:
    return text_of(made.at(task).get(f"/{query}"))


def typed(task: Task, cell: list[str]) -> None:
    """As the sheet's own page saves it."""
    sheet = Sheet.objects.get(task=task.pk)
    cells = {str(line.pk): cell for line in SheetLine.objects.filter(sheet=sheet)}
    content = {"v": 1, "task": task.pk, "cells": cells}
    Draft.objects.create(office=sheet.office, sheet=sheet, content=content, saved_at=NOW)


def test_a_sheet_says_how_much_lacks() -> None:
    made, task = filling()
    assert "kurang 1 sel<" in desk(made, task)
    typed(task, ["value", "90", "", ""])
    assert "lengkap, tinggal dikirim" in desk(made, task)


def test_evidence_lacks_until_it_is_attached_or_there_is_no_figure_to_prove() -> None:
    made, task = filling()
    SheetLine.objects.filter(sheet__task=task.pk).update(needs_evidence=True)
    assert "kurang 1 sel, 1 data dukung" in desk(made, task)
    typed(task, ["value", "90", "", ""])
    assert "kurang 1 data dukung" in desk(made, task)
    Draft.objects.all().delete()
    typed(task, ["not_applicable", "", "tidak ada layanan", ""])
    assert "lengkap, tinggal dikirim" in desk(made, task)


def test_what_was_typed_for_an_earlier_task_is_no_answer() -> None:
    made, task = filling()
    typed(task, ["value", "90", "", ""])
    draft = Draft.objects.get()
    Draft.objects.update(content=draft.content | {"task": task.pk + 1000})
    assert "kurang 1 sel<" in desk(made, task)


def test_a_task_that_came_back_says_by_whom_and_why() -> None:
    made = stage(units=2, act="review")
    for post in made.world.people:
        made.browser(post)
    reviewing = the_task(made.case, "review")
    line = SheetLine.objects.filter(sheet__case=made.case).select_related("sheet")[0]
    points = (Point(line.sheet.unit_id, field=str(line.pk), note="Periksa lagi"),)
    decision = SendBack(_fill_line(made), "Angka tidak cocok dengan data dukung", points)
    reviewer = made.world.doer(reviewing)
    send_back(reviewer, reviewing, decision, read=reading_of(reviewing).digest, at=LATER)
    page = desk(made, the_task(made.case, "fill"))
    assert f"Dikembalikan {reviewer.name} ({reviewer.capacity})" in page
    assert "Angka tidak cocok dengan data dukung" in page
    assert "1 sel diminta diperbaiki" in page
    assert "perlu diperbaiki" in page
    assert "lengkap, tinggal dikirim" not in page


def test_only_what_is_done_again_tells_of_a_return() -> None:
    """batui-selatan: line 7 reviews and sends back, 6 recaps again, 8 hands over for the first time."""
    made = stage(units=2, act="review")
    reviewing = the_task(made.case, "review")
    unit = SheetLine.objects.filter(sheet__case=made.case).values_list("sheet__unit", flat=True)[0]
    decision = SendBack(_fill_line(made), "Angka tidak cocok", (Point(unit),))
    send_back(made.world.doer(reviewing), reviewing, decision, read=reading_of(reviewing).digest, at=LATER)
    run_to(made.world, made.case, act="recap", at=LATER)
    recap = the_task(made.case, "recap")
    assert "perbaikan masuk" in desk(made, recap)
    assert "Angka tidak cocok" in text_of(made.get(recap))
    run_to(made.world, made.case, act="hand_over", at=LATER)
    for task in open_tasks(made.case):
        assert task.round == 2
        assert "perbaikan masuk" not in desk(made, task)
        assert "Angka tidak cocok" not in text_of(made.get(task))
    assert ">putaran 2<" in text_of(made.at(recap).get(f"/berkas/{made.case.pk}"))


def _fill_line(made: Stage) -> int:
    return next(task.line for task in Task.objects.filter(case=made.case, act="fill"))


def two_hats(made: Stage, first: Task, second: Task) -> None:
    """Who fills the first unit's sheet is Plt. of the second's head too."""
    assert first.post_id is not None
    assert second.post is not None
    second.post.holders.all().update(ends=date(2026, 6, 30))
    appoint(SETUP, second.post, made.world.people[first.post_id], starts=date(2026, 7, 1), order="821/9", at=AT)


def test_somebody_with_two_hats_sees_and_chooses_in_which_to_act() -> None:
    made = stage(units=2, act="fill")
    first, second, *_ = open_tasks(made.case)
    two_hats(made, first, second)
    assert first.post is not None
    assert second.post is not None
    page = desk(made, first)
    assert page.count("sebagai ") == 2
    assert "2 tugas menunggu Anda" in page
    narrowed = desk(made, first, f"?saring=1&jabatan={second.post_id}")
    assert f"/tugas/{second.pk}" in narrowed
    assert f"/tugas/{first.pk}" not in narrowed


def test_a_head_who_is_covered_by_a_plh_reads_everything_and_is_told_who_acts() -> None:
    made = stage(units=2, act="fill")
    task = open_tasks(made.case)[0]
    assert task.post is not None
    browser, other = made.at(task), made.world.people[open_tasks(made.case)[1].post_id or 0]
    mandate = Mandate(Standing.PLH, NOW.date(), NOW.date(), "SP 7/2026")
    appoint_acting(SETUP, task.post, person=other, mandate=mandate, at=NOW)
    page = text_of(browser.get("/"))
    assert f"Plh. {task.post.title}: {other.name}" in page
    assert f"/tugas/{task.pk}" not in page
    for address in (f"/berkas/{made.case.pk}", f"/berkas/{made.case.pk}/percakapan", "/papan", "/kantor", "/sop"):
        assert browser.get(address).status_code == 200, address
    assert "hanya dapat dibaca" in text_of(browser.get(f"/berkas/{made.case.pk}/percakapan"))
    assert browser.get(f"/tugas/{task.pk}").status_code == 403


def test_a_choice_is_remembered_until_it_is_cleared() -> None:
    made, task = filling()
    browser = made.at(task)
    browser.get("/?saring=1&jenis=sign")
    assert browser.cookies[COOKIE]["httponly"]
    page = text_of(browser.get("/"))
    assert "Tidak ada tugas yang cocok" in page
    assert f"/tugas/{task.pk}" not in page
    assert f"/tugas/{task.pk}" in text_of(browser.get("/?saring=1"))
    assert f"/tugas/{task.pk}" in text_of(browser.get("/"))


def test_another_persons_choice_in_the_same_browser_is_not_mine() -> None:
    made = stage(units=2, act="fill")
    first, second, *_ = open_tasks(made.case)
    made.at(first).get("/?saring=1&jenis=sign")
    made.at(second).cookies[COOKIE] = made.at(first).cookies[COOKIE].value
    assert f"/tugas/{second.pk}" in desk(made, second)


def test_what_is_late_and_hidden_by_a_choice_is_said() -> None:
    made, task = filling()
    Task.objects.filter(pk=task.pk).update(due_at=NOW - timedelta(days=1))
    page = desk(made, task, "?saring=1&jenis=sign")
    assert "1 tugas terlambat tidak tampak" in page
    late = desk(made, task, "?saring=1&terlambat=1")
    assert "tidak tampak" not in late
    assert "Terlambat 1 hari kerja" in late


@pytest.mark.parametrize("query", ["?jabatan=x", "?kantor=99999999999999999999", "?periode=%00", "?jenis=%27"])
def test_nonsense_chooses_nothing(query: str) -> None:
    made, task = filling()
    assert f"/tugas/{task.pk}" in desk(made, task, query)
    made.at(task).cookies[COOKIE] = f"1:{query}"
    assert f"/tugas/{task.pk}" in desk(made, task)


def test_what_i_finished_leads_to_its_paper() -> None:
    made = stage(act="fill")
    done = Task.objects.filter(case=made.case, act="instruct").order_by("pk")[0]
    made.at(done)
    keep_promises()
    paper = CasePaper.objects.get(task=done).paper
    lately = desk(made, done).split("Baru selesai")[1]
    assert f'<a href="/dokumen/{paper.pk}">{paper.title}</a>' in lately


def test_what_i_sent_lies_with_others_now_and_it_says_with_whom() -> None:
    made, task = filling()
    other = open_tasks(made.case)[1]
    fill(made.world, task, at=LATER)
    assert other.post_id is not None
    assert made.world.people[other.post_id].name in desk(made, task).split("Yang Anda tunggu")[1]
    assert "Yang Anda tunggu" not in desk(made, other), "who has done nothing waits for nothing"


def test_what_was_finished_long_ago_is_gone() -> None:
    made, task = filling()
    fill(made.world, task, at=LATER)
    Task.objects.filter(pk=task.pk).update(ended_at=NOW - timedelta(days=60), opened_at=AT - timedelta(days=90))
    page = desk(made, task)
    assert "Baru selesai" not in page
    assert "Yang Anda tunggu" not in page


def test_the_second_page_keeps_the_choice() -> None:
    made, task = filling()
    for round_ in range(2, 60):
        task.pk, task.round = None, round_
        task.save(force_insert=True)
    page = desk(made, task, "?saring=1&jenis=fill")
    assert "59 tugas menunggu Anda" in page
    assert "?saring=1&amp;jenis=fill&amp;halaman=2" in page
    assert "Halaman ini kosong" in desk(made, task, "?halaman=7")


def test_the_desk_asks_as_often_with_everything_on_it() -> None:
    made, task = filling(units=3)
    fill(made.world, task, at=LATER)
    keep_promises()
    assert len(asked(made.at(task), "/")) <= DESK
    assert len(asked(made.at(open_tasks(made.case)[0]), "/")) <= DESK


def test_the_desk_is_sound_with_everything_on_it() -> None:
    made, task = filling(units=3)
    fill(made.world, task, at=LATER)
    for query in ("", "?saring=1&jenis=sign", "?saring=1&terlambat=1"):
        assert faults(desk(made, task, query)) == []
        assert faults(desk(made, open_tasks(made.case)[0], query)) == []


def test_what_was_sent_to_me_says_from_whom_when_and_how_it_begins() -> None:
    made, task = filling()
    came = Delivery.objects.filter(post=task.post_id).first() or Delivery.objects.order_by("pk")[0]
    Delivery.objects.filter(pk=came.pk).update(read_at=None, read_by=None, words="Segera dikerjakan. " + "x " * 200)
    page = desk(made, task) if came.post_id == task.post_id else text_of(made.browser(came.post_id).get("/"))
    told = page.split("Belum dibaca")[1].split("</li>")[0]
    assert f"Dari {came.sender}: <q>Segera dikerjakan. x" in told
    assert " …</q>" in told
    assert "Triwulan II 2026" in told
    assert "Rab 1 Jul" in told


@pytest.mark.parametrize(
    ("days", "heading"), [(-1, "Terlambat"), (0, "Hari ini"), (1, "Besok"), (3, "Minggu ini"), (9, "Kemudian")]
)
def test_tasks_stand_under_the_offices_own_days(days: int, heading: str) -> None:
    made, task = filling()
    monday = datetime(2026, 7, 6, 9, 0, tzinfo=ZoneInfo("Asia/Makassar"))
    Task.objects.filter(pk=task.pk).update(due_at=monday.replace(hour=23) + timedelta(days=days))
    task.refresh_from_db()
    (card,) = cards_of([task], made.world.doer(task), at=monday)
    assert card.group == heading
