"""What is another office's is not here, and what lies on another sheet is not on mine."""

import pytest

from himpun.cases.models import Case, Task
from himpun.organisation.errors import NotHere
from himpun.performance.access import evidence_seen, line_of
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


def test_a_colleague_sees_evidence_and_for_a_stranger_from_another_office_it_is_not_here() -> None:
    made, _, task, line = filling()
    evidence = attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    assert evidence_seen(made.actor("Camat"), evidence.pk) == evidence
    with pytest.raises(NotHere):
        evidence_seen(world("batui-selatan").actor("Camat"), evidence.pk)


def test_a_line_of_another_sheet_is_not_on_mine() -> None:
    made, case, task, line = filling()
    other = Task.objects.get(case=case, unit=made.units["Kepala Seksi/Lurah 2"].pk, state="open")
    assert line_of(task, line.pk) == line
    with pytest.raises(NotHere):
        line_of(other, line.pk)
