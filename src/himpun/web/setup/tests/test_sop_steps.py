"""The SOP chosen, its performers cast, rehearsed and opened: each by one press, each left and taken up at will."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from himpun.cases.models import Case, Task
from himpun.installation.explained import EXPLAINED
from himpun.installation.rehearsals import State, rehearsal_of, start
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.organisation.actions import open_account
from himpun.organisation.models import Person, Post, Unit
from himpun.performance.tests.world import SETUP
from himpun.procedures.models import Casting, Edition, Procedure
from himpun.sop.catalogue import KEYS, load
from himpun.trail.models import Entry
from himpun.trail.verify import verify
from himpun.web.request import day_of
from himpun.web.setup.tests.ready import INDICATORS, Ready, founded, staffed, with_sop

pytestmark = pytest.mark.django_db


def accepted(ready: Ready, key: str = "batui-selatan", **changed: str | list[str]) -> dict[str, str | list[str]]:
    """The casting's form as it stands on the page, as a browser without a change would send it."""
    answer = ready.get(f"/siapkan/pelaksana/{key}")
    assert answer.status == 200
    context = answer.response.context  # type: ignore[attr-defined]
    typed: dict[str, str | list[str]] = {}
    for one in context["choices"]:
        name = one.performer.key
        if one.units:
            typed[f"unit-{name}"] = [str(row.unit.pk) for row in one.units if row.ticked]
            typed |= {f"jawab-{name}-{row.unit.pk}": str(row.post or "") for row in one.units}
        else:
            typed[f"jabatan-{name}"] = [str(post) for post in one.ticked] or str(one.chosen or "")
    return {**typed, **changed}


def cast_all() -> Ready:
    ready = with_sop()
    typed = accepted(ready)
    assert ready.post("/siapkan/pelaksana/batui-selatan", **typed).status == 302
    return ready


def promised(ready: Ready) -> Period:
    """The last quarter, for which the office's units have promised figures."""
    period = period_of(day_of(datetime.now(UTC)), PeriodKind.QUARTER).previous
    typed = {"daftar": INDICATORS, "tahun": str(period.year), "putusan": "simpan"}
    assert ready.post("/siapkan/indikator", **typed).onward == "/siapkan"
    return period


def test_the_list_says_what_is_missing_from_the_first_moment() -> None:
    text = founded().get("/siapkan").text
    assert "2 dari 9 langkah selesai" in text, "letterhead and working hours come with the office"
    assert "Pilih SOP lebih dahulu." in text


@pytest.mark.parametrize("key", KEYS)
def test_every_sop_of_the_catalogue_can_be_chosen(key: str) -> None:
    ready = with_sop(key)
    assert Procedure.objects.get().key == key
    assert ready.get(f"/siapkan/pelaksana/{key}").status == 200
    assert ready.get(f"/siapkan/bagan/{key}").text.startswith(("<?xml", "<svg"))


def test_choosing_twice_publishes_once() -> None:
    ready = with_sop()
    assert ready.post("/siapkan/sop", sop="batui-selatan").status == 302
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("key", ["", "tidak-ada", "<b>", "x" * 3000])
def test_choosing_what_is_not_offered_is_said(key: str) -> None:
    answer = staffed().post("/siapkan/sop", sop=key)
    assert answer.status == 422
    assert "Pilih salah satu SOP." in answer.text


def test_one_press_casts_all_performers_as_proposed() -> None:
    ready = cast_all()
    assert "6 pelaksana mempunyai jabatan" in ready.get("/siapkan").text
    held = Casting.objects.filter(ends=None)
    assert held.get(performer="camat").post.title == "Camat"
    assert held.filter(performer="kasi_lurah").count() == 3


def test_a_proposal_can_be_changed() -> None:
    ready = with_sop()
    other = Post.objects.get(title="Kasubag Perencanaan")
    ready.post("/siapkan/pelaksana/batui-selatan", **accepted(ready, **{"jabatan-kasubag_evlap": str(other.pk)}))
    assert Casting.objects.get(performer="kasubag_evlap").post == other
    assert "Sudah ditetapkan." in ready.get("/siapkan/pelaksana/batui-selatan").text


def test_a_unit_without_a_post_that_answers_is_said_beside_it() -> None:
    ready = with_sop()
    typed = accepted(ready)
    unit = typed["unit-kasi_lurah"][0]
    answer = ready.post("/siapkan/pelaksana/batui-selatan", **{**typed, f"jawab-kasi_lurah-{unit}": ""})
    assert answer.status == 422
    assert f'id="salah-jawab-kasi_lurah-{unit}"' in answer.text
    assert not Casting.objects.exists()


