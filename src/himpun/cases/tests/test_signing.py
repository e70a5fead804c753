"""Initial, signature and archive: each bound to what was read, in the capacity of that day."""

from datetime import date, timedelta

import pytest

from himpun.cases import deeds
from himpun.cases.actions import archive, initial, sign
from himpun.cases.errors import ContentChanged, Incomplete, NothingToRead, NotYours
from himpun.cases.models import Case, Deed, Task
from himpun.cases.queries import work_of
from himpun.cases.reading import reading_of
from himpun.cases.tests.cast import (
    CAMAT,
    CLERK,
    MONDAY,
    PASSWORD,
    SECRETARY,
    TUESDAY,
    WEDNESDAY,
    Here,
    acts_for_the_camat,
    do,
    keep_promises,
    open_tasks,
    opened,
    return_to,
    run_to,
    sungai_jernih,
    the_task,
)
from himpun.documents.errors import NoCapacity, ProofMissing
from himpun.documents.models import ArchiveEntry, Initial, Paper, Signature
from himpun.documents.proof import Proof, prove
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db

UNREAD_REPORT = """
| no | acts    | performers | per   | ways |
|----|---------|------------|-------|------|
| 1  | fill    | kasi       | units |      |
| 2  | initial | sekretaris |       |      |
| 3  | sign, archive | camat |      |      |
"""


def at(act: str) -> tuple[Here, Case, Task]:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, act)
    return here, case, the_task(case, act)


def fresh(actor: Actor) -> Proof:
    return prove(actor, PASSWORD, at=TUESDAY)


def test_a_signature_is_bound_to_what_was_read() -> None:
    here, case, task = at("sign")
    halimah, read = here.at(CAMAT, task), reading_of(task)
    sign(halimah, task, read=read.digest, proof=fresh(halimah), at=TUESDAY)
    report = Paper.objects.get(filed__case=case, kind="report", replaced_at=None)
    assert report.signature.read_hash == report.content_hash
    assert Task.objects.get(pk=task.pk).read == read.digest
    assert Deed.objects.get(task=task).content["papers"] == [report.pk]


def test_a_report_that_changed_since_the_reading_is_neither_initialled_nor_signed() -> None:
    here, case, task = at("sign")
    read = reading_of(task).digest
    return_to(here, task, 6, at=MONDAY)
    review = the_task(case, "review")
    (fill,) = return_to(here, review, 4, here.units["Pelayanan"])
    do(here, fill)
    run_to(here, case, "sign")
    again = the_task(case, "sign")
    halimah = here.at(CAMAT, again)
    with pytest.raises(ContentChanged):
        sign(halimah, again, read=read, proof=fresh(halimah), at=TUESDAY)
    assert not Signature.objects.exists()
    assert open_tasks(case) == [again]


def test_an_initial_refuses_another_hash_than_that_of_what_lies_there() -> None:
    here, case, task = at("hand_over")
    do(here, task)
    mine = the_task(case, "initial")
    with pytest.raises(ContentChanged):
        initial(here.holder(mine), mine, read="0" * 64, at=TUESDAY)
    assert not Initial.objects.exists()


def test_there_must_be_something_to_read() -> None:
    here = sungai_jernih(UNREAD_REPORT)
    case = opened(here)
    run_to(here, case, "initial")
    task = the_task(case, "initial")
    with pytest.raises(NothingToRead):
        initial(here.holder(task), task, read=reading_of(task).digest, at=TUESDAY)


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(seconds=-1)], ids=["stale", "from the future"])
def test_a_signature_with_a_proof_that_is_not_fresh_is_refused(age: timedelta) -> None:
    here, case, task = at("sign")
    halimah = here.at(CAMAT, task)
    proof = prove(halimah, PASSWORD, at=TUESDAY - age)
    with pytest.raises(ProofMissing):
        sign(halimah, task, read=reading_of(task).digest, proof=proof, at=TUESDAY)
    assert open_tasks(case) == [task]
    assert not Signature.objects.exists()
    assert not Deed.objects.filter(task=task).exists()


