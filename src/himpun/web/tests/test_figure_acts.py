"""The acts on figures by their pages: request, gathering, recap, analysis, mending."""

from typing import Any

import pytest

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.performance.models import Analysis, Recap, Request, Sheet, SheetLine, Submission
from himpun.performance.queries import request_of
from himpun.performance.tests.world import LATER, fill, open_tasks, promise, run_to, the_task
from himpun.web.tests.stage import NOW, Stage, cells, stage, text_of

pytestmark = pytest.mark.django_db


def at(act: str, key: str = "batui-selatan", **where: Any) -> tuple[Stage, Task]:
    made = stage(key, act=act, **where)
    return made, the_task(made.case, act)


def twice(made: Stage, task: Task, typed: dict[str, Any]) -> None:
    answers = [made.post(task, typed) for _ in range(2)]
    assert {one.status_code for one in answers} == {302}
    assert {one["Location"] for one in answers} == {f"/berkas/{made.case.pk}?selesai={task.pk}"}


def test_the_request_is_shown_and_fixed_once() -> None:
    made, task = at("prepare_request")
    asked = request_of(made.case).sheets
    assert text_of(made.get(task)).count("Layanan selesai") == len(asked) == 4
    twice(made, task, {})
    task = the_task(made.case, "distribute")
    promise(made.world, "Sekretariat", "Terlambat datang", at=NOW)
    assert "Terlambat datang" not in text_of(made.get(task)), "as it was prepared"
    twice(made, task, {})
    assert Request.objects.count() == 1
    assert Sheet.objects.count() == len(asked)


def test_a_request_without_indicators_is_refused_with_what_to_do() -> None:
    made, task = at("prepare_request")
    type(made.world.indicators["Layanan selesai"]).objects.update(starts="2026-12-01")
    refused = made.post(task, {})
    assert refused.status_code == 422
    assert "Tambahkan indikator" in text_of(refused)
    assert Task.objects.get(pk=task.pk).state == "open"


def test_gathering_names_who_has_not_sent() -> None:
    made = stage("tatah-makmur-2021", act="fill")
    first, *others = open_tasks(made.case)
    for task in others:
        fill(made.world, task)
    assert "Belum mengirim isian" in text_of(made.browser(first.post_id or 0).get(f"/berkas/{made.case.pk}/data"))
    assert first.unit
    made.post(first, cells(first))
    task = the_task(made.case, "gather")
    assert "Belum mengirim isian" not in text_of(made.get(task))
    twice(made, task, {})


def test_an_average_is_provisional_while_a_unit_is_awaited() -> None:
    made = stage(act="fill")
    first, *_ = open_tasks(made.case)
    fill(made.world, first)
    average = "Rata-rata capaian sementara"
    assert average in text_of(made.at(first).get(f"/berkas/{made.case.pk}/data"))
    for task in open_tasks(made.case):
        fill(made.world, task)
    page = text_of(made.at(first).get(f"/berkas/{made.case.pk}/data"))
    assert "Rata-rata capaian" in page
    assert average not in page


def test_a_recap_is_made_once() -> None:
    made, task = at("recap", line=6)
    assert "Rata-rata capaian" in text_of(made.get(task))
    twice(made, task, {})
    assert Recap.objects.filter(case=made.case).count() == 1


def test_an_analysis_answers_every_shortfall() -> None:
    made, task = at("analyse", "tebing-tinggi-2022")
    first, *others = SheetLine.objects.filter(sheet__case=made.case).order_by("pk").values_list("pk", flat=True)
    typed = {f"sebab-{first}": "Dana terlambat", f"sampai-{first}": "besok", "simpulan": ""}
    refused = made.post(task, typed)
    page = text_of(refused)
    assert refused.status_code == 422
    for field in ("simpulan", f"tindak-{first}", f"siapa-{first}", f"sampai-{first}", f"sebab-{others[0]}"):
        assert f'id="salah-{field}"' in page, field
    assert ">Dana terlambat</textarea>" in page
    assert f'name="sampai-{first}" value="besok"' in page
    whole = {"simpulan": "Umumnya tercapai"}
    for line in (first, *others):
        whole |= {
            f"sebab-{line}": "Dana",
            f"tindak-{line}": "Percepat",
            f"siapa-{line}": "Kasi",
            f"sampai-{line}": "30-9-2026",
        }
    twice(made, task, whole)
    assert len(Analysis.objects.get().content["items"]) == 1 + len(others)


def mending() -> tuple[Stage, Task, list[SheetLine]]:
    made = stage("tebing-tinggi-2022", units=3, act="review", line=5)
    lines = list(SheetLine.objects.filter(sheet__case=made.case).select_related("sheet").order_by("pk"))
    task = the_task(made.case, "review")
    points = tuple(deeds.Point(line.sheet.unit_id, field=str(line.pk)) for line in lines[:2])
    send_back(
        made.world.doer(task), task, deeds.SendBack(6, "Salah ketik.", points), read=reading_of(task).digest, at=LATER
    )
    return made, the_task(made.case, "revise"), lines


def test_figures_are_mended_on_the_units_behalf() -> None:
    made, task, lines = mending()
    page = text_of(made.get(task))
    assert [f'name="nilai-{line.pk}"' in page for line in lines[:3]] == [True, True, False]
    refused = made.post(task, {f"nilai-{lines[0].pk}": "97", f"nilai-{lines[1].pk}": "sembilan"})
    assert refused.status_code == 422
    assert f'id="salah-nilai-{lines[1].pk}"' in text_of(refused)
    assert 'value="97"' in text_of(refused)
    assert 'value="sembilan"' in text_of(refused)
    twice(made, task, {f"nilai-{lines[0].pk}": "97", f"nilai-{lines[1].pk}": "98"})
    assert Submission.objects.filter(on_behalf=True, sent_at=NOW).count() == 2


def test_a_task_of_the_next_round_says_why_it_is_asked_again() -> None:
    made, task, _ = mending()
    assert "Dikembalikan oleh" in text_of(made.get(task))
    run_to(made.world, made.case, act="revise", at=LATER)
    assert "Salah ketik." in text_of(made.get(task))