@pytest.mark.parametrize("value", ["999999999999", "abc", "-1", "<script>", "٣"])
def test_a_post_that_was_not_offered_plays_nobody(value: str) -> None:
    ready = with_sop()
    answer = ready.post("/siapkan/pelaksana/batui-selatan", **{"jabatan-camat": value})
    assert answer.status == 422
    assert not Casting.objects.exists()


def test_an_sop_of_nobody_is_not_there() -> None:
    ready = staffed()
    for page in ("pelaksana", "gladi", "periode"):
        assert ready.get(f"/siapkan/{page}/batui-selatan").status == 404, "in the catalogue, not in the register"
        assert ready.get(f"/siapkan/{page}/tidak-ada").status == 404


def test_the_first_case_is_opened_with_the_schedule_and_twice_is_once() -> None:
    ready = cast_all()
    period = promised(ready)
    typed = {"periode": period.key, "setiap": "quarter", "hari": "3"}
    first = ready.post("/siapkan/periode/batui-selatan", **typed)
    assert first.onward == "/siapkan?sop=batui-selatan"
    assert f'href="/berkas/{Case.objects.get().pk}">Buka berkas {period.label}' in ready.get(first.onward).text
    assert ready.post("/siapkan/periode/batui-selatan", **typed).onward == first.onward
    assert Procedure.objects.get().opens_day == 3
    assert Task.objects.filter(state="open").count() == 1


def test_a_period_of_another_kind_than_the_schedules_opens_nothing_here_either() -> None:
    ready = cast_all()
    year = str(promised(ready).year)
    answer = ready.post("/siapkan/periode/batui-selatan", periode=year, setiap="quarter", hari="3")
    assert answer.status == 422
    assert "berjalan setiap triwulan" in answer.text.split('id="salah-periode"')[1][:100]
    assert not Case.objects.exists()
    assert Procedure.objects.get().opens_day == 1, "the schedule is not half kept"


def test_a_first_case_that_would_ask_nobody_anything_is_not_opened_and_leads_to_the_indicators() -> None:
    ready = cast_all()
    answer = ready.post("/siapkan/periode/batui-selatan", periode="2026-TW2", setiap="quarter", hari="3")
    assert answer.status == 422
    assert "Belum ada indikator" in answer.text.split('id="salah-indikator"')[1][:100]
    assert 'href="/siapkan/indikator">Lengkapi indikator' in answer.text
    assert not Case.objects.exists()


def test_the_list_says_which_case_the_schedule_could_not_open() -> None:
    ready = cast_all()
    period = promised(ready).previous
    assert "Jadwal belum dapat" not in ready.get("/siapkan").text
    # The edition is as old as the period, and nobody has opened its case.
    Edition.objects.update(in_force_from=period.start, published_at=datetime.combine(period.start, time(1), UTC))
    assert f"Jadwal belum dapat membuka berkas {period.previous.label}, {period.label}" in ready.get("/siapkan").text


def test_the_first_case_may_be_left_to_the_schedule() -> None:
    ready = cast_all()
    assert ready.post("/siapkan/periode/batui-selatan", periode="", setiap="month", hari="1").status == 302
    assert (Procedure.objects.get().every, Case.objects.count()) == ("month", 0)


@pytest.mark.parametrize(
    ("field", "value"), [("periode", "2026-TW9"), ("setiap", "kadang"), ("hari", "0"), ("hari", "61"), ("hari", "dua")]
)
def test_a_wrong_answer_about_the_period_is_said_beside_its_field(field: str, value: str) -> None:
    ready = cast_all()
    typed = {"periode": "2026-TW2", "setiap": "quarter", "hari": "1", field: value}
    answer = ready.post("/siapkan/periode/batui-selatan", **typed)
    assert answer.status == 422
    assert f'id="salah-{field}"' in answer.text
    assert not Case.objects.exists()


def test_a_case_that_lacks_performers_says_which() -> None:
    ready = with_sop()
    answer = ready.post("/siapkan/periode/batui-selatan", periode="2026-TW2", setiap="quarter", hari="5")
    assert answer.status == 422
    assert "Camat" in answer.text
    assert Procedure.objects.get().opens_day == 1, "the schedule is not half kept"


def test_a_rehearsal_without_performers_is_not_begun() -> None:
    ready = with_sop()
    assert "Lengkapi pelaksana" in ready.get("/siapkan/gladi/batui-selatan").text
    assert ready.post("/siapkan/gladi/batui-selatan", putusan="mainkan").status == 422
    assert rehearsal_of(Edition.objects.get(), at=datetime.now(UTC)).state is State.NEVER


