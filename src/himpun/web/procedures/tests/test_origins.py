"""A document whose title the register has already, and one that is another office's: each is asked about once."""

from typing import Any

import pytest
from django.test import Client

from himpun.procedures.drafts import questions_of, text_of
from himpun.procedures.models import DraftEdition, Edition, Procedure
from himpun.procedures.origins import ANOTHER_OFFICE, SAME_TITLE
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import Stage, stage

pytestmark = pytest.mark.django_db

THEIRS = """PEMERINTAH KABUPATEN KARANG ASRI
KECAMATAN TELUK BIRU
Nomor SOP\t12/TB/2025
Nama SOP\tPengukuran Kinerja Kecamatan Teluk Biru
Disahkan oleh\tCamat Teluk Biru
No\tKegiatan\tCamat Teluk Biru\tSekretaris\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMemerintahkan pengukuran kinerja\t●\t\tSurat\t15 menit\tDisposisi Camat Teluk Biru\t
2\tMenghimpun dan merekap data\t\t●\tIsian\t1 hari\tRekap\t
3\tMenandatangani laporan\t●\t\tLaporan\t30 menit\tLaporan\t
"""


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def administrator(made: Stage) -> Client:
    return made.administrator()


def read(browser: Client, text: str) -> DraftEdition:
    assert browser.post("/sop/baca", {"teks": text}).status_code == 302
    return DraftEdition.objects.latest("pk")


def asked(draft: DraftEdition) -> list[str]:
    draft.refresh_from_db()
    return [one.code for one in questions_of(draft, text_of(draft))]


def press(browser: Client, draft: DraftEdition, code: str, jawab: Any) -> None:
    sop = text_of(draft)
    n, finding = next((n, one) for n, one in enumerate(questions_of(draft, sop)) if one.code == code)
    typed = {"tanya": n, "apa": f"{finding.code} {finding.where}", "versi": draft.version, "jawab": jawab}
    assert browser.post(f"/sop/konsep/{draft.pk}", typed).status_code == 302
    draft.refresh_from_db()


def titled(made: Stage) -> str:
    """A document whose title is the office's own procedure, written otherwise."""
    title = f"SOP {made.case.procedure.title.upper()} di {made.world.office.name}"
    return THEIRS.replace("Pengukuran Kinerja Kecamatan Teluk Biru", title)


def test_a_title_of_the_register_is_asked_about_and_one_press_makes_it_the_next_edition(
    made: Stage, administrator: Client
) -> None:
    draft = read(administrator, titled(made))
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert ">Ya, edisi berikutnya</button>" in page
    press(administrator, draft, SAME_TITLE, 0)
    assert draft.procedure == made.case.procedure
    assert SAME_TITLE not in asked(draft)
    answer_the_rest(administrator, draft)
    typed = {"putusan": "kertas", "nomor": "7", "disahkan": "2026-01-05", "berlaku": "2026-01-05"}
    administrator.post(f"/sop/konsep/{draft.pk}/pengesahan", typed | {"versi": draft.version})
    assert Edition.objects.latest("pk").number == 2
    assert Procedure.objects.filter(office=made.world.office).count() == 1


def answer_the_rest(browser: Client, draft: DraftEdition) -> None:
    while codes := asked(draft):
        press(browser, draft, codes[0], "benar")


def test_a_title_of_the_register_may_be_an_sop_of_its_own_and_is_asked_again_on_request(
    made: Stage, administrator: Client
) -> None:
    draft = read(administrator, titled(made))
    press(administrator, draft, SAME_TITLE, "benar")
    assert draft.procedure is None
    assert SAME_TITLE not in asked(draft)
    administrator.post(f"/sop/konsep/{draft.pk}", {"lagi": 0, "apa": f"{SAME_TITLE} title", "versi": draft.version})
    assert asked(draft).count(SAME_TITLE) == 1
    press(administrator, draft, SAME_TITLE, 0)
    assert SAME_TITLE not in asked(draft)


def test_another_title_is_not_asked_about_but_can_be_made_the_next_edition(made: Stage, administrator: Client) -> None:
    draft = read(administrator, THEIRS)
    assert SAME_TITLE not in asked(draft)
    address = f"/sop/konsep/{draft.pk}/identitas"
    assert faults(administrator.get(address).content.decode()) == []
    typed = {"judul": "Pengukuran Kinerja", "edisi": made.case.procedure.pk, "versi": draft.version}
    assert administrator.post(address, typed).status_code == 302
    draft.refresh_from_db()
    assert draft.procedure == made.case.procedure
    assert administrator.post(address, typed | {"edisi": "", "versi": draft.version}).status_code == 302
    draft.refresh_from_db()
    assert draft.procedure is None


def test_a_procedure_of_another_office_cannot_be_renewed_here(made: Stage, administrator: Client) -> None:
    elsewhere = stage().case.procedure
    draft = read(administrator, THEIRS)
    typed = {"judul": "Pengukuran Kinerja", "edisi": elsewhere.pk, "versi": draft.version}
    assert administrator.post(f"/sop/konsep/{draft.pk}/identitas", typed).status_code == 422
    draft.refresh_from_db()
    assert (draft.procedure, draft.version) == (None, 1)


def test_a_document_of_another_office_is_adapted_by_one_press_and_says_what_changed(
    made: Stage, administrator: Client
) -> None:
    draft = read(administrator, THEIRS)
    assert ANOTHER_OFFICE in asked(draft)
    press(administrator, draft, ANOTHER_OFFICE, 0)
    sop = text_of(draft)
    assert ANOTHER_OFFICE not in asked(draft)
    assert (sop.office, sop.number, sop.approved_by.name) == (made.world.office.name, "", "")
    assert "teluk biru" not in repr([sop.title, sop.steps, sop.performers, sop.approved_by]).casefold()
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert "Yang diubah dari aslinya" in page
    assert "12/TB/2025" in page
    assert faults(page) == []


def test_a_document_of_another_office_may_stay_as_it_is_written(administrator: Client) -> None:
    draft = read(administrator, THEIRS)
    press(administrator, draft, ANOTHER_OFFICE, "benar")
    assert ANOTHER_OFFICE not in asked(draft)
    assert text_of(draft).number == "12/TB/2025"


def test_the_offices_own_document_is_not_asked_about(made: Stage, administrator: Client) -> None:
    office = made.world.office
    own = THEIRS.replace("KECAMATAN TELUK BIRU", office.name.upper()).replace("Camat Teluk Biru", "Camat")
    own = own.replace("PEMERINTAH KABUPATEN KARANG ASRI", office.government.name.upper())
    assert ANOTHER_OFFICE not in asked(read(administrator, own))
