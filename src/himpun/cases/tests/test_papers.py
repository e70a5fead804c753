"""What the papers of the acts say: letters as an office sends them, lists and notes that point."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from himpun.cases import deeds
from himpun.cases.actions import archive, form_team, hand_over, instruct, meet, open_case, publish, send_back
from himpun.cases.models import Case, CasePaper, Origin
from himpun.cases.reading import reading_of
from himpun.cases.tests.cast import (
    CAMAT,
    CLERK,
    MONDAY,
    QUARTER,
    SECRETARY,
    Here,
    a_meeting,
    a_team,
    an_instruction,
    keep_promises,
    opened,
    return_to,
    run_to,
    sungai_jernih,
    the_task,
)

pytestmark = pytest.mark.django_db


def at(act: str) -> tuple[Here, Case]:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, act)
    return here, case


def paper(case: Case, kind: str) -> dict[str, Any]:
    """The content of the case's last paper of a kind."""
    filed = CasePaper.objects.filter(case=case, paper__kind=kind).order_by("pk").last()
    assert filed is not None
    content: dict[str, Any] = filed.paper.content
    return content


def block(content: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in content["blocks"] if one["is"] == kind)
    return found


def addressees(here: Here, *titles: str) -> tuple[deeds.Addressee, ...]:
    return tuple(deeds.Addressee(here.posts[title].pk, title) for title in titles)


def test_a_disposition_tells_when_the_letter_came_and_not_when_it_was_given() -> None:
    here = sungai_jernih()
    letter = deeds.Letter("Bupati", "7", date(2026, 7, 1), "Data", received=date(2026, 7, 2))
    case = open_case(here.who(CLERK), here.procedure, QUARTER, origin=Origin.LETTER, letter=letter, at=MONDAY)
    run_to(here, case, "form_team")
    assert dict(paper(case, "disposition")["heads"])["Diterima tanggal"] == "Kamis, 2 Juli 2026"


def test_a_disposition_without_a_letter_leaves_the_letters_fields_blank_and_bears_its_initial() -> None:
    here, case = at("instruct")
    task = the_task(case, "instruct")
    instruct(here.holder(task), task, an_instruction(here), at=MONDAY)
    content = paper(case, "disposition")
    heads = dict(content["heads"])
    assert (heads["Diterima tanggal"], heads["Nomor surat"], heads["Nomor agenda"]) == ("", "", "")
    initial = next(one for one in content["blocks"] if one.get("heading") == "Paraf")
    assert initial["texts"][0] == f"Diparaf secara elektronik oleh {CAMAT}\n6 Juli 2026 pukul 09.00 WITA"


def test_the_secretary_forms_a_team_on_the_heads_behalf_and_says_on_what_ground() -> None:
    here, case = at("form_team")
    task = the_task(case, "form_team")
    form_team(here.holder(task), task, replace(a_team(here), until=date(2026, 7, 31)), at=MONDAY)
    content = paper(case, "team_letter")
    assert content["signer"]["lead"] == "a.n. CAMAT SUNGAI JERNIH"
    assert content["signer"]["name"] == SECRETARY
    assert "Disposisi Camat Sungai Jernih tanggal 6 Juli 2026." in block(content, "items")["texts"]
    assert CLERK in str(block(content, "table")["rows"])
    assert block(content, "fields")["rows"] == [["Jangka waktu", "6 Juli 2026 sampai dengan 31 Juli 2026"]]


def test_who_invites_is_not_among_the_invited() -> None:
    here, case = at("meet")
    task = the_task(case, "meet")
    people = [
        deeds.Attendee(name, title, present=True) for name, title in ((SECRETARY, "Sekretaris"), (CLERK, "Kasub"))
    ]
    meet(here.holder(task), task, replace(a_meeting(), attendees=tuple(people)), at=MONDAY)
    content = paper(case, "invitation")
    assert content["addressee"] == ["Kasub"]
    assert [label for label, _ in content["heads"]] == ["Sifat", "Lampiran", "Hal"]
    assert dict(block(paper(case, "attendance"), "fields")["rows"])["Tempat"] == "Aula"


