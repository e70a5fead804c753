"""Meja kerja: what waits for me."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from himpun.cases.queries import work_of, work_of_teams
from himpun.web.desk.cards import cards_of, grouped
from himpun.web.request import Visit

A_PAGE = 50


def meja_kerja(request: Visit) -> HttpResponse:
    """My open tasks, soonest due first, overdue on top; a page at a time, however many there are."""
    number = page_number(request)
    mine = list(work_of(request.actor)[number * A_PAGE : (number + 1) * A_PAGE + 1])
    teams = work_of_teams(request.actor) if number == 0 else []
    cards = cards_of([*teams, *mine[:A_PAGE]], at=request.at)
    context = {
        "groups": grouped(cards),
        "count": len(cards),
        "earlier": number if number else None,
        "later": number + 2 if len(mine) > A_PAGE else None,
    }
    return render(request, "himpun/desk.html", context)


def page_number(request: Visit) -> int:
    """Which page of a list is asked for, from 0; nonsense is the first."""
    text = request.GET.get("halaman", "1")
    return max(0, int(text) - 1) if text.isdecimal() and len(text) < 6 else 0


def health(request: Visit) -> HttpResponse:
    """For a watchman: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"sehat": True})
