"""How often the SOP's case opens by itself, and the first one opened now."""

from collections.abc import Collection
from typing import Any, Final

from django.http import HttpResponse

from himpun.cases.models import Case, Origin
from himpun.lib.dates import long_date
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.performance.actions import open_collection
from himpun.procedures.actions import schedule_procedure
from himpun.procedures.models import Procedure
from himpun.procedures.queries import openings_ahead
from himpun.trail.journal import writing
from himpun.web.request import Visit
from himpun.web.setup.asking import ask
from himpun.web.setup.own import own_procedure
from himpun.web.typed import Typed

OFFERED: Final = 4
"""Periods that are over, the newest first; the running one comes behind them."""
LATEST_DAY: Final = 60


def first_period(request: Visit, key: str) -> HttpResponse:
    """The schedule, and the first case; a case by an incoming letter has a page of its own."""
    procedure, _ = own_procedure(request, key)

    def context(lacks: dict[str, str]) -> dict[str, Any]:
        opened = Case.objects.filter(procedure=procedure, cancelled_at=None).order_by("-pk").values_list("pk", "period")
        taken = {period for _, period in opened}
        every = request.POST.get("setiap", procedure.every)
        periods = _offered(request, _kind(every) or PeriodKind(procedure.every))
        return {
            "procedure": procedure,
            "kinds": [(kind.value, f"Setiap {kind.label}") for kind in PeriodKind],
            "every": every,
            "day": request.POST.get("hari", procedure.opens_day),
            "periods": [(one, one.end >= request.today, one.key in taken) for one in periods],
            "proposed": request.POST.get("periode", "" if taken else periods[0].key),
            "cases": [(pk, Period.parse(period).label) for pk, period in list(opened)[:5]],
            "opening": next_opening(procedure, taken, request),
            "lacks": lacks,
        }

    return ask(request, "period", context, lambda: _opened(request, procedure))


def next_opening(procedure: Procedure, taken: Collection[str], request: Visit) -> str:
    """When the schedule opens a case by itself next, in words: "Kamis, 1 Oktober 2026 untuk Triwulan III 2026"."""
    ahead = openings_ahead(procedure, request.today)
    found = next(((day, period) for day, period in ahead if period.key not in taken), None)
    return f"{long_date(found[0])} untuk {found[1].label}" if found else ""


def _kind(word: str) -> PeriodKind | None:
    return next((kind for kind in PeriodKind if kind.value == word), None)


def _offered(request: Visit, kind: PeriodKind) -> list[Period]:
    """Periods of the schedule's own kind: those that are over, the newest first, then the running one."""
    running = period_of(request.today, kind)
    found = [running.previous]
    while len(found) < OFFERED:
        found.append(found[-1].previous)
    return [*found, running]


def _opened(request: Visit, procedure: Procedure) -> str:
    """Keep the schedule and open the case; a second press finds the case of the first."""
    typed = Typed(request.POST)
    every = typed.text("setiap", 20)
    if _kind(every) is None:
        typed.lack("setiap", "no_kind", "Pilih seberapa sering berkasnya dibuka.")
    day = typed.number("hari", 1, most=LATEST_DAY)
    if day < 1:
        typed.lack("hari", "no_day", f"Tulis hari kerja ke berapa, 1 sampai {LATEST_DAY}.")
    period = _period(typed)
    typed.refuse()
    with writing():
        if (every, day) != (procedure.every, procedure.opens_day):
            schedule_procedure(request.actor, procedure, every=PeriodKind(every), opens_day=day, at=request.at)
        if period is None:
            return f"/siapkan?sop={procedure.key}"
        if not Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).exists():
            open_collection(request.actor, procedure, period, origin=Origin.HAND, at=request.at)
    return f"/siapkan?sop={procedure.key}"


def _period(typed: Typed) -> Period | None:
    """The period to open; none when it is left to the schedule. Whether it is of the right kind, the verb says."""
    key = typed.text("periode", 20)
    if key == "":
        return None
    try:
        return Period.parse(key)
    except ValueError:
        typed.lack("periode", "no_period", "Pilih periodenya.")
        return None
