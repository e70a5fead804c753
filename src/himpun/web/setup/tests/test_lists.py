"""Posts, people and indicators pasted from a spreadsheet: understood first, kept by one press, or not at all."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.installation.explained import EXPLAINED
from himpun.organisation.models import Holder, Office, Person, Post, Unit
from himpun.performance.models import Indicator, Target
from himpun.trail.models import Entry
from himpun.trail.verify import verify
from himpun.web.setup.progress import Progress, Setup, setup_of, steps_of
from himpun.web.setup.tests.ready import INDICATORS, STAFF, founded, staffed

pytestmark = pytest.mark.django_db


def test_reading_a_list_keeps_nothing() -> None:
    ready = founded()
    answer = ready.post("/siapkan/pegawai", daftar=STAFF, putusan="baca")
    assert answer.status == 200
    assert "9 jabatan di 6 unit dan 9 pegawai" in answer.text
    assert not Post.objects.exists()


def test_one_press_keeps_units_posts_people_and_holders() -> None:
    staffed()
    assert (Unit.objects.count(), Post.objects.count(), Holder.objects.count()) == (6, 9, 9)
    assert Post.objects.get(heads_office=True).title == "Camat"
    assert set(Post.objects.filter(heads_unit=True).values_list("unit__name", flat=True)) >= {"Seksi Pemerintahan"}
    assert verify(EXPLAINED).findings == ()


def test_the_same_title_in_several_units_is_told_apart() -> None:
    staffed()
    titles = set(Post.objects.values_list("title", flat=True))
    assert {"Kepala Seksi Pemerintahan", "Kepala Seksi Pelayanan", "Lurah"} <= titles
    staff = sorted(title for title in titles if title.startswith("Pengadministrasi"))
    assert staff == ["Pengadministrasi Umum Subbagian Umum", "Pengadministrasi Umum Subbagian Umum 2"]


def test_the_same_list_twice_adds_nothing() -> None:
    ready = staffed()
    before = Post.objects.count(), Person.objects.count(), Holder.objects.count()
    assert ready.post("/siapkan/pegawai", daftar=STAFF, putusan="simpan").status == 302
    assert (Post.objects.count(), Person.objects.count(), Holder.objects.count()) == before


def test_a_list_with_a_problem_is_shown_again_whole_and_nothing_is_kept() -> None:
    ready = founded()
    wrong = STAFF.replace("197501012000032001", "1975")
    answer = ready.post("/siapkan/pegawai", daftar=wrong, putusan="simpan")
    assert answer.status == 422
    assert "1 baris perlu diperbaiki" in answer.text
    assert "Halimah Rantau" in answer.text
    assert not Post.objects.exists()


def test_a_post_that_somebody_else_holds_is_said_beside_its_row() -> None:
    ready = staffed()
    other = "Jabatan\tNama\tUnit\nCamat\tKornelis Wora\t"
    answer = ready.post("/siapkan/pegawai", daftar=other, putusan="simpan")
    assert answer.status == 422
    assert "Sudah dijabat Halimah Rantau" in answer.text


def test_a_plh_is_refused_with_the_place_where_one_is_appointed() -> None:
    answer = founded().post("/siapkan/pegawai", daftar="Jabatan\tNama\nPlh. Camat\tKornelis Wora", putusan="simpan")
    assert answer.status == 422
    assert "Plh. ditunjuk dengan tanggalnya" in answer.text


def test_the_administrator_in_the_list_is_the_same_person() -> None:
    ready = founded()
    line = "Nama\tNIP\tJabatan\tUnit\nTuti Maharani\t199001012015032009\tPengelola Data\tSekretariat"
    assert ready.post("/siapkan/pegawai", daftar=line, putusan="simpan").status == 302
    assert Person.objects.count() == 1
    assert Person.objects.get().nip == "199001012015032009"


BAD = [
    "",
    "   \n\n\t\t",
    "<script>alert(1)</script>",
    "سکرتریت\tשלום\n服务\tخدمة",
    "\x00\x07\x1b",
    "kolom\tyang\tsalah\n1\t2\t3",
    "Nama\tJabatan\n" + "\n".join(f"Orang {n}\tJabatan {n}" for n in range(1001)),
    "x" * 400_001,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("page", ["pegawai", "indikator"])
def test_a_bad_list_is_answered_with_words_and_keeps_nothing(page: str, text: str) -> None:
    ready = staffed() if page == "indikator" else founded()
    before = Entry.objects.count()
    answer = ready.post(f"/siapkan/{page}", daftar=text, putusan="simpan")
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text
    assert Entry.objects.count() == before


def test_markup_and_other_scripts_in_names_are_kept_as_text() -> None:
    ready = founded()
    line = "Nama\tJabatan\tUnit\n<b>Halimah</b> 服务\tKepala Seksi\tSeksi خدمة"
    assert ready.post("/siapkan/pegawai", daftar=line, putusan="simpan").status == 302
    assert Person.objects.filter(name="<b>Halimah</b> 服务").exists()
    assert "<b>Halimah" not in ready.get("/akun").text


def test_indicators_are_read_then_kept_with_their_targets() -> None:
    ready = staffed()
    assert ready.post("/siapkan/indikator", daftar=INDICATORS, putusan="baca").status == 200
    assert not Indicator.objects.exists()
    assert ready.post("/siapkan/indikator", daftar=INDICATORS, putusan="simpan").onward == "/siapkan"
    assert (Indicator.objects.count(), Target.objects.count()) == (3, 12)
    kept = Indicator.objects.get(name="Pengaduan yang tidak terjawab")
    assert kept.unit.name == "Seksi Pemerintahan", "a merged cell holds for the rows beneath"
    assert kept.meanings.get().zero_rule == "met"
    assert verify(EXPLAINED).findings == ()


def test_indicators_pasted_again_renew_their_targets() -> None:
    ready = staffed()
    ready.post("/siapkan/indikator", daftar=INDICATORS, putusan="simpan")
    again = INDICATORS.replace("1.250", "1.400")
    assert "sudah ada" in ready.post("/siapkan/indikator", daftar=again, putusan="baca").text
    ready.post("/siapkan/indikator", daftar=again, putusan="simpan")
    assert Indicator.objects.count() == 3
    assert str(Target.objects.filter(period__endswith="TW1").latest("pk").value) == "1400.000000"


def test_an_unknown_unit_is_said_beside_its_row_and_nothing_is_kept() -> None:
    ready = staffed()
    answer = ready.post(
        "/siapkan/indikator", daftar=INDICATORS.replace("Kelurahan Air Bening", "Kelurahan X"), putusan="simpan"
    )
    assert answer.status == 422
    assert "Tidak ada unit bernama ini." in answer.text
    assert not Indicator.objects.exists()


@pytest.mark.parametrize("page", ["", "/pegawai", "/indikator", "/sop", "/jam"])
def test_a_page_costs_few_statements(page: str) -> None:
    ready = staffed()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert ready.get(f"/siapkan{page}").status == 200
    assert len(asked) <= 15


def test_a_target_that_cannot_be_read_is_said_in_its_own_column() -> None:
    answer = staffed().post("/siapkan/indikator", daftar=INDICATORS.replace("\t92\t", "\t9.2\t"), putusan="baca")
    assert answer.status == 422
    cell = answer.text.split('data-label="TW 3"')[1].split("</td>")[0]
    assert "Tulis desimal dengan koma: 9,2." in cell


def without_units(staff: str) -> str:
    """The list as an office copies it when its last column, Unit, was left out."""
    return "\n".join(line.rpartition("\t")[0] for line in staff.split("\n"))


SMALL = "\n".join(line for line in STAFF.split("\n") if "Kepala Seksi" not in line and "Pengadministrasi" not in line)


def test_a_list_that_names_no_unit_is_warned_about_before_it_is_kept() -> None:
    ready = founded()
    warning = "Daftar ini tidak menyebut unit. Unit yang mengisi data (seksi, kelurahan, subbagian) harus"
    assert warning in ready.post("/siapkan/pegawai", daftar=without_units(SMALL), putusan="baca").text
    assert warning not in ready.post("/siapkan/pegawai", daftar=SMALL, putusan="baca").text


def _now(office: Office) -> Setup:
    now = datetime.now(UTC)
    return setup_of(office, [], today=now.date(), at=now)


def test_posts_are_half_done_while_the_office_has_no_unit() -> None:
    ready = founded()
    ready.post("/siapkan/pegawai", daftar=without_units(SMALL), putusan="simpan")
    step = next(one for one in steps_of(_now(ready.office)) if one.title == "Jabatan dan pegawai")
    assert step.progress is Progress.PARTLY
    assert "Belum ada unit: sebut unit tiap jabatan" in ready.get("/siapkan").text


def test_indicators_without_units_lead_to_where_the_unit_column_is_filled() -> None:
    ready = founded()
    ready.post("/siapkan/pegawai", daftar=without_units(SMALL), putusan="simpan")
    page = ready.get("/siapkan/indikator").text
    assert "kolom Unit pada daftar pegawai belum diisi" in page
    assert 'href="/siapkan/pegawai"' in page
    assert 'href="/kantor/jabatan"' in page


def test_the_list_pasted_again_with_its_units_gives_the_posts_their_units() -> None:
    ready = founded()
    ready.post("/siapkan/pegawai", daftar=without_units(SMALL), putusan="simpan")
    assert not Unit.objects.exists()
    before = Post.objects.count()
    assert ready.post("/siapkan/pegawai", daftar=SMALL, putusan="simpan").status == 302
    assert Post.objects.count() == before
    lurah = Post.objects.get(title="Lurah")
    assert lurah.unit is not None
    assert (lurah.unit.name, lurah.heads_unit) == ("Kelurahan Air Bening", True)
    assert Post.objects.get(title="Camat").unit is None
    assert verify(EXPLAINED).findings == ()


def test_a_post_with_another_unit_stays_there_and_the_preview_says_so() -> None:
    ready = staffed()
    moved = "Nama\tNIP\tJabatan\tUnit\nAnce Lumentut\t198601032010012007\tLurah\tSubbagian Umum"
    answer = ready.post("/siapkan/pegawai", daftar=moved, putusan="baca")
    assert "tetap di sana: Lurah (Kelurahan Air Bening)" in answer.text
    assert ready.post("/siapkan/pegawai", daftar=moved, putusan="simpan").status == 302
    lurah = Post.objects.select_related("unit").get(title="Lurah")
    assert lurah.unit is not None
    assert lurah.unit.name == "Kelurahan Air Bening"


SEKRETARIAT = "\n".join(
    (
        "Nama\tNIP\tJabatan\tUnit",
        "Siti Norjanah\t\tKasubag Perencanaan\tSekretariat",
        "Rusdi Anwar\t1.98003E+17\tSekretaris Kecamatan\tSekretariat",
        "Akhmad Zaini\t\tKasubag Umum\tSekretariat",
    )
)


def hidden(page: str) -> str:
    return page.split('name="dibaca" value="')[1].split('"')[0]


def test_one_post_heads_a_unit_and_another_may_be_chosen_before_it_is_kept() -> None:
    ready = founded()
    text = SEKRETARIAT.replace("1.98003E+17", "")
    page = ready.post("/siapkan/pegawai", daftar=text, putusan="baca").text
    assert page.count(" checked") == 1
    assert 'name="kepala-sekretariat" value="3" checked' in page, "the sekretaris heads the sekretariat"
    form = {"daftar": text.replace("\n", "\r\n"), "dibaca": hidden(page), "kepala-sekretariat": "4"}
    assert ready.post("/siapkan/pegawai", **form, putusan="simpan").status == 302
    assert Post.objects.get(heads_unit=True).title == "Kasubag Umum"


def test_a_nip_that_the_spreadsheet_spoilt_is_pointed_at_and_mended_in_the_table() -> None:
    ready = founded()
    page = ready.post("/siapkan/pegawai", daftar=SEKRETARIAT, putusan="baca").text
    assert 'href="#baris-3">Baris 3, kolom NIP</a> (Rusdi Anwar): Excel mengubah NIP ini' in page
    form = {"daftar": SEKRETARIAT, "dibaca": hidden(page), "nip-3": "19800315 200501 1 002"}
    again = ready.post("/siapkan/pegawai", **form, putusan="baca")
    assert again.status == 200
    assert 'name="nip-3" value="198003152005011002"' in again.text
    other = SEKRETARIAT + "\nDorce Sampe\t\tBendahara\tSekretariat"
    assert ready.post("/siapkan/pegawai", **form | {"daftar": other}, putusan="simpan").status == 422, "another text"
    assert ready.post("/siapkan/pegawai", **form, putusan="simpan").status == 302
    assert Person.objects.get(name="Rusdi Anwar").nip == "198003152005011002"
