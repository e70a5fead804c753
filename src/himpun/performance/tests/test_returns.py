"""A return points: only what it points at may change, everything else stays as it was sent."""

from decimal import Decimal

import pytest

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.models import Case, Task
from himpun.cases.reading import reading_of
from himpun.performance.errors import CellsToMend
from himpun.performance.fold import EXPLAINED
from himpun.performance.models import Figure, Recap, Sheet, SheetLine, Submission
from himpun.performance.queries import changed_cells, sheet_to_fill_in
from himpun.performance.tests.world import (
    LATER,
    World,
    do,
    fill,
    open_tasks,
    opened,
    promise,
    run_out,
    run_to,
    sheet,
    the_task,
    world,
)
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def reviewed(*fields: str) -> tuple[World, Case]:
    """Batui Selatan up to the validation, which returns the first seksi, pointing at these indicators."""
    made = world("batui-selatan")
    for number in range(3):
        promise(made, KASI, f"Indikator {number}")
        promise(made, "Kepala Seksi/Lurah 2", f"Lain {number}")
    case = opened(made)
    run_to(made, case, act="review")
    task = the_task(case, "review")
    mine = sheet(case, made.units[KASI])
    lines = {line.name: line.pk for line in SheetLine.objects.filter(sheet=mine)}
    points = tuple(
        deeds.Point(made.units[KASI].pk, field=str(lines[name]), note="Periksa kembali") for name in fields
    ) or (deeds.Point(made.units[KASI].pk),)
    decision = deeds.SendBack(5, "Angka tidak cocok dengan register.", points)
    send_back(made.doer(task), task, decision, read=reading_of(task).digest, at=LATER)
    return made, case


def asked(case: Case) -> Task:
    return the_task(case, "fill")


def test_only_the_pointed_unit_fills_again_on_the_same_sheet() -> None:
    made, case = reviewed("Indikator 1")
    assert [(t.act, t.unit, t.round) for t in open_tasks(case)] == [("fill", made.units[KASI].pk, 2)]
    assert sheet(case, made.units[KASI]).task == asked(case).pk


def test_pointed_cells_change_and_the_others_are_carried_over() -> None:
    made, case = reviewed("Indikator 1")
    line = SheetLine.objects.get(name="Indikator 1")
    task = asked(case)
    from_form = {"Indikator 0": "90", "Indikator 1": "95,5", "Indikator 2": "90,00"}
    fill(made, task, from_form)
    mine = sheet(case, made.units[KASI])
    assert mine.revision == 2
    values = Figure.objects.filter(submission__sheet=mine, submission__revision=2).order_by("line__position")
    assert [f.value for f in values] == [Decimal(90), Decimal("95.5"), Decimal(90)]
    changed = changed_cells({mine.pk: mine.revision})
    assert {key: before.value for key, before in changed.items()} == {line.pk: Decimal(90)}
    first, second = Submission.objects.filter(sheet=mine).order_by("revision")
    assert first.digest != second.digest


def test_a_cell_that_was_not_pointed_at_cannot_change() -> None:
    made, case = reviewed("Indikator 1")
    with pytest.raises(CellsToMend) as refused:
        fill(made, asked(case), {"Indikator 0": "91", "Indikator 1": "95", "Indikator 2": "90"})
    assert [f.code for f in refused.value.findings] == ["not_pointed"]


def test_a_pointed_cell_must_be_answered_again() -> None:
    made, case = reviewed("Indikator 1")
    with pytest.raises(CellsToMend) as refused:
        fill(made, asked(case), {"Indikator 1": ""})
    assert [f.code for f in refused.value.findings] == ["blank"]


def test_a_return_of_the_unit_as_a_whole_opens_every_cell() -> None:
    made, case = reviewed()
    fill(made, asked(case), {"Indikator 0": "91", "Indikator 1": "92", "Indikator 2": "93"})
    assert sheet(case, made.units[KASI]).revision == 2


def test_the_filler_sees_which_cells_and_why() -> None:
    made, case = reviewed("Indikator 1", "Indikator 2")
    view = sheet_to_fill_in(sheet(case, made.units[KASI]), asked(case))
    assert view.pointed
    assert [(cell.asked, cell.note) for cell in view.cells] == [
        (False, ""),
        (True, "Periksa kembali"),
        (True, "Periksa kembali"),
    ]
    assert [cell.typed.figure for cell in view.cells] == ["90", "90", "90"]


def test_the_other_units_sheets_stay_at_their_first_revision_in_the_next_recap() -> None:
    made, case = reviewed("Indikator 1")
    do(made, asked(case), at=LATER)
    run_out(made, case, at=LATER, but=frozenset({"publish", "archive"}))
    assert dict(Sheet.objects.filter(case=case).values_list("unit_name", "revision")) == {
        f"Unit {KASI}": 2,
        "Unit Kepala Seksi/Lurah 2": 1,
        **{name: 1 for name in Sheet.objects.values_list("unit_name", flat=True) if "Sekretariat" in name},
    }
    assert Recap.objects.filter(case=case).count() >= 2
    assert verify(EXPLAINED).findings == ()
