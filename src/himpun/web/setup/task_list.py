"""The list of all steps, each with how far it has come."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.procedures.queries import register_of
from himpun.web.request import Visit
from himpun.web.setup.own import own_office
from himpun.web.setup.progress import Progress, setup_of, steps_of


def overview(request: Visit) -> HttpResponse:
    """Every step of setting the office up, for one SOP at a time."""
    office = own_office(request)
    procedures = register_of(office.pk)
    chosen = request.GET.get("sop", "")
    procedures.sort(key=lambda one: one.key != chosen)
    setup = setup_of(office, procedures, today=request.today, at=request.at)
    steps = steps_of(setup)
    context = {
        "office": office,
        "steps": steps,
        "done": sum(step.progress is Progress.DONE for step in steps),
        "procedure": setup.procedure,
        "others": procedures[1:],
        "next": next((step for step in steps if step.progress is not Progress.DONE and step.address), None),
    }
    return render(request, "himpun/setup/overview.html", context)
