"""Zone and working hours: what holds, and the zone corrected."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from himpun.lib.dates import DAYS, long_date
from himpun.lib.worktime import Hours
from himpun.organisation.actions import move_to_zone, set_holidays
from himpun.organisation.holidays import ESTIMATE, national_days
from himpun.organisation.models import Holiday
from himpun.organisation.queries import calendar_of
from himpun.web.request import Visit
from himpun.web.setup.asking import ask
from himpun.web.setup.founding_views import ZONES
from himpun.web.setup.own import own_office

AHEAD = timedelta(days=120)


def hours(request: Visit) -> HttpResponse:
    """The office's zone, week and coming days off; another zone, and the national days off where they lack."""
    office = own_office(request)

    def context(lacks: dict[str, str]) -> dict[str, Any]:
        rules = [rule for rule in calendar_of(office).hours if rule.starts <= request.today]
        coming = Holiday.objects.filter(
            office=office, cancelled=False, day__range=(request.today, request.today + AHEAD)
        ).order_by("day")
        years = set(Holiday.objects.filter(office=office).values_list("day__year", flat=True))
        return {
            "office": office,
            "zones": ZONES,
            "rule": rules[-1] if rules else None,
            "week": _week(rules[-1].hours) if rules else [],
            "coming": [(long_date(day.day), day.name, day.decree == ESTIMATE) for day in coming],
            "lacking": [year for year in (request.today.year, request.today.year + 1) if year not in years],
            "lacks": lacks,
        }

    def act() -> str:
        if request.POST.get("putusan") == "libur":
            for year in context({})["lacking"]:
                set_holidays(request.actor, office, days=national_days(year), at=request.at)
            return "/siapkan/jam"
        zone = request.POST.get("zona", "")[:60]
        if zone != office.zone:
            move_to_zone(request.actor, office, zone=zone, at=request.at)
        return "/siapkan"

    return ask(request, "hours", context, act)


def _week(hours: Hours) -> list[tuple[str, str]]:
    """Each day with its hours: "07.30–12.00, 13.00–16.00"."""
    said = [", ".join(f"{part.start:%H.%M}–{part.end:%H.%M}" for part in day) or "libur" for day in hours.days]
    return list(zip(DAYS, said, strict=True))
