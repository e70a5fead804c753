"""Errors become pages in one place: a status, a code for programs, and words that say what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from himpun.cases.errors import CannotSendBack, CaseError, CaseIsOver, ContentChanged, NotYours, TaskIsOver
from himpun.documents.errors import ContentChanged as PaperChanged
from himpun.documents.errors import DocumentError, NoCapacity, ProofMissing
from himpun.organisation.errors import NotHere, OrganisationError, TooManyAtOnce
from himpun.performance.errors import PerformanceError
from himpun.procedures.errors import ProcedureError
from himpun.trail.errors import KeyUsedForAnotherBody, TrailError

STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotHere, 404),
    (NotYours, 403),
    (NoCapacity, 403),
    (ProofMissing, 422),
    (CannotSendBack, 422),
    (TaskIsOver, 409),
    (CaseIsOver, 409),
    (ContentChanged, 409),
    (PaperChanged, 409),
    (KeyUsedForAnotherBody, 422),
    (TooManyAtOnce, 503),
    (CaseError, 422),
    (DocumentError, 422),
    (PerformanceError, 422),
    (ProcedureError, 422),
    (OrganisationError, 422),
    (TrailError, 500),
)
"""The first that fits counts."""


def status_of(error: Exception) -> int | None:
    """The HTTP status of a known error; none for a fault of ours."""
    return next((status for family, status in STATUS if isinstance(error, family)), None)


def refusal(request: HttpRequest, *, status: int, code: str, message: str) -> HttpResponse:
    """A page that says what was refused and why."""
    context = {"status": status, "code": code, "message": message, "title": _TITLES.get(status, "Tidak dapat")}
    return render(request, "himpun/refusal.html", context, status=status)


def refused(request: HttpRequest, error: Exception, status: int) -> HttpResponse:
    """The page of a known error."""
    message = getattr(error, "message", "") or str(error)
    if isinstance(error, NotHere):
        # Another office's things are not told apart from none: the same words whatever was asked for.
        message = "Alamat ini tidak ada, atau bukan milik kantor Anda."
    return refusal(request, status=status, code=str(getattr(error, "code", "refused")), message=message)


_TITLES = {
    403: "Bukan tugas Anda",
    404: "Tidak ditemukan",
    409: "Sudah berubah",
    422: "Perlu diperbaiki",
    503: "Sedang ramai",
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 404, in our words: the same as for another office's things."""
    return refused(request, NotHere(), 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours: nothing was half done, and what was typed can be sent again."""
    message = "Ada kesalahan pada sistem. Tidak ada yang tersimpan setengah; kembali dan kirim sekali lagi."
    return refusal(request, status=500, code="broken", message=message)
