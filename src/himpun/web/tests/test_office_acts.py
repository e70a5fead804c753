"""Each act of the office by its page: what is asked, what is refused beside its field, what is kept, what is done."""

import re
from datetime import timedelta
from typing import Any

import pytest

from himpun.cases.models import CasePaper, Deed, Task, TeamMember
from himpun.documents.models import ArchiveEntry, Paper
from himpun.organisation.actions import appoint_acting
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Standing
from himpun.performance.tests.world import SETUP, run_out, run_to, the_task
from himpun.web.tests.stage import NOW, Stage, keep_promises, stage, text_of

pytestmark = pytest.mark.django_db


def at(act: str, key: str = "tatah-makmur-2021") -> tuple[Stage, Task]:
    made = stage(key, act=act)
    return made, Task.objects.select_related("case").filter(case=made.case, act=act, state="open").order_by("pk")[0]


def refused(made: Stage, task: Task, typed: dict[str, Any], **beside: str) -> str:
    """Post what must be refused: the reason stands beside each of these fields, and nothing was done."""
    answer = made.post(task, typed)
    page = text_of(answer)
    assert answer.status_code == 422
    for field, words in beside.items():
        assert words in page.split(f'id="salah-{field.replace("__", "-")}"')[1].split("</span>")[0]
    assert Task.objects.get(pk=task.pk).state == "open"
    assert not Deed.objects.filter(task=task).exists()
    return page


def done(made: Stage, task: Task, typed: dict[str, Any]) -> dict[str, Any]:
    """Post it twice: one effect, one answer. Returns what the act left."""
    first, second = made.post(task, typed), made.post(task, typed)
    assert first["Location"] == second["Location"] == f"/berkas/{made.case.pk}?selesai={task.pk}", text_of(first)
    assert Task.objects.get(pk=task.pk).state == "done"
    content: dict[str, Any] = Deed.objects.get(task=task).content
    return content


def someone(made: Stage) -> int:
    return list(made.world.people)[1]


def test_a_disposition_is_given() -> None:
    made, task = at("instruct")
    assert made.world.sop.lines[0].activity in text_of(made.get(task))
    page = refused(made, task, {"requests": ["Laporkan hasilnya"]}, addressees="Pilih kepada siapa")
    assert 'value="Laporkan hasilnya" checked' in page
    page = refused(made, task, {"addressees": [someone(made)]}, text="Pilih atau tulis isi disposisi")
    assert f'value="{someone(made)}" checked' in page
    page = refused(made, task, {"text": "Segera", "until": "31-02-2026"}, until="Tulis tanggal", addressees="Pilih")
    assert ">Segera</textarea>" in page
    assert 'value="31-02-2026"' in page
    deed = done(made, task, {"text": "Segera", "addressees": [someone(made)], "until": "10-7-2026", "nature": "segera"})
    assert (deed["text"], deed["until"], deed["nature"]) == ("Segera", "2026-07-10", "segera")
    assert CasePaper.objects.filter(task=task, paper__kind="disposition").count() == 1


def test_whoever_is_told_to_do_it_reads_so_on_the_page_of_the_task() -> None:
    made = stage("batui-selatan")
    first = the_task(made.case, "instruct")
    lines = Task.objects.filter(case=made.case)
    send = {"text": "Kerjakan sebelum Jumat", "addressees": list(made.world.people), "until": "10-7-2026"}
    send["addressees"] = [post for post in made.world.people if post != first.post_id]
    done(made, first, send)
    following = lines.get(state="open")
    page = text_of(made.get(following))
    told = page.split('aria-label="Disposisi untuk Anda"')[1].split("</section>")[0]
    assert "Kerjakan sebelum Jumat" in told
    assert "batas waktu Jumat, 10 Juli 2026" in told
    paper = CasePaper.objects.get(task=first).paper_id
    assert f'href="/dokumen/{paper}">lembar disposisi</a>' in told
    assert f"<h1>Disposisi</h1><p><b>Langkah 2: {made.world.sop.lines[1].activity}</b></p>" in page


def test_a_disposition_goes_to_nobody_of_another_office() -> None:
    made, task = at("instruct")
    other = stage("simpang-empat-2025")
    refused(made, task, {"text": "Segera", "addressees": [someone(other)]}, addressees="Pilih kepada siapa")


