"""Papan pantau: who has not sent, how late, what waits for whom; a message and tables to take along."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from himpun.cases.board import boards_of
from himpun.cases.models import Case, Task
from himpun.organisation.actions import appoint_acting, end_holding, register_person
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Holder, Standing
from himpun.performance.tests.world import AT, SETUP, fill, open_tasks, run_out
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, Stage, stage, text_of
from himpun.web.tests.test_statements import asked

pytestmark = pytest.mark.django_db

MOST = 15
TODAY = NOW.date()


def filling(units: int = 3, *, sent: int = 1) -> Stage:
    """Some have sent their sheets, the others are a day late: so many seksi, and as many parts of the sekretariat."""
    made = stage(units=units, act="fill")
    for post in made.world.people:
        made.browser(post)
    for task in open_tasks(made.case)[:sent]:
        fill(made.world, task)
    Task.objects.filter(case=made.case, state="open").update(due_at=NOW - timedelta(days=1))
    return made


def member(made: Stage) -> Client:
    return made.browser(next(iter(made.world.people)))


def waiting(made: Stage) -> Task:
    return next(task for task in open_tasks(made.case) if task.act == "fill")


def named(task: Task) -> str:
    return f"Unit {Task.objects.filter(pk=task.pk).values_list('post__title', flat=True)[0]}"


def test_the_board_tells_who_has_not_sent_how_late_and_how_many_have() -> None:
    made = filling()
    page = text_of(member(made).get("/papan"))
    for task in open_tasks(made.case):
        assert f"{named(task)}<small>" in page
    assert "Isian masuk 1 dari 6 unit" in page
    assert "terlambat 1 hari kerja" in page, "a working day, not 24 hours"
    assert "5 terlambat" in page


def test_a_task_waits_for_the_posts_holder_of_today() -> None:
    made = filling()
    task = waiting(made)
    assert task.post_id is not None
    assert made.world.people[task.post_id].name in text_of(member(made).get("/papan"))
    post = made.world.posts[Task.objects.get(pk=task.pk).post.title]  # type: ignore[union-attr]
    standing_in = register_person(SETUP, made.world.office, name="Yuliana Rambe", at=NOW)
    mandate = Mandate(Standing.PLH, date(2026, 7, 1), date(2026, 7, 10), "800/7")
    appoint_acting(SETUP, post, standing_in, mandate=mandate, at=NOW)
    page = text_of(member(made).get("/papan"))
    assert f"Plh. {post.title}<small>Yuliana Rambe</small>" in page


def test_a_vacant_post_is_called_vacant() -> None:
    made = filling()
    holder = Holder.objects.get(post=waiting(made).post_id)
    assert "jabatan kosong" not in text_of(member(made).get("/papan"))
    end_holding(SETUP, holder, ends=date(2026, 7, 1), at=NOW)
    assert "jabatan kosong" in text_of(member(made).get("/papan"))
    board = boards_of([made.case], on=TODAY, at=NOW)[0]
    assert [one.seat.name for one in board.awaited].count("") == 1


def test_a_team_is_told_by_its_members() -> None:
    made = stage("tebing-tinggi-2022")
    task = open_tasks(made.case)[0]
    Task.objects.filter(pk=task.pk).update(post=None, team="tim")
    board = boards_of([made.case], on=TODAY, at=NOW)[0]
    assert board.awaited[0].seat.words == "Tim: jabatan kosong", "nobody was named yet"


def test_what_waits_for_my_own_signature_stands_first() -> None:
    made = stage(act="sign")
    task = open_tasks(made.case)[0]
    page = text_of(made.at(task).get("/papan"))
    assert "Menunggu paraf atau tanda tangan Anda" in page
    assert page.index(f"/tugas/{task.pk}") < page.index('class="watched"')
    other = next(post for post in made.world.people if post != task.post_id)
    assert "Menunggu paraf atau tanda tangan Anda" not in text_of(made.browser(other).get("/papan"))


def test_a_stranger_sees_nothing_of_it() -> None:
    ours, theirs = filling(), filling()
    Case.objects.filter(pk=ours.case.pk).update(title="RAHASIA-HULU")
    for address in ("/papan", "/papan/ekspor.csv", "/papan/kabupaten", "/papan/kabupaten/ekspor.csv"):
        assert "RAHASIA-HULU" in text_of(member(ours).get(address))
        assert "RAHASIA-HULU" not in text_of(member(theirs).get(address)), address
    narrowed = member(theirs).get(f"/papan?kantor={ours.world.office.pk}")
    assert "RAHASIA-HULU" not in text_of(narrowed)


def over(made: Stage, *, each: timedelta) -> None:
    """Everything but the archive is done by its verbs; that, the end, and how long each task took, by hand."""
    run_out(made.world, made.case, but=frozenset({"archive"}))
    Task.objects.filter(case=made.case).update(state="done", opened_at=AT, ended_at=AT + each)
    Case.objects.filter(pk=made.case.pk).update(opened_at=AT, finished_at=AT + timedelta(hours=2))


def test_a_finished_case_is_told_with_its_time_against_the_standard() -> None:
    made = stage()
    over(made, each=timedelta(minutes=1))
    page = text_of(member(made).get("/papan"))
    assert "Berkas selesai dan waktunya" in page
    assert "Tidak ada berkas yang berjalan" in page
    assert "semua dalam waktu baku" in page
    assert "2 jam kerja" in page
    assert "melewati baku" not in page


def test_a_finished_case_that_took_longer_than_its_standard_says_so() -> None:
    made = stage()
    over(made, each=timedelta(days=30))
    page = text_of(member(made).get("/papan"))
    assert "melewati baku" in page
    assert "langkah melewati waktu baku" in page


def test_only_late_cases_are_shown_when_asked() -> None:
    made = stage(act="fill")
    Task.objects.filter(state="open").update(due_at=NOW + timedelta(days=1))
    assert "Tidak ada berkas yang cocok" in text_of(member(made).get("/papan?terlambat=1"))
    Task.objects.filter(state="open").update(due_at=NOW - timedelta(days=1))
    assert 'class="watched"' in text_of(member(made).get("/papan?terlambat=1"))
    assert 'class="watched"' in text_of(member(made).get("/papan?periode=karangan&kantor=x"))


def test_the_message_names_units_until_when_and_where() -> None:
    made = filling()
    text = text_of(member(made).get("/papan")).split("<textarea")[1].split("</textarea>")[0]
    sent = Task.objects.filter(case=made.case, act="fill", state="done").values_list("post__title", flat=True)[0]
    assert all(named(task) in text for task in open_tasks(made.case))
    assert f"Unit {sent}\n" not in text
    assert "pukul" in text
    assert "http://testserver/" in text
    names = [person.name for person in made.world.people.values()]
    assert not [name for name in names if name in text], "a chat's group need not read who it is"


def test_the_workbook_is_read_back_as_it_was_meant() -> None:
    made = filling()
    Case.objects.filter(pk=made.case.pk).update(title="=HYPERLINK(0)")
    book = member(made).get("/papan/ekspor.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Kantor"
    assert len(rows) == 1 + len(open_tasks(made.case))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Kegiatan"] == "=HYPERLINK(0)", "text, as it was typed"
    due = row["Batas waktu (waktu setempat)"]
    assert isinstance(due, datetime)
    assert due == (NOW - timedelta(days=1) + timedelta(hours=8)).replace(tzinfo=None), "on the office's clock"
    assert row["Zona"] == "WITA"
    assert row["Terlambat (menit kerja)"] == 450


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_nothing_in_the_csv_is_a_formula(title: str) -> None:
    made = filling()
    Case.objects.filter(pk=made.case.pk).update(title=title)
    for address in ("/papan/ekspor.csv", "/papan/kabupaten/ekspor.csv"):
        text = member(made).get(address).content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(text), delimiter=";"))
        assert rows[1][1] == f"'{title}"


def test_the_exports_obey_the_same_choice_as_the_page() -> None:
    made = filling()
    assert len(text_of(member(made).get("/papan/ekspor.csv?terlambat=1")).splitlines()) == 6
    Task.objects.filter(state="open").update(due_at=NOW + timedelta(days=1))
    assert len(text_of(member(made).get("/papan/ekspor.csv?terlambat=1")).splitlines()) == 1


def test_twenty_units_ask_no_more_than_three() -> None:
    few, many = filling(3), filling(20)
    for address in ("/papan", "/papan/kabupaten", "/papan/ekspor.csv", "/papan/kabupaten/ekspor.csv"):
        counts = [len(asked(member(made), address)) for made in (few, many)]
        assert counts[0] == counts[1] <= MOST, address


def test_the_pages_are_sound() -> None:
    made = filling()
    for address in ("/papan", "/papan/kabupaten", "/papan?terlambat=1", "/papan?halaman=9"):
        page = text_of(member(made).get(address))
        scripts = [one for one in faults(page) if one != "<script>"]
        assert scripts == [], address
        assert "<script>" not in page, "no script stands in the page itself"
