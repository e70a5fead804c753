"""Cells kept as they are left, by several people at once: right or wrong, but never one over another unseen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.errors import NotYours, TaskIsOver
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.organisation.errors import NotHere
from himpun.performance.actions import save_cell, save_draft, submit_sheet
from himpun.performance.cells import Typed
from himpun.performance.errors import CellChanged, CellsToMend
from himpun.performance.fold import EXPLAINED
from himpun.performance.models import Draft, Figure, SheetLine
from himpun.performance.queries import sheet_to_fill_in, sheets_to_mend
from himpun.performance.tests.world import AT, LATER, World, answers, opened, promise, run_to, sheet, the_task, world
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def filling() -> tuple[World, Task, SheetLine, SheetLine]:
    """A unit's sheet of two lines, not sent yet."""
    made = world("batui-selatan")
    for name in ("A", "B"):
        promise(made, KASI, name)
    run_to(made, opened(made), act="fill")
    task = Task.objects.select_related("case__office").get(unit=made.units[KASI].pk, act="fill", state="open")
    first, second = SheetLine.objects.filter(sheet__task=task.pk).order_by("position")
    return made, task, first, second


def keep(made: World, task: Task, line: int, typed: Typed, *, read: int = 0) -> int:
    return save_cell(made.doer(task), task, line, typed=typed, based_on=read, at=LATER).version


def test_a_cell_is_kept_and_judged_as_when_it_is_sent() -> None:
    made, task, line, _ = filling()
    kept = save_cell(made.doer(task), task, line.pk, typed=Typed(figure="83.15"), based_on=0, at=LATER)
    assert (kept.version, [f.code for f in kept.findings]) == (1, ["dot_as_comma"])
    kept = save_cell(made.doer(task), task, line.pk, typed=Typed(figure="83,15"), based_on=1, at=LATER)
    assert (kept.version, kept.findings) == (2, ())


def test_a_cell_leaves_the_others_and_the_journal_as_they_were() -> None:
    made, task, first, second = filling()
    keep(made, task, first.pk, Typed(figure="1"))
    keep(made, task, second.pk, Typed(figure="2"))
    view = sheet_to_fill_in(first.sheet, task)
    assert [(c.typed.figure, c.version) for c in view.cells] == [("1", 1), ("2", 1)]
    assert verify(EXPLAINED).findings == ()


def test_two_people_who_type_something_other_are_told_and_the_first_stands() -> None:
    made, task, line, _ = filling()
    keep(made, task, line.pk, Typed(figure="1"))
    with pytest.raises(CellChanged) as refused:
        keep(made, task, line.pk, Typed(figure="2"))
    assert (refused.value.other, refused.value.version) == (Typed(figure="1"), 1)
    assert keep(made, task, line.pk, Typed(figure="2"), read=1) == 2


def test_the_same_request_twice_is_once() -> None:
    made, task, line, _ = filling()
    assert keep(made, task, line.pk, Typed(figure="1")) == keep(made, task, line.pk, Typed(figure="1")) == 1


def test_a_request_that_comes_late_does_not_bring_back_what_was_changed() -> None:
    made, task, line, _ = filling()
    keep(made, task, line.pk, Typed(figure="1"))
    keep(made, task, line.pk, Typed(), read=1)
    with pytest.raises(CellChanged):
        keep(made, task, line.pk, Typed(figure="1"))


def test_a_cell_of_another_sheet_is_not_here_and_another_seat_may_not() -> None:
    made, task, line, _ = filling()
    other = SheetLine.objects.exclude(sheet=line.sheet).first()
    for key in (other.pk if other else 0, 0, 10**15):
        with pytest.raises(NotHere):
            keep(made, task, key, Typed(figure="1"))
    with pytest.raises(NotYours):
        save_cell(made.actor("Camat"), task, line.pk, typed=Typed(figure="1"), based_on=0, at=LATER)
    assert not Draft.objects.exists()


def test_a_task_that_is_over_says_by_whom() -> None:
    made, task, line, _ = filling()
    submit_sheet(made.doer(task), task, answers(task), at=LATER)
    with pytest.raises(TaskIsOver) as refused:
        keep(made, task, line.pk, Typed(figure="1"))
    assert made.people[task.post_id or 0].name in refused.value.by


