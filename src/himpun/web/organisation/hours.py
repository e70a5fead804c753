"""Working hours by weekday from a day on, Ramadan's, and the time zone; each with what it makes of a due time."""

from typing import Any, Final

from django.http import HttpResponse

from himpun.lib.dates import DAYS
from himpun.lib.worktime import Calendar, Hours, ramadan_hours
from himpun.organisation.actions import move_to_zone, set_hours, set_ramadan_hours, withdraw_hours
from himpun.organisation.calendars import calendar_of, week_data
from himpun.organisation.models import Office, OfficeHours
from himpun.web.organisation.asked import administered, asked, needed
from himpun.web.organisation.weeks import PARTS, ZONES, Example, example, read_week, week_fields, week_rows, with_hours
from himpun.web.request import Visit
from himpun.web.typed import Typed

_BESIDE: Final = {"not_a_calendar": "awal"}
_PARTS_SAID: Final = ("mulai", "istirahat", "mulai lagi", "selesai")
_HOLDS: Final = "Isi sejak hari apa jam ini berlaku."


def hours(request: Visit) -> HttpResponse:
    """Three forms; each may first be looked at."""
    office = administered(request)
    now = calendar_of(office)
    shown: list[Example] = []
    rule = now.rule(request.today)

    def look_week(typed: Typed) -> str:
        week, starts, _ = _read_week(typed)
        shown.append(example(now, with_hours(now, starts, week), on=starts))
        return ""

    def look_ramadan(typed: Typed) -> str:
        starts, ends = _read_ramadan(typed)
        shown.append(example(now, with_hours(now, starts, ramadan_hours(), until=ends), on=starts))
        return ""

    def look_zone(typed: Typed) -> str:
        moved = Calendar(_read_zone(typed), now.hours, now.holidays)
        shown.append(example(now, moved, on=request.today))
        return ""

    return asked(
        request,
        "hours",
        lambda: _context(request, office, shown),
        deeds={
            "lihat-jam": look_week,
            "lihat-ramadan": look_ramadan,
            "lihat-zona": look_zone,
            "jam": lambda typed: _kept_week(request, office, typed),
            "ramadan": lambda typed: _kept_ramadan(request, office, typed),
            "zona": lambda typed: _kept_zone(request, office, typed),
            "cabut": lambda typed: _withdrawn(request, office, typed),
        },
        defaults={"zona": office.zone, **(week_fields(week_data(rule.hours)) if rule else {})},
        beside={} if request.POST.get("tindakan") == "cabut" else _BESIDE,
    )


def _context(request: Visit, office: Office, shown: list[Example]) -> dict[str, Any]:
    rules = list(OfficeHours.objects.filter(office=office).order_by("starts"))
    current = max((rule.starts for rule in rules if rule.starts <= request.today), default=None)
    return {
        "office": office,
        "rules": [(rule, rule.starts == current, week_rows(rule.week)) for rule in rules],
        "today": request.today,
        "weekdays": list(enumerate(DAYS)),
        "parts": tuple(zip(PARTS, _PARTS_SAID, strict=True)),
        "zones": ZONES if office.zone in dict(ZONES) else ((office.zone, office.zone), *ZONES),
        "example": shown[-1] if shown else None,
    }


def _read_week(typed: Typed) -> tuple[Hours, Any, str]:
    name = needed(typed, "sebutan", "Beri sebutan, misalnya nomor peraturannya.", 100)
    starts = typed.date("berlaku", needed=_HOLDS)
    week = read_week(typed)
    typed.refuse()
    assert starts is not None
    assert week is not None
    return week, starts, name


def _kept_week(request: Visit, office: Office, typed: Typed) -> str:
    week, starts, name = _read_week(typed)
    set_hours(request.actor, office, hours=week, name=name, starts=starts, at=request.at)
    return "/kantor/jam-kerja?sudah=jam"


def _read_ramadan(typed: Typed) -> tuple[Any, Any]:
    starts = typed.date("awal", needed="Isi hari pertama Ramadan.")
    ends = typed.date("akhir", needed="Isi hari terakhir Ramadan.")
    if starts and ends and ends < starts:
        typed.lack("akhir", "backwards", "Hari terakhir mendahului hari pertamanya.")
    typed.refuse()
    return starts, ends


def _kept_ramadan(request: Visit, office: Office, typed: Typed) -> str:
    starts, ends = _read_ramadan(typed)
    set_ramadan_hours(request.actor, office, starts=starts, ends=ends, at=request.at)
    return "/kantor/jam-kerja?sudah=jam"


def _withdrawn(request: Visit, office: Office, typed: Typed) -> str:
    starts = typed.date("dicabut", needed="Pilih jam kerja yang dicabut.")
    typed.refuse()
    assert starts is not None
    withdraw_hours(request.actor, office, starts=starts, at=request.at)
    return "/kantor/jam-kerja?sudah=cabut"


def _read_zone(typed: Typed) -> str:
    zone = typed.text("zona")
    if zone not in dict(ZONES):
        typed.lack("zona", "no_zone", "Pilih WIB, WITA atau WIT.")
    typed.refuse()
    return zone


def _kept_zone(request: Visit, office: Office, typed: Typed) -> str:
    move_to_zone(request.actor, office, zone=_read_zone(typed), at=request.at)
    return "/kantor/jam-kerja?sudah=zona"
