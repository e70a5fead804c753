"""What the pages of a case tell: steps with their units, returns, figures, papers, history."""

from typing import Any

import pytest
from django.test import Client

from himpun.cases.models import Case, CasePaper, Task
from himpun.cases.reading import reading_of
from himpun.performance.actions import submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.models import SheetLine
from himpun.performance.tests.world import open_tasks, run_to, the_task
from himpun.trail.heads import printed_head
from himpun.web.tests.stage import NOW, Stage, cells, stage, text_of

pytestmark = pytest.mark.django_db


def member(made: Stage) -> Client:
    return made.browser(next(iter(made.world.people)))


def returned() -> tuple[Stage, SheetLine]:
    """A review that returned one unit's figure."""
    made = stage()
    run_to(made.world, made.case, act="review")
    task = the_task(made.case, "review")
    line = SheetLine.objects.select_related("sheet").order_by("pk")[0]
    pointed = f"{line.sheet.unit_id}:{line.sheet.member}:{line.pk}"
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "Periksa koma", "tunjuk": [pointed]}
    assert made.post(task, form | {"read": reading_of(task).digest}).status_code == 302
    return made, line


def page(made: Stage, tab: str = "") -> str:
    return text_of(member(made).get(f"/berkas/{made.case.pk}{tab}"))


def test_each_step_lists_its_units_with_who_has_sent_and_who_has_not() -> None:
    made = stage(act="fill")
    task, other, *_ = open_tasks(made.case)
    made.post(task, cells(task))
    units = page(made).split('<details class="units">')[1].split("</details>")[0]
    sent, awaited = (f"<span>{name}</span>" for name in _names(task, other))
    assert 'class="chip done">terkirim' in units.split(sent)[1].split("</li>")[0]
    assert units.index(awaited) < units.index(sent), "who is awaited stands first"


def test_a_unit_past_its_time_is_told_as_late() -> None:
    made = stage(act="fill")
    Task.objects.filter(case=made.case, act="fill").update(due_at=made.case.opened_at)
    assert 'class="chip late">terlambat' in page(made)


def _names(*tasks: Task) -> list[str]:
    lines = {line.sheet.task: line.sheet.unit_name for line in SheetLine.objects.select_related("sheet")}
    return [lines[task.pk] for task in tasks]


def test_a_return_is_told_at_its_step_and_drawn_as_taken() -> None:
    made, line = returned()
    told = page(made)
    assert "Dikembalikan ke langkah 5" in told
    assert f"menunjuk {line.sheet.unit_name}: Periksa koma" in told
    assert "Tidak, 1×" in told.split("<svg")[-1]
    assert "putaran 2" in told
    assert 'class="chip soon">dikembalikan' in told


def test_the_note_of_a_return_calls_the_step_and_the_cell_by_their_names() -> None:
    made, line = returned()
    content = CasePaper.objects.get(case=made.case, paper__kind="review_note").paper.content
    table = next(block for block in content["blocks"] if block["is"] == "table")
    assert table["rows"] == [["1.", line.sheet.unit_name, f"{line.code} {line.name}".strip(), "Periksa koma"]]
    assert f"5. {made.world.sop.lines[4].activity}" in str(content["blocks"][0]["rows"])


def test_after_an_act_it_is_said_what_comes_next_and_for_whom() -> None:
    made = stage(act="fill")
    *others, last = open_tasks(made.case)
    for task in others:
        made.post(task, cells(task))
    answer = made.post(last, cells(last))
    told = text_of(made.at(last).get(answer["Location"])).split('role="status"')[1].split("</div>")[0]
    following = open_tasks(made.case)[0]
    assert following.post is not None
    assert f"Berikutnya: {following.post.title}" in told
    assert "paling lambat" in told
    assert 'href="/"' in told


def test_the_data_tab_says_what_the_last_revision_changed() -> None:
    made, line = returned()
    again = the_task(made.case, "fill")
    submit_sheet(made.world.doer(again), again, {line.pk: Typed(figure="95")}, at=NOW)
    told = page(made, "/data")
    assert "1 angka berubah" in told
    assert "Berubah, semula 90" in told
    assert "revisi 2" in told


