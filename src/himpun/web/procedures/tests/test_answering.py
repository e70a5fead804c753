"""What was guessed is answered by one press, also otherwise, several at once, and can be asked again."""

from typing import Any

import pytest
from django.test import Client

from himpun.procedures.drafts import answers_of, errors_of, questions_of, text_of
from himpun.procedures.models import DraftEdition
from himpun.sop.choices import choices_for
from himpun.sop.edit import line
from himpun.sop.model import Finding, Part, Severity
from himpun.web.procedures.asking import asked_of, sure_ones
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import Stage, stage

pytestmark = pytest.mark.django_db

# No symbol stands in the columns: who does what is guessed from the words.
GUESSED = """Nama SOP\tPengumpulan Data Kinerja Kecamatan Mekar Sari
No\tKegiatan\tCamat\tSekretaris\tKasi\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMemerintahkan pengumpulan data kinerja\t●\t\t\tSurat\t15 menit\tDisposisi\t
2\tMenyampaikan permintaan data kepada seksi\t\t●\t\tDisposisi\t30\tNota dinas\t
3\tMengisi data kinerja masing-masing seksi\t\t\t●\tFormat\t2 hari / 90 menit\tIsian\t
4\tMenghimpun dan merekap data\t\t●\t\tIsian\t1 hari\tRekap\t
5\tMemeriksa rekap\t●\t\t\tRekap\t30 menit\tRekap yang benar\t
6\tMenandatangani laporan\t●\t\t\tLaporan\t30 menit\tLaporan\t
"""


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def administrator(made: Stage) -> Client:
    return made.administrator()


@pytest.fixture
def draft(administrator: Client) -> DraftEdition:
    administrator.post("/sop/baca", {"teks": GUESSED})
    return DraftEdition.objects.get()


def typed(draft: DraftEdition, code: str, **more: Any) -> dict[str, Any]:
    """The form of the first question of this code."""
    draft.refresh_from_db()
    sop = text_of(draft)
    asked = (*questions_of(draft, sop), *errors_of(sop))
    n, finding = next((n, one) for n, one in enumerate(asked) if one.code == code)
    return {"tanya": n, "apa": f"{finding.code} {finding.where}", "versi": draft.version} | more


def the(draft: DraftEdition, code: str) -> Finding:
    draft.refresh_from_db()
    return next(one for one in questions_of(draft, text_of(draft)) if one.code == code)


def press(browser: Client, draft: DraftEdition, form: dict[str, Any]) -> Any:
    answer = browser.post(f"/sop/konsep/{draft.pk}", form)
    draft.refresh_from_db()
    return answer


def test_every_guess_offers_its_other_answers_as_buttons(administrator: Client, draft: DraftEdition) -> None:
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    sop = text_of(draft)
    for finding in questions_of(draft, sop):
        for choice in choices_for(sop, finding):
            assert f">{choice.label}</button>" in page
    assert faults(page) == []


def test_another_return_is_chosen_by_one_press(administrator: Client, draft: DraftEdition) -> None:
    finding = the(draft, "way_guessed")
    number = int(finding.where.split("/")[1])
    choice = choices_for(text_of(draft), finding)[-1]
    at = len(choices_for(text_of(draft), finding)) - 1
    answer = press(administrator, draft, typed(draft, "way_guessed", jawab=at))
    assert answer.status_code == 302
    assert line(text_of(draft), number).ways == line(choice.sop, number).ways
    assert (answers_of(draft)[-1]["answer"], answers_of(draft)[-1]["said"]) == ("changed", choice.label)


def test_the_second_reading_of_a_time_is_chosen_by_one_press(administrator: Client, draft: DraftEdition) -> None:
    sop = text_of(draft)
    two = next(one for one in sop.findings if one.where == "steps/3/duration")
    asked = questions_of(draft, sop)
    form = {"tanya": asked.index(two), "apa": f"{two.code} {two.where}", "versi": draft.version, "jawab": 0}
    press(administrator, draft, form)
    time = line(text_of(draft), 3).duration
    assert time is not None
    assert time.written == "90 menit"


def test_the_next_question_stands_where_the_answered_one_stood(administrator: Client, draft: DraftEdition) -> None:
    asked = questions_of(draft, text_of(draft))
    second = {"tanya": 1, "apa": f"{asked[1].code} {asked[1].where}", "versi": draft.version}
    answer = press(administrator, draft, second)
    assert answer.headers["Location"] == f"/sop/konsep/{draft.pk}#tanya-1"
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert 'id="tanya-1"' in page