def test_too_long_is_told_and_not_cut_off() -> None:
    made, task = at("instruct")
    page = refused(
        made, task, {"text": "a" * 4001, "addressees": [someone(made)]}, text="4001 huruf, paling banyak 4000"
    )
    assert "a" * 4001 in page


def test_a_team_is_formed_with_exactly_one_leader() -> None:
    made, task = at("form_team")
    page = refused(made, task, {"name": "Tim Data", "members": [someone(made)]}, members="tepat satu ketua")
    assert 'value="Tim Data"' in page
    refused(made, task, {"name": ""}, name="Tulis nama tim", members="anggota")
    leader, member = list(made.world.people)[:2]
    team = {"name": "Tim Data", "leader": leader, "members": [member]}
    refused(made, task, team | {"until": "kapan-kapan"}, until="Tulis tanggal")
    assert done(made, task, team | {"until": "31-7-2026"})["until"] == "2026-07-31"
    assert dict(TeamMember.objects.values_list("post", "role")) == {leader: "Ketua", member: "Anggota"}


def test_a_plan_is_laid_down_in_dated_rows() -> None:
    made, task = at("plan")
    row = {"what-0": "Membagikan format", "starts-0": "2026-07-01", "ends-0": "2026-07-02", "who-0": "Sekretaris"}
    page = refused(
        made, task, row | {"what-3": "Memeriksa", "starts-3": "kapan"}, starts__3="Tulis tanggal", ends__3="Isi"
    )
    assert 'value="Membagikan format"' in page
    assert 'name="starts-3" value="kapan"' in page
    refused(made, task, {}, items="sedikitnya satu kegiatan")
    refused(made, task, row | {"ends-0": "2026-06-01"}, items="terbalik")
    refused(made, task, row | {"starts-0": "0001-01-01"}, starts__0="Tulis tanggal")
    deed = done(made, task, row)
    assert deed["items"] == [
        {"what": "Membagikan format", "starts": "2026-07-01", "ends": "2026-07-02", "who": "Sekretaris"}
    ]


def test_a_meeting_is_kept_with_who_came_and_what_was_said() -> None:
    made, task = at("meet")
    page = refused(
        made,
        task,
        {"agenda": "Data", "held_at": "besok", "minutes": "Dibahas"},
        held_at="6-10-2026 09.00",
        attendees="Tandai siapa yang hadir",
    )
    assert 'value="besok"' in page
    assert ">Dibahas</textarea>" in page
    here, invited = list(made.world.people)[:2]
    form = {"agenda": "Data", "held_at": "2026-07-03T09:00", "minutes": "Dibahas", "decisions": "Satu\r\n\r\nDua"}
    stranger = someone(stage("simpang-empat-2025"))
    deed = done(
        made, task, form | {"present": [here], "invited": [here, invited], "chair": stranger, "scribe": invited}
    )
    assert (deed["chair"], deed["scribe"]) == (0, invited), "a post of another office was not offered"
    assert deed["held_at"] == "2026-07-03T09:00:00+08:00", "the office's own clock"
    assert [a["present"] for a in deed["attendees"]] == [True, False]
    assert deed["decisions"] == ["Satu", "Dua"]


def test_work_is_handed_over() -> None:
    made, task = at("hand_over")
    page = refused(made, task, {"what": "", "note": "Lengkap"}, what="Sebutkan", to="Pilih siapa")
    assert ">Lengkap</textarea>" in page
    deed = done(made, task, {"what": "Rekap; 2 berkas\r\nLaporan", "to": [someone(made)], "note": "Lengkap"})
    assert (deed["what"], deed["counts"]) == (["Rekap", "Laporan"], ["2 berkas", ""])


def signed(key: str) -> Stage:
    made = stage(key)
    run_out(made.world, made.case, but=frozenset({"publish", "archive"}))
    keep_promises()
    return made


def test_a_report_is_published_to_somebody() -> None:
    made = signed("tebing-tinggi-dinas-2022")
    task = the_task(made.case, "publish")
    page = refused(made, task, {"by": "Surat"}, recipients="Tulis penerima")
    assert 'value="Surat"' in page
    assert done(made, task, {"recipients": "Bupati\r\nInspektorat"})["recipients"] == ["Bupati", "Inspektorat"]


