"""The national holidays and joint leave of a year: a seed that an office corrects by the decree."""

from datetime import date
from typing import Final

from holidays import country_holidays

DECREES: Final = {
    2025: "SKB 3 Menteri Nomor 1017 Tahun 2024, Nomor 2 Tahun 2024, Nomor 2 Tahun 2024",
    2026: "SKB 3 Menteri Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, Nomor 5 Tahun 2025",
}
"""Numbers of the joint decrees (Menteri Agama, Menteri Ketenagakerjaan, Menteri PANRB)."""

ESTIMATE: Final = "Perkiraan, belum ada dasar keputusan"
UNCONFIRMED: Final = "Nomor SKB 3 Menteri belum dicatat"
ESTIMATED: Final = " (perkiraan)"  # how the package marks a name
JOINT_LEAVE: Final = "Cuti Bersama"


def national_days(year: int) -> dict[date, tuple[str, str]]:
    """The year's days off with (name, source), in order.

    The source is the decree's number where we know it. A year for which no joint leave is known has no decree
    yet, so that all of it is an estimate; so is each day whose date depends on a sighting of the moon.
    """
    days = country_holidays("ID", years=year, categories=("public", "government"), language="id")
    decreed = any(JOINT_LEAVE in name for name in days.values())
    return {day: _named(days[day], year, decreed=decreed) for day in sorted(days)}


def _named(name: str, year: int, *, decreed: bool) -> tuple[str, str]:
    estimated = ESTIMATED in name or not decreed
    source = ESTIMATE if estimated else DECREES.get(year, UNCONFIRMED)
    return name.replace(ESTIMATED, ""), source
