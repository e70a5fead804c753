"""Figures mended on a unit's behalf, analyses, recommendations and drafts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.errors import WrongAct
from himpun.cases.models import Case
from himpun.cases.reading import reading_of
from himpun.documents.models import Paper
from himpun.performance.actions import analyse, recommend, revise_sheets, save_draft, submit_sheet
from himpun.performance.analysis import Analysis, Item
from himpun.performance.cells import Typed
from himpun.performance.errors import AnalysisToMend, CellsToMend, NoRecommendation, NoSheet
from himpun.performance.models import Recap, Sheet, SheetLine, Submission
from himpun.performance.queries import sheet_to_fill_in, sheets_to_mend, shortfalls
from himpun.performance.tests.test_recap import text_of
from himpun.performance.tests.world import (
    LATER,
    World,
    answers,
    do,
    opened,
    promise,
    run_out,
    run_to,
    the_task,
    world,
)

pytestmark = pytest.mark.django_db


def at_review() -> tuple[World, Case, list[SheetLine]]:
    """Tebing Tinggi: the figures are analysed, and the kasubbag decides whether they need mending."""
    made = world("tebing-tinggi-2022")
    for name in made.units:
        promise(made, name, f"Layanan {name}")
        promise(made, name, f"Dokumen {name}")
    case = opened(made)
    run_to(made, case, act="review", line=5)
    return made, case, list(SheetLine.objects.filter(sheet__case=case).select_related("sheet").order_by("pk"))


def sent_aside(*points: deeds.Point) -> tuple[World, Case, list[SheetLine]]:
    made, case, lines = at_review()
    task = the_task(case, "review")
    if not points:
        points = (deeds.Point(lines[0].sheet.unit_id, field=str(lines[0].pk), note="Salah ketik"),)
    decision = deeds.SendBack(6, "Perlu perbaikan.", points)
    send_back(made.doer(task), task, decision, read=reading_of(task).digest, at=LATER)
    return made, case, lines


def test_the_analyst_mends_pointed_cells_on_the_units_behalf() -> None:
    made, case, lines = sent_aside()
    task = the_task(case, "revise")
    revise_sheets(made.doer(task), task, {lines[0].pk: Typed(figure="97")}, at=LATER)
    mended = Submission.objects.get(on_behalf=True)
    assert (mended.sheet_id, mended.revision, mended.capacity) == (lines[0].sheet_id, 2, made.doer(task).capacity)
    assert [str(f.value) for f in mended.figures.order_by("line")] == ["97.000000", "90.000000"]
    assert Sheet.objects.get(pk=lines[-1].sheet_id).revision == 1


def test_the_report_is_made_anew_from_mended_figures() -> None:
    made, case, lines = sent_aside()
    before = Recap.objects.filter(case=case).count()
    task = the_task(case, "revise")
    revise_sheets(made.doer(task), task, {lines[0].pk: Typed(figure="97,25")}, at=LATER)
    assert Recap.objects.filter(case=case).count() == before + 1
    assert "97,25" in text_of(case)


def test_mending_leaves_no_pointed_cell_out_and_touches_no_other() -> None:
    made, case, lines = sent_aside()
    task = the_task(case, "revise")
    with pytest.raises(CellsToMend) as refused:
        revise_sheets(made.doer(task), task, {lines[-1].pk: Typed(figure="1")}, at=LATER)
    assert {f.code for f in refused.value.findings} == {"blank", "not_pointed"}
    assert not Submission.objects.filter(on_behalf=True).exists()


def test_the_mending_page_offers_the_pointed_sheets_alone() -> None:
    _, case, lines = sent_aside()
    mending = sheets_to_mend(the_task(case, "revise"))
    assert [m.sheet.pk for m in mending] == [lines[0].sheet_id]
    assert [cell.asked for cell in mending[0].view.cells] == [True, False]


def at_analysis() -> tuple[World, Case]:
    made = world("tebing-tinggi-2022")
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act="analyse")
    return made, case


GOOD = Item(0, "Dana terlambat", "Percepat pencairan", "Kasubbag Perencanaan", date(2026, 9, 30))


def test_an_analysis_answers_everything_that_fell_short() -> None:
    made, case = at_analysis()
    short = [row.line for _, row in shortfalls(case)]
    assert len(short) == 2
    task = the_task(case, "analyse")
    with pytest.raises(AnalysisToMend) as refused:
        analyse(made.doer(task), task, Analysis("", (replace(GOOD, line=short[0], until=None),)), at=LATER)
    assert {(f.line, f.code) for f in refused.value.findings} == {
        (short[1], "no_item"),
        (short[0], "no_until"),
        (0, "no_summary"),
    }
    items = tuple(replace(GOOD, line=line) for line in short)
    analyse(made.doer(task), task, Analysis("Hampir tercapai.", items), at=LATER)
    for kind in ("analysis", "report"):
        text = text_of(case, kind)
        assert "Percepat pencairan" in text
        assert "30 September 2026" in text


def test_a_date_that_has_passed_is_no_follow_up() -> None:
    findings = Analysis("x", (replace(GOOD, line=1),)).findings([1], [1], not_before=date(2026, 10, 1))
    assert [f.code for f in findings] == ["until_has_passed"]


def test_an_item_for_a_line_outside_the_recap_is_refused() -> None:
    findings = Analysis("x", (replace(GOOD, line=9),)).findings([], [1], not_before=date(2026, 1, 1))
    assert [f.code for f in findings] == ["not_in_the_recap"]


def two_tiers() -> tuple[World, Case]:
    made = world("simpang-empat-2025")
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act="review", line=3)
    return made, case


def test_a_superior_recommends_and_signs_each_units_own_paper() -> None:
    made, case = two_tiers()
    task = the_task(case, "review")
    for sheet in Sheet.objects.filter(case=case):
        recommend(made.doer(task), task, sheet, text=f"Tingkatkan {sheet.unit_name}", at=LATER)
    do(made, task, at=LATER)
    papers = list(Paper.objects.filter(filed__case=case, kind="sheet", replaced_at=None))
    assert len(papers) == Sheet.objects.filter(case=case).count()
    assert all("Tingkatkan" in str(paper.content) for paper in papers)
    assert {paper.content["signer"]["capacity"] for paper in papers} == {"SEKRETARIS"}
    do(made, the_task(case, "sign"), at=LATER)
    assert "Tingkatkan" in text_of(case)


def test_an_empty_recommendation_is_refused_and_so_is_one_without_a_review() -> None:
    made, case = two_tiers()
    task, sheet = the_task(case, "review"), Sheet.objects.filter(case=case)[0]
    with pytest.raises(NoRecommendation):
        recommend(made.doer(task), task, sheet, text="  ", at=LATER)
    other = world("simpang-empat-2025")
    promise(other, "Sekretariat", "Layanan")
    elsewhere = opened(other)
    run_to(other, elsewhere, act="fill")
    with pytest.raises(NoSheet):
        recommend(made.doer(task), task, Sheet.objects.filter(case=elsewhere)[0], text="Baik", at=LATER)
    fill_task = Sheet.objects.filter(case=elsewhere).exclude(task=None)[0].task
    open_fill = the_task(elsewhere, "fill", pk=fill_task)
    with pytest.raises(WrongAct):
        recommend(other.doer(open_fill), open_fill, sheet, text="Baik", at=LATER)


def test_an_initial_is_not_undone_by_what_superiors_recommend_later() -> None:
    made, case, _ = at_review()
    run_to(made, case, act="review", line=9, at=LATER)
    report = Paper.objects.get(filed__case=case, kind="report", replaced_at=None)
    task = the_task(case, "review")
    recommend(made.doer(task), task, Sheet.objects.filter(case=case)[0], text="Lanjutkan", at=LATER)
    run_out(made, case, at=LATER + timedelta(days=1), but=frozenset({"publish", "archive", "sign"}))
    assert Paper.objects.get(filed__case=case, kind="report", replaced_at=None).pk == report.pk
    assert report.initials.filter(void_at=None).count() == 2


def test_a_draft_keeps_right_and_wrong_cell_by_cell() -> None:
    made = world("batui-selatan")
    for name in ("A", "B"):
        promise(made, "Kepala Seksi/Lurah 1", name)
    case = opened(made)
    run_to(made, case, act="fill")
    task = the_task(case, "fill", unit=made.units["Kepala Seksi/Lurah 1"].pk)
    sheet = Sheet.objects.get(task=task.pk)
    first, second = SheetLine.objects.filter(sheet=sheet).order_by("position")
    save_draft(made.doer(task), task, {first.pk: Typed(figure="abc\0"), 99999: Typed(figure="1")}, at=LATER)
    save_draft(made.doer(task), task, {second.pk: Typed("not_started", reason="Dana")}, at=LATER)
    view = sheet_to_fill_in(sheet, task)
    assert [cell.typed for cell in view.cells] == [Typed(figure="abc"), Typed("not_started", reason="Dana")]
    assert (view.saved_at, view.answered) == (LATER, 2)
    submit_sheet(made.doer(task), task, answers(task), at=LATER)