def test_a_case_is_archived_at_a_place_and_ends() -> None:
    made = signed("batui-selatan")
    task = the_task(made.case, "archive")
    report = Paper.objects.get(filed__case=made.case, kind="report", replaced_at=None)
    told = text_of(made.get(task)).split("Yang diarsipkan")[1].split("</ul>")[0]
    assert told.split("<li>")[1].startswith(f'<a href="/dokumen/{report.pk}">{report.title}</a>')
    assert "Lembar Disposisi, dari Camat</a>" in told
    page = refused(made, task, {"copies": "nol", "classification": "000.8"}, copies="angka bulat", rack="Tulis tempat")
    assert 'value="nol"' in page
    refused(made, task, {"rack": "2", "copies": "0"}, copies="paling sedikit 1")
    refused(made, task, {"box": "x" * 61}, rack="paling banyak 60")
    refused(made, task, {"rack": "2", "copies": "99999999999999999999"}, copies="paling besar")
    refused(made, task, {"rack": "2", "active": "dua"}, active="angka bulat")
    form = {"rack": "2", "copies": "1", "active": "1", "inactive": "2", "state": "salinan", "fate": "permanen"}
    deed = done(made, task, form)
    assert (deed["rack"], deed["retention"], deed["fate"]) == ("2", "aktif 1 tahun, inaktif 2 tahun", "permanen")
    entry = ArchiveEntry.objects.get()
    assert (entry.rack, entry.state) == ("2", "salinan")
    made.case.refresh_from_db()
    assert made.case.finished_at is not None
    link = f'href="/dokumen/{report.pk}">Buka laporan bertanda tangan</a>'
    assert link in text_of(made.at(task).get(f"/berkas/{made.case.pk}"))


def test_a_case_is_not_archived_before_its_report_is_sealed() -> None:
    made = stage("batui-selatan")
    run_out(made.world, made.case, but=frozenset({"archive"}))
    task = the_task(made.case, "archive")
    answer = made.post(task, {"rack": "2"})
    assert answer.status_code == 422
    assert "belum selesai disegel" in text_of(answer)
    assert 'name="rack" value="2"' in text_of(answer)


def ticked(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'value="(\d+)" checked', page)]


def test_a_disposition_proposes_who_does_the_next_act_and_never_the_senders_own_post() -> None:
    made = stage("batui-selatan")
    run_to(made.world, made.case, act="instruct", line=2)
    task = the_task(made.case, "instruct")
    posts = made.world.posts
    page = text_of(made.get(task))
    assert ticked(page) == [posts["Kasubag"].pk], "the next act is hers; the units of the next line come later"
    assert f'name="addressees" value="{task.post_id}"' not in page
    refused(made, task, {"text": "Segera", "addressees": [task.post_id]}, addressees="jabatan Anda sendiri")


def test_whoever_leaves_out_a_receiver_of_the_sop_is_told_and_not_stopped() -> None:
    made = stage("batui-selatan")
    task = the_task(made.case, "instruct")
    posts = made.world.posts
    assert ticked(text_of(made.get(task))) == [posts["Sekretaris"].pk]
    done(made, task, {"text": "Segera", "addressees": [posts["Kasubag Perencanaan"].pk]})
    said = "ditujukan juga kepada Sekretaris, tetapi tidak dicentang"
    assert said in text_of(made.at(task).get(f"/berkas/{made.case.pk}?selesai={task.pk}"))
    assert said not in text_of(made.at(task).get(f"/berkas/{made.case.pk}"))


def test_an_acting_holder_is_named_as_acting() -> None:
    made = stage("batui-selatan")
    task = the_task(made.case, "instruct")
    post, other = made.world.posts["Sekretaris"], made.world.posts["Kasubag"]
    mandate = Mandate(Standing.PLH, NOW.date(), NOW.date() + timedelta(days=3), "800/9/2026")
    appoint_acting(SETUP, post, made.world.people[other.pk], mandate=mandate, at=NOW)
    assert f"Sekretaris <small>Plh. {made.world.people[other.pk].name}" in text_of(made.get(task))
