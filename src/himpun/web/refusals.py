"""Errors become pages in one place: a status, a code for programs, and words that say what to do."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from himpun.cases.errors import CaseError, CaseIsOver, ContentChanged, Incomplete, NotYours, TaskIsOver
from himpun.documents.errors import ContentChanged as PaperChanged
from himpun.documents.errors import DocumentError, NoCapacity, ProofMissing
from himpun.files.errors import FileDamaged, FileEmpty, FileError, FileNotAsNamed, FileTooLarge, NoRoomForFiles
from himpun.installation.errors import InstallationError
from himpun.organisation.errors import NotHere, OrganisationError, TooManyAtOnce, TooManyTries
from himpun.performance.errors import AnalysisToMend, CellsToMend, PerformanceError, SheetIsClosed
from himpun.procedures.errors import (
    DraftChanged,
    DraftIsOver,
    EditionDamaged,
    NotTheAdministrator,
    NotTheHead,
    ProcedureError,
)
from himpun.sop.errors import SopError, UnknownProcedure
from himpun.trail.errors import ClockSetBack, KeyUsedForAnotherBody, TrailError

STATUS: Final[tuple[tuple[type[Exception], int], ...]] = (
    (NotHere, 404),
    (UnknownProcedure, 404),
    (NotYours, 403),
    (NoCapacity, 403),
    (NotTheHead, 403),
    (NotTheAdministrator, 403),
    (TaskIsOver, 409),
    (CaseIsOver, 409),
    (SheetIsClosed, 409),
    (ContentChanged, 409),
    (PaperChanged, 409),
    (KeyUsedForAnotherBody, 409),
    (DraftChanged, 409),
    (DraftIsOver, 409),
    (TooManyAtOnce, 503),
    (ClockSetBack, 503),
    (TooManyTries, 429),
    (FileDamaged, 500),
    (EditionDamaged, 500),
    (CaseError, 422),
    (DocumentError, 422),
    (PerformanceError, 422),
    (ProcedureError, 422),
    (OrganisationError, 422),
    (FileError, 422),
    (SopError, 422),
    (InstallationError, 422),
    (TrailError, 500),
)
"""The first that fits counts."""

BROKEN: Final = "Ada kesalahan pada sistem. Tidak ada yang tersimpan setengah; kembali dan kirim sekali lagi."
CLOCK: Final = (
    "Jam komputer server mundur: lebih awal daripada catatan terakhir. Tidak ada yang tersimpan. "
    "Minta operator membetulkan tanggal dan jam komputer server, lalu kirim sekali lagi."
)
MISSING: Final = "Alamat ini tidak ada, atau bukan milik kantor Anda."
_WORDS: Final[tuple[tuple[type[Exception], str], ...]] = (
    # Another office's things are not told apart from none: the same words whatever was asked for.
    (NotHere, MISSING),
    (UnknownProcedure, MISSING),
    (FileEmpty, "Berkas itu kosong (0 byte). Pilih berkas yang berisi."),
    (NoRoomForFiles, "Tempat penyimpanan di server hampir penuh; berkas tidak disimpan. Beri tahu administrator."),
    (FileTooLarge, "Berkas itu lebih besar dari 25 MB. Kecilkan atau bagi, lalu lampirkan lagi."),
    (FileNotAsNamed, "Isi berkas itu bukan jenis yang disebut namanya, atau sebuah program. Pilih berkas aslinya."),
    (FileDamaged, "Berkas ini hilang atau rusak di penyimpanan. Beri tahu operator; cadangannya dapat dipulihkan."),
    (KeyUsedForAnotherBody, "Isian ini sudah terkirim dengan isi lain. Muat ulang halaman sebelum mengirim lagi."),
    (ClockSetBack, CLOCK),
    (TrailError, BROKEN),
)
TITLES: Final = {
    401: "Masuk dahulu",
    403: "Bukan tugas Anda",
    404: "Tidak ditemukan",
    405: "Tidak dapat",
    409: "Sudah berubah",
    422: "Perlu diperbaiki",
    500: "Ada kesalahan",
    503: "Belum dapat",
}


def status_of(error: Exception) -> int | None:
    """The HTTP status of a known error; none for a fault of ours."""
    return next((status for family, status in STATUS if isinstance(error, family)), None)


def words_of(error: Exception) -> str:
    """What a known error says to the person."""
    given = next((words for family, words in _WORDS if isinstance(error, family)), "")
    said = given or str(getattr(error, "message", "")) or str(error)
    return BROKEN if said == str(getattr(error, "code", "")) else said


def beside_fields(error: Exception) -> dict[str, str]:
    """The words by the name of the field they belong to; "" for the form as a whole."""
    match error:
        case Incomplete():
            told: dict[str, str] = {}
            for lack in error.lacks:
                told.setdefault(_NAMES.get(lack.field, lack.field), lack.message)  # of two on a field, the first
            return told
        case CellsToMend() | AnalysisToMend():
            found = {"": words_of(error)}
            for finding in error.findings:
                field = _FIELDS.get(finding.field, "nilai") + (f"-{finding.line}" if finding.line else "")
                found[field] = " ".join(filter(None, (found.get(field), finding.message)))
            return found
        case ProofMissing():
            return {"sandi": words_of(error)}
        case _:
            return {"": words_of(error)}


_NAMES: Final = {"why": "alasan", "reason": "alasan", "period": "periode", "indicators": "indikator"}
_FIELDS: Final = {
    "answer": "jawab",
    "figure": "nilai",
    "reason": "alasan",
    "obstacle": "kendala",
    "evidence": "bukti",
    "summary": "simpulan",
    "cause": "sebab",
    "follow_up": "tindak",
    "who": "siapa",
    "until": "sampai",
}
"""The fields of cells and of an analysis, as the forms call them; each is followed by its line."""


def can_be_mended(error: Exception) -> bool:
    """Whether the form is shown again with everything typed: wrong as typed, or read before it changed."""
    return status_of(error) == 422 or isinstance(error, ContentChanged | PaperChanged)


def refusal(request: HttpRequest, *, status: int, code: str, message: str) -> HttpResponse:
    """A page that says what was refused and why."""
    context = {"status": status, "code": code, "message": message, "title": TITLES.get(status, "Tidak dapat")}
    response = render(request, "himpun/refusal.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "30"
    return response


def refused(request: HttpRequest, error: Exception, status: int) -> HttpResponse:
    """The page of a known error."""
    code = NotHere.code if status == 404 else str(getattr(error, "code", "refused"))
    return refusal(request, status=status, code=code, message=words_of(error))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 404, in our words: the same as for another office's things."""
    return refused(request, NotHere(), 404)


def too_much(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 400: a form too large, or a request that no browser makes."""
    message = "Permintaan ini tidak dapat dibaca, atau isinya terlalu besar."
    return refusal(request, status=400, code="bad_request", message=message)


def not_from_us(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's refusal of a form that carries no token of ours: another site's, or our own of long ago."""
    message = "Formulir ini sudah lama terbuka, atau tidak berasal dari sini. Kembali, muat ulang, lalu kirim lagi."
    return refusal(request, status=403, code="csrf", message=message)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours: nothing was half done, and what was typed can be sent again."""
    return refusal(request, status=500, code="broken", message=BROKEN)