def test_another_persons_proof_is_no_proof() -> None:
    here, _, task = at("sign")
    proof = fresh(here.who(CLERK))
    with pytest.raises(ProofMissing):
        sign(here.at(CAMAT, task), task, read=reading_of(task).digest, proof=proof, at=TUESDAY)
    with pytest.raises(ProofMissing):
        prove(here.who(CAMAT), "bukan-kata-sandinya", at=TUESDAY)


def test_a_plh_whose_term_begins_mid_case_does_the_posts_open_task() -> None:
    here, case, task = at("sign")
    acts_for_the_camat(here, starts=TUESDAY, ends=WEDNESDAY)
    assert [t.pk for t in work_of(here.who(SECRETARY, TUESDAY))] == [task.pk]
    assert list(work_of(here.who(CAMAT, TUESDAY))) == []
    rusdi = here.at(SECRETARY, task, TUESDAY)
    sign(rusdi, task, read=reading_of(task).digest, proof=fresh(rusdi), at=TUESDAY)
    signature = Signature.objects.get()
    assert signature.capacity == "Plh. CAMAT SUNGAI JERNIH"
    assert (signature.block["name"], signature.person) == (SECRETARY, here.accounts[SECRETARY].person)
    assert Task.objects.get(pk=task.pk).capacity == "Plh. Camat Sungai Jernih"
    assert [t.act for t in open_tasks(case)] == ["publish"]


def test_the_camat_cannot_sign_while_a_plh_acts_for_her() -> None:
    here, _, task = at("sign")
    before = here.at(CAMAT, task)  # as her page had it, opened on the day before
    acts_for_the_camat(here, starts=TUESDAY, ends=WEDNESDAY)
    with pytest.raises(NotYours):
        here.at(CAMAT, task, TUESDAY)
    with pytest.raises(NoCapacity):
        sign(before, task, read=reading_of(task).digest, proof=fresh(before), at=TUESDAY)


def test_after_the_term_the_task_is_the_camats_again() -> None:
    here, _, task = at("sign")
    acts_for_the_camat(here, starts=MONDAY, ends=TUESDAY)
    with pytest.raises(NotYours):
        here.at(SECRETARY, task, WEDNESDAY)
    halimah = here.at(CAMAT, task, WEDNESDAY)
    sign(
        halimah,
        task,
        read=reading_of(task).digest,
        proof=prove(halimah, PASSWORD, at=WEDNESDAY),
        at=WEDNESDAY,
    )
    assert Signature.objects.get().capacity == "CAMAT SUNGAI JERNIH"


def test_a_plh_who_initialled_as_sekretaris_signs_as_plh() -> None:
    here, case, task = at("sign")
    acts_for_the_camat(here, starts=TUESDAY, ends=WEDNESDAY)
    rusdi = here.at(SECRETARY, task, TUESDAY)
    sign(rusdi, task, read=reading_of(task).digest, proof=fresh(rusdi), at=TUESDAY)
    report = Paper.objects.get(filed__case=case, kind="report")
    assert report.initials.get(person=here.accounts[SECRETARY].person).capacity == "Sekretaris"


def test_nothing_is_archived_before_the_report_is_sealed() -> None:
    here, case, task = at("archive")
    clerk = here.at(CLERK, task)
    with pytest.raises(Incomplete) as refused:
        archive(clerk, task, deeds.Archiving(rack="2"), at=TUESDAY)
    assert [lack.code for lack in refused.value.lacks] == ["not_sealed"]
    assert open_tasks(case) == [task]
    keep_promises(TUESDAY)
    archive(clerk, task, deeds.Archiving(rack="2", box="7"), at=TUESDAY)
    entry = ArchiveEntry.objects.get()
    assert (entry.paper.kind, entry.rack, entry.box, entry.archived_by_capacity) == (
        "report",
        "2",
        "7",
        "Kasubag Program",
    )
    assert Case.objects.get(pk=case.pk).finished_at == TUESDAY
    assert entry.paper.dated == date(2026, 7, 6)