def test_all_sure_guesses_are_confirmed_by_one_press_each_by_name(administrator: Client) -> None:
    administrator.post("/sop/baca", {"katalog": "batui-selatan"})
    draft = DraftEdition.objects.latest("pk")
    sop = text_of(draft)
    sure = tuple(
        Finding("closing_added", Severity.GUESS, f"closing/{one.number}", f"Langkah {one.number}.", "Ada. (yakin, 0,9)")
        for one in sop.closing
    )
    data = {
        **draft.sop,
        "findings": [*draft.sop["findings"], *({**one, "severity": "guess"} for one in map(_told, sure))],
    }
    DraftEdition.objects.filter(pk=draft.pk).update(sop=data)
    draft.refresh_from_db()
    assert set(sure_ones(text_of(draft))) == set(sure)
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert f"Benar semua {len(sure)} dugaan yang yakin" in page
    press(administrator, draft, {"semua": "yakin", "versi": draft.version})
    assert sure_ones(text_of(draft)) == ()
    assert len([one for one in answers_of(draft) if one["answer"] == "confirmed"]) == len(sure)


def _told(one: Finding) -> dict[str, str]:
    return {"code": one.code, "where": one.where, "message": one.message, "reason": one.reason}


def test_guesses_of_one_class_are_confirmed_together(administrator: Client, draft: DraftEdition) -> None:
    kin = [one for one in text_of(draft).findings if one.code == "way_guessed"]
    assert len(kin) > 1
    press(administrator, draft, typed(draft, "way_guessed", jawab="serupa"))
    assert not any(one.code == "way_guessed" for one in text_of(draft).findings)
    assert len(answers_of(draft)) == len(kin)


def test_who_answered_stands_on_the_page_and_it_can_be_asked_again(administrator: Client, draft: DraftEdition) -> None:
    finding = the(draft, "way_guessed")
    press(administrator, draft, typed(draft, "way_guessed"))
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert "Tanyakan lagi" in page
    assert "Tuti Maharani" in page
    press(administrator, draft, {"lagi": 0, "apa": f"{finding.code} {finding.where}", "versi": draft.version})
    assert finding in text_of(draft).findings
    assert answers_of(draft) == []


def test_an_accepted_warning_can_be_asked_again(administrator: Client, draft: DraftEdition) -> None:
    finding = the(draft, "duration_without_unit")
    press(administrator, draft, typed(draft, "duration_without_unit"))
    assert finding not in questions_of(draft, text_of(draft))
    told = answers_of(draft)
    assert told[0]["answer"] == "accepted"
    press(administrator, draft, {"lagi": 0, "apa": f"{finding.code} {finding.where}", "versi": draft.version})
    assert finding in questions_of(draft, text_of(draft))


def test_an_answer_that_is_not_offered_is_refused_in_words(administrator: Client, draft: DraftEdition) -> None:
    for wrong in ("7", "99999999"):
        answer = press(administrator, draft, typed(draft, "way_guessed", jawab=wrong))
        assert answer.status_code == 422
    stale = typed(draft, "way_guessed", jawab=0) | {"pilihan-0": "Ke langkah 99"}
    assert press(administrator, draft, stale).status_code == 422
    assert answers_of(draft) == []


def test_an_error_is_mended_and_never_accepted(administrator: Client, draft: DraftEdition) -> None:
    data = {**draft.sop}
    data["steps"] = [{**data["steps"][0], "performers": []}, *data["steps"][1:]]
    DraftEdition.objects.filter(pk=draft.pk).update(sop=data)
    form = typed(draft, "act_without_doer")
    assert press(administrator, draft, form).status_code == 422
    assert press(administrator, draft, form | {"jawab": 0}).status_code == 302
    assert any(role.part is Part.DOES for role in line(text_of(draft), 1).performers)


def test_a_question_shows_the_line_that_it_is_about_and_leads_to_it_in_the_document(
    administrator: Client, draft: DraftEdition
) -> None:
    page = administrator.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert 'id="baris-5"' in page
    assert 'href="#baris-5"' in page
    questions, _ = asked_of(draft, text_of(draft))
    assert all(one.row is not None for one in questions if one.finding.where.startswith("steps/"))
    assert any(one.follows for one in questions)


def test_findings_name_performers_and_places_in_office_words(administrator: Client, draft: DraftEdition) -> None:
    questions, errors = asked_of(draft, text_of(draft))
    keys = {one.key for one in text_of(draft).performers}
    assert all(not set(one.where.replace(",", " ").split()) & keys for one in (*questions, *errors))


def test_the_head_sees_the_questions_but_answers_none(made: Stage, administrator: Client, draft: DraftEdition) -> None:
    browser = made.browser(next(iter(made.world.people)))
    page = browser.get(f"/sop/konsep/{draft.pk}").content.decode()
    assert 'name="jawab"' not in page
    assert browser.post(f"/sop/konsep/{draft.pk}", typed(draft, "way_guessed")).status_code == 403
