"""The register of SOPs, and who is who in the office."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.procedures.access import procedures_of
from himpun.procedures.models import Edition
from himpun.procedures.queries import Standing, standings_of
from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.web.documents.svg import inline
from himpun.web.procedures.edition_views import running
from himpun.web.procedures.places import place
from himpun.web.request import Visit


def register(request: Visit) -> HttpResponse:
    """The office's procedures with their editions and what each is, and what comes with Himpun."""
    procedures = list(procedures_of(request.actor).select_related("office").order_by("title", "pk"))
    standings = standings_of(procedures, request.today)
    used = running(request, [one.pk for rows in standings.values() for one, _ in rows])
    rows = [{"procedure": one, "editions": _editions(standings.get(one.pk, []), used)} for one in procedures]
    catalogue = [{"key": key, "sop": load(key)} for key in keys()]
    return render(request, "himpun/register.html", {"rows": rows, "catalogue": catalogue})


def _editions(rows: list[tuple[Edition, Standing]], used: dict[int, tuple[int, int]]) -> list[dict[str, object]]:
    return [{"edition": one, "standing": told, "running": used.get(one.pk, (0, 0))[0]} for one, told in rows]


def catalogue(request: Visit, key: str) -> HttpResponse:
    """One procedure of the catalogue, drawn."""
    sop = load(key)
    guesses = [(place(finding.where, sop), finding) for finding in sop.findings]
    context = {"key": key, "sop": sop, "chart": inline(draw(sop)), "words": text_alternative(sop), "guesses": guesses}
    return render(request, "himpun/catalogue.html", context)