def test_a_rehearsal_plays_the_offices_own_posts_and_touches_nothing_of_it() -> None:
    ready = cast_all()
    edition = Edition.objects.get()
    entries = Entry.objects.count()
    start(edition, on=day_of(datetime.now(UTC))).join(timeout=180)
    played = rehearsal_of(edition, at=datetime.now(UTC))
    assert played.state is State.PLAYED, played.why
    assert played.result is not None
    assert played.result["report"]["valid"] is played.result["trail"]["verified"] is True
    assert {row["unit"] for row in played.result["figures"]} >= {"Seksi Pemerintahan", "Kelurahan Air Bening"}
    assert (Entry.objects.count(), Case.objects.count()) == (entries, 0)
    text = ready.get("/siapkan/gladi/batui-selatan").text
    assert "Gladi sampai ke arsip." in text
    assert "Memberi perintah pengumpulan data kinerja" in text
    papers = ready.get("/siapkan/gladi/batui-selatan/dokumen").response
    assert papers["Content-Type"] == "application/zip"  # type: ignore[index]
    assert "Sudah dimainkan sampai arsip." in ready.get("/siapkan").text


def test_a_rehearsal_under_way_reloads_by_itself_until_it_is_asked_not_to(data_folder: Path) -> None:
    ready = cast_all()
    edition = Edition.objects.get()
    folder = data_folder / "rehearsals" / str(edition.office_id) / str(edition.pk)
    folder.mkdir(parents=True)
    (folder / "progress.txt").write_text("langkah 4 dari 13: rapat\n")
    answer = ready.get("/siapkan/gladi/batui-selatan")
    assert "langkah 4 dari 13: rapat" in answer.text
    assert "Refresh" in answer.response.headers  # type: ignore[attr-defined]
    still = ready.get("/siapkan/gladi/batui-selatan?diam")
    assert "Refresh" not in still.response.headers  # type: ignore[attr-defined]
    ready.post("/siapkan/gladi/batui-selatan", putusan="mainkan")
    assert "langkah 4" in (folder / "progress.txt").read_text(), "a second press finds the first one's rehearsal"


def test_a_rehearsal_that_went_silent_is_said_to_be_cut_off(data_folder: Path) -> None:
    cast_all()
    edition = Edition.objects.get()
    folder = data_folder / "rehearsals" / str(edition.office_id) / str(edition.pk)
    folder.mkdir(parents=True)
    (folder / "progress.txt").write_text("langkah 4 dari 13: rapat\n")
    later = datetime.now(UTC) + timedelta(minutes=4)
    assert rehearsal_of(edition, at=later).state is State.BROKEN


def test_the_zone_can_be_corrected() -> None:
    ready = staffed()
    assert ready.post("/siapkan/jam", zona="Asia/Jakarta").status == 302
    ready.office.refresh_from_db()
    assert ready.office.zone == "Asia/Jakarta"
    assert ready.post("/siapkan/jam", zona="Mars/Olympus").status == 422


def test_pages_of_an_sop_cost_few_statements() -> None:
    ready = cast_all()
    ready.get("/siapkan/jam")  # the calendar is known from then on
    for page in ("", "/pelaksana/batui-selatan", "/periode/batui-selatan", "/gladi/batui-selatan"):
        with CaptureQueriesContext(connection) as asked:
            assert ready.get(f"/siapkan{page}").status == 200
        assert len(asked) <= 15, (page, len(asked))


def test_a_performer_is_shown_with_the_steps_that_wait_for_it() -> None:
    text = with_sop().get("/siapkan/pelaksana/batui-selatan").text
    assert "engisi data (langkah 5); menyerahkan (langkah 8)" in text.replace(
        "Menerima (langkah 3); mengisi", "Mengisi"
    )
    assert "isposisi (langkah 1); menandatangani (langkah 12)" in text


def test_only_periods_of_the_schedule_are_offered_the_newest_that_is_over_first() -> None:
    ready = cast_all()
    promised(ready)
    page = ready.get("/siapkan/periode/batui-selatan")
    offered = page.response.context["periods"]  # type: ignore[attr-defined]
    assert {period.kind for period, *_ in offered} == {PeriodKind.QUARTER}
    ends = [period.end for period, *_ in offered]
    assert ends[:-1] == sorted(ends[:-1], reverse=True)
    assert [running for _, running, _ in offered] == [False] * (len(offered) - 1) + [True]
    newest = offered[0][0]
    assert f'value="{newest.key}" selected' in page.text
    ready.post("/siapkan/periode/batui-selatan", periode=newest.key, setiap="quarter", hari="1")
    again = ready.get("/siapkan/periode/batui-selatan").text
    assert f"{newest.label} (sudah dibuka)" in again
    assert '<option value="" selected>' in again, "the schedule is changed without opening another case"


