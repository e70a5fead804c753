"""The words and figures of a pasted list of indicators: targets, polarity, aggregation, yes and no. Pure."""

import re
from typing import Final

from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.performance.scoring import Aggregation, Goal, Polarity


class NotUnderstood(ValueError):
    """A cell that says something we cannot read. `code` for programs; the text says what to write instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


_NOTHING: Final = frozenset({"", "-", "–", "—", "n/a", "tidak ada"})
_AROUND: Final = re.compile(r"^\s*(?:rp\.?\s*)?|(?:\s*(?:%|persen))?\s*$", re.IGNORECASE)
_RANGE: Final = re.compile(r"^(.+?)\s*(?:-|–|s\.?\s?/?d\.?|sampai(?: dengan)?)\s*(.+)$", re.IGNORECASE)
_COMPARED: Final = re.compile(r"^(?:≥|≤|>=|<=|>|<|=|min(?:imal)?\.?|maks(?:imal)?\.?)\s*", re.IGNORECASE)


def goal_of(text: str) -> Goal | None:
    """ "95", "95 %", "1.250,5", "≥ 80", "80-90"; none for nothing. Raises NotUnderstood."""
    if text.strip().lower() in _NOTHING:
        return None
    plain = _COMPARED.sub("", text.strip())
    try:
        return Goal(parse_figure(_AROUND.sub("", plain)))
    except NotAFigure as wrong:
        found = _RANGE.match(plain)
        if found is None:
            raise NotUnderstood(wrong.code, wrong.message) from None
    return _range(found.group(1), found.group(2))


def _range(low: str, high: str) -> Goal:
    try:
        bottom, top = (parse_figure(_AROUND.sub("", part)) for part in (low, high))
    except NotAFigure as wrong:
        raise NotUnderstood(wrong.code, wrong.message) from None
    if top < bottom:
        raise NotUnderstood("upside_down", "Batas atas rentang ini lebih kecil daripada batas bawahnya.")
    return Goal(bottom, top)


_HIGHER: Final = re.compile(r"tinggi|besar|positif|maksimal|maximi[sz]e|maks|naik|\+", re.IGNORECASE)
_LOWER: Final = re.compile(r"rendah|kecil|negatif|minimal|minimi[sz]e|\bmin\b|turun", re.IGNORECASE)
_WITHIN: Final = re.compile(r"rentang|range|stabil", re.IGNORECASE)


def polarity_of(text: str) -> Polarity | None:
    """ "Makin tinggi makin baik", "positif", "maksimal" and their opposites; none for nothing. Raises NotUnderstood."""
    if text.strip().lower() in _NOTHING:
        return None
    for telling, polarity in ((_WITHIN, Polarity.RANGE), (_LOWER, Polarity.LOWER), (_HIGHER, Polarity.HIGHER)):
        if telling.search(text):
            return polarity
    raise NotUnderstood("unknown_polarity", "Tulis makin tinggi, makin rendah, atau rentang.")


_ADDED: Final = (
    (re.compile(r"jumlah|\bsum\b|akumulasi|kumulatif|total", re.IGNORECASE), Aggregation.SUM),
    (re.compile(r"rata|mean|average", re.IGNORECASE), Aggregation.MEAN),
    (re.compile(r"akhir|last|posisi|terbaru", re.IGNORECASE), Aggregation.LAST),
    (re.compile(r"sendiri|berulang|repetit|tiap|setiap|non", re.IGNORECASE), Aggregation.REPETITIVE),
)


def aggregation_of(text: str) -> Aggregation | None:
    """ "Jumlah", "rata-rata", "posisi akhir", "setiap periode sendiri"; none for nothing. Raises NotUnderstood."""
    if text.strip().lower() in _NOTHING:
        return None
    if re.search(r"\bnon\b", text, re.IGNORECASE):
        return Aggregation.REPETITIVE
    for telling, aggregation in _ADDED:
        if telling.search(text):
            return aggregation
    raise NotUnderstood("unknown_aggregation", "Tulis jumlah, rata-rata, posisi akhir, atau setiap periode sendiri.")


_NO: Final = frozenset({"tidak", "t", "opsional", "0"})

_YES: Final = frozenset({"ya", "y", "wajib", "perlu", "ada", "x", "v", "✓", "√", "1", "benar"})


def named_evidence(text: str) -> str:
    """Which evidence a cell names: "Laporan kegiatan"; empty when it says no more than yes, no or nothing."""
    word = text.strip().lower()
    return "" if word in _NOTHING or word in _NO or word in _YES else text.strip()


def yes_or_no(text: str) -> bool | None:
    """Whether evidence is asked for; a document's name ("Laporan kegiatan") means yes. None for nothing."""
    word = text.strip().lower()
    if word in _NOTHING:
        return None
    return word not in _NO
