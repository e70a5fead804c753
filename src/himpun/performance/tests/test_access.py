"""What is another office's is not here; what is another seat's is not yours."""

import pytest

from himpun.cases.errors import NotYours
from himpun.cases.models import Case, Task
from himpun.organisation.errors import NotHere
from himpun.performance.access import (
    evidence_seen,
    indicator_for,
    line_to_prove,
    sheet_seen,
    sheet_to_fill,
    unit_for,
)
from himpun.performance.actions import attach_evidence
from himpun.performance.models import SheetLine
from himpun.performance.tests.test_evidence import a_file
from himpun.performance.tests.world import LATER, World, opened, promise, run_to, world

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def filling() -> tuple[World, Case, Task, SheetLine]:
    made = world("batui-selatan")
    promise(made, KASI, "Layanan")
    case = opened(made)
    run_to(made, case, act="fill")
    task = Task.objects.get(case=case, unit=made.units[KASI].pk, state="open")
    return made, case, task, SheetLine.objects.get(sheet__case=case)


def test_the_seat_reaches_its_sheet_and_its_lines() -> None:
    made, _, task, line = filling()
    sheet, found, wearing = sheet_to_fill(made.doer(task), task.pk)
    assert (sheet.task, found.pk, wearing.capacity) == (task.pk, task.pk, KASI)
    assert line_to_prove(made.doer(task), task.pk, line.pk)[0] == line


def test_a_colleague_reads_the_sheet_and_does_not_fill_it() -> None:
    made, _, task, line = filling()
    camat = made.actor("Camat")
    assert sheet_seen(camat, line.sheet_id).pk == line.sheet_id
    with pytest.raises(NotYours):
        sheet_to_fill(camat, task.pk)


def test_for_a_stranger_from_another_office_nothing_is_here() -> None:
    made, _, task, line = filling()
    evidence = attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    stranger = world("batui-selatan").actor("Camat")
    for reach, key in (
        (sheet_to_fill, task.pk),
        (sheet_seen, line.sheet_id),
        (evidence_seen, evidence.pk),
        (indicator_for, line.indicator_id),
        (unit_for, made.units[KASI].pk),
    ):
        with pytest.raises(NotHere):
            reach(stranger, key)


def test_a_line_of_another_sheet_is_not_on_mine() -> None:
    made, case, _, line = filling()
    other = Task.objects.get(case=case, unit=made.units["Kepala Seksi/Lurah 2"].pk, state="open")
    with pytest.raises(NotHere):
        line_to_prove(made.doer(other), other.pk, line.pk)
