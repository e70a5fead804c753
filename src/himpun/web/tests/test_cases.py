"""Berkas: opened by hand or by a letter, looked at, gone on with, cancelled."""

from typing import Any

import pytest

from himpun.cases.models import Case, Task
from himpun.lib.periods import Period
from himpun.performance.tests.world import open_tasks, promise, run_out
from himpun.trail.models import Entry
from himpun.web.tests.stage import NOW, Stage, cells, keep_promises, stage, text_of

pytestmark = pytest.mark.django_db


def member(made: Stage) -> Any:
    return made.browser(next(iter(made.world.people)))


def test_a_case_is_opened_by_hand_once() -> None:
    made = stage()
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-TW1", "asal": "tangan"}
    first, second = (member(made).post("/berkas/buka", form) for _ in range(2))
    opened = Case.objects.get(period="2026-TW1")
    assert first["Location"] == second["Location"] == f"/berkas/{opened.pk}"
    assert Case.objects.count() == 2


def test_a_period_that_runs_already_is_refused_with_all_kept() -> None:
    made = stage()
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-TW2", "asal": "surat", "pengirim": "Bupati"}
    form |= {"nomor": "005/1", "tanggal": "1-7-2026", "perihal": "Data"}
    refused = member(made).post("/berkas/buka", form)
    assert refused.status_code == 422
    assert "sudah dibuka" in text_of(refused)
    assert 'name="pengirim" value="Bupati"' in text_of(refused)
    assert '<option value="2026-TW2" selected>' in text_of(refused)
    assert Case.objects.count() == 1


def test_a_period_of_another_kind_than_the_procedures_is_neither_offered_nor_opened() -> None:
    made = stage()
    assert 'value="2026-TW1"' in text_of(member(made).get("/berkas/buka"))
    assert 'value="2026-03"' not in text_of(member(made).get("/berkas/buka"))
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-03", "asal": "tangan"}
    refused = member(made).post("/berkas/buka", form)
    assert refused.status_code == 422
    assert "berjalan setiap triwulan" in text_of(refused).split('id="salah-periode"')[1][:100]
    assert Case.objects.count() == 1


def test_a_case_that_would_ask_nobody_anything_is_not_opened_and_says_where_to_mend_it() -> None:
    made = stage()
    form = {"prosedur": made.world.procedure.pk, "periode": "2019-TW1", "asal": "tangan"}
    refused = member(made).post("/berkas/buka", form)
    assert refused.status_code == 422
    assert "Belum ada indikator" in text_of(refused)
    assert "Minta administrator kantor" in text_of(refused)
    assert 'href="/siapkan/indikator"' in text_of(made.administrator().post("/berkas/buka", form))
    assert Case.objects.count() == 1
    assert Entry.objects.filter(kind="cases.case_opened").count() == 1


def test_a_letter_is_asked_for_field_by_field() -> None:
    made = stage()
    form: dict[str, Any] = {
        "prosedur": "",
        "periode": "1999-TW9",
        "asal": "surat",
        "tanggal": "kemarin",
        "nomor": "n" * 201,
    }
    page = text_of(member(made).post("/berkas/buka", form))
    for field in ("prosedur", "periode", "pengirim", "nomor", "tanggal", "perihal"):
        assert f'id="salah-{field}"' in page, field
    assert 'value="kemarin"' in page
    form |= {"prosedur": made.world.procedure.pk, "periode": "2026-TW1", "tanggal": "1-7-2026", "nomor": "005/1"}
    form |= {"pengirim": "Bupati", "perihal": "Data"}
    early = text_of(member(made).post("/berkas/buka", form | {"diterima": "30-6-2026"}))
    assert "sebelum tanggal suratnya" in early.split('id="salah-diterima"')[1].split("</span>")[0]
    assert member(made).post("/berkas/buka", form | {"diterima": "2-7-2026"}).status_code == 302
    assert Case.objects.filter(period="2026-TW1", letter__dated="2026-07-01", letter__received="2026-07-02").exists()


def test_a_letter_of_tomorrow_is_refused_and_its_day_is_written_out() -> None:
    made = stage()
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-TW1", "asal": "surat", "pengirim": "Bupati"}
    form |= {"nomor": "005/1", "tanggal": "4-7-2026", "perihal": "Data"}
    refused = text_of(member(made).post("/berkas/buka", form))
    assert "belum tiba" in refused.split('id="salah-tanggal"')[1][:100]
    answer = member(made).post("/berkas/buka", form | {"tanggal": "3-7-2026"})
    task = open_tasks(Case.objects.get(period="2026-TW1"))[0]
    assert answer.status_code == 302
    assert "<dd>3 Juli 2026</dd>" in text_of(made.at(task).get(f"/tugas/{task.pk}"))


def test_a_period_that_runs_is_opened_only_when_that_is_confirmed() -> None:
    made = stage()
    page = text_of(member(made).get("/berkas/buka"))
    assert '<option value="2026-TW1" selected>' in page, "the newest that is over and has no case"
    assert "Triwulan II 2026 (sudah dibuka)" in page
    promise(made.world, next(iter(made.world.units)), "Warga dilayani", period=Period.parse("2026-TW3"), at=NOW)
    form = {"prosedur": made.world.procedure.pk, "periode": "2026-TW3", "asal": "tangan"}
    refused = text_of(member(made).post("/berkas/buka", form))
    assert "belum berakhir" in refused.split('id="salah-periode"')[1][:100]
    assert 'name="belum" value="2026-TW3"' in refused
    other = member(made).post("/berkas/buka", form | {"belum": "2026-TW4"})
    assert other.status_code == 422, "another period was confirmed"
    assert member(made).post("/berkas/buka", form | {"belum": "2026-TW3"}).status_code == 302


