"""What the grid asks in small pieces: a cell, a file. Answers are JSON, with the status that a page would have."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from himpun.cases.models import Task
from himpun.installation.explained import EXPLAINED
from himpun.performance.models import Draft, Evidence, SheetLine
from himpun.performance.tests.world import fill, open_tasks
from himpun.trail.verify import verify
from himpun.web.tests.stage import Stage, cells, stage, text_of, the_line

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def asked() -> tuple[Stage, Task, SheetLine]:
    made = stage(act="fill")
    task = next(t for t in open_tasks(made.case) if t.unit == made.world.units[KASI].pk)
    return made, task, the_line(task)


def save(made: Stage, task: Task, line: int, figure: str = "90", **more: str) -> Any:
    typed = {"jawab": "value", "nilai": figure, "alasan": "", "kendala": "", "versi": "0"} | more
    return made.at(task).post(f"/tugas/{task.pk}/isian/{line}", typed)


def attach(made: Stage, task: Task, line: int, **form: Any) -> Any:
    return made.at(task).post(f"/tugas/{task.pk}/isian/{line}/bukti", form)


def a_file(name: str = "register.pdf", content: bytes = b"%PDF-1.7 isi") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_cell_is_kept_and_comes_back_with_the_page() -> None:
    made, task, line = asked()
    answer = save(made, task, line.pk, "93,12", kendala="Jalan putus")
    assert answer.status_code == 200
    assert {k: v for k, v in answer.json().items() if k != "pukul"} == {
        "keadaan": "tersimpan",
        "versi": 1,
        "temuan": [],
        "ragu": "",
    }
    page = text_of(made.get(task))
    assert 'value="93,12"' in page
    assert f'name="versi-{line.pk}" value="1"' in page
    assert "1 dari 1 indikator terjawab" in page


def test_what_is_wrong_is_told_for_its_field_and_kept_all_the_same() -> None:
    made, task, line = asked()
    answer = save(made, task, line.pk, "83.15")
    assert [(f["bagian"], f["kode"]) for f in answer.json()["temuan"]] == [("nilai", "dot_as_comma")]
    page = text_of(made.get(task))
    assert f'id="salah-nilai-{line.pk}"' in page, "and again when the page is opened"
    assert "1 sel perlu diperbaiki" in page


def test_a_figure_far_off_is_asked_about_and_kept_all_the_same() -> None:
    made, task, line = asked()
    SheetLine.objects.filter(pk=line.pk).update(target="82.5", measure="nilai")
    answer = save(made, task, line.pk, "8250")
    assert (answer.status_code, answer.json()["ragu"]) == (200, "Jauh dari target 82,5: benar?")
    assert "Jauh dari target 82,5: benar?" in text_of(made.get(task))
    assert save(made, task, line.pk, "abc", versi="1").json()["ragu"] == "", "the fault is told first"
    assert save(made, task, line.pk, "8250", versi="2").json()["ragu"]
    assert made.post(task, cells(task, "8250") | {"putusan": "kirim"}).status_code == 302


def test_an_untouched_row_is_blank_and_not_wrong() -> None:
    made, task, line = asked()
    assert [f["kode"] for f in save(made, task, line.pk, "").json()["temuan"]] == ["blank"]
    page = text_of(made.get(task))
    assert "1 sel belum dijawab" in page
    assert f'id="salah-nilai-{line.pk}"' not in page


def test_two_who_differ_are_told_with_the_others_value() -> None:
    made, task, line = asked()
    save(made, task, line.pk, "1", kendala="Hujan")
    answer = save(made, task, line.pk, "2")
    assert answer.status_code == 409
    assert answer.json() == {
        "keadaan": "berbeda",
        "versi": 1,
        "kata": "1; kendala: Hujan",
        "lain": {"jawab": "value", "nilai": "1", "alasan": "", "kendala": "Hujan"},
    }
    assert save(made, task, line.pk, "2", versi="1").json()["versi"] == 2


def test_a_form_of_an_old_page_is_told_beside_the_cell_and_the_second_press_counts() -> None:
    made, task, line = asked()
    save(made, task, line.pk, "1")
    old = cells(task, "2") | {f"versi-{line.pk}": "0"}
    for wish in ("simpan", "kirim"):
        refused = made.post(task, old | {"putusan": wish})
        assert refused.status_code == 422
        page = text_of(refused)
        assert "menjadi: 1." in page.split(f'id="salah-nilai-{line.pk}"')[1].split("</span>")[0]
        assert 'value="2"' in page
        assert f'name="versi-{line.pk}" value="1"' in page
    assert made.post(task, old | {"putusan": "kirim", f"versi-{line.pk}": "1"}).status_code == 302


def test_a_refusal_has_the_status_of_the_page_and_says_why() -> None:
    made, task, line = asked()
    other = next(t for t in open_tasks(made.case) if t.pk != task.pk)
    for answer, status in (
        (save(made, task, the_line(other).pk), 404),
        (save(made, task, 0), 404),
        (save(made, task, line.pk, kendala="x" * 4001), 422),
        (made.at(other).post(f"/tugas/{task.pk}/isian/{line.pk}", {"nilai": "1"}), 403),
    ):
        assert answer.status_code == status
        assert answer.json()["keadaan"] == "ditolak"
        assert answer.json()["kata"]
    assert not Draft.objects.exists()


def test_nobody_and_somebody_else_are_asked_to_log_in() -> None:
    made, task, line = asked()
    assert Client().post(f"/tugas/{task.pk}/isian/{line.pk}", {"nilai": "1"}).status_code == 401
    assert save(made, task, line.pk, akun="0" * 16).json() == {"keadaan": "orang-lain"}
    assert attach(made, task, line.pk, berkas=a_file(), akun="0" * 16).status_code == 401
    assert not Draft.objects.exists()
    assert not Evidence.objects.exists()


def test_a_sheet_that_was_sent_takes_no_more() -> None:
    made, task, line = asked()
    fill(made.world, task)
    for answer in (save(made, task, line.pk), attach(made, task, line.pk, berkas=a_file())):
        assert answer.status_code == 409
        assert answer.json()["keadaan"] == "selesai"
        assert "sudah diselesaikan oleh" in answer.json()["kata"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "' OR 1=1 --", "\u202eterbalik"])
def test_markup_is_text_in_the_answer_and_on_the_page(text: str) -> None:
    made, task, line = asked()
    save(made, task, line.pk, "1", kendala=text)
    answer = save(made, task, line.pk, "2")
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["lain"]["kendala"] == text
    assert "<script>alert" not in text_of(made.get(task))
    assert "<img src=x" not in text_of(made.get(task))


@pytest.mark.parametrize(
    "odd",
    [{"versi": "x"}, {"versi": "-1"}, {"versi": "9" * 400}, {"jawab": "salah"}, {"nilai": "\0"}, {"nilai": "9" * 4000}],
)
def test_odd_requests_are_answered(odd: dict[str, str]) -> None:
    made, task, line = asked()
    assert save(made, task, line.pk, **odd).status_code == 200
    assert made.get(task).status_code == 200


def test_a_file_is_attached_and_taken_away_line_by_line() -> None:
    made, task, line = asked()
    SheetLine.objects.filter(pk=line.pk).update(needs_evidence=True)
    assert [f["bagian"] for f in save(made, task, line.pk).json()["temuan"]] == ["bukti"]
    answer = attach(made, task, line.pk, berkas=a_file())
    proof = Evidence.objects.get()
    assert answer.json()["bukti"] == [{"kunci": proof.pk, "nama": "register.pdf"}]
    assert answer.json()["temuan"] == []
    gone = attach(made, task, line.pk, lepas=str(proof.pk)).json()
    assert gone["bukti"] == []
    assert [f["bagian"] for f in gone["temuan"]] == ["bukti"]


def test_the_journal_explains_the_files_and_says_nothing_of_drafts() -> None:
    made, task, line = asked()
    save(made, task, line.pk)
    attach(made, task, line.pk, berkas=a_file())
    attach(made, task, line.pk, berkas=a_file("lain.pdf"))
    assert Evidence.objects.count() == 1, "the same bytes twice are one"
    assert verify(EXPLAINED).findings == ()


def test_files_that_cannot_be_are_refused_in_words() -> None:
    made, task, line = asked()
    other = next(t for t in open_tasks(made.case) if t.pk != task.pk)
    for form, status, said in (
        ({"berkas": a_file("x.exe", b"MZ program")}, 422, "bukan jenis"),
        ({"berkas": a_file("x.pdf", b"<html>")}, 422, "bukan jenis"),
        ({}, 422, "kosong"),
        ({"lepas": "abc"}, 404, "tidak ada"),
    ):
        answer = attach(made, task, line.pk, **form)
        assert (answer.status_code, said in answer.json()["kata"]) == (status, True)
    assert attach(made, task, the_line(other).pk, berkas=a_file()).status_code == 404
    attach(made, other, the_line(other).pk, berkas=a_file())
    assert attach(made, task, line.pk, lepas=str(Evidence.objects.get().pk)).status_code == 404
    assert Evidence.objects.get().removed_at is None


def test_a_file_too_large_is_dropped_on_its_way_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("himpun.web.uploads.LARGEST", 10)
    made, task, line = asked()
    answer = attach(made, task, line.pk, berkas=a_file())
    assert answer.status_code == 422
    assert "25 MB" in answer.json()["kata"]
    assert not Evidence.objects.exists()