def test_a_text_too_long_to_be_kept_is_refused_and_not_cut() -> None:
    made, task, line, _ = filling()
    with pytest.raises(CellsToMend) as refused:
        keep(made, task, line.pk, Typed(figure="1", obstacle="x" * 4001))
    assert [f.code for f in refused.value.findings] == ["too_long"]
    assert not Draft.objects.exists()
    assert keep(made, task, line.pk, Typed(figure="1", obstacle="x" * 4000)) == 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202eterbalik", "😀" * 50, "a\0b"])
def test_any_text_is_kept_as_it_was_typed(text: str) -> None:
    made, task, line, _ = filling()
    keep(made, task, line.pk, Typed(figure=text, obstacle=text))
    assert sheet_to_fill_in(line.sheet, task).cells[0].typed.obstacle == text.replace("\0", "")


def test_a_cell_that_a_return_does_not_point_at_is_not_taken() -> None:
    made = world("batui-selatan")
    for name in ("A", "B"):
        promise(made, KASI, name)
    case = opened(made)
    run_to(made, case, act="review")
    asked, other = SheetLine.objects.filter(sheet=sheet(case, made.units[KASI])).order_by("position")
    review = the_task(case, "review")
    decision = deeds.SendBack(5, "Periksa koma.", (deeds.Point(made.units[KASI].pk, field=str(asked.pk)),))
    send_back(made.doer(review), review, decision, read=reading_of(review).digest, at=LATER)
    task = the_task(case, "fill")
    with pytest.raises(CellsToMend) as refused:
        keep(made, task, other.pk, Typed(figure="1"))
    assert [f.code for f in refused.value.findings] == ["not_pointed"]
    assert keep(made, task, asked.pk, Typed(figure="1")) == 1, "the draft of an earlier round does not count"


def test_a_page_that_is_old_sends_nothing_over_what_others_typed() -> None:
    made, task, first, second = filling()
    keep(made, task, first.pk, Typed(figure="1"))
    keep(made, task, second.pk, Typed(figure="2"))
    typed = {first.pk: Typed(figure="9"), second.pk: Typed()}
    old = {first.pk: 0, second.pk: 0}
    with pytest.raises(CellsToMend) as refused:
        submit_sheet(made.doer(task), task, typed, at=LATER, based_on=old)
    assert [(f.line, f.code) for f in refused.value.findings] == [(first.pk, "changed_elsewhere")]
    assert "menjadi: 1." in refused.value.findings[0].message
    apart = save_draft(made.doer(task), task, typed, at=LATER, based_on=old)
    assert [f.line for f in apart] == [first.pk]
    assert [c.typed.figure for c in sheet_to_fill_in(first.sheet, task).cells] == ["1", "2"]
    submit_sheet(made.doer(task), task, typed, at=LATER, based_on={first.pk: 1, second.pk: 0})
    assert [str(f.value) for f in Figure.objects.order_by("line")] == ["9.000000", "2.000000"], (
        "left blank, so not meant"
    )


def test_a_draft_from_before_cells_were_numbered_still_counts() -> None:
    made, task, line, _ = filling()
    content = {"v": 1, "task": task.pk, "cells": {str(line.pk): ["", "7", "", ""]}}
    Draft.objects.create(office=made.office, sheet=line.sheet, content=content, saved_at=AT)
    with pytest.raises(CellChanged):
        keep(made, task, line.pk, Typed(figure="8"))
    assert keep(made, task, line.pk, Typed(figure="8"), read=1) == 2


@pytest.mark.parametrize("units", [2, 6])
def test_keeping_a_cell_and_mending_ask_no_more_for_more(units: int) -> None:
    made = world("batui-selatan", units=units)
    for number in range(units * 3):
        promise(made, KASI, f"Indikator {number}")
    case = opened(made)
    run_to(made, case, act="fill")
    task = next(t for t in Task.objects.filter(case=case, act="fill") if t.unit == made.units[KASI].pk)
    line = SheetLine.objects.filter(sheet__task=task.pk)[0]
    keep(made, task, line.pk, Typed(figure="1"))
    with CaptureQueriesContext(connection) as statements:
        keep(made, task, line.pk, Typed(figure="2"), read=1)
    assert len(statements) <= 8
    run_to(made, case, act="review", at=LATER)
    with CaptureQueriesContext(connection) as statements:
        assert len(sheets_to_mend(the_task(case, "review"))) >= units
    assert len(statements) <= 8
