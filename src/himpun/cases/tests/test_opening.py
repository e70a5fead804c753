"""Opening a case, and cancelling one that was opened by mistake."""

from datetime import date

import pytest

from himpun.cases.actions import cancel_case, open_case
from himpun.cases.deeds import Letter
from himpun.cases.errors import CaseIsOver, Incomplete, NotReady, NotYours, PeriodIsTaken
from himpun.cases.models import Case, Origin, Task
from himpun.cases.queries import seating_of
from himpun.cases.tests.cast import (
    AKHMAD,
    BEGIN,
    CAMAT,
    CLERK,
    COLLECTION,
    MONDAY,
    QUARTER,
    SETUP,
    TUESDAY,
    YOHANES,
    Here,
    do,
    open_tasks,
    opened,
    plays,
    run_to,
    stranger,
    sungai_jernih,
    the_task,
)
from himpun.procedures.actions import publish_edition, withdraw_edition
from himpun.sop.tests.tables import sop_of
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db

SHORTER = """
| no | acts   | performers | per   | ways |
|----|--------|------------|-------|------|
| 1  | fill   | kasi       | units |      |
| 2  | recap  | kasubag    |       |      |
| 3  | sign, archive | camat |     |      |
"""


def by_schedule(here: Here) -> Case:
    return open_case(Actor.schedule(), here.procedure, QUARTER, origin=Origin.SCHEDULE, at=MONDAY)


def test_a_case_opens_with_its_first_task() -> None:
    here = sungai_jernih()
    case = by_schedule(here)
    assert [(t.line, t.act, t.post) for t in open_tasks(case)] == [(1, "instruct", here.posts["Camat Sungai Jernih"])]
    assert (case.origin, case.opened_by, case.period) == ("schedule", "Jadwal (Jadwal)", "2026-TW2")


def test_who_opened_it_by_hand_is_kept_with_the_capacity() -> None:
    assert opened(sungai_jernih()).opened_by == "Halimah Rantau (Camat Sungai Jernih)"


def test_an_incoming_letter_opens_a_case_and_stands_on_the_disposition() -> None:
    here = sungai_jernih()
    letter = Letter("Bagian Organisasi", "000.8/17/2026", date(2026, 7, 1), "Permintaan data kinerja")
    case = open_case(here.who(CLERK), here.procedure, QUARTER, origin=Origin.LETTER, letter=letter, at=MONDAY)
    do(here, the_task(case, "instruct"))
    said = str(case.papers.get().paper.content)
    for words in ("Bagian Organisasi", "000.8/17/2026", "1 Juli 2026", "Permintaan data kinerja"):
        assert words in said


def test_a_procedure_runs_once_in_a_period() -> None:
    here = sungai_jernih()
    opened(here)
    with pytest.raises(PeriodIsTaken):
        by_schedule(here)
    opened(here, QUARTER.next)
    assert Case.objects.count() == 2


def test_the_stranger_opens_nothing_here_and_cancels_nothing() -> None:
    here = sungai_jernih()
    maria = stranger(here)
    with pytest.raises(NotYours):
        open_case(maria, here.procedure, QUARTER, origin=Origin.HAND, at=MONDAY)
    case = opened(here)
    with pytest.raises(NotYours):
        cancel_case(maria, case, why="Salah", at=MONDAY)


@pytest.mark.parametrize("name", [AKHMAD, YOHANES])
def test_whoever_only_fills_in_neither_opens_nor_cancels(name: str) -> None:
    here = sungai_jernih()
    with pytest.raises(NotYours):
        open_case(here.who(name), here.procedure, QUARTER, origin=Origin.HAND, at=MONDAY)
    case = opened(here)
    with pytest.raises(NotYours):
        cancel_case(here.who(name), case, why="Malas", at=MONDAY)
    assert len(open_tasks(case)) == 1


def test_nothing_opens_before_an_edition_is_in_force_or_after_it_was_withdrawn() -> None:
    here = sungai_jernih()
    withdraw_edition(SETUP, here.procedure.editions.get(), at=MONDAY)
    with pytest.raises(NotReady):
        opened(here, at=TUESDAY)
    publish_edition(SETUP, here.office, sop_of(SHORTER), key="data-kinerja", in_force_from=date(2026, 7, 8), at=TUESDAY)
    with pytest.raises(NotReady):
        opened(here, at=TUESDAY)
    assert not Case.objects.exists()


def test_nothing_opens_while_a_performer_has_no_seat() -> None:
    here = sungai_jernih()
    plays(here, "kasi", [], starts=date(2026, 7, 1))
    with pytest.raises(NotReady) as refused:
        opened(here)
    assert len(refused.value.reasons) == 1
    assert "Kepala Seksi" in refused.value.reasons[0]


def test_a_case_stays_on_its_edition_when_a_new_one_is_published() -> None:
    here = sungai_jernih()
    case = opened(here)
    publish_edition(SETUP, here.office, sop_of(SHORTER), key="data-kinerja", in_force_from=BEGIN, at=MONDAY)
    do(here, the_task(case, "instruct"), at=TUESDAY)
    assert the_task(case, "form_team").line == 2
    assert seating_of(Case.objects.get(pk=case.pk)).sop.lines == sop_of(COLLECTION).lines
    new = opened(here, QUARTER.next, at=TUESDAY)
    assert new.edition.number == case.edition.number + 1
    assert {t.act for t in open_tasks(new)} == {"fill"}


def test_a_case_keeps_the_cast_of_its_opening_while_the_people_on_the_posts_may_change() -> None:
    here = sungai_jernih()
    case = opened(here)
    plays(here, "kasi", [(here.units["Pelayanan"], here.posts["Kepala Seksi Pelayanan"])], starts=date(2026, 7, 7))
    assert len(run_to(here, case, "fill", at=TUESDAY)) == 3
    new = opened(here, QUARTER.next, at=TUESDAY)
    assert len(run_to(here, new, "fill", at=TUESDAY)) == 1


def test_cancelling_withdraws_what_is_open_and_keeps_what_was_done() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    cancel_case(here.who(CAMAT), case, why="Dibuka untuk triwulan yang salah", at=TUESDAY)
    case.refresh_from_db()
    assert (case.cancelled_at, case.cancelled_why) == (TUESDAY, "Dibuka untuk triwulan yang salah")
    fills = Task.objects.filter(case=case, act="fill")
    assert {(t.state, t.ended_at, t.capacity) for t in fills} == {("withdrawn", TUESDAY, "Camat Sungai Jernih")}
    assert Task.objects.filter(case=case, state="done").count() == 4


def test_cancelling_needs_a_reason_and_happens_once() -> None:
    here = sungai_jernih()
    case = opened(here)
    with pytest.raises(Incomplete) as refused:
        cancel_case(here.who(CAMAT), case, why="  ", at=MONDAY)
    assert [lack.code for lack in refused.value.lacks] == ["no_reason"]
    cancel_case(here.who(CAMAT), case, why="Salah", at=MONDAY)
    with pytest.raises(CaseIsOver):
        cancel_case(here.who(CLERK), case, why="Salah lagi", at=MONDAY)


def test_the_period_is_free_again_after_a_cancellation() -> None:
    here = sungai_jernih()
    cancel_case(here.who(CAMAT), opened(here), why="Salah", at=MONDAY)
    assert len(open_tasks(opened(here))) == 1
