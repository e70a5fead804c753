"""An edition: its text, what it changed against another, who uses it, and what may follow it."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import cases_of
from himpun.organisation.access import office_for_admin
from himpun.organisation.models import Office
from himpun.procedures.access import edition_for, edition_for_admin
from himpun.procedures.actions import begin_draft, withdraw_edition
from himpun.procedures.basis import put_in_force
from himpun.procedures.drafts import DraftText
from himpun.procedures.models import Edition
from himpun.procedures.queries import casting_for, missing_performers, sop_of, standings_of
from himpun.sop.chart import draw, text_alternative
from himpun.sop.model import Seat, Severity, Sop
from himpun.web.documents.svg import inline
from himpun.web.procedures.beginning import start_from
from himpun.web.procedures.differences import between
from himpun.web.procedures.places import findings_of
from himpun.web.request import Visit
from himpun.web.typed import key_from


def edition(request: Visit, pk: int) -> HttpResponse:
    """The text of an edition; against another when `banding` names one."""
    if request.method == "POST":
        return _decide(request, pk)
    one = edition_for(request.actor, pk)
    standing = standings_of([one.procedure], request.today)[one.procedure_id]
    wanted = key_from(request.GET.get("banding", ""))
    compared = next((other for other, _ in standing if other.pk == wanted and other.pk != pk), None)
    sop = sop_of(one)
    used = running(request, [one.pk]).get(one.pk, (0, 0))
    context = {
        "edition": one,
        "sop": sop,
        "standing": next(told for other, told in standing if other.pk == pk),
        "chart": inline(draw(sop)),
        "words": text_alternative(sop),
        "others": [row for row in standing if row[0].pk != pk],
        "compared": compared,
        "changes": between(sop_of(compared), sop) if compared else [],
        "force": put_in_force(one),
        "findings": findings_of(sop),
        "running": used[0],
        "cases": used[1],
        "administers": one.office_id in request.actor.administers,
        "elsewhere": _elsewhere(request, one),
    }
    return render(request, "himpun/procedures/edition.html", context | _next(request, one, sop))


def running(request: Visit, editions: list[int]) -> dict[int, tuple[int, int]]:
    """Cases by edition: those still running, and all."""
    still = Count("pk", filter=Q(finished_at=None, cancelled_at=None))
    found = (
        cases_of(request.actor).filter(edition__in=editions).values("edition").annotate(still=still, every=Count("pk"))
    )
    return {one["edition"]: (one["still"], one["every"]) for one in found.order_by()}


def _next(request: Visit, one: Edition, sop: Sop) -> dict[str, Any]:
    """What is still to do before a case opens by itself; nothing for an edition that opens none any more."""
    if one.withdrawn_at is not None:
        return {}
    lacking = missing_performers(sop, casting_for(one, max(request.today, one.in_force_from)))
    keys = {finding.where.partition("/")[2] for finding in lacking if finding.severity is Severity.ERROR}
    nobody = [p.name for p in sop.performers if p.key in keys and p.seat is not Seat.TEAM]
    return {"nobody": nobody, "scheduled": one.procedure.opened_through is not None}


def _elsewhere(request: Visit, one: Edition) -> list[Office]:
    """Other offices that the actor administers, to which the text can be taken over."""
    return list(Office.objects.filter(pk__in=request.actor.administers - {one.office_id}).order_by("name"))


def _decide(request: Visit, pk: int) -> HttpResponse:
    match request.POST.get("putusan"):
        case "salin":
            office = office_for_admin(request.actor, key_from(request.POST.get("kantor", "")) or 0)
            sop = sop_of(edition_for(request.actor, pk))
            return HttpResponseRedirect(f"/sop/konsep/{start_from(request, sop, office).pk}")
        case "cabut":
            withdraw_edition(request.actor, edition_for_admin(request.actor, pk), at=request.at)
            return HttpResponseRedirect(f"/sop/edisi/{pk}")
        case _:
            one = edition_for_admin(request.actor, pk)
            text = DraftText(sop_of(one), procedure=one.procedure)
            return HttpResponseRedirect(f"/sop/konsep/{begin_draft(request.actor, one.office, text, at=request.at).pk}")
