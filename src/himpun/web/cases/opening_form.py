"""The form that opens a case: which procedure, for which period, by hand or by a letter."""

from dataclasses import dataclass
from typing import Any

from himpun.cases.deeds import Letter
from himpun.cases.models import Origin
from himpun.files.models import StoredFile
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.procedures.access import procedures_of
from himpun.web.cases.scans import scan_of
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from

PERIODS_OFFERED = 6
"""Of each kind, the running one first."""


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
    periods: list[Period] = []
    for kind in kinds:
        period = period_of(request.today, kind)
        for _ in range(PERIODS_OFFERED):
            periods.append(period)
            period = period.previous
    return {
        "procedures": procedures,
        "periods": periods,
        "proposed": period_of(request.today, kinds[0]).previous.key,
        "administers": bool(request.actor.administers),
        "typed": request.POST,
        "lacks": lacks,
    }


def read_opening(request: Visit) -> Opening:
    """What was typed. Raises Incomplete with what is wrong, field by field."""
    typed = Typed(request.POST)
    procedure = key_from(typed.text("prosedur"))
    if procedure is None:
        typed.lack("prosedur", "no_procedure", "Pilih SOP yang akan dijalankan.")
    period = _period(typed.text("periode"))
    if period is None:
        typed.lack("periode", "no_period", "Pilih periodenya.")
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
