"""A cell of the column Waktu: "1Hari", "2 Jam Kerja", "16 Menit (hari 1)", "120 Menit / 3 Hari", or 480 alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from himpun.lib.worktime import TimeUnit
from himpun.sop.model import Duration

_UNITS: Final[Mapping[str, TimeUnit]] = MappingProxyType(
    {
        "menit": TimeUnit.MINUTE, "mnt": TimeUnit.MINUTE, "mnit": TimeUnit.MINUTE, "minit": TimeUnit.MINUTE,
        "manit": TimeUnit.MINUTE, "meni": TimeUnit.MINUTE, "mn": TimeUnit.MINUTE, "minutes": TimeUnit.MINUTE,
        "menti": TimeUnit.MINUTE, "mneit": TimeUnit.MINUTE, "'": TimeUnit.MINUTE, "’": TimeUnit.MINUTE,
        "′": TimeUnit.MINUTE, "jam": TimeUnit.HOUR, "jm": TimeUnit.HOUR, "hari": TimeUnit.DAY, "hr": TimeUnit.DAY,
        "hri": TimeUnit.DAY, "hary": TimeUnit.DAY, "minggu": TimeUnit.WEEK, "mgg": TimeUnit.WEEK,
        "pekan": TimeUnit.WEEK, "bulan": TimeUnit.MONTH, "bln": TimeUnit.MONTH,
    }
)  # fmt: skip
_COUNTS: Final = {
    "setengah": "0.5", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7",
    "delapan": "8", "sembilan": "9", "sepuluh": "10", "½": "0.5", "¼": "0.25", "sehari": "1",
}  # fmt: skip
_NUMBER: Final = r"\d+\s*/\s*\d+|\d+(?:[.,]\d+)?|" + "|".join(_COUNTS)
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_TIME: Final = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*(?:-|–|s\.?\s?/?\s?d\.?|sampai|hingga)\s*)?"
    rf"(?P<number>{_NUMBER})\s*(?:\(\s*[a-z]+\s*\)\s*)?(?P<unit>{_UNIT})(?![a-z])(?P<work>\s*kerja\b)?",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"\W*(?:(?P<low>{_NUMBER})\s*(?:-|–|s/d)\s*)?(?P<number>{_NUMBER})\W*", re.IGNORECASE)
_AROUND: Final = re.compile(
    r"(?:maks(?:imal|imum)?|min(?:imal)?|kurang lebih|±|\+/-|paling lama|lebih|selama|kerja|per|unit)", re.I
)
_DAY_AND_NIGHT: Final = re.compile(r"(\d+)\s*[x×]\s*24\s*jam", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeRead:
    """A duration, and what was odd about it: "clash" (the cell overrules the heading), "no_unit", "two_readings"."""

    duration: Duration | None
    oddity: str = ""


def read_time(raw: str, heading: TimeUnit | None) -> TimeRead:
    """What a cell says, given the unit that its heading states."""
    raw = " ".join(raw.split())
    if days := _DAY_AND_NIGHT.search(raw):
        count = _value(days[1])
        return TimeRead(Duration(raw, count, TimeUnit.DAY, working=False) if count else None)
    found = _TIME.search(raw)
    if found is None:
        return _bare(raw, heading)
    value, unit = _value(found["number"]), _UNITS[found["unit"].lower()]
    if value is None:
        return TimeRead(None, "unreadable")
    rest = _beside(raw, found)
    working = "kalender" not in raw.lower()
    duration = Duration(raw, value, unit, working, alternative=rest or None)
    if rest and _TIME.search(rest):
        return TimeRead(duration, "two_readings")
    return TimeRead(duration, "clash" if heading and heading is not unit else "")


def is_time(text: str) -> bool:
    """Whether the text is a duration with its unit and little besides."""
    text = " ".join(text.split())
    found = _TIME.search(text)
    if found is None or len(text) > 60:
        return False
    rest = _TIME.sub("", _AROUND.sub("", text))
    return len(re.sub(r"[^A-Za-z]", "", re.sub(r"\([^)]*\)", "", rest))) <= 4


def is_bare_number(text: str) -> bool:
    """Whether the text is a number alone, as a duration is whose unit stands in the heading."""
    return bool(re.fullmatch(r"\s*\d{1,4}(?:[.,]\d+)?\s*", text))


def times_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where durations with their units stand in a running text."""
    return tuple(found.span() for found in _TIME.finditer(text))


def _beside(raw: str, found: re.Match[str]) -> str:
    """A second reading in the same cell, or the lower end of a span."""
    if found["low"]:
        return found["low"] + " " + found["unit"]
    rest = raw[found.end() :].strip(" ()[]/,;.-–")
    return rest if re.search(r"\d", rest) else ""


def _bare(raw: str, heading: TimeUnit | None) -> TimeRead:
    found = _BARE.fullmatch(raw)
    value = _value(found["number"]) if found else None
    if value is None:
        return TimeRead(None, "unreadable" if raw.strip(" -–") else "")
    if heading is None:
        return TimeRead(None, "no_unit")
    return TimeRead(Duration(raw, value, heading))


def _value(written: str) -> Decimal | None:
    """The exact number: "1.440" is a thousand and more, "1,5" one and a half, "1/2" a half. Zero is no duration."""
    written = _COUNTS.get(written.lower(), written)
    if re.fullmatch(r"\d{1,3}\.\d{3}", written):
        written = written.replace(".", "")
    over, _, under = written.partition("/")
    try:
        value = Decimal(over.strip().replace(",", ".")) / Decimal(under.strip() or 1)
    except (InvalidOperation, ZeroDivisionError):
        return None
    if not 0 < value < 1_000_000:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else round(value, 4)