def test_minutes_have_a_block_for_who_led_and_for_who_wrote() -> None:
    here, case = at("meet")
    task = the_task(case, "meet")
    scribe = here.posts["Kasubag Program"].pk
    meet(here.holder(task), task, replace(a_meeting(), scribe=scribe), at=MONDAY)
    wrote, led = block(paper(case, "minutes"), "hands")["signers"]
    assert (wrote["lead"], wrote["name"]) == ("Notulis,", CLERK)
    assert (led["lead"], led["name"]) == ("Pimpinan rapat,", SECRETARY)


def test_a_receipt_says_how_much_and_has_a_block_for_every_receiver() -> None:
    here, case = at("hand_over")
    task = the_task(case, "hand_over")
    deed = deeds.HandOver(
        ("Rekap", "Bukti"), addressees(here, "Sekretaris", "Camat Sungai Jernih"), counts=("2 berkas", "")
    )
    hand_over(here.holder(task), task, deed, at=MONDAY)
    content = paper(case, "receipt")
    assert [row[1:3] for row in block(content, "table")["rows"]] == [
        ["Rekap", "2 berkas"],
        ["Bukti", "1 (satu) berkas"],
    ]
    assert [one["name"] for one in block(content, "hands")["signers"]] == [CLERK, SECRETARY, CAMAT]


def test_a_return_note_names_the_step_the_unit_and_what_is_pointed_at() -> None:
    here, case = at("review")
    task = the_task(case, "review")
    unit = here.units["Pelayanan"]
    points = tuple(deeds.Point(unit.pk, field=str(n), named=f"Indikator {n}", note="Koma") for n in (1, 2))
    decision = deeds.SendBack(4, "Tidak cocok.", points)
    send_back(here.holder(task), task, decision, read=reading_of(task).digest, at=MONDAY)
    content = paper(case, "review_note")
    step = dict(block(content, "fields")["rows"])["Dikembalikan ke"]
    assert step.startswith("4. ")
    assert len(step) > len("4. ")
    assert block(content, "table")["rows"] == [["1.", unit.name, "Indikator 1\nIndikator 2", "Koma"]]


def test_the_cover_letter_bears_the_heads_block_though_the_clerk_sends_it() -> None:
    here, case = at("publish")
    task = the_task(case, "publish")
    publish(here.holder(task), task, deeds.Publication(("Inspektorat", "Bappeda"), "Kurir"), at=MONDAY)
    content = paper(case, "cover_letter")
    received, sent = block(content, "hands")["signers"]
    assert received["name"] == ""
    assert received["lead"].startswith("Diterima tanggal")
    assert (sent["capacity"], sent["name"]) == ("CAMAT SUNGAI JERNIH", CAMAT)
    assert content["footnote"] == f"Disiapkan oleh {CLERK}, Kasubag Program"
    assert content["addressee"] == ["Inspektorat", "Bappeda"]


def test_papers_of_one_kind_are_told_apart_in_the_archive_list() -> None:
    here, case = at("review")
    for _ in range(2):
        return_to(here, the_task(case, "review"), 4, here.units["Pelayanan"])
        run_to(here, case, "review")
    run_to(here, case, "archive")
    keep_promises(MONDAY)
    task = the_task(case, "archive")
    deed = deeds.Archiving(rack="2", retention="aktif 1 tahun", state="salinan", fate="musnah")
    archive(here.holder(task), task, deed, at=MONDAY)
    content = paper(case, "archive_list")
    rows = block(content, "table")["rows"]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert len({row[2] for row in rows}) == len(rows)
    assert "Lembar Disposisi, kepada Sekretaris" in [row[2] for row in rows]
    assert sum(row[2].startswith("Catatan Pemeriksaan") for row in rows) == 3
    assert {(row[4], row[5]) for row in rows} == {("1 (satu) berkas", "salinan")}
    heads = dict(content["heads"])
    assert (heads["Retensi"], heads["Nasib akhir"]) == ("aktif 1 tahun", "musnah")
    assert content["landscape"]
