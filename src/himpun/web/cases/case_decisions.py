"""Deciding on a case as a whole: open one, go on without units, cancel it."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.cases.access import case_for, cases_of
from himpun.cases.actions import cancel_case, go_on_without
from himpun.cases.errors import CannotSendBack, CaseIsOver, PeriodIsTaken
from himpun.cases.models import Case
from himpun.cases.queries import lines_of, may_go_on
from himpun.performance.actions import open_collection, open_collection_for_letter
from himpun.procedures.access import procedure_for
from himpun.procedures.models import Procedure
from himpun.sop.walk import State
from himpun.trail.journal import writing
from himpun.web.asking import ask
from himpun.web.cases.opening_form import (
    Opening,
    letter_scan,
    opening_context,
    read_opening,
)
from himpun.web.cases.shown import case_head, waiting_units
from himpun.web.request import Visit
from himpun.web.typed import Typed


def open_by_hand(request: Visit) -> HttpResponse:
    """Open a case by hand, or by an incoming letter."""

    def show(lacks: dict[str, str], status: int) -> HttpResponse:
        return render(request, "himpun/case_open.html", opening_context(request, lacks), status=status)

    return ask(request, show, lambda: f"/berkas/{_opened(request).pk}")


def _opened(request: Visit) -> Case:
    """Open it; a second press finds the case of the first."""
    asked = read_opening(request)
    procedure = procedure_for(request.actor, asked.procedure)
    try:
        with writing():  # the scan of the letter and the case that it opens are kept together
            return _begun(request, procedure, asked)
    except PeriodIsTaken:
        taken = cases_of(request.actor).get(procedure=procedure, period=asked.period.key, cancelled_at=None)
        if not _opened_so(taken, request, asked):
            raise
        return taken


def _begun(request: Visit, procedure: Procedure, asked: Opening) -> Case:
    who, letter = request.actor, asked.letter
    scan = letter_scan(request, asked, office=procedure.office_id)
    if letter is not None and scan is not None:
        return open_collection_for_letter(who, procedure, asked.period, letter=letter, scan=scan, at=request.at)
    return open_collection(who, procedure, asked.period, origin=asked.origin, at=request.at, letter=letter)


def _opened_so(case: Case, request: Visit, asked: Opening) -> bool:
    """Whether this very person opened it, for this very reason."""
    letter = asked.letter.as_data() if asked.letter else None
    same = (case.origin, case.letter) == (asked.origin, letter)
    return same and case.opened_by.startswith(f"{request.actor.name} (")


def go_on(request: Visit, pk: int) -> HttpResponse:
    """Go on without units that have not answered, with a reason."""
    case = case_for(request.actor, pk)
    typed = Typed(request.POST)
    units = frozenset(typed.keys("unit"))

    def show(lacks: dict[str, str], status: int) -> HttpResponse:
        lines = lines_of(case)
        context = {"case": case_head(case), "waiting": waiting_units(case, lines), "chosen": units}
        context |= {"lacks": lacks, "typed": request.POST, "may": may_go_on(request.actor, case, lines)}
        return render(request, "himpun/case_go_on.html", context, status=status)

    return ask(request, show, lambda: _went_on(request, case, units, typed))


def _went_on(request: Visit, case: Case, units: frozenset[int], typed: Typed) -> str:
    why = typed.text("alasan", 1000)
    if not units:
        typed.lack("unit", "no_unit", "Pilih unit yang tidak ditunggu lagi.")
    typed.refuse()
    try:
        go_on_without(request.actor, case, units, why=why, at=request.at)
    except CannotSendBack:
        # The second press of the same decision finds nobody to wait for.
        if not case.tasks.filter(unit__in=units, state=State.EXCUSED, ended_by=request.actor.person, why=why).exists():
            raise
    return f"/berkas/{case.pk}"


def cancel(request: Visit, pk: int) -> HttpResponse:
    """Cancel a case that was opened by mistake."""
    case = case_for(request.actor, pk)

    def show(lacks: dict[str, str], status: int) -> HttpResponse:
        context = {"case": case_head(case), "lacks": lacks, "typed": request.POST}
        return render(request, "himpun/case_cancel.html", context, status=status)

    return ask(request, show, lambda: _cancelled(request, case))


def _cancelled(request: Visit, case: Case) -> str:
    typed = Typed(request.POST)
    why = typed.text("alasan", 500)
    typed.refuse()
    try:
        cancel_case(request.actor, case, why=why, at=request.at)
    except CaseIsOver:
        if case.cancelled_at is None or case.cancelled_why != why:
            raise
    return f"/berkas/{case.pk}"
