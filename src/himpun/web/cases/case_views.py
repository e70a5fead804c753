"""Berkas: the cases of my offices, and one case with its steps, figures, papers and history."""

from collections import defaultdict
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.access import case_for
from himpun.cases.models import Case, Task
from himpun.cases.papers import unit_names
from himpun.cases.queries import cases_seen, chart_state, lines_of, may_go_on, seating_of
from himpun.cases.story import attachments_of, returns_of, unread_of
from himpun.lib.dates import short_time
from himpun.performance.queries import changed_cells, doubts_in, evidence_on, recap_now, request_kept
from himpun.sop.chart import draw, text_alternative
from himpun.trail.heads import printed_head
from himpun.web.cases.case_top import case_top, desks_in_words, first_due, open_in
from himpun.web.cases.happenings import Happened, Telling, history_of
from himpun.web.cases.people_offered import left_out
from himpun.web.cases.request_workbook import name_of
from himpun.web.cases.shown import case_head, paper_rows, waiting_units
from himpun.web.cases.step_list import Standing, step_rows, what_next
from himpun.web.documents.svg import inline
from himpun.web.paging import page_number
from himpun.web.request import Visit
from himpun.web.typed import key_from

A_PAGE: Final = 30
SENTENCES: Final = 50


def cases(request: Visit) -> HttpResponse:
    """All cases, the newest first."""
    number = page_number(request)
    found = list(cases_seen(request.actor)[number * A_PAGE : (number + 1) * A_PAGE + 1])
    waiting: dict[int, list[Task]] = defaultdict(list)
    for task in open_in(found[:A_PAGE]):
        waiting[task.case_id].append(task)
    context = {
        "cases": [(case_head(case), _desks(case, waiting[case.pk])) for case in found[:A_PAGE]],
        "earlier": number if number else None,
        "later": number + 2 if len(found) > A_PAGE else None,
    }
    return render(request, "himpun/cases.html", context)


def _desks(case: Case, tasks: list[Task]) -> tuple[str, str]:
    """On whose desk a case lies, and until when."""
    return (desks_in_words(seating_of(case), tasks), first_due(case, tasks)) if tasks else ("", "")


def steps(request: Visit, pk: int) -> HttpResponse:
    """The SOP's own table as the picture of where things stand."""
    case = case_for(request.actor, pk)
    here = standing_of(case, request)
    opened = [task for facts in here.lines.values() for task in facts.open]
    context = case_top(request, case, "langkah", opened=sorted(opened, key=lambda t: (t.line, t.position, t.pk)))
    context |= {
        "chart": inline(draw(here.seating.sop, state=here.picture())),
        "words": text_alternative(here.seating.sop),
        "rows": step_rows(here),
        "waiting": waiting_units(case, here.lines),
        "may_go_on": may_go_on(request.actor, case, here.lines),
        "done": (done := _done(request)),
        "left_out": _left_out(case, done),
        "next": what_next(here),
        "unread": list(unread_of(request.actor, case)),
    }
    return render(request, "himpun/case_steps.html", context)


def standing_of(case: Case, request: Visit) -> Standing:
    """Where the case stands, in a fixed number of statements."""
    lines = lines_of(case)
    return Standing(
        case=case,
        seating=seating_of(case),
        lines=lines,
        state=chart_state(case, lines, at=request.at),
        returns=returns_of(case),
        units=unit_names(case),
        at=request.at,
    )


def _done(request: Visit) -> str:
    """The task that was just finished, as its receipt names it."""
    done = request.GET.get("selesai", "")
    return done if done.isdecimal() and len(done) < 19 else ""


def _left_out(case: Case, done: str) -> list[str]:
    """Whom the SOP names and the task that was just finished did not reach."""
    task = Task.objects.filter(case=case, pk=done, state="done").first() if done else None
    return left_out(task) if task else []


def figures(request: Visit, pk: int) -> HttpResponse:
    """The figures as last sent by every unit, what their last revision changed, and the evidence beside them."""
    case = case_for(request.actor, pk)
    recap = recap_now(case)
    sheets = {part.sheet: part.revision for part in recap.parts}
    context = case_top(request, case, "data") | {
        "recap": recap,
        "changed": changed_cells(sheets),
        "doubts": doubts_in(recap),
        "evidence": evidence_on(sheets),
    }
    return render(request, "himpun/case_figures.html", context)


def papers(request: Visit, pk: int) -> HttpResponse:
    """The papers that the case has left so far, and the files put to it."""
    case = case_for(request.actor, pk)
    context = case_top(request, case, "dokumen") | {"papers": paper_rows(case)}
    asked = request_kept(case)
    context["formats"] = [(one, name_of(one)) for one in asked.sheets] if asked else []
    context["attached"] = [(one, short_time(one.added_at, case.office.zone)) for one in attachments_of(case)]
    return render(request, "himpun/case_papers.html", context)


def history(request: Visit, pk: int) -> HttpResponse:
    """What happened, in sentences, the newest first, of one unit or step where that is asked."""
    case = case_for(request.actor, pk)
    sop, units = seating_of(case).sop, unit_names(case)
    told = history_of(Telling(case, {step.number: step for step in sop.lines}, units))
    unit, line = key_from(request.GET.get("unit", "")) or 0, key_from(request.GET.get("langkah", "")) or 0
    chosen = [one for one in told if unit in (0, one.unit) and line in (0, one.line)]
    number = page_number(request)
    kept = urlencode({name: key for name, key in (("unit", unit), ("langkah", line)) if key})
    context = case_top(request, case, "riwayat") | {
        "entries": chosen[number * SENTENCES : (number + 1) * SENTENCES],
        "count": len(chosen),
        "units": sorted(((key, units[key]) for key in _touched(told) if key in units), key=lambda pair: pair[1]),
        "steps": sop.lines,
        "unit": unit,
        "line": line,
        "kept": f"{kept}&" if kept else "",
        "earlier": number if number else None,
        "later": number + 2 if len(chosen) > (number + 1) * SENTENCES else None,
        "head": printed_head(case.office_id),
    }
    return render(request, "himpun/case_history.html", context)


def _touched(told: list[Happened]) -> set[int]:
    return {one.unit for one in told if one.unit}
