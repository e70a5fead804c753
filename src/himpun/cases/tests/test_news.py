"""What this room tells the rooms above, inside the transaction; and what the journal explains."""

from typing import Any

import pytest

from himpun.cases import signals
from himpun.cases.actions import cancel_case, go_on_without
from himpun.cases.fold import EXPLAINED
from himpun.cases.models import Case, Task
from himpun.cases.queries import chart_state, lines_of
from himpun.cases.tests.cast import (
    CAMAT,
    CLERK,
    MONDAY,
    QUARTER,
    TUESDAY,
    do,
    keep_promises,
    open_tasks,
    opened,
    return_to,
    run_to,
    sungai_jernih,
    the_task,
)
from himpun.documents.fold import EXPLAINED as PAPERS
from himpun.organisation.fold import EXPLAINED as PEOPLE
from himpun.procedures.fold import EXPLAINED as REGISTER
from himpun.sop.chart import LineStatus
from himpun.trail.models import Entry
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db


def test_the_rooms_above_hear_of_every_task_that_opens() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    told: list[list[str]] = []
    signals.tasks_opened.connect(lambda tasks, **_: told.append([t.act for t in tasks]), weak=False)
    first, second, third = (here.units[name] for name in ("Pelayanan", "Pemerintahan", "Ketenteraman"))
    do(here, the_task(case, "fill", unit=first))
    do(here, the_task(case, "fill", unit=second))
    go_on_without(here.who(CLERK), case, frozenset({third.pk}), why="Banjir", at=MONDAY)
    run_to(here, case, "review")
    return_to(here, the_task(case, "review"), 4, first)
    assert told == [["recap"], ["review"], ["fill"]]


def test_when_a_room_above_fails_nothing_is_done_at_all() -> None:
    here = sungai_jernih()
    case = opened(here)
    (task,) = open_tasks(case)
    entries = Entry.objects.count()

    def stumble(**_: Any) -> None:
        raise RuntimeError("the room above")

    signals.tasks_opened.connect(stumble)
    with pytest.raises(RuntimeError):
        do(here, task)
    assert open_tasks(case) == [task]
    assert Entry.objects.count() == entries
    assert not case.papers.exists()


def test_the_journal_explains_every_row_of_a_case_with_all_that_can_happen_to_it() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    do(here, the_task(case, "fill", unit=here.units["Pelayanan"]))
    go_on_without(here.who(CAMAT), case, frozenset({here.units["Ketenteraman"].pk}), why="Banjir", at=MONDAY)
    run_to(here, case, "review")
    return_to(here, the_task(case, "review"), 4, here.units["Pelayanan"])
    run_to(here, case, "sign")
    return_to(here, the_task(case, "sign"), 6)
    run_to(here, case, "nothing", at=TUESDAY)
    cancelled = opened(here, QUARTER.next, at=TUESDAY)
    cancel_case(here.who(CAMAT), cancelled, why="Salah periode", at=TUESDAY)
    keep_promises(TUESDAY)
    assert Case.objects.get(pk=case.pk).finished_at == TUESDAY
    assert verify((*PEOPLE, *REGISTER, *PAPERS, *EXPLAINED)).findings == ()


def test_a_task_row_that_no_verb_wrote_is_named() -> None:
    here = sungai_jernih()
    case = opened(here)
    Task.objects.filter(case=case).update(capacity="Camat")
    (finding,) = verify((*PEOPLE, *REGISTER, *PAPERS, *EXPLAINED)).findings
    assert (finding.code, finding.table) == ("row_differs", "cases_task")


def test_the_chart_shows_each_line_with_its_units_and_its_time() -> None:
    here = sungai_jernih()
    case = opened(here)
    run_to(here, case, "fill")
    do(here, the_task(case, "fill", unit=here.units["Pelayanan"]), at=MONDAY.replace(minute=20))
    state = chart_state(case, lines_of(case), at=MONDAY.replace(hour=2))
    assert {line: s.status for line, s in state.lines.items()} == {
        1: LineStatus.DONE,
        2: LineStatus.DONE,
        3: LineStatus.DONE,
        4: LineStatus.OPEN,
    }
    fill = state.lines[4]
    assert (fill.done_units, fill.all_units, fill.used_minutes, fill.late) == (1, 3, 60, True)
