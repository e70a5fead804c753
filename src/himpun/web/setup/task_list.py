"""The list of all steps, each with how far it has come."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.lib.periods import Period
from himpun.procedures.queries import register_of
from himpun.web.address import is_local, printed_address
from himpun.web.request import Visit
from himpun.web.setup.own import own_office
from himpun.web.setup.period_views import next_opening
from himpun.web.setup.progress import Progress, Setup, Step, setup_of, steps_of


def overview(request: Visit) -> HttpResponse:
    """Every step of setting the office up, for one SOP at a time."""
    office = own_office(request)
    procedures = register_of(office.pk)
    chosen = request.GET.get("sop", "")
    procedures.sort(key=lambda one: one.key != chosen)
    setup = setup_of(office, procedures, today=request.today, at=request.at)
    steps = steps_of(setup)
    going_on = goes_on_with(steps)
    context = {
        "office": office,
        "steps": steps,
        "done": sum(step.progress is Progress.DONE for step in steps),
        "procedure": setup.procedure,
        "others": procedures[1:],
        "next": going_on[0] if going_on else None,
        "after": going_on[1] if len(going_on) > 1 else None,
        "newest": [(pk, Period.parse(period).label) for pk, period in setup.cases[-1:]],
        "opening": _opening(setup, {period for _, period in setup.cases}, request),
        "address": printed_address(),
        "local_address": is_local(printed_address()),
    }
    return render(request, "himpun/setup/overview.html", context)


def goes_on_with(steps: list[Step]) -> list[Step]:
    """What is still to be done, in order. What may be left out is, once the first case shows that the office works."""
    works = steps[-1].progress is Progress.DONE
    left = [step for step in steps if step.progress is not Progress.DONE and step.address]
    return [step for step in left if not (works and step.optional)]


def _opening(setup: Setup, taken: set[str], request: Visit) -> str:
    if setup.procedure is None or setup.edition is None:
        return ""
    return next_opening(setup.procedure, taken, request)
