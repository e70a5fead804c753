"""Memeriksa, memaraf, menandatangani, and sending back: bound to what was read."""

from typing import Any

import pytest

from himpun.cases.models import Return, ReturnPoint, Task
from himpun.cases.reading import reading_of
from himpun.documents.models import Initial, Signature
from himpun.files.store import put
from himpun.performance.actions import submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.models import Evidence, Recommendation, Sheet, SheetLine
from himpun.performance.tests.world import run_to, the_task
from himpun.web.tests.stage import NOW, PASSWORD, Stage, stage, text_of

pytestmark = pytest.mark.django_db


def at(act: str, **where: Any) -> tuple[Stage, Task]:
    made = stage()
    run_to(made.world, made.case, act=act, **where)
    return made, the_task(made.case, act)


def pointing(line: SheetLine) -> str:
    return f"{line.sheet.unit_id}:{line.sheet.member}:{line.pk}"


def a_line() -> SheetLine:
    return SheetLine.objects.select_related("sheet").order_by("pk")[0]


def test_the_page_shows_figures_and_papers_and_their_hash() -> None:
    made, task = at("review")
    page = text_of(made.get(task))
    assert "Layanan selesai" in page
    assert 'data-label="Realisasi">90<' in page
    assert f'name="read" value="{reading_of(task).digest}"' in page


def test_a_review_accepts_with_recommendations_to_units() -> None:
    made, task = at("review")
    sheet = Sheet.objects.order_by("pk")[0]
    form = {"putusan": "terima", "note": "Sesuai", f"rekomendasi-{sheet.pk}": "Lengkapi register", "read": "basi"}
    stale = made.post(task, form)
    assert stale.status_code == 409
    assert "Baca kembali" in text_of(stale)
    assert ">Lengkapi register</textarea>" in text_of(stale)
    assert ">Sesuai</textarea>" in text_of(stale)
    assert not Recommendation.objects.exists(), "one decision: refused as a whole"
    form |= {"read": reading_of(task).digest}
    assert {made.post(task, form).status_code for _ in range(2)} == {302}
    assert Recommendation.objects.get().text == "Lengkapi register"


def test_what_a_page_shows_after_a_change_is_what_stands_now() -> None:
    made, task = at("review")
    read = reading_of(task).digest
    stale = made.post(task, {"putusan": "terima", "read": "basi"})
    assert f'name="read" value="{read}"' in text_of(stale)


def test_accepting_while_something_is_pointed_at_is_asked_about() -> None:
    made, task = at("review")
    form = {"putusan": "terima", "tunjuk": [pointing(a_line())], "read": reading_of(task).digest}
    refused = made.post(task, form)
    assert refused.status_code == 422
    assert "atau hapus centangnya dahulu" in text_of(refused).split('id="salah-tunjuk"')[1]
    assert made.post(task, form | {"tunjuk": []}).status_code == 302


def test_sending_back_wants_a_reason_and_points() -> None:
    made, task = at("review")
    line = a_line()
    form = {"putusan": "kembalikan", "ke": "5", "tunjuk": [pointing(line)], "read": reading_of(task).digest}
    refused = made.post(task, form)
    page = text_of(refused)
    assert refused.status_code == 422
    assert "Tulis alasan pengembalian" in page.split('id="salah-alasan"')[1]
    assert f'value="{pointing(line)}" aria-label="Tunjuk {line.sheet.unit_name}, Layanan selesai" checked' in page
    assert 'class="back" open>' in page
    assert {made.post(task, form | {"alasan": "Periksa koma"}).status_code for _ in range(2)} == {302}
    assert Return.objects.get().reason == "Periksa koma"
    assert ReturnPoint.objects.get().field == str(line.pk)


def test_a_return_without_a_tick_asks_for_one_beside_its_form() -> None:
    made, task = at("review")
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "Periksa", "read": reading_of(task).digest}
    refused = made.post(task, form)
    page = text_of(refused)
    assert refused.status_code == 422
    assert "Centang dahulu baris atau unit yang harus diperbaiki." in page.split('id="salah-tunjuk"')[1]
    assert 'class="back" open>' in page
    assert not Return.objects.exists()


def test_the_decision_is_one_press_away_and_a_wrong_password_leads_back_to_it() -> None:
    made, task = at("sign")
    page = text_of(made.get(task))
    head, _, rest = page.partition('href="#putusan"')
    assert "Yang dibaca" not in head, "before the long table"
    assert 'action="#putusan"' in rest
    assert 'name="sandi"' in rest.split('id="putusan"')[1].split("</div>")[0]
    stale = made.post(task, {"putusan": "tandatangan", "sandi": PASSWORD, "read": "basi"})
    assert "Baca kembali" in text_of(stale).split('id="putusan"')[1], "said where the page opens, too"


