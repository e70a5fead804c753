"""The form that opens a case: which procedure, for which period, by hand or by a letter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from himpun.cases.deeds import Letter
from himpun.cases.errors import Lack
from himpun.cases.models import Origin
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.procedures.access import procedures_of
from himpun.web.request import Visit


@dataclass(frozen=True, slots=True)
class Opening:
    """What was asked for."""

    procedure: int
    period: Period
    origin: Origin
    letter: Letter | None


def opening_context(request: Visit, lacks: dict[str, str]) -> dict[str, Any]:
    """The form with what was typed: procedures of the actor's offices, and the last eight quarters and months."""
    today = request.at.date()
    periods: list[Period] = []
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        period = period_of(today, kind)
        for _ in range(6):
            periods.append(period)
            period = period.previous
    return {
        "procedures": list(procedures_of(request.actor).select_related("office").order_by("office", "title")),
        "periods": periods,
        "typed": request.POST,
        "lacks": lacks,
    }


def read_opening(request: Visit) -> tuple[Opening | None, tuple[Lack, ...]]:
    """What was typed, or what is wrong with it, field by field."""
    post = request.POST
    lacks: list[Lack] = []
    procedure = post.get("prosedur", "")
    if not procedure.isdecimal():
        lacks.append(Lack("prosedur", "no_procedure", "Pilih SOP yang akan dijalankan."))
    period = _period(post.get("periode", ""))
    if period is None:
        lacks.append(Lack("periode", "no_period", "Pilih periodenya."))
    letter = None
    if post.get("asal") == "surat":
        letter, missing = _letter(request)
        lacks += missing
    if lacks or period is None:
        return None, tuple(lacks)
    origin = Origin.LETTER if letter else Origin.HAND
    return Opening(int(procedure), period, origin, letter), ()


def _period(key: str) -> Period | None:
    try:
        return Period.parse(key)
    except ValueError:
        return None


def _letter(request: Visit) -> tuple[Letter | None, list[Lack]]:
    post = request.POST
    names = (("pengirim", "Tulis siapa pengirim surat."), ("nomor", "Tulis nomor surat."), ("perihal", "Tulis perihal."))
    lacks = [Lack(name, "blank", message) for name, message in names if not post.get(name, "").strip()]
    try:
        dated = date.fromisoformat(post.get("tanggal", ""))
    except ValueError:
        lacks.append(Lack("tanggal", "no_date", "Isi tanggal surat."))
    if lacks:
        return None, lacks
    text = [post[name].strip()[:200] for name in ("pengirim", "nomor", "perihal")]
    return Letter(text[0], text[1], dated, text[2], post.get("agenda", "")[:60], request.at.date()), []
