"""The form of a line can say all that a line says: each act's doers, who joins, both ways of a decision, any time."""

from typing import Any

import pytest
from django.test import Client

from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition
from himpun.sop.edit import line
from himpun.sop.model import Act, Part, Role, Step, When
from himpun.web.tests.markup import faults, read, sent
from himpun.web.tests.stage import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    return stage().administrator()


@pytest.fixture
def draft(administrator: Client) -> DraftEdition:
    administrator.post("/sop/baca", {"katalog": "batui-selatan"})
    return DraftEdition.objects.get()


def save(browser: Client, draft: DraftEdition, number: int, **changed: Any) -> Step:
    """The line's form with these fields typed otherwise; the line as it is then."""
    assert answer(browser, draft, number, **changed).status_code == 302
    draft.refresh_from_db()
    return line(text_of(draft), number)


def answer(browser: Client, draft: DraftEdition, number: int, **changed: Any) -> Any:
    address = f"/sop/konsep/{draft.pk}/langkah"
    page = browser.get(f"{address}?nomor={number}").content.decode()
    assert faults(page) == []
    typed: dict[str, Any] = {**sent(read(page)), **{name.replace("_", "-"): value for name, value in changed.items()}}
    return browser.post(address, typed)


def keys(draft: DraftEdition) -> list[str]:
    return [one.key for one in text_of(draft).performers]


def test_each_act_has_its_own_doers(administrator: Client, draft: DraftEdition) -> None:
    one, other, third, *_ = keys(draft)
    chosen = {"tindakan_1": "recap", "oleh_1": [one], "tindakan_2": "review", "oleh_2": [other]}
    step = save(administrator, draft, 7, **chosen, ikut=[third], terima=[])
    assert step.acts == (Act.RECAP, Act.REVIEW)
    assert set(step.performers) == {Role(one, acts=(1,)), Role(other, acts=(2,)), Role(third, Part.JOINS)}
    both = save(administrator, draft, 7, oleh_1=[one, other], oleh_2=[one])
    assert {role.key: role.acts for role in both.performers if role.part is Part.DOES} == {one: (), other: (1,)}


def test_an_act_taken_away_goes_with_its_doers(administrator: Client, draft: DraftEdition) -> None:
    one, other, *_ = keys(draft)
    save(administrator, draft, 7, tindakan_1="recap", oleh_1=[one], tindakan_2="review", oleh_2=[other], ikut=[])
    step = save(administrator, draft, 7, tindakan_1="")
    assert step.acts == (Act.REVIEW,)
    assert [role for role in step.performers if role.part is Part.DOES] == [Role(other)]


def test_a_decision_goes_on_to_a_line_and_back_to_two(administrator: Client, draft: DraftEdition) -> None:
    number = next(one.number for one in text_of(draft).steps if Act.REVIEW in one.acts)
    step = save(administrator, draft, number, lanjut="end", kembali_1="2", kembali_2="3")
    assert [(way.when, way.to) for way in step.ways] == [(When.YES, "end"), (When.NO, 2), (When.NO, 3)]
    assert save(administrator, draft, number, uraian="Memeriksa lagi").ways == step.ways
    assert save(administrator, draft, number, lanjut="", kembali_1="", kembali_2="").ways == ()
    assert answer(administrator, draft, number, lanjut="99").status_code == 422


def test_a_new_line_goes_on_to_the_line_that_was_chosen(administrator: Client, draft: DraftEdition) -> None:
    there = line(text_of(draft), 5).activity
    chosen = {"oleh_1": [keys(draft)[0]], "tindakan_1": "instruct", "sesudah": "1", "lanjut": "5"}
    assert answer(administrator, draft, 0, uraian="Memberi perintah lagi", **chosen).status_code == 302
    draft.refresh_from_db()
    sop = text_of(draft)
    (way,) = line(sop, 2).ways
    assert line(sop, int(way.to)).activity == there


@pytest.mark.parametrize(
    ("typed", "unit", "written", "minutes"),
    [("1½", "hour", "1½ jam", "1.5 hour"), ("1,5", "day", "1,5 hari", "1.5 day"), ("2 jam", "day", "2 jam", "2 hour")],
)
def test_a_time_is_typed_as_people_write_it(
    administrator: Client, draft: DraftEdition, typed: str, unit: str, written: str, minutes: str
) -> None:
    time = save(administrator, draft, 1, waktu=typed, satuan=unit).duration
    assert time is not None
    assert (time.written, f"{time.value} {time.unit.value}") == (written, minutes)


@pytest.mark.parametrize("typed", ["lama", "0", "-3", "1.2.3"])
def test_what_is_no_time_is_refused_and_kept(administrator: Client, draft: DraftEdition, typed: str) -> None:
    refused = answer(administrator, draft, 1, waktu=typed)
    assert refused.status_code == 422
    assert f'value="{typed}"' in refused.content.decode()


def test_an_act_without_a_doer_and_a_doer_without_an_act_are_told_beside_their_fields(
    administrator: Client, draft: DraftEdition
) -> None:
    one = keys(draft)[0]
    blank = len(line(text_of(draft), 1).acts) + 1
    refused = answer(administrator, draft, 1, oleh_1=[], **{f"oleh_{blank}": [one]})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert 'id="salah-oleh-1"' in said
    assert f'id="salah-tindakan-{blank}"' in said


def test_saving_leads_on_to_the_next_line(administrator: Client, draft: DraftEdition) -> None:
    told = answer(administrator, draft, 2, putusan="sesudahnya")
    assert told.headers["Location"] == f"/sop/konsep/{draft.pk}/langkah?nomor=3"


def test_the_document_stands_beside_the_form_with_the_lines_row_marked(administrator: Client) -> None:
    table = (
        "No\tKegiatan\tCamat\tKasi\tKelengkapan\tWaktu\tOutput\n1\tMemerintahkan pengumpulan data\t●\t\tSurat\t5 menit"
    )
    table += "\tDisposisi\n2\tMengisi data kinerja\t\t●\tFormat\t1 hari\tIsian\n"
    administrator.post("/sop/baca", {"teks": f"Nama SOP\tPengukuran\n{table}"})
    draft = DraftEdition.objects.get()
    page = administrator.get(f"/sop/konsep/{draft.pk}/langkah?nomor=2").content.decode()
    assert 'id="baris-2" class="here"' in page
    assert page.count('class="here"') == 1
    assert "Dokumen sebagaimana adanya" in administrator.get(f"/sop/konsep/{draft.pk}/pelaksana").content.decode()
