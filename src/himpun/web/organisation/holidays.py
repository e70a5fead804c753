"""Days off by year: national ones proposed, local ones added, single ones made working days again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse

from himpun.organisation.actions import cancel_holidays, set_holidays
from himpun.organisation.holidays import DECREES, ESTIMATE, UNCONFIRMED, national_days
from himpun.organisation.models import Holiday, Office
from himpun.organisation.queries import holidays_in
from himpun.web.organisation.asked import administered, asked, needed, one_line
from himpun.web.request import Visit
from himpun.web.typed import Typed, date_from

YEARS: Final = range(2020, 2100)
OPEN: Final = (ESTIMATE, UNCONFIRMED)
"""What stands in place of a decree's number until it is written down."""


def holidays(request: Visit) -> HttpResponse:
    """One year's days off."""
    office = administered(request)
    year = _year(request)
    defaults = {"nomor": DECREES.get(year, "")}
    return asked(
        request,
        "holidays",
        lambda: _of_year(office, year, request),
        deeds={
            "ambil": lambda typed: _taken(request, office, year, typed),
            "tambah": lambda typed: _added(request, office, typed),
            "batalkan": lambda typed: _cancelled(request, office, year, typed),
        },
        defaults=defaults,
        beside={"not_held_then": "batal"},
    )


def _year(request: Visit) -> int:
    text = request.GET.get("tahun", "")
    asked_for = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    return asked_for if asked_for in YEARS else request.today.year


def _of_year(office: Office, year: int, request: Visit) -> dict[str, Any]:
    kept = holidays_in(office.pk, year)
    proposed = _proposed(year, {one.day: one for one in kept})
    chosen = set(request.POST.getlist("hari"))
    return {
        "office": office,
        "year": year,
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "kept": kept,
        "estimates": {one.day for one in kept if one.decree == ESTIMATE and not one.cancelled},
        "chosen": chosen,
        "proposed": [one for one in proposed if not one.settled],
        "all_estimate": bool(proposed) and all(one.estimate for one in proposed),
    }


@dataclass(frozen=True, slots=True)
class Proposed:
    """A national day off as it is offered; `kept` is the office's own row of that day."""

    day: date
    name: str
    estimate: bool
    kept: Holiday | None

    @property
    def settled(self) -> bool:
        """Kept under this name, with the number of its decree."""
        one = self.kept
        return one is not None and not one.cancelled and one.name == self.name and one.decree not in OPEN

    @property
    def note(self) -> str:
        if self.kept is not None and self.kept.cancelled:
            return "sudah dibatalkan"
        taken = "sudah diambil, nomor keputusannya belum dicatat" if self.kept else ""
        return ", ".join(filter(None, ("perkiraan" if self.estimate else "", taken)))

    @property
    def suggested(self) -> bool:
        """Ticked unless somebody cancelled it: that must not be undone by a press."""
        return self.kept is None or not self.kept.cancelled


def _proposed(year: int, kept: Mapping[date, Holiday]) -> list[Proposed]:
    return [
        Proposed(day, name, source == ESTIMATE, kept.get(day)) for day, (name, source) in national_days(year).items()
    ]


def _taken(request: Visit, office: Office, year: int, typed: Typed) -> str:
    number = one_line(typed, "nomor", 200)
    offered = national_days(year)
    wanted = {day for text in request.POST.getlist("hari")[:400] if (day := date_from(text)) in offered}
    if not wanted:
        typed.lack("hari", "no_day", "Centang hari yang diambil.")
    typed.refuse()
    days = {day: _sourced(offered[day], number, year) for day in wanted}
    set_holidays(request.actor, office, days, at=request.at)
    return f"/kantor/libur?tahun={year}&sudah=libur"


def _sourced(named: tuple[str, str], number: str, year: int) -> tuple[str, str]:
    """An estimate stays one, unless the year's decree was written down by the office itself."""
    name, source = named
    own = number and number != DECREES.get(year)
    return name, number if number and (own or source != ESTIMATE) else source


def _added(request: Visit, office: Office, typed: Typed) -> str:
    day = typed.date("tanggal", needed="Isi tanggalnya.")
    name = needed(typed, "nama", "Tulis nama hari liburnya.")
    decree = needed(typed, "dasar", "Tulis dasarnya, misalnya nomor keputusan bupati.")
    typed.refuse()
    assert day is not None
    set_holidays(request.actor, office, {day: (name, decree)}, at=request.at)
    return f"/kantor/libur?tahun={day.year}&sudah=libur"


def _cancelled(request: Visit, office: Office, year: int, typed: Typed) -> str:
    day: date | None = typed.date("batal", needed="Pilih hari yang dibatalkan.")
    decree = needed(typed, "dasar_batal", "Tulis keputusan yang membatalkannya.")
    typed.refuse()
    assert day is not None
    cancel_holidays(request.actor, office, days=[day], decree=decree, at=request.at)
    return f"/kantor/libur?tahun={year}&sudah=batal"
