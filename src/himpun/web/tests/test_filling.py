"""Mengisi data: the sheet's page keeps what was typed, says what is wrong beside the cell, and sends once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.performance.models import Draft, Evidence, Figure, Sheet, SheetLine, Submission
from himpun.performance.tests.world import LATER, open_tasks, promise, run_to, the_task
from himpun.web.tests.stage import Stage, cells, stage, text_of, the_line

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def asked(**more: Any) -> tuple[Stage, Task]:
    made = stage(act="fill")
    return made, next(t for t in open_tasks(made.case) if t.unit == made.world.units[KASI].pk)


def test_the_page_shows_what_is_asked_with_target_and_past() -> None:
    made, task = asked()
    page = text_of(made.get(task))
    assert "Layanan selesai" in page
    assert 'data-label="Target">100<' in page
    assert 'data-label="Periode lalu">–<' in page
    assert f'name="nilai-{the_line(task).pk}"' in page


def test_a_sheet_is_sent_and_leads_to_its_case() -> None:
    made, task = asked()
    sent = made.post(task, cells(task, "1.234,5") | {"putusan": "kirim"})
    assert sent["Location"] == f"/berkas/{made.case.pk}?selesai={task.pk}"
    assert str(Figure.objects.get().value) == "1234.500000"
    assert f"tugas nomor {task.pk}." in text_of(made.at(task).get(sent["Location"]))


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("", "Belum dijawab"),
        ("sembilan", "Bukan angka"),
        ("83.15", "83,15"),
        ("1,234.56", "1.234,56"),
        ("9" * 400, "terlalu panjang"),
        ("1e999", "Bukan angka"),
        ("NaN", "Bukan angka"),
        ("٣", "Bukan angka"),
        ("=1+1", "Bukan angka"),
        ("0,1234567", "angka di belakang koma"),
    ],
)
def test_a_wrong_figure_is_told_beside_its_cell_and_kept(figure: str, said: str) -> None:
    made, task = asked()
    line = the_line(task)
    refused = made.post(task, cells(task, figure) | {f"kendala-{line.pk}": "Jalan putus", "putusan": "kirim"})
    page = text_of(refused)
    assert refused.status_code == 422
    assert said in page.split(f'id="salah-nilai-{line.pk}"')[1].split("</span>")[0]
    assert f'aria-describedby="salah-nilai-{line.pk}"' in page
    assert f'value="{figure}"' in page
    assert 'value="Jalan putus"' in page
    assert not Submission.objects.exists()


def test_a_negative_figure_is_refused_where_none_can_be() -> None:
    made, task = asked()
    SheetLine.objects.update(meaning=the_line(task).meaning | {"lowest": "0"})
    page = text_of(made.post(task, cells(task, "-5") | {"putusan": "kirim"}))
    assert "Angka negatif tidak berlaku" in page
    assert 'value="-5"' in page


def test_nothing_zero_not_started_and_not_applicable_are_four_answers() -> None:
    made, task = asked()
    line = the_line(task)
    not_started = {f"jawab-{line.pk}": "not_started", f"nilai-{line.pk}": ""}
    refused = made.post(task, not_started)
    assert refused.status_code == 422
    assert f'id="salah-alasan-{line.pk}"' in text_of(refused)
    assert '<option value="not_started" selected>' in text_of(refused)
    assert made.post(task, not_started | {f"alasan-{line.pk}": "Dana belum cair"}).status_code == 302
    figure = Figure.objects.get()
    assert (figure.answer, figure.value) == ("not_started", None)


def test_a_draft_is_kept_and_comes_back_in_another_browser() -> None:
    made, task = asked()
    kept = made.post(task, cells(task, "bukan angka") | {"putusan": "simpan"})
    assert kept["Location"] == f"/tugas/{task.pk}?kata=konsep"
    made.browsers.clear()
    page = text_of(made.at(task).get(kept["Location"]))
    assert 'value="bukan angka"' in page
    assert "Belum dikirim" in page
    assert not Submission.objects.exists()


def test_an_untouched_row_is_not_counted_as_answered() -> None:
    made = stage()
    promise(made.world, KASI, "Lain")
    run_to(made.world, made.case, act="fill")
    task = next(t for t in open_tasks(made.case) if t.unit == made.world.units[KASI].pk)
    first, second = SheetLine.objects.filter(sheet__task=task.pk)
    form = {
        f"jawab-{first.pk}": "value",
        f"nilai-{first.pk}": "7",
        f"jawab-{second.pk}": "value",
        f"nilai-{second.pk}": " ",
    }
    page = text_of(made.at(task).get(made.post(task, form | {"putusan": "simpan"})["Location"]))
    assert "1 dari 2 indikator terjawab" in page


def test_what_was_refused_is_a_draft_as_well() -> None:
    made, task = asked()
    made.post(task, cells(task, "83.15") | {"putusan": "kirim"})
    assert Draft.objects.get().content["cells"][str(the_line(task).pk)][1] == "83.15"
    assert 'value="83.15"' in text_of(made.get(task))


def test_a_double_press_sends_once_and_answers_alike() -> None:
    made, task = asked()
    form = cells(task) | {"putusan": "kirim", "kunci": "a" * 32}
    first, second = (made.post(task, form) for _ in range(2))
    assert {one["Location"] for one in (first, second)} == {f"/berkas/{made.case.pk}?selesai={task.pk}"}
    assert made.post(task, form | {"kunci": "b" * 32}).status_code == 409, "from another tab"
    assert Submission.objects.count() == 1


def test_a_form_of_another_sheet_changes_nothing_here() -> None:
    made, task = asked()
    other = next(t for t in open_tasks(made.case) if t.pk != task.pk)
    refused = made.post(task, cells(other, "6667,25") | {"putusan": "kirim"})
    assert refused.status_code == 422
    assert "6667" not in str(Draft.objects.values_list("content", flat=True))
    assert not Submission.objects.exists()


def test_a_file_chosen_before_sending_goes_with_it() -> None:
    made, task = asked()
    line = the_line(task)
    SheetLine.objects.filter(pk=line.pk).update(needs_evidence=True)
    proof = SimpleUploadedFile("register.pdf", b"%PDF-1.7 isi", "application/pdf")
    assert made.post(task, cells(task) | {"putusan": "kirim", f"bukti-{line.pk}": proof}).status_code == 302
    assert Evidence.objects.get().line_id == line.pk
    assert Submission.objects.count() == 1


def test_evidence_that_is_missing_is_told_beside_its_cell() -> None:
    made, task = asked()
    line = the_line(task)
    SheetLine.objects.filter(pk=line.pk).update(needs_evidence=True)
    page = text_of(made.post(task, cells(task) | {"putusan": "kirim"}))
    assert f'id="salah-bukti-{line.pk}"' in page
    assert 'value="90"' in page


def returned() -> tuple[Stage, Task, list[SheetLine]]:
    made = stage()
    promise(made.world, KASI, "Lain")
    run_to(made.world, made.case, act="review")
    lines = list(SheetLine.objects.filter(sheet__unit=made.world.units[KASI]).order_by("position", "pk"))
    task = the_task(made.case, "review")
    point = deeds.Point(made.world.units[KASI].pk, field=str(lines[0].pk))
    decision = deeds.SendBack(5, "Angka sepuluh kali target.", (point,))
    send_back(made.world.doer(task), task, decision, read=reading_of(task).digest, at=LATER)
    return made, the_task(made.case, "fill"), lines


def test_a_return_asks_for_the_pointed_cell_alone_and_says_why() -> None:
    made, task, lines = returned()
    page = text_of(made.get(task))
    assert page.count("Angka sepuluh kali target.") == 2, "once at the head, once at the cell"
    assert f'name="nilai-{lines[0].pk}"' in page
    assert f'name="nilai-{lines[1].pk}"' not in page
    assert "tidak diminta berubah" in page


def test_a_mended_cell_makes_revision_two_and_leaves_the_other() -> None:
    made, task, lines = returned()
    assert made.post(task, {f"jawab-{lines[0].pk}": "value", f"nilai-{lines[0].pk}": "95"}).status_code == 302
    sheet = Sheet.objects.get(unit=made.world.units[KASI])
    assert sheet.revision == 2
    values = Figure.objects.filter(submission__sheet=sheet, submission__revision=2).order_by("line")
    assert [str(f.value) for f in values] == ["95.000000", "90.000000"]


def test_a_cell_that_was_not_pointed_at_cannot_be_slipped_in() -> None:
    made, task, lines = returned()
    form = {f"nilai-{lines[0].pk}": "95", f"nilai-{lines[1].pk}": "1"}
    assert made.post(task, form).status_code == 422
    assert Sheet.objects.get(unit=made.world.units[KASI]).revision == 1