def test_a_figure_is_read_with_its_unit_of_measure_and_its_evidence() -> None:
    made, task = at("review")
    line = a_line()
    stored = put(line.office_id, b"%PDF-1.4 bukti", name="register.pdf", media_type="application/pdf", at=NOW)
    proof = Evidence.objects.create(
        office_id=line.office_id, line=line, file=stored, since=1, added_at=NOW, added_by="Kasi"
    )
    page = text_of(made.get(task))
    row = page.split(f'value="{pointing(line)}"')[1].split("</tr>")[0]
    assert f'data-label="Satuan">{line.measure}<' in row
    assert f'<a href="/data-dukung/{proof.pk}">register.pdf</a>' in row


def test_a_reader_sees_what_counts_beside_what_was_reached_and_the_doubt_beside_the_figure() -> None:
    made, task = at("review")
    line = a_line()
    SheetLine.objects.filter(pk=line.pk).update(target=10, measure="%", meaning=line.meaning | {"cap": "100"})
    for address in (f"/tugas/{task.pk}", f"/berkas/{made.case.pk}/data"):
        page = text_of(made.at(task).get(address))
        row = page.split('data-label="Indikator">Layanan selesai')[1].split("</tr>")[0]
        assert "Jauh dari target 10: benar?" in row
        assert "900,00<small>dihitung 100,00</small>" in row


def test_a_whole_unit_is_pointed_at() -> None:
    made, task = at("review")
    line = a_line()
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "Ulangi", "read": reading_of(task).digest}
    refused = made.post(task, form | {"tunjuk": [f"{line.sheet.unit_id}:0:"], "alasan": ""})
    assert f'aria-label="Tunjuk seluruh isian {line.sheet.unit_name}" checked' in text_of(refused)
    assert made.post(task, form | {"tunjuk": [f"{line.sheet.unit_id}:0:"]}).status_code == 302
    assert the_task(made.case, "fill").unit == line.sheet.unit_id


@pytest.mark.parametrize(
    "odd",
    [
        {"tunjuk": []},
        {"tunjuk": ["999999:0:"]},
        {"tunjuk": ["abc"]},
        {"tunjuk": [":::::"]},
        {"ke": "99"},
        {"ke": "x"},
        {"ke": ""},
        {"ke": "9" * 30},
        {"alasan": "a" * 1001},
    ],
)
def test_a_return_that_leads_nowhere_is_refused_with_all_kept(odd: dict[str, Any]) -> None:
    made, task = at("review")
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "Periksa", "tunjuk": [pointing(a_line())]}
    refused = made.post(task, form | {"read": reading_of(task).digest} | odd)
    assert refused.status_code == 422
    assert odd.get("alasan", "Periksa") in text_of(refused)
    assert not Return.objects.exists()


def test_the_reader_of_the_next_round_sees_what_changed() -> None:
    made, task = at("review")
    line = a_line()
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "Periksa", "tunjuk": [pointing(line)]}
    made.post(task, form | {"read": reading_of(task).digest})
    again = the_task(made.case, "fill")
    submit_sheet(made.world.doer(again), again, {line.pk: Typed(figure="95")}, at=NOW)
    run_to(made.world, made.case, act="review", at=NOW)
    page = text_of(made.get(the_task(made.case, "review")))
    assert "Berubah, semula 90" in page
    assert page.count("Berubah, semula") == 1


def test_a_signer_sees_in_short_what_is_signed_and_who_has_initialled_it() -> None:
    made, task = at("sign")
    page = text_of(made.get(task))
    short = page.split('<dl class="facts in-short">')[1].split("</dl>")[0]
    assert "<dt>Rata-rata capaian</dt><dd>" in short
    assert "<dt>Kategori</dt>" in short
    count = Sheet.objects.filter(case=made.case).count()
    assert f"<dt>Isian masuk</dt><dd>{count} dari {count}</dd>" in short
    for one in Initial.objects.filter(void_at=None):
        assert f"{one.person.name}, {one.capacity}" in short


def test_an_initial_is_put_once() -> None:
    made, task = at("initial", line=10)
    form = {"putusan": "paraf", "read": reading_of(task).digest}
    assert {made.post(task, form).status_code for _ in range(2)} == {302}
    assert Initial.objects.count() == 1


def test_a_signature_wants_the_password_of_its_own_account() -> None:
    made, task = at("sign")
    read = reading_of(task).digest
    for password in ("", "bukan-kata-sandinya", "\0", "x" * 5000):
        refused = made.post(task, {"putusan": "tandatangan", "read": read, "sandi": password})
        assert refused.status_code == 422
        assert 'id="salah-sandi"' in text_of(refused)
        assert "bukan-kata-sandinya" not in text_of(refused)
    assert not Signature.objects.exists()
    form = {"putusan": "tandatangan", "read": read, "sandi": PASSWORD}
    assert {made.post(task, form).status_code for _ in range(2)} == {302}
    assert Signature.objects.count() == 1


def test_what_changed_between_reading_and_signing_is_not_signed() -> None:
    made, task = at("sign")
    stale = made.post(task, {"putusan": "tandatangan", "read": "0" * 64, "sandi": PASSWORD})
    assert stale.status_code == 409
    assert PASSWORD not in text_of(stale)
    assert not Signature.objects.exists()
