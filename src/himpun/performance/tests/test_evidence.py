"""Evidence stands by a line from a revision on; what was sent is bound to it."""

from datetime import timedelta

import pytest

from himpun.cases.models import Case, Task
from himpun.files.models import StoredFile
from himpun.performance.actions import attach_evidence, remove_evidence
from himpun.performance.cells import Typed
from himpun.performance.errors import CellsToMend, EvidenceRefused
from himpun.performance.models import Evidence, SheetLine, Submission
from himpun.performance.tests.world import LATER, World, fill, opened, promise, run_to, world

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def asked() -> tuple[World, Task, SheetLine]:
    made = world("batui-selatan")
    promise(made, KASI, "Layanan", needs_evidence=True)
    case: Case = opened(made)
    run_to(made, case, act="fill")
    task = Task.objects.select_related("case").get(case=case, unit=made.units[KASI].pk, state="open")
    return made, task, SheetLine.objects.get(sheet__task=task.pk)


def a_file(office: int, content: str = "a") -> StoredFile:
    return StoredFile.objects.create(
        office_id=office,
        sha256=content * 64,
        size=1,
        media_type="application/pdf",
        name="register.pdf",
        stored_at=LATER,
    )


def test_a_figure_that_wants_evidence_is_not_sent_without() -> None:
    made, task, line = asked()
    with pytest.raises(CellsToMend) as refused:
        fill(made, task)
    assert [f.code for f in refused.value.findings] == ["no_evidence"]
    attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    fill(made, task)
    assert Submission.objects.count() == 1


def test_what_is_sent_is_bound_to_its_files() -> None:
    made, task, line = asked()
    evidence = attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    with_a = _proofs(line)
    attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk, "b"), at=LATER)
    assert _proofs(line) != with_a
    remove_evidence(made.doer(task), task, evidence, at=LATER)
    assert _proofs(line) not in (with_a, "")


def _proofs(line: SheetLine) -> str:
    line.sheet.refresh_from_db()
    return line.sheet.proofs


def test_the_same_file_twice_is_once() -> None:
    made, task, line = asked()
    for _ in range(2):
        attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    assert Evidence.objects.count() == 1


def test_after_sending_nothing_is_attached_or_removed() -> None:
    made, task, line = asked()
    evidence = attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk), at=LATER)
    fill(made, task)
    from_later = LATER + timedelta(hours=1)
    for late in (
        lambda: attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk, "b"), at=from_later),
        lambda: remove_evidence(made.doer(task), task, evidence, at=from_later),
    ):
        with pytest.raises(Exception, match="diselesaikan"):
            late()


def test_another_offices_file_is_refused() -> None:
    made, task, line = asked()
    with pytest.raises(EvidenceRefused):
        attach_evidence(made.doer(task), task, line, file=a_file(made.office.pk + 1), at=LATER)


def test_belum_berjalan_needs_no_evidence() -> None:
    made, task, _ = asked()
    fill(made, task, {"Layanan": Typed("not_started", reason="Dana belum cair")})
    assert Submission.objects.count() == 1
