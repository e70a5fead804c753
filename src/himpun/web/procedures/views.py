"""The register of SOPs, and who is who in the office."""

from django.http import HttpResponse
from django.shortcuts import render

from himpun.organisation.queries import posts_with_holders
from himpun.procedures.access import procedures_of
from himpun.procedures.queries import edition_in_force
from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw, text_alternative
from himpun.web.documents.svg import inline
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
    guesses = [(_place(finding.where), finding) for finding in sop.findings]
    context = {"sop": sop, "chart": inline(draw(sop)), "words": text_alternative(sop), "guesses": guesses}
    return render(request, "himpun/catalogue.html", context)


def _place(where: str) -> str:
    """The place of a finding in the office's words: "steps/4/performers" is "Kegiatan 4, pelaksana"."""
    whole, number, part = [*where.split("/"), "", ""][:3]
    said = f"{_WHOLE.get(whole, whole)} {number}".strip()
    return f"{said}, {_PARTS.get(part, part)}" if part else said


_WHOLE = {
    "closing": "Penutup",
    "legal_basis": "Dasar hukum",
    "office": "Kantor",
    "performers": "Pelaksana",
    "qualifications": "Kualifikasi pelaksana",
    "records": "Pencatatan",
    "related": "Keterkaitan",
    "steps": "Kegiatan",
    "title": "Judul",
}
_PARTS = {
    "acts": "tindakan",
    "duration": "waktu",
    "outputs": "output",
    "performers": "pelaksana",
    "requirements": "kelengkapan",
    "ways": "arah keputusan",
}


def office(request: Visit) -> HttpResponse:
    """Posts and who holds them today, office by office."""
    rows = posts_with_holders(request.actor.offices, on=request.today)
    return render(request, "himpun/office.html", {"rows": rows})
