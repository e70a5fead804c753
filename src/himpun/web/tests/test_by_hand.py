"""Cetak, tanda tangani, pindai, ikat; a meeting called before it is held; a letter with its scan."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from himpun.cases.models import Attachment, Case, MeetingCall, Task
from himpun.cases.reading import reading_of
from himpun.documents.models import Paper, Signature
from himpun.files.models import StoredFile
from himpun.performance.actions import submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.models import Recommendation, Sheet, SheetLine
from himpun.performance.tests.world import AT, open_tasks, run_to, the_task
from himpun.web.tests.stage import PASSWORD, Stage, stage, text_of

pytestmark = pytest.mark.django_db


def scan(data: bytes = b"%PDF-1.4 bertanda tangan", name: str = "laporan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def to_sign() -> tuple[Stage, Task, int, dict[str, Any]]:
    made = stage()
    run_to(made.world, made.case, act="sign")
    task = the_task(made.case, "sign")
    reading = reading_of(task)
    return made, task, reading.papers[0].pk, {"putusan": "ikat", "read": reading.digest}


def test_the_page_says_how_it_is_done_and_hands_out_the_print() -> None:
    made, task, paper, _ = to_sign()
    page = text_of(made.get(task))
    assert f'href="/dokumen/{paper}/naskah"' in page
    assert f'name="pindaian-{paper}"' in page
    drawn = made.at(task).get(f"/dokumen/{paper}/naskah")
    assert drawn.content.startswith(b"%PDF-")


def test_the_scan_is_bound_and_the_case_goes_on() -> None:
    made, task, paper, form = to_sign()
    answers = [made.post(task, form | {f"pindaian-{paper}": scan()}) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/berkas/{made.case.pk}?selesai={task.pk}"}
    assert Signature.objects.get().way == "wet"
    page = text_of(made.at(task).get(f"/berkas/{made.case.pk}/dokumen"))
    assert "ditandatangani basah, pindaian terikat" in page
    assert "Naskah yang dicetak" in page
    handed = made.at(task).get(f"/dokumen/{paper}")
    assert handed["Content-Disposition"].startswith("attachment"), "what people scanned does not open in our name"


def test_the_public_check_shows_of_a_pen_signed_paper_what_its_print_bears() -> None:
    made, task, key, form = to_sign()
    made.post(task, form | {f"pindaian-{key}": scan()})
    paper = Paper.objects.get(pk=key)
    page = text_of(made.at(task).get(f"/periksa/{paper.check_code}"))
    foot = page.split("Tercetak di kaki dokumen")[1].split("</div>")[0]
    assert f"revisi {paper.revision}" in foot
    assert f">{paper.content_hash[:12]}<" in foot
    assert "tidak utuh" not in page, "it never had a seal"


@pytest.mark.parametrize(
    "odd",
    [
        None,
        scan(b""),
        scan(b"MZ\x90\x00 program", "laporan.pdf"),
        SimpleUploadedFile("laporan.html", b"<script>1</script>", content_type="text/html"),
        SimpleUploadedFile("laporan.pdf", b"bukan pdf", content_type="application/pdf"),
    ],
    ids=["none", "empty", "program", "page", "not as named"],
)
def test_what_is_no_scan_is_refused_beside_its_field(odd: SimpleUploadedFile | None) -> None:
    made, task, paper, form = to_sign()
    before = StoredFile.objects.count()
    refused = made.post(task, form | ({f"pindaian-{paper}": odd} if odd else {}))
    assert refused.status_code == 422
    assert f'id="salah-pindaian-{paper}"' in text_of(refused)
    assert 'class="back by-hand" open>' in text_of(refused)
    assert not Signature.objects.exists()
    assert StoredFile.objects.count() == before


def test_a_signature_by_password_takes_few_presses() -> None:
    """Open the task, type the password, press: three of at most five."""
    made, task, _, form = to_sign()
    assert made.post(task, form | {"putusan": "tandatangan", "sandi": PASSWORD}).status_code == 302


def test_a_meeting_is_called_from_its_page_and_kept_there_later() -> None:
    made = stage("tatah-makmur-2021", act="meet")
    task = the_task(made.case, "meet")
    here = next(iter(made.world.people))
    form = {"agenda": "Data", "place": "Aula", "held_at": "2026-07-03T09:00", "invited": [here]}
    refused = made.post(task, form | {"putusan": "undang", "invited": []})
    assert "Pilih siapa yang diundang" in text_of(refused)
    called = made.post(task, form | {"putusan": "undang"})
    assert called["Location"] == f"/tugas/{task.pk}?kata=undangan"
    page = text_of(made.at(task).get(called["Location"]))
    assert "Undangan tersimpan" in page
    assert f'name="present" value="{here}" aria-label' in page
    assert page.count(" checked") == 2, "who is invited is taken to be there until the tick is taken away"
    assert 'name="place" value="Aula"' in page
    assert 'name="held_at" value="2026-07-03T09:00"' in page
    assert MeetingCall.objects.count() == 1
    assert Task.objects.get(pk=task.pk).state == "open"
    assert made.post(task, form | {"present": [here], "minutes": "Dibahas"}).status_code == 302


def test_a_letter_is_kept_with_its_scan() -> None:
    made = stage()
    browser = made.browser(next(iter(made.world.people)))
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-TW1", "asal": "surat", "pengirim": "Bupati"}
    form |= {"nomor": "005/1", "tanggal": "1-7-2026", "perihal": "Data"}
    refused = browser.post("/berkas/buka", form | {"surat": scan(b"MZ program")})
    assert refused.status_code == 422
    assert 'id="salah-surat"' in text_of(refused)
    assert 'value="Bupati"' in text_of(refused)
    answers = {browser.post("/berkas/buka", form | {"surat": scan()})["Location"] for _ in range(2)}
    opened = Case.objects.get(period="2026-TW1")
    assert answers == {f"/berkas/{opened.pk}"}
    kept = Attachment.objects.get(case=opened)
    task = open_tasks(opened)[0]
    assert f'href="/lampiran/{kept.pk}"' in text_of(made.at(task).get(f"/tugas/{task.pk}"))
    assert "Surat masuk 005/1" in text_of(browser.get(f"/berkas/{opened.pk}/dokumen"))


def troubled() -> tuple[Stage, Task, Sheet]:
    """Simpang Empat's review, one of whose units has named an obstacle."""
    made = stage("simpang-empat-2025", act="fill", line=2)
    task = open_tasks(made.case)[0]
    line = SheetLine.objects.select_related("sheet").get(sheet__task=task.pk)
    submit_sheet(made.world.doer(task), task, {line.pk: Typed(figure="40", obstacle="Dana terlambat")}, at=AT)
    run_to(made.world, made.case, act="review", line=3)
    return made, the_task(made.case, "review"), line.sheet


def test_where_the_sop_asks_it_a_problem_is_not_accepted_without_a_recommendation() -> None:
    made, task, sheet = troubled()
    assert "(wajib: ada kendala)" in text_of(made.get(task))
    form = {"putusan": "terima", "note": "Sesuai", "read": reading_of(task).digest}
    refused = made.post(task, form)
    assert refused.status_code == 422
    assert f'id="salah-rekomendasi-{sheet.pk}"' in text_of(refused)
    assert ">Sesuai</textarea>" in text_of(refused)
    assert made.post(task, form | {f"rekomendasi-{sheet.pk}": "Percepat pencairan"}).status_code == 302
    assert Recommendation.objects.get().text == "Percepat pencairan"