def test_the_history_is_sifted_by_unit_and_step() -> None:
    made, line = returned()
    whole = page(made, "/riwayat")
    assert "Periksa koma (ditunjuk: " in whole
    mine = page(made, f"/riwayat?unit={line.sheet.unit_id}&langkah=5")
    assert f"untuk {line.sheet.unit_name}" in mine
    entries = mine.split('<ol class="history">')[1].split("</ol>")[0]
    assert entries.count("<li>") == 1
    assert "Berkas dibuka" not in entries
    assert "Tidak ada kejadian" in page(made, "/riwayat?unit=999999999")


@pytest.mark.parametrize("odd", ["?unit=x", "?langkah=-1", "?unit=" + "9" * 40, "?halaman=0", "?langkah=%00"])
def test_odd_sifting_shows_the_history(odd: str) -> None:
    made = stage()
    assert member(made).get(f"/berkas/{made.case.pk}/riwayat{odd}").status_code == 200


def test_a_long_history_is_read_a_page_at_a_time_and_ends_with_the_journals_head() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    for round_ in range(2, 62):
        task.pk, task.round, task.state, task.ended_at, task.capacity = None, round_, "done", NOW, "Kasi"
        task.save(force_insert=True)
    first, second = (page(made, f"/riwayat?langkah=5&halaman={n}") for n in (1, 2))
    assert first.count("menyelesaikan langkah 5") == 50
    assert 'href="?langkah=5&amp;halaman=2"' in first
    assert second.count("menyelesaikan langkah 5") == 10
    assert printed_head(made.case.office_id) in second


def test_what_people_wrote_is_shown_as_they_wrote_it() -> None:
    made = stage()
    Case.objects.filter(pk=made.case.pk).update(cancelled_at=NOW, cancelled_why="<script>alert(1)</script>")
    told = page(made, "/riwayat")
    assert "&lt;script&gt;" in told
    assert "<script>alert" not in told


def test_a_return_of_one_unit_takes_few_presses() -> None:
    """Open the task, tick the unit, open the return, write why, press: at most eight."""
    made = stage()
    run_to(made.world, made.case, act="review")
    task = the_task(made.case, "review")
    told = text_of(made.get(task))
    assert told.count('name="ke"') == 1, "the line is chosen already: the first way back stands selected"
    assert 'value="kembalikan"' in told
    line = SheetLine.objects.select_related("sheet").order_by("pk")[0]
    first_way = told.split('name="ke"')[1].split('value="')[1].split('"')[0]
    form: dict[str, Any] = {"putusan": "kembalikan", "ke": first_way, "alasan": "Ulangi", "read": _read(told)}
    assert made.post(task, form | {"tunjuk": [f"{line.sheet.unit_id}:0:"]}).status_code == 302


def _read(told: str) -> str:
    return told.split('name="read" value="')[1].split('"')[0]


def test_the_head_says_where_a_case_stands_and_leads_its_holder_to_the_task() -> None:
    made = stage(act="fill")
    task, other, *_ = open_tasks(made.case)
    assert task.post is not None
    for tab in ("", "/data", "/dokumen", "/disposisi", "/riwayat", "/percakapan"):
        told = text_of(made.at(task).get(f"/berkas/{made.case.pk}{tab}"))
        assert "<dt>Langkah</dt><dd>5 dari " in told
        assert "<dt>Perkiraan selesai</dt><dd>" in told
        assert "4 jabatan" in told.split("<dt>Di meja</dt>")[1].split("</dd>")[0]
        assert f'href="/tugas/{task.pk}">Kerjakan langkah 5</a>' in told
        assert f"/tugas/{other.pk}" not in told
    assert "Kerjakan langkah" not in text_of(made.administrator().get(f"/berkas/{made.case.pk}"))
    others = [one for one in open_tasks(made.case) if one.pk != task.pk]
    for one in others:
        made.post(one, cells(one))
    row = text_of(made.at(task).get("/berkas")).split('data-label="Di meja">')[1].split("</td>")[0]
    assert row.startswith(f"{task.post.title}<small>sampai ")


def test_the_history_tells_readings_invitations_and_words_and_repeats_nothing() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    made.at(task).post(f"/berkas/{made.case.pk}/percakapan", {"putusan": "tulis", "catatan": "Menunggu data"})
    made.post(task, cells(task))
    told = page(made, "/riwayat")
    assert "membaca disposisi langkah 1 dari " in told
    assert "membuat undangan rapat nomor " in told
    assert "menulis catatan dalam percakapan" in told
    assert "Menunggu data" in told
    assert "menyelesaikan langkah 5: " in told
    assert "Untuk pemeriksa" in told
