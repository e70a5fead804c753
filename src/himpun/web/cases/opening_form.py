"""The form that opens a case: which procedure, for which period, by hand or by a letter."""

from dataclasses import dataclass
from typing import Any

from himpun.cases.deeds import Letter
from himpun.cases.models import Case, Origin
from himpun.files.models import StoredFile
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.procedures.access import procedures_of
from himpun.procedures.models import Procedure
from himpun.web.cases.scans import scan_of
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from

PERIODS_OFFERED = 6
"""Of each kind that are over, the newest first; the running one comes last."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What was asked for."""

    procedure: int
    period: Period
    origin: Origin
    letter: Letter | None
    typed: Typed


def opening_context(request: Visit, lacks: dict[str, str]) -> dict[str, Any]:
    """The form with what was typed: procedures of the actor's offices, and the last periods of their kinds."""
    procedures = list(procedures_of(request.actor).select_related("office").order_by("office", "title"))
    kinds = list(dict.fromkeys(PeriodKind(one.every) for one in procedures)) or [PeriodKind.QUARTER]
    taken = _taken(request, procedures)
    periods = [period for kind in kinds for period in _offered(request, kind)]
    asked = _period(request.POST.get("periode", ""))
    return {
        "procedures": procedures,
        "periods": [(one, _runs(one, request), one.key in taken) for one in periods],
        "proposed": next((one.key for one in periods if one.key not in taken), ""),
        "unended": asked if asked and _runs(asked, request) else None,
        "administers": bool(request.actor.administers),
        "typed": request.POST,
        "lacks": lacks,
    }


def _offered(request: Visit, kind: PeriodKind) -> list[Period]:
    running = period_of(request.today, kind)
    found = [running.previous]
    while len(found) < PERIODS_OFFERED:
        found.append(found[-1].previous)
    return [*found, running]


def _taken(request: Visit, procedures: list[Procedure]) -> set[str]:
    """Periods for which the procedure that stands in the form, the first one until another is chosen, has its case."""
    chosen = key_from(request.POST.get("prosedur", "")) or next((one.pk for one in procedures), 0)
    known = [one.pk for one in procedures if one.pk == chosen]
    return set(Case.objects.filter(procedure__in=known, cancelled_at=None).values_list("period", flat=True))


def _runs(period: Period, request: Visit) -> bool:
    """Whether the period's last day is still to come: its figures cannot be whole."""
    return period.end >= request.today


def read_opening(request: Visit) -> Opening:
    """What was typed. Raises Incomplete with what is wrong, field by field."""
    typed = Typed(request.POST)
    procedure = key_from(typed.text("prosedur"))
    if procedure is None:
        typed.lack("prosedur", "no_procedure", "Pilih SOP yang akan dijalankan.")
    period = _period(typed.text("periode"))
    if period is None:
        typed.lack("periode", "no_period", "Pilih periodenya.")
    elif _runs(period, request) and typed.text("belum") != period.key:
        said = f"{period.label} belum berakhir, jadi datanya belum lengkap. Centang di bawahnya bila tetap dibuka."
        typed.lack("periode", "not_over_yet", said)
    letter = _letter(typed, request) if request.POST.get("asal") == "surat" else None
    typed.refuse()
    assert procedure is not None
    assert period is not None
    return Opening(procedure, period, Origin.LETTER if letter else Origin.HAND, letter, typed)


def _period(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except ValueError:
        return None


def letter_scan(request: Visit, asked: Opening, *, office: int) -> StoredFile | None:
    """The scan of the letter, where one was chosen. Raises Incomplete when it is none."""
    if asked.letter is None:
        return None
    scan = scan_of(request, asked.typed, "surat", office=office)
    asked.typed.refuse()
    return scan


def _letter(typed: Typed, request: Visit) -> Letter | None:
    words = (
        ("pengirim", "Tulis siapa pengirim surat."),
        ("nomor", "Tulis nomor surat."),
        ("perihal", "Tulis perihal."),
    )
    sender, number, subject = (_needed(typed, name, said) for name, said in words)
    dated = typed.date("tanggal", needed="Isi tanggal surat.")
    if dated is not None and dated > request.today:
        typed.lack("tanggal", "not_written_yet", "Tanggal surat ini belum tiba. Periksa tanggal, bulan dan tahunnya.")
    agenda = typed.text("agenda", 60)
    received = typed.date("diterima") or request.today
    if dated and received < dated:
        typed.lack("diterima", "received_before", "Tanggal diterima sebelum tanggal suratnya.")
    return Letter(sender, number, dated, subject, agenda, received) if dated else None


def _needed(typed: Typed, name: str, said: str) -> str:
    text = typed.text(name, 200)
    if not text:
        typed.lack(name, "blank", said)
    return text
