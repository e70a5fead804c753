"""Meja kerja: what waits for me."""

from collections.abc import Sequence

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from himpun.cases.models import Task
from himpun.cases.queries import work_of_teams
from himpun.cases.waiting import Heap, Wanted, heaps_of, work_wanted
from himpun.lib.dates import long_date
from himpun.organisation.models import Holder
from himpun.organisation.queries import holders_of
from himpun.procedures.access import drafts_before, drafts_sent_back
from himpun.web.desk.beside import beside_of
from himpun.web.desk.cards import cards_of, grouped
from himpun.web.desk.choices import choice_of, filters_of, remember
from himpun.web.desk.to_read import to_read
from himpun.web.paging import page_number
from himpun.web.request import Visit

A_PAGE = 50
A_FEW = 20


def meja_kerja(request: Visit) -> HttpResponse:
    """My open tasks, soonest due first, overdue on top; a page at a time, however many there are."""
    number, choice = page_number(request), choice_of(request)
    wanted = choice.wanted(request.actor)
    mine = list(work_wanted(request.actor, wanted, at=request.at)[number * A_PAGE : (number + 1) * A_PAGE + 1])
    every_team = work_of_teams(request.actor)
    teams = [t for t in every_team if wanted.posts is None and wanted.admits(t, request.at)]
    heaps = heaps_of(request.actor, at=request.at)
    cards = cards_of([*(teams if number == 0 else []), *mine[:A_PAGE]], request.actor, at=request.at)
    context = {
        "today": long_date(request.today),
        "groups": grouped(cards),
        "filters": filters_of(request.actor, heaps, choice),
        "choice": choice,
        "only_late": wanted.late,
        "hats": len(request.actor.hats) > 1,
        "covering": _covering(request),
        "offices": len(request.actor.offices) > 1,
        "beside": beside_of(request.actor, every_team, on=request.today, at=request.at) if number == 0 else None,
        "before_me": list(drafts_before(request.actor)[:A_FEW]) if number == 0 else [],
        "sent_back": list(drafts_sent_back(request.actor)[:A_FEW]) if number == 0 and request.actor.administers else [],
        "unread": to_read(request.actor) if number == 0 else [],
        "earlier": number if number else None,
        "later": number + 2 if len(mine) > A_PAGE else None,
        "kept": choice.query if choice.active else "",
    }
    response = render(request, "himpun/desk.html", context | _counts(request, heaps, wanted, every_team))
    remember(request, response, choice)
    return response


def _covering(request: Visit) -> list[tuple[str, Holder]]:
    """My posts for which somebody else acts today, and who. No statement when there is none."""
    covered = request.actor.covered
    acting = holders_of([hat.post for hat in covered], on=request.today) if covered else {}
    return [(hat.title, acting[hat.post]) for hat in covered if hat.post in acting]


def _counts(request: Visit, heaps: Sequence[Heap], wanted: Wanted, teams: Sequence[Task]) -> dict[str, int]:
    """All that waits and how much of it is late; how much of both the filters hide."""
    late = [t for t in teams if t.due_at is not None and t.due_at < request.at]
    count, overdue = sum(heap.count for heap in heaps) + len(teams), sum(heap.late for heap in heaps) + len(late)
    seen = [heap for heap in heaps if heap.lies_in(wanted)]
    shown_late = sum(heap.late for heap in seen)
    shown = shown_late if wanted.late else sum(heap.count for heap in seen)
    if wanted.posts is None:
        shown += sum(wanted.admits(task, request.at) for task in teams)
        shown_late += sum(wanted.admits(task, request.at) for task in late)
    return {"count": count, "overdue": overdue, "shown": shown, "hidden": count - shown, "unseen": overdue - shown_late}


def health(request: Visit) -> HttpResponse:
    """For a watchman: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"sehat": True})
