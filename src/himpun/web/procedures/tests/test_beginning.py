"""A draft begins from nothing, from the catalogue or from another office; steps and names come in quickly."""

from typing import Any

import pytest
from django.test import Client

from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition
from himpun.sop.model import Act, Per, Seat
from himpun.web.tests.markup import faults, read, sent
from himpun.web.tests.stage import Stage, stage

pytestmark = pytest.mark.django_db

TABLE = """No\tKegiatan\tCamat\tKasi\tKelengkapan\tWaktu\tOutput
1\tMemerintahkan pengumpulan data kinerja\t●\t\tSurat\t15 menit\tDisposisi
2\tMengisi data kinerja\t\t●\tFormat\t1 hari\tIsian
"""


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def administrator(made: Stage) -> Client:
    return made.administrator()


def begun(browser: Client, **typed: str) -> Any:
    return browser.post("/sop/baca", {"mulai": "kosong"} | typed)


def the_draft() -> DraftEdition:
    return DraftEdition.objects.latest("pk")


def test_a_title_and_names_from_excel_begin_a_draft_and_lead_to_its_first_step(administrator: Client) -> None:
    names = "No\tNama Pelaksana\r\n1\tCamat\r\n2.\tSekretaris Camat\r\n3\tKepala Seksi\tgol III\r\nCamat"
    answer = begun(administrator, judul="Pengukuran Kinerja", pelaksana=names)
    sop = text_of(the_draft())
    assert answer.headers["Location"] == f"/sop/konsep/{the_draft().pk}/langkah"
    assert [one.name for one in sop.performers] == ["Camat", "Sekretaris Camat", "Kepala Seksi"]
    assert (sop.title, sop.performers[2].seat) == ("Pengukuran Kinerja", Seat.UNITS)
    for page in ("", "/langkah", "/pelaksana", "/identitas", "/pengesahan"):
        shown = administrator.get(f"/sop/konsep/{the_draft().pk}{page}")
        assert faults(shown.content.decode()) == []


def test_a_table_from_excel_is_read_under_the_title_that_was_typed(administrator: Client) -> None:
    begun(administrator, judul="Pengukuran Kinerja", tabel=TABLE)
    sop = text_of(the_draft())
    assert (sop.title, len(sop.steps)) == ("Pengukuran Kinerja", 2)


def test_cells_that_excel_quotes_for_their_line_ends_are_whole(administrator: Client) -> None:
    table = TABLE.replace("Camat", '"Camat\nTalang"', 1)
    begun(administrator, judul="Pengukuran Kinerja", pelaksana='"Kepala\r\nSeksi"\r\nSekretaris', tabel=table)
    names = [one.name for one in text_of(the_draft()).performers]
    assert {"Kepala Seksi", "Sekretaris", "Camat Talang"} <= set(names)
    assert len(text_of(the_draft()).steps) == 2


def test_a_draft_from_nothing_needs_a_title_and_keeps_what_was_typed(administrator: Client) -> None:
    answer = begun(administrator, pelaksana="Camat")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="salah-judul"' in said
    assert "Camat</textarea>" in said
    assert not DraftEdition.objects.exists()


def test_a_table_without_steps_is_refused_beside_its_field(administrator: Client) -> None:
    answer = begun(administrator, judul="Pengukuran", tabel="Selamat pagi.")
    assert answer.status_code == 422
    assert 'id="salah-tabel"' in answer.content.decode()


def test_steps_are_put_in_one_after_the_other(administrator: Client) -> None:
    begun(administrator, judul="Pengukuran Kinerja", pelaksana="Camat\nKepala Seksi")
    draft = the_draft()
    address = f"/sop/konsep/{draft.pk}/langkah"
    first = {"nomor": 0, "versi": 1, "uraian": "Memberi disposisi", "oleh-1": "camat", "putusan": "lanjut"}
    answer = administrator.post(address, first | {"sesudah": 0})
    assert answer.headers["Location"] == f"{address}?sesudah=1&tersimpan=1"
    page = administrator.get(answer.headers["Location"]).content.decode()
    assert 'role="status"' in page
    assert '<option value="1" selected>' in page
    second = {"nomor": 0, "versi": 2, "uraian": "Mengisi data kinerja", "oleh-1": "kasi", "sesudah": 1}
    administrator.post(address, second)
    sop = text_of(the_draft())
    assert [step.acts for step in sop.steps] == [(Act.INSTRUCT,), (Act.FILL,)]
    assert sop.steps[1].per == Per("units")


