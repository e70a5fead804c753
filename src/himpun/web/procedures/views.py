"""The register of SOPs, and who is who in the office."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.organisation.errors import NotHere
from himpun.organisation.queries import posts_with_holders
from himpun.procedures.access import procedures_of
from himpun.procedures.queries import edition_in_force
from himpun.sop.catalogue import UnknownProcedure, keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.web.documents.svg import inline
from himpun.web.request import Visit


def register(request: Visit) -> HttpResponse:
    """The office's procedures with their edition in force, and what comes with Himpun."""
    today = request.at.date()
    rows = [
        {"procedure": one, "edition": edition_in_force(one, today)}
        for one in procedures_of(request.actor).select_related("office")
    ]
    catalogue = [{"key": key, "sop": load(key)} for key in keys()]
    return render(request, "himpun/register.html", {"rows": rows, "catalogue": catalogue})


def catalogue(request: Visit, key: str) -> HttpResponse:
    """One procedure of the catalogue, drawn."""
    try:
        sop = load(key)
    except UnknownProcedure as unknown:
        raise NotHere(key) from unknown
    context = {"key": key, "sop": sop, "chart": inline(draw(sop)), "words": text_alternative(sop)}
    return render(request, "himpun/catalogue.html", context)


def office(request: Visit) -> HttpResponse:
    """Posts and who holds them today, office by office."""
    rows = posts_with_holders(request.actor.offices, on=request.at.date())
    return render(request, "himpun/office.html", {"rows": rows})
