"""Dates and times as an Indonesian letter writes them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}


def long_date(day: date) -> str:
    """ "4 Mei 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def local_day(at: datetime, zone: str) -> date:
    """The calendar day of a moment where the office is."""
    return at.astimezone(ZoneInfo(zone)).date()


def clock_time(at: datetime, zone: str) -> str:
    """ "4 Mei 2026 pukul 10.12 WITA"; a zone outside Indonesia is written by its offset."""
    local = at.astimezone(ZoneInfo(zone))
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0
    name = _ZONES.get(int(hours), f"UTC{hours:+g}")
    return f"{long_date(local.date())} pukul {local:%H.%M} {name}"
