"""A document at the door becomes a draft, its guesses are answered, and the head approves it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from himpun.organisation.models import Post
from himpun.procedures.drafts import questions_of, text_of
from himpun.procedures.models import Alias, DraftEdition, DraftState, Edition
from himpun.procedures.queries import sop_of
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import Stage, stage

pytestmark = pytest.mark.django_db

PASTED = """Nama SOP\tPengumpulan Data Kinerja Kecamatan Mekar Sari
Disahkan oleh\tCamat Mekar Sari
No\tKegiatan\tCamat\tSekretaris\tKasi\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMemerintahkan pengumpulan data kinerja\t●\t\t\tSurat\t15 menit\tDisposisi\t
2\tMenyampaikan permintaan data kepada seksi\t\t●\t\tDisposisi\t30 menit\tNota dinas\t
3\tMengisi data kinerja masing-masing seksi\t\t\t●\tFormat\t1 hari\tIsian\t
4\tMenghimpun dan merekap data\t\t●\t\tIsian\t1 hari\tRekap\t
5\tMemeriksa rekap, apabila belum benar dikembalikan ke langkah 3\t●\t\t\tRekap\t30 menit\tRekap yang benar\t
"""


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def administrator(made: Stage) -> Client:
    return made.administrator()


def pasted(browser: Client, text: str = PASTED) -> Any:
    return browser.post("/sop/baca", {"teks": text})


def the_draft() -> DraftEdition:
    return DraftEdition.objects.get()


def answer_all(browser: Client, draft: DraftEdition) -> None:
    while asked := questions_of(draft, text_of(draft)):
        first = asked[0]
        typed = {"tanya": 0, "apa": f"{first.code} {first.where}", "versi": draft.version}
        assert browser.post(f"/sop/konsep/{draft.pk}", typed).status_code == 302
        draft.refresh_from_db()


def test_a_pasted_text_becomes_a_draft_with_its_steps_and_questions(administrator: Client) -> None:
    answer = pasted(administrator)
    draft = the_draft()
    assert answer.headers["Location"] == f"/sop/konsep/{draft.pk}"
    assert len(text_of(draft).steps) == 5
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert "Memerintahkan pengumpulan data kinerja" in page
    assert "Benar" in page
    assert faults(page) == []


def test_an_uploaded_file_is_read_and_kept(administrator: Client) -> None:
    file = SimpleUploadedFile("sop.txt", PASTED.encode(), content_type="text/plain")
    assert administrator.post("/sop/baca", {"berkas": file}).status_code == 302
    source = the_draft().source
    assert source is not None
    assert source.name == "sop.txt"


@pytest.mark.parametrize("text", ["", "   ", "Selamat pagi.", "<script>alert(1)</script>" * 50])
def test_a_text_without_a_procedure_is_refused_in_words_and_kept(administrator: Client, text: str) -> None:
    answer = pasted(administrator, text)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert 'role="alert"' in said
    assert "<script>alert" not in said
    assert not DraftEdition.objects.exists()


def test_a_broken_file_is_refused_in_words(administrator: Client) -> None:
    file = SimpleUploadedFile("sop.docx", b"PK\x03\x04 bukan zip", content_type="application/octet-stream")
    answer = administrator.post("/sop/baca", {"berkas": file})
    assert answer.status_code == 422
    assert 'class="wrong"' in answer.content.decode()


def test_one_press_answers_a_guess(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    before = questions_of(draft, text_of(draft))
    typed = {"tanya": 0, "apa": f"{before[0].code} {before[0].where}", "versi": draft.version}
    administrator.post(f"/sop/konsep/{draft.pk}", typed)
    draft.refresh_from_db()
    assert questions_of(draft, text_of(draft)) == before[1:]
    assert draft.answers[0]["where"] == before[0].where


def test_an_answer_to_a_question_of_another_tab_is_refused(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    answer = administrator.post(f"/sop/konsep/{draft.pk}", {"tanya": 0, "apa": "lain steps/9", "versi": 1})
    assert answer.status_code == 422
    assert "sudah dijawab" in answer.content.decode()


def test_a_line_is_corrected_and_what_was_typed_wrong_is_kept(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    address = f"/sop/konsep/{draft.pk}/langkah"
    key = text_of(draft).performers[0].key
    typed = {"nomor": 1, "versi": draft.version, "uraian": "Memberi perintah", "tindakan-1": "instruct"}
    typed |= {"oleh-1": key, "waktu": "lama", "satuan": "day"}
    refused = administrator.post(address, typed)
    assert refused.status_code == 422
    assert 'value="lama"' in refused.content.decode()
    assert administrator.post(address, typed | {"waktu": "1,5"}).status_code == 302
    draft.refresh_from_db()
    first = text_of(draft).steps[0]
    assert first.activity == "Memberi perintah"
    assert first.duration is not None
    assert first.duration.raw == "1,5 hari"


def test_a_line_is_put_in_and_taken_out(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    key = text_of(draft).performers[0].key
    typed = {"nomor": 0, "versi": 1, "uraian": "Menerima surat", "tindakan-1": "instruct", "oleh-1": key}
    administrator.post(f"/sop/konsep/{draft.pk}/langkah", typed | {"sesudah": 0, "waktu": "10", "satuan": "minute"})
    draft.refresh_from_db()
    assert text_of(draft).steps[0].activity == "Menerima surat"
    administrator.post(f"/sop/konsep/{draft.pk}/langkah", {"nomor": 1, "versi": draft.version, "putusan": "hapus"})
    draft.refresh_from_db()
    assert len(text_of(draft).steps) == 5


def test_a_name_that_means_another_performer_is_learned(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    one, other = text_of(draft).performers[:2]
    typed = {f"nama-{p.key}": p.name for p in text_of(draft).performers} | {f"adalah-{one.key}": other.key, "versi": 1}
    assert administrator.post(f"/sop/konsep/{draft.pk}/pelaksana", typed).status_code == 302
    assert (Alias.objects.get().written, Alias.objects.get().meant) == (one.name, other.name)


def test_the_next_document_is_read_with_what_was_learned(administrator: Client) -> None:
    """A document has a column for the "Sekcam Utama"; said once that this is the secretary, the next means him too."""
    first = PASTED.replace("\tKasi\t", "\tKasi\tSekcam Utama\t").replace("\t●\t\t\t", "\t●\t\t\t\t")
    first = first.replace("\t\t●\t\t", "\t\t●\t\t\t").replace("\t\t\t●\t", "\t\t\t●\t\t")
    pasted(administrator, first)
    draft = the_draft()
    keys = {one.name: one.key for one in text_of(draft).performers}
    typed = {f"nama-{key}": name for name, key in keys.items()}
    typed |= {f"adalah-{keys['Sekcam Utama']}": keys["Sekretaris"], "versi": "1"}
    assert administrator.post(f"/sop/konsep/{draft.pk}/pelaksana", typed).status_code == 302
    pasted(administrator, PASTED.replace("Sekretaris", "Sekcam Utama"))
    following = text_of(DraftEdition.objects.latest("pk"))
    assert [one.name for one in following.performers] == ["Camat", "Sekretaris", "Kasi"]
    assert following.steps[1].performers[0].key == keys["Sekretaris"]


def test_a_correction_from_an_old_page_is_refused_in_words(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    address = f"/sop/konsep/{draft.pk}/identitas"
    assert administrator.post(address, {"versi": 1, "judul": "Satu"}).status_code == 302
    answer = administrator.post(address, {"versi": 1, "judul": "Dua"})
    assert answer.status_code == 422
    assert "diubah di tempat lain" in answer.content.decode()
    assert 'value="Dua"' in answer.content.decode()


def test_the_head_approves_what_the_administrator_submits(made: Stage, administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    answer_all(administrator, draft)
    assert administrator.post(f"/sop/konsep/{draft.pk}/pengesahan", {"putusan": "ajukan"}).status_code == 302
    head = Post.objects.get(office=made.world.office, title="Camat")
    Post.objects.filter(pk=head.pk).update(heads_office=True)
    typed = {"putusan": "sahkan", "nomor": "001/2026", "disahkan": "5-1-2026", "berlaku": "6-1-2026"}
    answer = made.browser(head.pk).post(f"/sop/konsep/{draft.pk}/pengesahan", typed)
    edition = Edition.objects.latest("pk")
    assert answer.headers["Location"] == f"/sop/edisi/{edition.pk}"
    assert sop_of(edition).number == "001/2026"
    assert faults(administrator.get(f"/sop/edisi/{edition.pk}").content.decode()) == []


def test_open_questions_stop_the_approval(administrator: Client) -> None:
    pasted(administrator)
    draft = the_draft()
    answer = administrator.post(f"/sop/konsep/{draft.pk}/pengesahan", {"putusan": "ajukan"})
    assert answer.status_code == 422
    assert DraftEdition.objects.get().state == DraftState.OPEN


def test_a_next_edition_is_compared_with_the_one_before(administrator: Client) -> None:
    first = Edition.objects.latest("pk")
    answer = administrator.post(f"/sop/edisi/{first.pk}", {"putusan": "perbarui"})
    draft = the_draft()
    assert answer.headers["Location"] == f"/sop/konsep/{draft.pk}"
    administrator.post(f"/sop/konsep/{draft.pk}/identitas", {"versi": 1, "judul": "Nama yang baru"})
    draft.refresh_from_db()
    answer_all(administrator, draft)
    typed = {"putusan": "kertas", "nomor": "2", "disahkan": "5-1-2026", "berlaku": "6-1-2026"}
    assert administrator.post(f"/sop/konsep/{draft.pk}/pengesahan", typed).status_code == 302
    second = Edition.objects.latest("pk")
    page = administrator.get(f"/sop/edisi/{second.pk}?banding={first.pk}").content.decode()
    assert second.number == 2
    assert "Nama yang baru" in page
    assert "berubah" in page


@pytest.mark.parametrize("page", ["", "/langkah?nomor=1", "/pelaksana", "/identitas", "/pengesahan"])
def test_every_page_of_a_draft_is_sound_and_only_its_office_reads_it(administrator: Client, page: str) -> None:
    pasted(administrator)
    address = f"/sop/konsep/{the_draft().pk}{page}"
    answer = administrator.get(address)
    assert answer.status_code == 200
    assert faults(answer.content.decode()) == []
    other = stage().administrator()
    assert other.get(address).status_code == 404


def test_who_administers_nothing_reads_no_document(made: Stage) -> None:
    browser = made.browser(next(iter(made.world.people)))
    assert browser.get("/sop/baca").status_code == 403
    assert browser.get("/sop/konsep").status_code == 200


def test_an_example_of_the_catalogue_becomes_a_draft_under_the_offices_own_name(
    made: Stage, administrator: Client
) -> None:
    administrator.post("/sop/baca", {"katalog": "simpang-empat-2025"})
    assert text_of(the_draft()).office == made.world.office.name
