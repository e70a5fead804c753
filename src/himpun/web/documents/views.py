"""Files that leave through our own door, and the page where anybody checks a paper."""

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import attachment_for, paper_for
from himpun.documents.models import Signature, SigningWay
from himpun.documents.queries import check_by_code
from himpun.files.models import StoredFile
from himpun.files.store import read
from himpun.performance.access import evidence_seen
from himpun.web.refusals import refusal
from himpun.web.request import Visit


def paper(request: Visit, pk: int) -> HttpResponse:
    """The PDF of a paper: signed and sealed when it is, else the concept."""
    found = paper_for(request.actor, pk).paper
    stored = found.final_file or found.file
    if stored is None:
        message = "Dokumen ini sedang dibuat. Muat ulang halaman ini sebentar lagi."
        return refusal(request, status=503, code="being_drawn", message=message)
    # What people scanned and sent in is theirs, not ours: it is downloaded like any other upload.
    by_hand = found.final_file is not None and Signature.objects.filter(paper=found, way=SigningWay.WET).exists()
    return _sent(stored, inline=not by_hand)


def attachment(request: Visit, pk: int) -> HttpResponse:
    """A file that was put to a case."""
    return _sent(attachment_for(request.actor, pk).file)


def evidence(request: Visit, pk: int) -> HttpResponse:
    """A unit's evidence."""
    return _sent(evidence_seen(request.actor, pk).file)


def _sent(stored: StoredFile, *, inline: bool = False) -> HttpResponse:
    """The bytes, checked against their hash. Only our own PDFs may open in the browser; all else is downloaded."""
    response = HttpResponse(read(stored), content_type=stored.media_type if inline else "application/octet-stream")
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    # A browser's own PDF reader does not open in a sandbox; what people uploaded never leaves one.
    guard = "default-src 'none'; style-src 'unsafe-inline'"
    response["Content-Security-Policy"] = guard if inline else f"{guard}; sandbox"
    return response


def check_form(request: Visit) -> HttpResponse:
    """Ask for the code that is printed on a paper."""
    code = _code(request.GET.get("kode", ""))
    return HttpResponseRedirect(f"/periksa/{code}") if code else render(request, "himpun/check.html")


def check(request: Visit, code: str) -> HttpResponse:
    """Whether the paper in hand is genuine. Names and posts, never a NIP."""
    found = check_by_code(_code(code))
    context = {"code": code, "found": found}
    return render(request, "himpun/check.html", context, status=200 if found else 404)


def _code(text: str) -> str:
    """The code as it was printed: people add spaces, and copy what stands around it."""
    return "".join(c for c in text if c.isascii() and (c.isalnum()))[:60].lower()
