"""Signing by hand: the scan of the signed print is the proof, bound to the hash of what was printed."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.db.models import Model

from himpun.cases.actions import attach, open_for_letter, sign_by_hand
from himpun.cases.deeds import Letter
from himpun.cases.errors import CaseIsOver, ContentChanged, Incomplete
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Attachment, Case, Deed, Task
from himpun.cases.reading import reading_of
from himpun.cases.tests.cast import (
    CAMAT,
    CLERK,
    MONDAY,
    QUARTER,
    TUESDAY,
    Here,
    do,
    keep_promises,
    opened,
    run_to,
    sungai_jernih,
    the_task,
)
from himpun.documents.fold import EXPLAINED as PAPERS
from himpun.documents.models import Signature
from himpun.documents.work import drawn_for_hand
from himpun.files.fold import EXPLAINED as FILES
from himpun.files.models import StoredFile
from himpun.files.store import put, read
from himpun.organisation.fold import EXPLAINED as PEOPLE
from himpun.procedures.fold import EXPLAINED as REGISTER
from himpun.trail.journal import writing
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

EVERY_TABLE: Sequence[type[Model]] = (*PEOPLE, *REGISTER, *FILES, *PAPERS, *EXPLAINED)


def to_sign() -> tuple[Here, Case, Task]:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "sign")
    return here, case, the_task(case, "sign")


def scanned(here: Here, data: bytes = b"%PDF-1.4 bertanda tangan", at: datetime = TUESDAY) -> StoredFile:
    return put(here.office.pk, data, name="laporan.pdf", media_type="application/pdf", at=at)


def test_the_same_completion_as_an_electronic_signature() -> None:
    here, case, task = to_sign()
    (report,) = reading_of(task).papers
    with writing():
        opens = sign_by_hand(
            here.holder(task), task, {report.pk: scanned(here)}, read=reading_of(task).digest, at=TUESDAY
        )
    assert [t.act for t in opens] == ["publish"]
    report.refresh_from_db()
    assert read(report.final_file) == b"%PDF-1.4 bertanda tangan"  # type: ignore[arg-type]
    given = Signature.objects.get()
    assert (given.way, given.read_hash, given.proof) == ("wet", report.content_hash, "paper")
    assert Deed.objects.get(task=task).content["by_hand"] is True
    keep_promises(TUESDAY)
    do(here, the_task(case, "publish"), at=TUESDAY)
    do(here, the_task(case, "archive"), at=TUESDAY)
    case.refresh_from_db()
    assert case.finished_at is not None
    assert verify(EVERY_TABLE).findings == ()


def test_without_a_scan_nothing_is_signed() -> None:
    here, _, task = to_sign()
    with pytest.raises(Incomplete) as refused:
        sign_by_hand(here.holder(task), task, {}, read=reading_of(task).digest, at=TUESDAY)
    assert [lack.code for lack in refused.value.lacks] == ["no_scan"]
    assert not Signature.objects.exists()


def test_a_print_of_what_has_changed_since_is_not_bound() -> None:
    here, _, task = to_sign()
    (report,) = reading_of(task).papers
    with pytest.raises(ContentChanged), writing():
        sign_by_hand(here.holder(task), task, {report.pk: scanned(here)}, read="0" * 64, at=TUESDAY)
    assert not StoredFile.objects.filter(name="laporan.pdf").exists()


def test_the_print_is_no_concept() -> None:
    _, _, task = to_sign()
    (report,) = reading_of(task).papers
    assert drawn_for_hand(report).startswith(b"%PDF-")


def test_a_letter_stays_with_the_case_that_it_opened() -> None:
    here = sungai_jernih()
    letter = Letter("Bupati", "005/12", MONDAY.date(), "Data kinerja")
    with writing():
        case = open_for_letter(
            here.who(CAMAT), here.procedure, QUARTER, letter=letter, scan=scanned(here, at=MONDAY), at=MONDAY
        )
    kept = Attachment.objects.get(case=case)
    assert (kept.title, kept.added_by) == ("Surat masuk 005/12", "Camat Sungai Jernih")
    assert verify(EVERY_TABLE).findings == ()


def test_the_journal_explains_a_file_that_was_attached() -> None:
    here = sungai_jernih()
    case = opened(here)
    with writing():
        attach(here.who(CLERK), case, scanned(here), title="Notulen bertanda tangan", at=TUESDAY)
    assert verify(EVERY_TABLE).findings == ()


def test_an_ended_case_is_not_signed() -> None:
    here, case, task = to_sign()
    actor, read_now = here.holder(task), reading_of(task).digest
    Case.objects.filter(pk=case.pk).update(cancelled_at=TUESDAY)
    with pytest.raises(CaseIsOver):
        sign_by_hand(actor, task, {}, read=read_now, at=TUESDAY)