def test_another_offices_procedure_opens_nothing() -> None:
    made, other = stage(), stage("simpang-empat-2025")
    form = {"prosedur": other.world.procedure.pk, "periode": "2026-TW1", "asal": "tangan"}
    assert member(made).post("/berkas/buka", form).status_code == 404
    assert not Case.objects.filter(period="2026-TW1").exists()


def test_a_case_shows_where_it_stands() -> None:
    made = stage(act="fill")
    task, *others = open_tasks(made.case)
    made.post(task, cells(task))
    page = text_of(member(made).get(f"/berkas/{made.case.pk}"))
    assert f"Menunggu jawaban {len(others)} unit" in page
    assert f"1 dari {1 + len(others)} unit" in page
    assert "<svg" in page
    assert "sedang dikerjakan" in page


def test_its_history_tells_who_did_what() -> None:
    made = stage(act="fill")
    task, *_ = open_tasks(made.case)
    made.post(task, cells(task))
    page = text_of(member(made).get(f"/berkas/{made.case.pk}/riwayat"))
    actor = made.world.doer(task)
    assert f"{actor.name} ({actor.capacity}) menyelesaikan langkah 5" in page


def test_its_papers_are_handed_out_as_they_were_drawn() -> None:
    made = stage(act="fill")
    browser = member(made)
    assert "sedang dibuat" in text_of(browser.get(f"/berkas/{made.case.pk}/dokumen"))
    paper = made.case.papers.order_by("pk")[0].paper_id
    waiting = browser.get(f"/dokumen/{paper}")
    assert (waiting.status_code, waiting["Retry-After"]) == (503, "30")
    keep_promises()
    drawn = browser.get(f"/dokumen/{paper}")
    assert drawn.content.startswith(b"%PDF-")
    assert drawn["Content-Type"] == "application/pdf"
    assert drawn["Content-Disposition"].startswith("inline")


def test_going_on_without_a_unit_wants_a_unit_and_a_reason() -> None:
    made = stage(act="fill")
    head = made.browser(next(post.pk for title, post in made.world.posts.items() if title == "Kasubag Perencanaan"))
    late, *others = open_tasks(made.case)
    for task in others:
        made.post(task, cells(task))
    address = f"/berkas/{made.case.pk}/lanjutkan-tanpa"
    page = text_of(head.post(address, {"alasan": "Sudah tiga kali diingatkan"}))
    assert 'id="salah-unit"' in page
    assert ">Sudah tiga kali diingatkan</textarea>" in page
    page = text_of(head.post(address, {"unit": late.unit, "alasan": " "}))
    assert 'id="salah-alasan"' in page
    assert f'value="{late.unit}" checked' in page
    assert head.post(address, {"unit": "9" * 5000, "alasan": "x"}).status_code == 422
    assert head.post(address, {"unit": late.unit, "alasan": "x" * 1001}).status_code == 422
    assert Task.objects.get(pk=late.pk).state == "open"
    form = {"unit": late.unit, "alasan": "Sudah tiga kali diingatkan"}
    assert {head.post(address, form)["Location"] for _ in range(2)} == {f"/berkas/{made.case.pk}"}
    assert Task.objects.get(pk=late.pk).state == "excused"


def test_only_who_waits_or_heads_the_office_goes_on_without() -> None:
    made = stage(act="fill")
    late = open_tasks(made.case)[0]
    form = {"unit": late.unit, "alasan": "Saya sibuk"}
    assert made.at(late).post(f"/berkas/{made.case.pk}/lanjutkan-tanpa", form).status_code == 403
    assert Task.objects.get(pk=late.pk).state == "open"


def test_a_case_is_cancelled_with_a_reason_once() -> None:
    made = stage()
    address = f"/berkas/{made.case.pk}/batalkan"
    assert 'id="salah-alasan"' in text_of(member(made).post(address, {"alasan": ""}))
    assert member(made).post(address, {"alasan": "x" * 501}).status_code == 422
    assert {member(made).post(address, {"alasan": "Salah periode"}).status_code for _ in range(2)} == {302}
    made.case.refresh_from_db()
    assert made.case.cancelled_why == "Salah periode"
    assert "sudah berakhir" in text_of(member(made).get(address))
    assert member(made).post(address, {"alasan": "Alasan lain"}).status_code == 409


def test_lists_are_read_a_page_at_a_time() -> None:
    made = stage()
    template = Case.objects.get()
    for year in range(2000, 2031):
        template.pk, template.period = None, f"{year}-TW1"
        template.save(force_insert=True)
    first, second = (text_of(member(made).get(f"/berkas?halaman={n}")) for n in (1, 2))
    assert first.count('href="/berkas/') - 1 == 30, "thirty cases, and the address that opens one"
    assert 'href="?halaman=2"' in first
    assert 'href="?halaman=1"' in second


def test_a_signed_paper_is_checked_by_anybody() -> None:
    made = stage()
    run_out(made.world, made.case, but=frozenset({"archive"}))
    keep_promises()
    report = made.case.papers.select_related("paper").get(paper__kind="report", paper__replaced_at=None).paper
    browser = made.browser(next(iter(made.world.people)))
    browser.logout()
    page = text_of(browser.get(f"/periksa/{report.check_code}"))
    assert "asli dan segelnya utuh" in page
    assert str(report.number) in page
    assert report.check_code in page.split("Kode di kaki dokumen")[1].split("</div>")[0]
    assert report.content_hash in page.split("<details")[1], "no paper bears it: it is for programs"
    assert report.content_hash not in page.split("<details")[0]
    asked = browser.get(f"/periksa?kode=%20{report.check_code.upper()}%20")
    assert asked["Location"] == f"/periksa/{report.check_code}"
    assert browser.get("/periksa/karangan").status_code == 404
