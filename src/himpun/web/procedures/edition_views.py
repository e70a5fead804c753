"""An edition: its text, what it changed against another, and what may follow it."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import cases_of
from himpun.procedures.access import edition_for
from himpun.procedures.actions import begin_draft, withdraw_edition
from himpun.procedures.drafts import DraftText
from himpun.procedures.errors import NotTheAdministrator
from himpun.procedures.models import Edition
from himpun.procedures.queries import edition_in_force, editions_of, sop_of
from himpun.sop.chart import draw, text_alternative
from himpun.sop.compare import Kind, compare
from himpun.web.cases.typed import key_from
from himpun.web.documents.svg import inline
from himpun.web.procedures.places import place
from himpun.web.request import Visit

KINDS: Final = {Kind.ADDED: "baru", Kind.REMOVED: "dihapus", Kind.MOVED: "pindah", Kind.CHANGED: "berubah"}


def edition(request: Visit, pk: int) -> HttpResponse:
    """The text of an edition; against another when `banding` names one."""
    if request.method == "POST":
        return _decide(request, edition_for(request.actor, pk))
    one = edition_for(request.actor, pk)
    others = [other for other in editions_of(one.procedure) if other.pk != one.pk]
    wanted = key_from(request.GET.get("banding", ""))
    compared = next((other for other in others if other.pk == wanted), None)
    sop = sop_of(one)
    context = {
        "edition": one,
        "sop": sop,
        "holds": edition_in_force(one.procedure, request.today) == one,
        "chart": inline(draw(sop)),
        "words": text_alternative(sop),
        "others": others,
        "compared": compared,
        "changes": _changes(compared, one) if compared else [],
        "running": cases_of(request.actor).filter(edition=one).count(),
        "administers": one.office_id in request.actor.administers,
    }
    return render(request, "himpun/procedures/edition.html", context)


def _changes(before: Edition, after: Edition) -> list[tuple[str, str, object]]:
    return [(place(one.where), KINDS[one.kind], one) for one in compare(sop_of(before), sop_of(after))]


def _decide(request: Visit, one: Edition) -> HttpResponse:
    if one.office_id not in request.actor.administers:
        raise NotTheAdministrator("Hanya administrator kantor yang mencabut atau memperbarui edisi.")
    if request.POST.get("putusan") == "cabut":
        withdraw_edition(request.actor, one, at=request.at)
        return HttpResponseRedirect(f"/sop/edisi/{one.pk}")
    text = DraftText(sop_of(one), procedure=one.procedure)
    draft = begin_draft(request.actor, one.office, text, at=request.at)
    return HttpResponseRedirect(f"/sop/konsep/{draft.pk}")
