"""Sending a unit's sheet: a numbered revision, whole or not at all, once."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.cases.errors import NotYours, TaskIsOver, WrongAct
from himpun.cases.models import Case, Task
from himpun.performance.actions import submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.errors import CellsToMend
from himpun.performance.models import Figure, Submission
from himpun.performance.tests.world import (
    LATER,
    World,
    answers,
    fill,
    open_tasks,
    opened,
    promise,
    run_to,
    sheet,
    world,
)
from himpun.trail.receipts import was_taken

pytestmark = pytest.mark.django_db


def filling(indicators: int = 3, units: int = 2) -> tuple[World, Case, Task]:
    made = world("batui-selatan", units=units)
    unit = next(name for name in made.units if name != "Sekretariat")
    for number in range(indicators):
        promise(made, unit, f"Indikator {number}")
    case = opened(made)
    run_to(made, case, act="fill")
    return made, case, Task.objects.select_related("case").get(case=case, unit=made.units[unit].pk, state="open")


def test_a_sheet_is_kept_as_its_first_revision_with_every_answer() -> None:
    made, case, task = filling()
    values: dict[str, str | Typed] = {
        "Indikator 0": "1.234,56",
        "Indikator 1": Typed("not_started", reason="Dana cair November"),
        "Indikator 2": Typed(figure="0", obstacle="Jalan putus"),
    }
    fill(made, task, values)
    sent = Submission.objects.get(sheet__task=task.pk)
    assert (sent.revision, sent.on_behalf, sent.sent_at, sent.task_id) == (1, False, LATER, task.pk)
    assert sheet(case, made.units[_unit(made)]).revision == 1
    kept = list(sent.figures.order_by("line__position").values_list("answer", "value", "reason", "obstacle"))
    assert kept == [
        ("value", Decimal("1234.560000"), "", ""),
        ("not_started", None, "Dana cair November", ""),
        ("value", Decimal("0.000000"), "", "Jalan putus"),
    ]


def _unit(made: World) -> str:
    return next(name for name in made.units if name != "Sekretariat")


def test_the_task_ends_bound_to_what_was_sent() -> None:
    made, _case, task = filling()
    fill(made, task)
    task.refresh_from_db()
    sent = Submission.objects.get(sheet__task=task.pk)
    assert (task.state, task.subject, task.subject_hash) == ("done", f"isian/{sent.sheet_id}/1", sent.digest)


def test_with_one_wrong_cell_nothing_is_kept_and_every_finding_is_told() -> None:
    made, _case, task = filling()
    with pytest.raises(CellsToMend) as refused:
        fill(made, task, {"Indikator 0": "abc", "Indikator 1": "", "Indikator 2": "5"})
    assert [f.code for f in refused.value.findings] == ["not_a_figure", "blank"]
    assert not Submission.objects.exists()
    task.refresh_from_db()
    assert task.state == "open"


def test_the_largest_figure_comes_back_to_the_last_digit() -> None:
    made, _case, task = filling(1)
    fill(made, task, {"Indikator 0": "999.999.999.999.999,99"})
    assert Figure.objects.get().value == Decimal("999999999999999.990000")


def test_a_sheet_without_indicators_is_confirmed_empty() -> None:
    made, case, _ = filling()
    empty = Task.objects.get(case=case, unit=made.units["Kepala Seksi/Lurah 2"].pk, state="open")
    sent = submit_sheet(made.doer(empty), empty, {}, at=LATER)
    assert sent.revision == 1
    assert not Figure.objects.exists()


def test_a_second_press_reads_who_was_first() -> None:
    made, _case, task = filling()
    fill(made, task)
    with pytest.raises(TaskIsOver) as refused:
        fill(made, task)
    assert made.people[task.post_id or 0].name in refused.value.by
    assert refused.value.at == LATER
    assert Submission.objects.count() == 1


def test_the_request_that_sent_a_sheet_is_known_again_and_no_other_is() -> None:
    made, _case, task = filling()
    actor = replace(made.doer(task), request="a" * 64)
    submit_sheet(actor, task, answers(task), at=LATER)
    assert was_taken(actor)
    assert not was_taken(replace(actor, request="b" * 64))
    with pytest.raises(TaskIsOver):
        submit_sheet(actor, Task.objects.get(pk=task.pk), answers(task), at=LATER)
    assert Submission.objects.count() == 1


def test_a_request_that_was_refused_is_not_taken() -> None:
    made, _case, task = filling()
    actor = replace(made.doer(task), request="a" * 64)
    with pytest.raises(CellsToMend):
        submit_sheet(actor, task, {}, at=LATER)
    assert not was_taken(actor)


def test_another_seat_cannot_send_it() -> None:
    made, _case, task = filling()
    with pytest.raises(NotYours):
        submit_sheet(made.actor("Camat"), task, answers(task), at=LATER)
    assert not Submission.objects.exists()


def test_another_act_is_not_a_sheet() -> None:
    made = world("batui-selatan")
    promise(made, _unit(made), "Layanan")
    case = opened(made)
    with pytest.raises(WrongAct):
        submit_sheet(made.actor("Camat"), open_tasks(case)[0], {}, at=LATER)


@pytest.mark.parametrize("units", [2, 6])
def test_the_statements_do_not_grow_with_figures_or_units(units: int) -> None:
    few = _statements(indicators=2, units=2)
    assert _statements(indicators=20, units=units) == few


def _statements(indicators: int, units: int) -> int:
    made, case, task = filling(indicators, units)
    actor, typed = made.doer(task), answers(task)
    submit_twin = sheet(case, made.units[_unit(made)])
    assert submit_twin.task == task.pk
    with CaptureQueriesContext(connection) as statements:
        submit_sheet(actor, task, typed, at=LATER)
    return len(statements)