def test_a_period_of_another_kind_than_the_schedule_is_refused_and_the_right_ones_are_offered() -> None:
    ready = cast_all()
    answer = ready.post("/siapkan/periode/batui-selatan", periode="2026-TW2", setiap="month", hari="1")
    assert answer.status == 422
    assert 'id="salah-periode"' in answer.text
    offered = answer.response.context["periods"]  # type: ignore[attr-defined]
    assert {period.kind for period, *_ in offered} == {PeriodKind.MONTH}
    assert not Case.objects.exists()


def test_the_page_says_when_the_next_case_opens_by_itself() -> None:
    ready = cast_all()
    ready.post("/siapkan/periode/batui-selatan", periode="", setiap="quarter", hari="1")
    running = period_of(day_of(datetime.now(UTC)), PeriodKind.QUARTER)
    assert f"untuk {running.label}" in ready.get("/siapkan/periode/batui-selatan").text


def test_the_list_leads_to_an_end_without_the_rehearsal_and_without_indicators_of_who_fills_nothing() -> None:
    ready = cast_all()
    filling = Casting.objects.filter(performer__in=("kasi_lurah", "sekretariat")).values_list("unit__name", flat=True)
    assert set(filling) < set(Unit.objects.values_list("name", flat=True)), "a unit that the SOP asks nothing of"
    rows = [f"{unit}\tLayanan tepat waktu\t%\t90\t90\t90\t90" for unit in sorted(set(filling))]
    head = "Unit\tIndikator\tSatuan\tTarget TW I\tTW II\tTW III\tTW IV"
    ready.post("/siapkan/indikator", daftar="\n".join([head, *rows]), putusan="simpan")
    assert "Belum ada indikator" not in ready.get("/siapkan").text
    open_account_for_all()
    text = ready.get("/siapkan").text
    assert "Lanjutkan: Gladi" in text
    assert "Lewati dulu, ke Periode pertama" in text
    done = ready.post("/siapkan/periode/batui-selatan", periode="2026-TW3", setiap="quarter", hari="1")
    assert "Penyiapan selesai. Kantor siap bekerja." in ready.get(done.onward).text


def open_account_for_all() -> None:
    for person in Person.objects.filter(account=None):
        open_account(SETUP, person, username=f"orang{person.pk}", password="hujan-turun-di-hulu", at=datetime.now(UTC))


def test_the_address_that_papers_print_is_shown_and_asked_for_once_a_case_runs(settings: Any) -> None:
    ready = cast_all()
    period = promised(ready)
    assert "http://127.0.0.1:8000/periksa/" in ready.get("/siapkan").text
    asked = "orang di luar tidak dapat membukanya"
    assert asked not in ready.get("/kantor").text
    ready.post("/siapkan/periode/batui-selatan", periode=period.key, setiap="quarter", hari="1")
    assert asked in ready.get("/kantor").text
    settings.HIMPUN_ADDRESS = "https://himpun.example"
    assert asked not in ready.get("/kantor").text
    assert "https://himpun.example/periksa/" in ready.get("/siapkan").text


def test_what_was_guessed_is_shown_before_an_sop_is_taken_and_who_took_it_is_said() -> None:
    ready = staffed()
    sop = load("batui-selatan")
    text = ready.get("/siapkan/sop").text
    assert f"{len(sop.findings)} catatan: dugaan dan peringatan" in text
    assert all(escape(finding.message) in text for finding in sop.findings)
    ready.post("/siapkan/sop", sop="batui-selatan")
    page = ready.get(f"/sop/edisi/{Edition.objects.get().pk}").text
    assert "<dd>Tuti Maharani (Administrator)" in page.split("<dt>Diberlakukan oleh</dt>")[1][:80]
    assert "naskah katalog Himpun, seperti di Kecamatan Batui Selatan; belum disahkan kepala kantor ini" in page
    assert "Disahkan oleh" not in page, "another office's approval is not ours"
    assert verify(EXPLAINED).findings == ()


def test_the_offices_history_tells_of_its_sop_its_performers_its_schedule_and_its_indicators() -> None:
    ready = cast_all()
    ready.post("/siapkan/indikator", daftar=INDICATORS, putusan="simpan")
    ready.post("/siapkan/periode/batui-selatan", periode="", setiap="month", hari="3")
    text = ready.get("/kantor/riwayat").text
    title = Procedure.objects.get().title
    for said in (
        f"memberlakukan edisi 1 SOP “{title}” mulai",
        "menerima naskah katalog (Kecamatan Batui Selatan) beserta 14 dugaan dan peringatannya",
        f"menetapkan pelaksana “Sekretaris” pada SOP “{title}”",
        f"mengatur jadwal SOP “{title}”: setiap bulan, hari kerja ke-3",
        "menyimpan 3 indikator (3 baru) dengan 12 target",
    ):
        assert said in text
