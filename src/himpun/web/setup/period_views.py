"""How often the SOP's case opens by itself, and the first one opened now."""

from typing import Any, Final

from django.http import HttpResponse

from himpun.cases.errors import Incomplete, Lack
from himpun.cases.models import Case, Origin
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.performance.actions import open_collection
from himpun.procedures.actions import schedule_procedure
from himpun.procedures.models import Procedure
from himpun.trail.journal import writing
from himpun.web.request import Visit
from himpun.web.setup.asking import ask
from himpun.web.setup.own import own_procedure
from himpun.web.typed import Typed

OFFERED: Final = 3
LATEST_DAY: Final = 60


def first_period(request: Visit, key: str) -> HttpResponse:
    """The schedule, and the first case; a case by an incoming letter has a page of its own."""
    procedure, _ = own_procedure(request, key)

    def context(lacks: dict[str, str]) -> dict[str, Any]:
        opened = Case.objects.filter(procedure=procedure, cancelled_at=None).order_by("-pk")
        return {
            "procedure": procedure,
            "kinds": [(kind.value, f"Setiap {kind.label}") for kind in PeriodKind],
            "every": request.POST.get("setiap", procedure.every),
            "day": request.POST.get("hari", procedure.opens_day),
            "periods": _offered(request),
            "proposed": request.POST.get("periode", period_of(request.today, PeriodKind.QUARTER).previous.key),
            "cases": [(one.pk, Period.parse(one.period).label) for one in opened[:5]],
            "lacks": lacks,
        }

    return ask(request, "period", context, lambda: _opened(request, procedure))


def _offered(request: Visit) -> list[Period]:
    """The last periods of each kind that are over, and the running ones."""
    found: list[Period] = []
    for kind in PeriodKind:
        running = period_of(request.today, kind)
        found += [running.previous, running, running.previous.previous][:OFFERED]
    return found


def _opened(request: Visit, procedure: Procedure) -> str:
    """Keep the schedule and open the case; a second press finds the case of the first."""
    typed = Typed(request.POST)
    every = typed.text("setiap", 20)
    if every not in list(PeriodKind):
        typed.lack("setiap", "no_kind", "Pilih seberapa sering berkasnya dibuka.")
    day = typed.number("hari", 1, most=LATEST_DAY)
    if day < 1:
        typed.lack("hari", "no_day", f"Tulis hari kerja ke berapa, 1 sampai {LATEST_DAY}.")
    typed.refuse()
    period = _period(typed.text("periode", 20))
    with writing():
        if (every, day) != (procedure.every, procedure.opens_day):
            schedule_procedure(request.actor, procedure, every=PeriodKind(every), opens_day=day, at=request.at)
        if period is None:
            return f"/siapkan?sop={procedure.key}"
        taken = Case.objects.filter(procedure=procedure, period=period.key, cancelled_at=None).first()
        if taken is None:
            taken = open_collection(request.actor, procedure, period, origin=Origin.HAND, at=request.at)
    return f"/berkas/{taken.pk}"


def _period(key: str) -> Period | None:
    """The period to open; none when it is left to the schedule. Raises Incomplete for what is no period."""
    if key == "":
        return None
    try:
        return Period.parse(key)
    except ValueError:
        raise Incomplete((Lack("periode", "no_period", "Pilih periodenya."),)) from None
