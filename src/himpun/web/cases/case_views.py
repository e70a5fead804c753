"""Berkas: the cases of my offices, and one case with its steps, figures, papers and history."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import case_for
from himpun.cases.actions import cancel_case, go_on_without, open_case
from himpun.cases.errors import Incomplete
from himpun.cases.models import Case
from himpun.cases.queries import cases_seen, chart_state, lines_of, seating_of
from himpun.performance.gathered import recap_now
from himpun.procedures.access import procedure_for
from himpun.sop.chart import draw
from himpun.web.cases.opening_form import opening_context, read_opening
from himpun.web.cases.shown import case_head, history_of, paper_rows, step_rows, waiting_units
from himpun.web.desk.views import page_number
from himpun.web.documents.svg import inline
from himpun.web.request import Visit

A_PAGE = 30


def cases(request: Visit) -> HttpResponse:
    """All cases, the newest first."""
    number = page_number(request)
    found = list(cases_seen(request.actor)[number * A_PAGE : (number + 1) * A_PAGE + 1])
    context = {
        "cases": [case_head(case) for case in found[:A_PAGE]],
        "earlier": number if number else None,
        "later": number + 2 if len(found) > A_PAGE else None,
    }
    return render(request, "himpun/cases.html", context)


def steps(request: Visit, pk: int) -> HttpResponse:
    """The SOP's own table as the picture of where things stand."""
    case = case_for(request.actor, pk)
    lines = lines_of(case)
    seating = seating_of(case)
    state = chart_state(case, lines, at=request.at)
    context = {
        "case": case_head(case),
        "tab": "langkah",
        "chart": inline(draw(seating.sop, state=state)),
        "rows": step_rows(seating, lines, state),
        "waiting": waiting_units(case, lines),
        "done": request.GET.get("selesai", ""),
    }
    return render(request, "himpun/case_steps.html", context)


def figures(request: Visit, pk: int) -> HttpResponse:
    """The figures as last sent by every unit."""
    case = case_for(request.actor, pk)
    recap = recap_now(case)
    return render(request, "himpun/case_figures.html", {"case": case_head(case), "tab": "data", "recap": recap})


def papers(request: Visit, pk: int) -> HttpResponse:
    """The papers that the case has left so far."""
    case = case_for(request.actor, pk)
    context = {"case": case_head(case), "tab": "dokumen", "papers": paper_rows(case)}
    return render(request, "himpun/case_papers.html", context)


def history(request: Visit, pk: int) -> HttpResponse:
    """What happened, in sentences, the newest first."""
    case = case_for(request.actor, pk)
    context = {"case": case_head(case), "tab": "riwayat", "entries": history_of(case)}
    return render(request, "himpun/case_history.html", context)


def open_by_hand(request: Visit) -> HttpResponse:
    """Open a case by hand, or by an incoming letter."""
    if request.method != "POST":
        return render(request, "himpun/case_open.html", opening_context(request, {}))
    typed, lacks = read_opening(request)
    if lacks or typed is None:
        context = opening_context(request, {lack.field: lack.message for lack in lacks})
        return render(request, "himpun/case_open.html", context, status=422)
    procedure = procedure_for(request.actor, typed.procedure)
    case = open_case(
        request.actor, procedure, typed.period, origin=typed.origin, at=request.at, letter=typed.letter
    )
    return HttpResponseRedirect(f"/berkas/{case.pk}")


def go_on(request: Visit, pk: int) -> HttpResponse:
    """Go on without units that have not answered, with a reason."""
    case = case_for(request.actor, pk)
    waiting = waiting_units(case, lines_of(case))
    if request.method == "POST":
        units = frozenset(int(u) for u in request.POST.getlist("unit") if u.isdecimal())
        try:
            go_on_without(request.actor, case, units, why=request.POST.get("alasan", ""), at=request.at)
            return HttpResponseRedirect(f"/berkas/{pk}")
        except Incomplete as incomplete:
            context = {"case": case_head(case), "waiting": waiting, "lacks": _lacks(incomplete), "chosen": units}
            return render(request, "himpun/case_go_on.html", context, status=422)
    return render(request, "himpun/case_go_on.html", {"case": case_head(case), "waiting": waiting, "lacks": {}})


def cancel(request: Visit, pk: int) -> HttpResponse:
    """Cancel a case that was opened by mistake."""
    case: Case = case_for(request.actor, pk)
    if request.method == "POST":
        try:
            cancel_case(request.actor, case, why=request.POST.get("alasan", ""), at=request.at)
            return HttpResponseRedirect(f"/berkas/{pk}")
        except Incomplete as incomplete:
            context = {"case": case_head(case), "lacks": _lacks(incomplete)}
            return render(request, "himpun/case_cancel.html", context, status=422)
    return render(request, "himpun/case_cancel.html", {"case": case_head(case), "lacks": {}})


def _lacks(incomplete: Incomplete) -> dict[str, str]:
    return {lack.field: lack.message for lack in incomplete.lacks}
