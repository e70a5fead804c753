"""A cell of the column Waktu: "1Hari", "2 Jam Kerja", "16 Menit (hari 1)", "120 Menit / 3 Hari", or 480 alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
        "hri": TimeUnit.DAY, "hary": TimeUnit.DAY, "hk": TimeUnit.DAY, "minggu": TimeUnit.WEEK, "mgg": TimeUnit.WEEK,
        "pekan": TimeUnit.WEEK, "bulan": TimeUnit.MONTH, "bln": TimeUnit.MONTH,
    }
)  # fmt: skip
_DIGITS: Final = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
}  # fmt: skip
_COUNTS: Final = {
    **{word: str(value) for word, value in _DIGITS.items()},
    **{f"{word} belas": str(10 + value) for word, value in _DIGITS.items()},
    **{f"{word} puluh": str(10 * value) for word, value in _DIGITS.items()},
    **{f"{ten} puluh {one}": str(10 * a + b) for ten, a in _DIGITS.items() for one, b in _DIGITS.items()},
    "sepuluh": "10", "sebelas": "11", "sehari": "1",
}  # fmt: skip
_PARTS: Final = {"setengah": "1/2", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_LONGEST_FIRST: Final = sorted(_COUNTS, key=len, reverse=True)
_FRACTION: Final = r"\d+\s*/\s*\d+|" + "|".join(_PARTS)
_WHOLE: Final = r"\d+(?:[.,]\d+)?|" + "|".join(_LONGEST_FIRST)
_NUMBER: Final = rf"(?:\d+|{'|'.join(_LONGEST_FIRST)})\s+(?:{_FRACTION})|\d+[½¼¾⅓⅔]|{_FRACTION}|{_WHOLE}"
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_WORK: Final = r"(?P<work>\s*(?:kerja|krj)\b)?"
_SPAN: Final = r"(?:-|–|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga)"
_TIME: Final = re.compile(
    rf"(?<![a-z0-9.,/])(?:(?P<low>{_NUMBER})\s*{_SPAN}\s*)?"
    rf"(?P<number>{_NUMBER})\s*(?:\(\s*[a-z ]+\s*\)\s*)?(?P<unit>{_UNIT})(?![a-z]){_WORK}",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"[\s.,()±~<>≤+]*(?:(?P<low>{_NUMBER})\s*(?:-|–|s/d)\s*)?(?P<number>{_NUMBER})[\s.,()]*", re.IGNORECASE
)
_TO: Final = re.compile(rf"\s*{_SPAN}\s*", re.IGNORECASE)
_AND: Final = re.compile(r"[\s,;+&]*(?:\b(?:dan|lebih|serta)\b\s*)?(?:[a-z0-9][.)]\s*)?", re.IGNORECASE)
_AROUND: Final = re.compile(
    r"(?:maks(?:imal|imum)?|min(?:imal)?|kurang lebih|±|\+/-|paling lama|lebih|selama|kerja|per|unit)", re.I
)
_BESIDE: Final = re.compile(
    r"\b(?:maks(?:imal|imum)?|min(?:imal|imum)?|kurang|lebih|paling|lama|cepat|lambat|selama|sekitar|kerja|krj"
    r"|kalender|waktu|dan|serta|hk|[a-z])\b|\((?:[a-z]+ ?){1,4}\)",
    re.IGNORECASE,
)
_LONGEST: Final = 60
_DAY_AND_NIGHT: Final = re.compile(r"(\d+)\s*[x×]\s*24\s*jam", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeRead:
    """A duration, and what was odd about it: "clash" (the cell overrules the heading), "no_unit", "two_readings".

    "span": the upper end was taken. "summed": parts were added. "mixed": days and hours, which no sum holds exactly.
    "beside": words beside the time were left out.
    """

    duration: Duration | None
    oddity: str = ""


def read_time(raw: str, heading: TimeUnit | None) -> TimeRead:
    """What a cell says, given the unit that its heading states."""
    raw = " ".join(raw.split())
    if days := _DAY_AND_NIGHT.search(raw):
        count = _value(days[1])
        return TimeRead(Duration(raw, count, TimeUnit.DAY, working=False) if count else None)
    found = _run(raw)
    if not found:
        return _bare(raw, heading)
    parts = [(_value(one["number"]), _UNITS[one["unit"].lower()]) for one in found]
    known = [(value, unit) for value, unit in parts if value is not None]
    if len(known) < len(parts):
        return TimeRead(None, "unreadable")
    read = _span(raw, found, known) or _sum(raw, known)
    if read.duration is None or read.oddity:
        return read
    rest = raw[found[-1].end() :].strip(" ()[]/,;.-–")
    if re.search(r"\d", rest) and _TIME.search(rest):
        return TimeRead(replace(read.duration, alternative=rest), "two_readings")
    if _left_out(raw, found):
        return TimeRead(replace(read.duration, alternative=rest if re.search(r"\d", rest) else None), "beside")
    clash = heading and len(known) == 1 and heading is not known[0][1]
    return TimeRead(read.duration, "clash" if clash else "")


def is_time(text: str) -> bool:
    """Whether the text is a duration with its unit and little besides."""
    text = " ".join(text.split())
    if len(text) > _LONGEST or not _TIME.search(text):
        return False
    rest = _TIME.sub("", _AROUND.sub("", text))
    return len(re.sub(r"[^A-Za-z]", "", re.sub(r"\([^)]*\)", "", rest))) <= 4


def is_bare_number(text: str) -> bool:
    """Whether the text is a number alone, as a duration is whose unit stands in the heading."""
    return bool(re.fullmatch(r"\s*(?:\d{1,4}(?:[.,]\d+)?|\d?[½¼¾]|\d{1,2}\s+\d/\d)\s*", text))


def times_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where durations with their units stand in a running text; "1 jam 30 menit" is one."""
    spans: list[tuple[int, int]] = []
    for found in _TIME.finditer(text):
        if spans and _AND.fullmatch(text[spans[-1][1] : found.start()]):
            spans[-1] = (spans[-1][0], found.end())
        else:
            spans.append(found.span())
    return tuple(spans)


