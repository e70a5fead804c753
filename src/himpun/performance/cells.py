"""What a person typed on a sheet, and what it means. Pure: findings are listed beside the cells, never raised
one by one.

A cell has four kinds of answer that are never taken for each other: a figure (0 is one), "belum berjalan",
"tidak berlaku", and none at all.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from himpun.lib.numbers import NotAFigure, parse_figure
from himpun.performance.fields import LARGEST, PLACES, exact, plain
from himpun.performance.scoring import Goal, Meaning

VALUE: Final = "value"
NOT_STARTED: Final = "not_started"
NOT_APPLICABLE: Final = "not_applicable"
ANSWERS: Final = (VALUE, NOT_STARTED, NOT_APPLICABLE)
LONGEST_TEXT: Final = 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell as typed. `answer` is blank, or one of ANSWERS; a figure with a blank answer is a figure."""

    answer: str = ""
    figure: str = ""
    reason: str = ""
    obstacle: str = ""

    @property
    def blank(self) -> bool:
        return not (self.answer or self.figure.strip() or self.reason.strip() or self.obstacle.strip())

    def as_data(self) -> list[str]:
        return [self.answer, self.figure, self.reason, self.obstacle]


@dataclass(frozen=True, slots=True)
class Line:
    """A frozen line of a sheet with what its answer is judged by."""

    key: int
    name: str
    measure: str
    needs_evidence: bool
    meaning: Meaning
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A line's answer as it will be kept."""

    line: int
    answer: str
    value: Decimal | None = None
    reason: str = ""
    obstacle: str = ""

    def as_typed(self) -> Typed:
        """As a form shows it again."""
        figure = "" if self.value is None else plain(self.value).replace(".", ",")
        return Typed(self.answer, figure, self.reason, self.obstacle)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a cell: the line's key, the field ("figure", "reason", ...), a stable code, the reason."""

    line: int
    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All cells of a sheet, or what keeps them from being sent."""

    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]


def read_cells(
    lines: Sequence[Line],
    typed: Mapping[int, Typed],
    *,
    proven: Set[int] = frozenset(),
    kept: Mapping[int, Cell] | None = None,
) -> Reading:
    """Every line's answer. `proven` are lines with evidence; `kept` the answers that may not change this time."""
    kept = kept or {}
    cells: list[Cell] = []
    findings: list[Finding] = []
    for line in lines:
        given = typed.get(line.key)
        before = kept.get(line.key)
        cell = _kept(line, given, before) if before else _read(line, given, proven)
        if isinstance(cell, Cell):
            cells.append(cell)
        else:
            findings.append(cell)
    known = {line.key for line in lines}
    findings += [_unknown(key) for key in typed if key not in known]
    return Reading(tuple(cells), tuple(findings))


def _unknown(key: int) -> Finding:
    said = "Indikator ini tidak ada pada isian Anda. Muat ulang halaman."
    return Finding(key, "figure", "not_on_this_sheet", said)


def _kept(line: Line, given: Typed | None, before: Cell) -> Cell | Finding:
    if given is None or given.blank:
        return before
    again = _read(line, given, frozenset({line.key}))
    if again == before:
        return before
    said = "Sel ini tidak diminta diperbaiki; nilainya tetap seperti kiriman lalu."
    return Finding(line.key, "figure", "not_pointed", said)


def _read(line: Line, given: Typed | None, proven: Set[int]) -> Cell | Finding:
    if given is None or given.blank:
        return _finding(line, "figure", "blank", _BLANK)
    if given.answer not in ("", *ANSWERS):
        return _finding(line, "answer", "unknown_answer", "Pilih angka, belum berjalan, atau tidak berlaku.")
    reason, obstacle = given.reason.strip(), given.obstacle.strip()
    wrong = _text(line, "reason", reason) or _text(line, "obstacle", obstacle)
    if wrong:
        return wrong
    if given.answer in (NOT_STARTED, NOT_APPLICABLE):
        return _without_figure(line, given, reason, obstacle)
    value = _figure(line, given.figure)
    if isinstance(value, Finding):
        return value
    if line.needs_evidence and line.key not in proven:
        said = "Indikator ini meminta data dukung. Lampirkan berkasnya."
        return _finding(line, "evidence", "no_evidence", said)
    return Cell(line.key, VALUE, value, reason, obstacle)


_BLANK: Final = "Belum dijawab. Isi angka (0 juga angka), atau pilih belum berjalan atau tidak berlaku."


def _without_figure(line: Line, given: Typed, reason: str, obstacle: str) -> Cell | Finding:
    word = "belum berjalan" if given.answer == NOT_STARTED else "tidak berlaku"
    if given.figure.strip():
        said = f"Ada angka, tetapi jawabannya {word}. Hapus angkanya, atau pilih angka sebagai jawaban."
        return _finding(line, "answer", "figure_and_no_figure", said)
    if not reason:
        return _finding(line, "reason", "no_reason", f"Tulis alasan mengapa {word}.")
    return Cell(line.key, given.answer, None, reason, obstacle)


def _text(line: Line, field: str, text: str) -> Finding | None:
    if len(text) > LONGEST_TEXT:
        said = f"Terlalu panjang: {len(text)} huruf, paling banyak {LONGEST_TEXT}."
        return _finding(line, field, "too_long", said)
    if not text.isprintable() and any(not c.isprintable() and c not in "\r\n\t" for c in text):
        return _finding(line, field, "unreadable", "Ada tanda yang tidak dapat dibaca. Ketik ulang teks ini.")
    return None


def _figure(line: Line, text: str) -> Decimal | Finding:
    if not text.strip():
        return _finding(line, "figure", "blank", _BLANK)
    try:
        value = parse_figure(text)
    except NotAFigure as error:
        return _finding(line, "figure", error.code, error.message)
    return _believable(line, value)


def _believable(line: Line, value: Decimal) -> Decimal | Finding:
    meaning = line.meaning
    if abs(value) >= LARGEST:
        return _finding(line, "figure", "too_large", "Terlalu besar: paling banyak 18 angka di depan koma.")
    if not _fits(value, min(meaning.decimals, PLACES)):
        said = f"Paling banyak {meaning.decimals} angka di belakang koma."
        return _finding(line, "figure", "too_many_decimals", said)
    if meaning.lowest is not None and value < meaning.lowest:
        return _too_low(line, value, meaning.lowest)
    if meaning.highest is not None and value > meaning.highest:
        said = f"Paling besar {_shown(meaning.highest)}. Periksa titik dan koma."
        return _finding(line, "figure", "too_high", said)
    return exact(value)


def _too_low(line: Line, value: Decimal, lowest: Decimal) -> Finding:
    if value < 0 <= lowest:
        return _finding(line, "figure", "negative", "Angka negatif tidak berlaku di sini.")
    return _finding(line, "figure", "too_low", f"Paling kecil {_shown(lowest)}.")


def _fits(value: Decimal, decimals: int) -> bool:
    _, _, behind = plain(value).partition(".")
    return len(behind) <= decimals


def _shown(value: Decimal) -> str:
    return plain(value).replace(".", ",")


def _finding(line: Line, field: str, code: str, message: str) -> Finding:
    return Finding(line.key, field, code, message)


def digest_of(lines: str, revision: int, cells: Iterable[Cell], proofs: str) -> str:
    """SHA-256 over a submission: its frozen lines (their digest), revision, every answer, and its evidence files."""
    said: list[Any] = [
        [c.line, c.answer, None if c.value is None else plain(c.value), c.reason, c.obstacle] for c in cells
    ]
    whole = ["himpun-isian/1", lines, revision, said, proofs]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
