"""Papan pantau of the offices I belong to."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.access import cases_of
from himpun.cases.board import boards_of, choices_of, running, totals_of, unit_names, vouching_of
from himpun.cases.closed import closed_of, finished
from himpun.web.board import table
from himpun.web.board.narrowing import Narrowed, narrowed
from himpun.web.board.rows import AWAITED, awaited_rows, boards_in_turn
from himpun.web.board.shown import closed, mine, shown
from himpun.web.paging import page_number
from himpun.web.request import Visit

A_PAGE = 20
VOUCHED = 20
CLOSED = 10


def board(request: Visit) -> HttpResponse:
    """What waits for my own hand first; then every running case; then the finished ones with their times."""
    number, choice = page_number(request), _choice(request)
    actor, watched = request.actor, choice.watched
    found = running(cases_of(actor), watched, at=request.at)
    cases = list(found[number * A_PAGE : (number + 1) * A_PAGE + 1])
    address = request.build_absolute_uri("/")
    vouching = list(vouching_of(actor)[:VOUCHED]) if number == 0 else []
    units = unit_names(vouching)
    over = finished(cases_of(actor), watched.period, office=watched.office)[:CLOSED] if number == 0 else []
    context = {
        "choice": choice,
        "totals": totals_of(found, at=request.at),
        "cases": [
            shown(one, actor.posts, address, at=request.at)
            for one in boards_of(cases[:A_PAGE], on=request.today, at=request.at)
        ],
        "mine": [mine(task, units, at=request.at) for task in vouching],
        "closed": [closed(one) for one in closed_of(list(over))],
        "offices": len(actor.offices) > 1,
        "earlier": number if number else None,
        "later": number + 2 if len(cases) > A_PAGE else None,
        "kept": choice.kept,
    }
    return render(request, "himpun/board/board.html", context)


def workbook(request: Visit) -> HttpResponse:
    """All that is awaited, as a workbook."""
    return table.workbook("papan-pantau", AWAITED, _rows(request))


def csv_file(request: Visit) -> HttpResponse:
    """All that is awaited, as CSV."""
    return table.csv_file("papan-pantau", AWAITED, _rows(request))


def _choice(request: Visit) -> Narrowed:
    return narrowed(request.GET, choices_of(cases_of(request.actor)))


def _rows(request: Visit) -> Iterator[Sequence[table.Value]]:
    """Through the same query as the page."""
    found = running(cases_of(request.actor), _choice(request).watched, at=request.at)
    return awaited_rows(boards_in_turn(found, on=request.today, at=request.at), at=request.at)
