"""Remarks on a case: by everybody who may see it, withdrawn by whoever wrote them."""

from collections.abc import Sequence

import pytest
from django.db.models import Model

from himpun.cases.actions import remark, withdraw_remark
from himpun.cases.errors import CaseIsOver, Incomplete, NotYours, OthersRemark
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Case, Remark
from himpun.cases.tests.cast import AKHMAD, CAMAT, CLERK, MONDAY, TUESDAY, opened, stranger, sungai_jernih
from himpun.documents.fold import EXPLAINED as PAPERS
from himpun.organisation.fold import EXPLAINED as PEOPLE
from himpun.procedures.fold import EXPLAINED as REGISTER
from himpun.trail.actor import Actor
from himpun.trail.erasure import erase_personal_parts
from himpun.trail.models import Entry
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

EVERY_TABLE: Sequence[type[Model]] = (*PEOPLE, *REGISTER, *PAPERS, *EXPLAINED)


def test_anybody_of_the_office_writes_in_their_capacity() -> None:
    here = sungai_jernih()
    said = remark(here.who(AKHMAD), opened(here), "Data kependudukan menyusul.", line=4, at=MONDAY)
    assert (said.capacity, said.line, said.by.name) == ("Kepala Seksi Pelayanan", 4, AKHMAD)


def test_the_same_word_twice_is_said_once() -> None:
    here = sungai_jernih()
    case = opened(here)
    first, second = (remark(here.who(CLERK), case, "Baik.", at=MONDAY) for _ in range(2))
    assert first == second
    remark(here.who(CAMAT), case, "Baik.", at=MONDAY)
    assert Remark.objects.count() == 2


def test_a_remark_says_something_and_not_too_much() -> None:
    here = sungai_jernih()
    case = opened(here)
    for text in ("", " \n", "a" * 2001):
        with pytest.raises(Incomplete):
            remark(here.who(CLERK), case, text, at=MONDAY)


def test_what_is_no_person_says_nothing() -> None:
    here = sungai_jernih()
    with pytest.raises(NotYours):
        remark(Actor("Operator", administers=frozenset({here.office.pk})), opened(here), "Baik.", at=MONDAY)


def test_a_stranger_writes_nothing_and_a_closed_case_is_only_read() -> None:
    here = sungai_jernih()
    case = opened(here)
    with pytest.raises(NotYours):
        remark(stranger(here), case, "Halo", at=MONDAY)
    Case.objects.filter(pk=case.pk).update(finished_at=TUESDAY)
    with pytest.raises(CaseIsOver):
        remark(here.who(CLERK), case, "Terlambat", at=TUESDAY)


def test_only_its_writer_takes_a_remark_back_and_it_stays_on_record() -> None:
    here = sungai_jernih()
    said = remark(here.who(CLERK), opened(here), "Salah tulis.", at=MONDAY)
    with pytest.raises(OthersRemark):
        withdraw_remark(here.who(CAMAT), said, at=TUESDAY)
    for at in (TUESDAY, MONDAY):
        withdraw_remark(here.who(CLERK), said, at=at)
    assert Remark.objects.get().withdrawn_at == TUESDAY
    assert Entry.objects.filter(kind="cases.remark_withdrawn").count() == 1


def test_the_journal_explains_it_and_its_text_can_be_erased() -> None:
    here = sungai_jernih()
    remark(here.who(CLERK), opened(here), "Nomor telepon saya 0811.", at=MONDAY)
    assert verify(EVERY_TABLE).findings == ()
    entry = Entry.objects.get(kind="cases.remark_made")
    assert "0811" not in entry.body
    erase_personal_parts(here.who(CAMAT), here.office.pk, seqs=[entry.seq], why="diminta", at=TUESDAY)
    Remark.objects.update(text="")
    assert verify(EVERY_TABLE).findings == ()