def test_a_step_whose_words_name_no_act_needs_one_chosen(administrator: Client) -> None:
    begun(administrator, judul="Pengukuran Kinerja", pelaksana="Camat")
    typed = {"nomor": 0, "versi": 1, "uraian": "Begitulah", "oleh-1": "camat"}
    answer = administrator.post(f"/sop/konsep/{the_draft().pk}/langkah", typed)
    assert answer.status_code == 422
    assert 'id="salah-tindakan-1"' in answer.content.decode()


@pytest.mark.parametrize("key", ["simpang-empat-2025", "batui-selatan", "inspektorat-tapin-2022", "tebing-tinggi-2022"])
def test_a_line_saved_as_it_is_stays_as_it_is(administrator: Client, key: str) -> None:
    administrator.post("/sop/baca", {"katalog": key})
    draft = the_draft()
    for step in text_of(draft).lines:
        draft.refresh_from_db()
        page = administrator.get(f"/sop/konsep/{draft.pk}/langkah?nomor={step.number}").content.decode()
        typed = sent(read(page))
        assert administrator.post(f"/sop/konsep/{draft.pk}/langkah", typed).status_code == 302
        draft.refresh_from_db()
        assert next(one for one in text_of(draft).lines if one.number == step.number) == step


def test_the_fields_of_a_line_hold_what_it_says(administrator: Client) -> None:
    administrator.post("/sop/baca", {"katalog": "batui-selatan"})
    first = text_of(the_draft()).steps[0]
    page = administrator.get(f"/sop/konsep/{the_draft().pk}/langkah?nomor=1").content.decode()
    for name, lines in (("kelengkapan", first.requirements), ("output", first.outputs)):
        field = page.split(f'name="{name}"')[1].split(">", 1)[1].split("</textarea>")[0]
        assert tuple(filter(None, field.split("\n"))) == lines


def test_names_are_pasted_into_the_performers_page(administrator: Client) -> None:
    begun(administrator, judul="Pengukuran Kinerja", pelaksana="Camat")
    draft = the_draft()
    typed = {"versi": 1, "nama-camat": "Camat", "kedudukan-camat": "post", "daftar": "Sekretaris\nTim Penyusun\ncamat"}
    assert administrator.post(f"/sop/konsep/{draft.pk}/pelaksana", typed).status_code == 302
    seats = [(one.name, one.seat) for one in text_of(the_draft()).performers]
    assert seats == [("Camat", Seat.POST), ("Sekretaris", Seat.POST), ("Tim Penyusun", Seat.TEAM)]


def test_too_many_names_are_refused_in_words(administrator: Client) -> None:
    names = "\n".join(f"Pelaksana {letter}{other}" for letter in "abcdefgh" for other in "ijklmnop")
    answer = begun(administrator, judul="Pengukuran Kinerja", pelaksana=names)
    assert answer.status_code == 422
    assert not DraftEdition.objects.exists()


def test_a_text_that_the_format_cannot_hold_is_refused_and_the_draft_stays_readable(administrator: Client) -> None:
    begun(administrator, judul="Pengukuran Kinerja", pelaksana="\n".join(f"Analis {n}" for n in "abcdefghij" * 4))
    draft = the_draft()
    names = "\n".join(f"Pengelola {a}{b}" for a in "abcdefg" for b in "hijklmno")
    typed = {f"nama-{one.key}": one.name for one in text_of(draft).performers} | {"versi": 1, "daftar": names}
    assert administrator.post(f"/sop/konsep/{draft.pk}/pelaksana", typed).status_code == 422
    assert administrator.get(f"/sop/konsep/{draft.pk}").status_code == 200


def test_an_example_shows_what_was_changed_from_the_original(made: Stage, administrator: Client) -> None:
    administrator.post("/sop/baca", {"katalog": "simpang-empat-2025"})
    draft = the_draft()
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert "Yang diubah dari aslinya" in page
    assert f"<ins>{made.world.office.name.split()[-1]}" in page or "<ins>" in page
    assert text_of(draft).approved_by.name == ""
    assert text_of(draft).number == ""
