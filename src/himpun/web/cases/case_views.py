"""Berkas: the cases of my offices, and one case with its steps, figures, papers and history."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.access import case_for
from himpun.cases.queries import cases_seen, chart_state, lines_of, seating_of
from himpun.performance.queries import recap_now
from himpun.sop.chart import draw
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
    done = request.GET.get("selesai", "")
    context = {
        "case": case_head(case),
        "tab": "langkah",
        "chart": inline(draw(seating.sop, state=state)),
        "rows": step_rows(seating, lines, state),
        "waiting": waiting_units(case, lines),
        "done": done if done.isdecimal() and len(done) < 19 else "",
    }
    return render(request, "himpun/case_steps.html", context)


def figures(request: Visit, pk: int) -> HttpResponse:
    """The figures as last sent by every unit."""
    case = case_for(request.actor, pk)
    context = {"case": case_head(case), "tab": "data", "recap": recap_now(case)}
    return render(request, "himpun/case_figures.html", context)


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
