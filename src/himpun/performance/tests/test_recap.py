"""The recap and the report say what was sent, and what it means; recomputed here by other means."""

from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from himpun.cases.actions import go_on_without
from himpun.cases.models import Case
from himpun.documents.content import Content
from himpun.documents.drawing import draw
from himpun.documents.models import Paper
from himpun.documents.work import marks_of
from himpun.performance.actions import gather_sheets
from himpun.performance.cells import Typed
from himpun.performance.errors import SheetsMissing
from himpun.performance.gathered import recap_now
from himpun.performance.models import Recap as RecapRow
from himpun.performance.queries import figures_of, recap_of
from himpun.performance.recap import Recap
from himpun.performance.scoring import Formula, Meaning, Polarity
from himpun.performance.tests.world import (
    LATER,
    QUARTER,
    World,
    fill,
    open_tasks,
    opened,
    promise,
    run_out,
    run_to,
    the_task,
    world,
)

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"
LURAH = "Kepala Seksi/Lurah 2"

LOWER = Meaning(polarity=Polarity.LOWER, formula=Formula.DIFFERENCE)
TYPED: dict[str, str | Typed] = {
    "Surat selesai tepat waktu": "96,2",
    "Lama penerbitan": "2,8",
    "Musyawarah difasilitasi": "5",
    "Pembinaan lembaga": Typed("not_started", reason="Dana cair November"),
    "Pasar kaget": Typed("not_applicable", reason="Tidak ada pasar di wilayah ini"),
    "Pengaduan": Typed(figure="0", obstacle="Kotak pengaduan rusak"),
}


def gathered() -> tuple[World, Case]:
    made = world("batui-selatan")
    promise(made, KASI, "Surat selesai tepat waktu", "95")
    promise(made, KASI, "Lama penerbitan", "3", meaning=LOWER, measure="hari")
    promise(made, KASI, "Musyawarah difasilitasi", "6", measure="kegiatan")
    promise(made, LURAH, "Pembinaan lembaga", "75")
    promise(made, LURAH, "Pasar kaget", "2")
    promise(made, LURAH, "Pengaduan", "4", meaning=LOWER, measure="kasus")
    promise(made, LURAH, "Tanpa target", None)
    case = opened(made)
    for task in run_to(made, case, act="fill"):
        fill(made, task, {**TYPED, "Tanpa target": "7"})
    run_out(made, case, at=LATER, but=frozenset({"publish", "archive", "sign"}))
    return made, case


def test_the_average_is_that_of_unrounded_capped_achievements() -> None:
    _, case = gathered()
    recap = recap_of(case)
    assert recap is not None
    # 96.2/95 and (6-2.8)/3 and (8-0)/4 pass 100 and count as 100; 5/6 does not.
    expected = Fraction(100 + 100 + 100, 4) + Fraction(500, 6) / 4
    assert abs(Fraction(recap.average or "0") - expected) < Fraction(1, 10**30)
    assert recap.category == "Sangat Tinggi"
    assert (recap.counted, len(recap.rows)) == (4, 7)


def test_each_figure_has_its_achievement_or_the_word_why_not() -> None:
    _, case = gathered()
    rows = {row.name: row for _, row in (recap_of(case) or recap_now(case)).rows}
    assert Decimal(rows["Surat selesai tepat waktu"].raw or 0).quantize(Decimal("0.01")) == Decimal("101.26")
    assert rows["Pengaduan"].raw == "200"
    assert [rows[n].status for n in ("Pembinaan lembaga", "Pasar kaget", "Tanpa target")] == [
        "not_started",
        "not_applicable",
        "no_target",
    ]
    assert rows["Pembinaan lembaga"].value is None


def text_of(case: Case, kind: str = "report") -> str:
    paper = Paper.objects.get(filed__case=case, kind=kind, replaced_at=None)
    return str(Content.from_data(paper.content).as_data())


