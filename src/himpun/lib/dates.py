"""Dates, times and spans as an Indonesian office writes them."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SHORT_DAYS: Final = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_ZONES: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
_NUMERALS: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """A small number in Roman numerals, as quarters are counted."""
    text = ""
    for value, numeral in _NUMERALS:
        while number >= value:
            text += numeral
            number -= value
    return text


def plain_date(day: date) -> str:
    """ "6 Oktober 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """ "Selasa, 6 Oktober 2026"."""
    return f"{DAYS[day.weekday()]}, {plain_date(day)}"


def short_date(day: date) -> str:
    """ "Sel 6 Okt"."""
    return f"{_SHORT_DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def zone_name(at: datetime) -> str:
    """WIB, WITA or WIT; another zone is named by its offset."""
    offset = at.utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset is not None else 0
    return _ZONES.get(hours, f"UTC{hours:+d}")


def long_time(at: datetime, zone: str) -> str:
    """ "Selasa, 6 Oktober 2026 pukul 10.30 WITA", where the office is."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{long_date(local.date())} pukul {local:%H.%M} {zone_name(local)}"


def short_time(at: datetime, zone: str) -> str:
    """ "Sel 6 Okt 10.30 WITA", where the office is."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{short_date(local.date())} {local:%H.%M} {zone_name(local)}"


def in_words(minutes: int) -> str:
    """ "2 jam 15 menit"; 0 is "0 menit"."""
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} jam"] if hours else []) + ([f"{rest} menit"] if rest or not hours else [])
    return " ".join(parts)


def in_days(minutes: int, *, day: int) -> str:
    """Working minutes in days of so many: "3 hari 2 jam"; less than a day as `in_words` says it."""
    if day <= 0 or minutes < day:
        return in_words(minutes)
    days, rest = divmod(minutes, day)
    return f"{days} hari {rest // 60} jam" if rest >= 60 else f"{days} hari"
