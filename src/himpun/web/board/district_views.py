"""Papan pantau of a district: every office its reader belongs to or oversees, in one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.board import CaseBoard, boards_of, cases_overseen, choices_of, running, totals_of
from himpun.cases.models import Case
from himpun.lib.dates import short_time
from himpun.lib.periods import Period
from himpun.organisation.oversight import overseen_by
from himpun.web.board import table
from himpun.web.board.message import district_reminder
from himpun.web.board.narrowing import Narrowed, narrowed
from himpun.web.board.rows import OFFICES, boards_in_turn, office_rows, state_of, whom, worst_of
from himpun.web.paging import page_number
from himpun.web.request import Visit

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A running case of an office. `link`: its page, when the reader belongs to the office."""

    office: str
    title: str
    period: str
    state: str
    progress: str
    unsent: int
    late: str
    late_units: int
    whom: str
    due: str
    link: str


def district(request: Visit) -> HttpResponse:
    """Office by case, whoever is late for longest first."""
    number = page_number(request)
    overseen, found, choice = _found(request)
    cases = list(found[number * A_PAGE : (number + 1) * A_PAGE + 1])
    boards = boards_of(cases[:A_PAGE], on=request.today, at=request.at)
    context = {
        "choice": choice,
        "totals": totals_of(found, at=request.at),
        "count": len(overseen),
        "overseer": bool(overseen - request.actor.offices),
        "rows": [_row(one, request.actor.offices) for one in boards],
        "message": district_reminder(boards, request.build_absolute_uri("/"), at=request.at),
        "earlier": number if number else None,
        "later": number + 2 if len(cases) > A_PAGE else None,
        "kept": choice.kept,
    }
    return render(request, "himpun/board/district.html", context)


def workbook(request: Visit) -> HttpResponse:
    """The whole table as a workbook."""
    return table.workbook("papan-kabupaten", OFFICES, _rows(request))


def csv_file(request: Visit) -> HttpResponse:
    """The whole table as CSV."""
    return table.csv_file("papan-kabupaten", OFFICES, _rows(request))


def _found(request: Visit) -> tuple[frozenset[int], QuerySet[Case], Narrowed]:
    """The offices that may be seen, their running cases as chosen, and the choice."""
    offices = request.actor.offices | overseen_by(request.actor, on=request.today)
    cases = cases_overseen(offices)
    choice = narrowed(request.GET, choices_of(cases))
    return offices, running(cases, choice.watched, at=request.at), choice


def _rows(request: Visit) -> Iterator[Sequence[table.Value]]:
    _, found, _ = _found(request)
    return office_rows(boards_in_turn(found, on=request.today, at=request.at), at=request.at)


def _row(board: CaseBoard, own: frozenset[int]) -> Row:
    case, worst = board.case, worst_of(board)
    return Row(
        office=case.office.name,
        title=case.title,
        period=Period.parse(case.period).label,
        state=state_of(board),
        progress=board.progress.words,
        unsent=len(board.unsent),
        late=worst.late_words if worst else "",
        late_units=len(board.overdue),
        whom=whom(board),
        due=short_time(board.next_due, case.office.zone) if board.next_due else "",
        link=f"/berkas/{case.pk}" if case.office_id in own else "",
    )