def in_working_days(raw: str) -> bool:
    """Whether a cell says itself that its days are working days."""
    return bool(re.search(r"\b(?:kerja|krj)\b|\d\s*hk\b", raw, re.IGNORECASE))


def in_words(value: Decimal, unit: TimeUnit) -> str:
    """As an office writes it: "1,5 jam"."""
    return f"{value.normalize():f}".replace(".", ",") + f" {unit.word}"


def _run(raw: str) -> list[re.Match[str]]:
    """The first time of a cell and those that follow it at once, as in "1 jam 30 menit"."""
    run: list[re.Match[str]] = []
    for found in _TIME.finditer(raw):
        between = raw[run[-1].end() : found.start()] if run else ""
        if run and not _AND.fullmatch(between) and not (len(run) == 1 and _TO.fullmatch(between)):
            break
        run.append(found)
    return run


def _span(raw: str, found: Sequence[re.Match[str]], parts: Sequence[tuple[Decimal, TimeUnit]]) -> TimeRead | None:
    """A span is read as its upper end; the lower is kept beside it."""
    value, unit = parts[-1]
    if len(found) == 1 and found[0]["low"]:
        low = f"{found[0]['low']} {found[0]['unit']}"
    elif len(found) == 2 and _TO.fullmatch(raw[found[0].end() : found[1].start()]):
        low = found[0][0]
    else:
        return None
    return TimeRead(Duration(raw, value, unit, _working(raw), alternative=low), "span")


def _sum(raw: str, parts: Sequence[tuple[Decimal, TimeUnit]]) -> TimeRead:
    """The parts of one time added up, in minutes where their units differ; how long a day is only an office knows."""
    units = [unit for _, unit in parts]
    working = _working(raw)
    if len(set(units)) == 1:
        total = Duration(raw, sum((value for value, _ in parts), Decimal()), units[0], working)
        if len(parts) == 1:
            return TimeRead(total)
        return TimeRead(replace(total, alternative=in_words(*max(parts))), "summed")
    if set(units) == {TimeUnit.MINUTE, TimeUnit.HOUR}:
        minutes = sum((value * _MINUTES[unit] for value, unit in parts), Decimal())
        whole = Duration(raw, _tidy(minutes), TimeUnit.MINUTE, working)
        return TimeRead(whole, "" if units == [TimeUnit.HOUR, TimeUnit.MINUTE] else "summed")
    largest = max(units, key=_LARGER.index)
    value = sum((value for value, unit in parts if unit is largest), Decimal())
    return TimeRead(Duration(raw, value, largest, working, alternative=in_words(value + 1, largest)), "mixed")


_MINUTES: Final = {TimeUnit.MINUTE: 1, TimeUnit.HOUR: 60}
_LARGER: Final = (TimeUnit.MINUTE, TimeUnit.HOUR, TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)


def _working(raw: str) -> bool:
    return "kalender" not in raw.lower()


def _left_out(raw: str, found: Sequence[re.Match[str]]) -> bool:
    """Whether words or figures stand beside the time that a duration does not hold: "10 menit per berkas"."""
    beside = raw[: found[0].start()] + " " + raw[found[-1].end() :]
    return bool(re.search(r"[^\W_]", _BESIDE.sub(" ", beside)))


def _bare(raw: str, heading: TimeUnit | None) -> TimeRead:
    found = _BARE.fullmatch(raw)
    value = _value(found["number"]) if found else None
    if found is None or value is None:
        return TimeRead(None, "unreadable" if raw.strip(" -–") else "")
    if heading is None:
        return TimeRead(None, "no_unit")
    if found["low"]:
        return TimeRead(Duration(raw, value, heading, alternative=f"{found['low']} {heading.word}"), "span")
    return TimeRead(Duration(raw, value, heading))


def _value(written: str) -> Decimal | None:
    """The exact number: "1.440" is a thousand and more, "1,5" and "1½" one and a half. Zero is no duration."""
    written = " ".join(written.lower().split())
    whole, part = written, ""
    if found := re.fullmatch(rf"(.*?)\s*({_FRACTION})", written):
        whole, part = found[1], _PARTS.get(found[2], found[2])
    whole = _COUNTS.get(whole, whole) or "0"
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", whole):
        whole = whole.replace(".", "")
    over, _, under = part.partition("/")
    try:
        value = Decimal(whole.replace(",", ".")) + Decimal(over.strip() or 0) / Decimal(under.strip() or 1)
    except (InvalidOperation, ZeroDivisionError):
        return None
    return _tidy(value) if 0 < value < 1_000_000 else None


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else round(value, 4).normalize()
