"""The office as everybody who works in it may read it."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from himpun.documents.emblem import stored_emblem
from himpun.files.store import read
from himpun.lib.periods import PeriodKind
from himpun.organisation.access import office_for
from himpun.organisation.errors import NotHere
from himpun.organisation.models import Holiday, Office, OfficeHours, Unit
from himpun.organisation.queries import in_force, posts_with_holders
from himpun.procedures.queries import Standing, register_of, standings_of
from himpun.web.organisation.weeks import week_rows, zone_said
from himpun.web.request import Visit
from himpun.web.typed import key_from

HOLIDAYS_AHEAD: Final = 6
EVERY: Final = {
    PeriodKind.MONTH: "setiap bulan",
    PeriodKind.QUARTER: "setiap triwulan",
    PeriodKind.SEMESTER: "setiap semester",
    PeriodKind.YEAR: "setiap tahun",
}


def office(request: Visit) -> HttpResponse:
    """Posts with their holders of today, units, working hours, next days off and the kop."""
    offices = list(Office.objects.filter(pk__in=request.actor.offices).select_related("government").order_by("name"))
    shown = _chosen(request, offices)
    context: dict[str, Any] = {"offices": offices, "office": shown}
    if shown is not None:
        runs = shown.pk in request.actor.administers
        context |= _facts(shown, request) | {"runs": runs, "schedules": _schedules(shown, request) if runs else []}
    return render(request, "himpun/organisation/overview.html", context)


def emblem(request: Visit) -> HttpResponse:
    """The picture in the head of the office's letters, as it was checked when it was put away."""
    shown = _chosen(request, list(Office.objects.filter(pk__in=request.actor.offices)))
    stored = stored_emblem(shown.pk, shown.emblem) if shown else None
    if stored is None:
        raise NotHere
    response = HttpResponse(read(stored), content_type=stored.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400"  # its address carries the picture's own hash
    return response


def _chosen(request: Visit, offices: list[Office]) -> Office | None:
    """The office asked for; else the one that the visitor runs, or where the first post is held. Raises NotHere."""
    asked = request.GET.get("kantor")
    if asked is not None:
        return office_for(request.actor, key_from(asked) or 0)
    actor = request.actor
    first = [*sorted(actor.administers), *(hat.office for hat in actor.hats + actor.covered)]
    return next((office for key in first for office in offices if office.pk == key), None)


def _schedules(office: Office, request: Visit) -> list[dict[str, Any]]:
    """The SOPs in force, and when each one's case opens by itself. Two statements."""
    procedures = register_of(office.pk)
    standings = standings_of(procedures, request.today)
    return [
        {"key": one.key, "title": one.title, "every": EVERY[PeriodKind(one.every)], "day": one.opens_day}
        for one in procedures
        if any(told is Standing.HOLDS for _, told in standings.get(one.pk, ()))
    ]


def _facts(office: Office, request: Visit) -> dict[str, Any]:
    hours = list(OfficeHours.objects.filter(office=office).order_by("starts"))
    before = [rule for rule in hours if rule.starts <= request.today]
    now = before[-1] if before else (hours[0] if hours else None)
    ahead = Holiday.objects.filter(office=office, cancelled=False, day__gte=request.today)
    return {
        "rows": posts_with_holders([office.pk], on=request.today),
        "units": Unit.objects.filter(in_force(request.today), office=office),
        "hours": now,
        "week": week_rows(now.week) if now else [],
        "next_hours": [rule for rule in hours if request.today < rule.starts <= request.today + timedelta(days=120)],
        "zone": zone_said(office.zone),
        "days": ahead.order_by("day")[:HOLIDAYS_AHEAD],
    }
