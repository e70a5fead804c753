"""The register of SOPs, and who is who in the office."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.procedures.access import procedures_of
from himpun.procedures.queries import edition_in_force
from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.web.documents.svg import inline
from himpun.web.procedures.places import place
from himpun.web.request import Visit


def register(request: Visit) -> HttpResponse:
    """The office's procedures with their edition in force, and what comes with Himpun."""
    rows = [
        {"procedure": one, "edition": edition_in_force(one, request.today)}
        for one in procedures_of(request.actor).select_related("office")
    ]
    catalogue = [{"key": key, "sop": load(key)} for key in keys()]
    return render(request, "himpun/register.html", {"rows": rows, "catalogue": catalogue})


def catalogue(request: Visit, key: str) -> HttpResponse:
    """One procedure of the catalogue, drawn."""
    sop = load(key)
    guesses = [(place(finding.where), finding) for finding in sop.findings]
    context = {"key": key, "sop": sop, "chart": inline(draw(sop)), "words": text_alternative(sop), "guesses": guesses}
    return render(request, "himpun/catalogue.html", context)