@pytest.mark.parametrize(
    "words",
    [
        "Laporan Data Kinerja Triwulan II 2026",
        "Unit Kepala Seksi/Lurah 1",
        "Surat selesai tepat waktu",
        "'95', '96,2', '101,26', 'a', 'dibatasi 100,00'",
        "'hari', '3', '2,8', '106,67'",
        "'6', '5', '83,33'",
        "belum berjalan",
        "Dana cair November",
        "tidak berlaku",
        "Tidak ada pasar di wilayah ini",
        "'4', '0', '200,00'",
        "Kotak pengaduan rusak",
        "belum ada target",
        "95,83",
        "Sangat Tinggi",
        "Permendagri 86/2017",
        "CAMAT",
    ],
)
def test_the_report_shows_it_in_indonesian_numbers(words: str) -> None:
    _, case = gathered()
    assert words in text_of(case)


def test_the_figures_can_be_read_in_the_drawn_report() -> None:
    _, case = gathered()
    paper = Paper.objects.get(filed__case=case, kind="report", replaced_at=None)
    pdf = draw(paper.paper_kind, paper.content, marks_of(paper), at=paper.made_at)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for words in ("96,2", "101,26", "83,33", "200,00", "95,83", "Sangat Tinggi", "belum berjalan"):
        assert words in text


def test_a_recap_made_again_from_the_same_rows_is_the_same() -> None:
    _, case = gathered()
    row = RecapRow.objects.filter(case=case).order_by("-revision").first()
    assert row is not None
    assert recap_now(case).digest == row.digest == Recap.from_data(row.content).digest


def test_the_figures_of_a_case_are_listed_for_whoever_counts_them_again() -> None:
    _, case = gathered()
    facts = {fact.indicator: fact for fact in figures_of(case)}
    assert facts["Pengaduan"].value == 0
    assert facts["Pengaduan"].achievement == 200
    assert facts["Pembinaan lembaga"].value is None
    assert {fact.revision for fact in facts.values()} == {1}


def awaited() -> tuple[World, Case]:
    """Tatah Makmur: one kasi has sent, the other has not, the team waits to gather."""
    made = world("tatah-makmur-2021")
    names = [name for name in made.units if name != "Sekretariat"]
    for name in names:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    first, _ = run_to(made, case, act="fill")
    fill(made, first)
    return made, case


def test_a_unit_that_the_case_went_on_without_is_listed_with_the_reason() -> None:
    made, case = awaited()
    late = the_task(case, "fill")
    go_on_without(_leader(made, case), case, frozenset({late.unit}), why="Kantor terendam banjir", at=LATER)
    run_out(made, case, at=LATER, but=frozenset({"publish", "archive"}))
    recap = recap_of(case)
    assert recap is not None
    assert [(part.unit, part.why_absent, part.rows) for part in recap.absent] == [
        (late.unit, "Kantor terendam banjir", ())
    ]
    assert "Kantor terendam banjir" in text_of(case)
    assert "Kantor terendam banjir" in text_of(case, "completeness")


def test_a_unit_that_only_its_handing_over_was_not_awaited_keeps_its_figures() -> None:
    made = world("batui-selatan")
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act="hand_over")
    late = next(task for task in open_tasks(case) if task.act == "hand_over" and task.unit)
    camat = next(title for title in made.posts if title.startswith("Camat"))
    go_on_without(made.actor(camat), case, frozenset({late.unit}), why="Lurah bertugas di luar", at=LATER)
    recap = recap_now(case)
    assert recap.absent == []
    assert all(part.rows for part in recap.parts)


def _leader(made: World, case: Case):  # type: ignore[no-untyped-def]
    kepala = next(title for title in made.posts if title.startswith("Kepala"))
    return made.actor(kepala)


def test_gathering_waits_for_units_that_mend_their_figures() -> None:
    _, case = gathered()
    made, other = awaited()
    gather = open_tasks(other)
    assert {t.act for t in gather} == {"fill"}
    with pytest.raises(Exception, match="lain"):
        gather_sheets(made.doer(gather[0]), gather[0], at=LATER)
    assert SheetsMissing(["Seksi A"]).names == ("Seksi A",)
    assert case.period == QUARTER.key


def test_reading_a_case_takes_the_same_statements_for_two_units_and_for_six() -> None:
    assert _statements(2) == _statements(6)


def _statements(units: int) -> int:
    made = world("batui-selatan", units=units)
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act="recap")
    with CaptureQueriesContext(connection) as statements:
        recap_now(case)
    return len(statements)
