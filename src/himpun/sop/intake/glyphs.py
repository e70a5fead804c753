"""What is drawn in a performer's cell as a sign of the text: an arrow, a box, a tick, the word Mulai."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from himpun.sop.intake.grid import Mark, Symbol


class Direction(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


_ARROWS: Final = {
    **dict.fromkeys("→⇒➔➜►▶⟶➝➤", Direction.RIGHT),
    **dict.fromkeys("←⇐◄◀⟵", Direction.LEFT),
    **dict.fromkeys("↑⇑▲", Direction.UP),
    **dict.fromkeys("↓⇓▼", Direction.DOWN),
}
_SYMBOLS: Final = {
    **dict.fromkeys("□■▭▢▬☐▪", Symbol.PROCESS),
    **dict.fromkeys("◇◆⬦♦⋄", Symbol.DECISION),
    **dict.fromkeys("○●◯⬭⚪⚫", Symbol.TERMINATOR),
    **dict.fromkeys("√✓✔☑", Symbol.PROCESS),
}
NOTHING: Final = " \t\n|-–—_.:~="
"""Signs that an office puts in a cell to say that nothing stands there."""
_WORDS: Final = re.compile(r"\b(mulai|selesai|start|end|stop|ya|tidak|y|t|v|x)\b|-{1,2}>|<-{1,2}|=>", re.IGNORECASE)
_ASCII: Final = {"->": Direction.RIGHT, "-->": Direction.RIGHT, "=>": Direction.RIGHT, "<-": Direction.LEFT}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a performer's cell shows: symbols, arrows, and whether work begins or ends there."""

    symbols: tuple[Symbol, ...] = ()
    arrows: tuple[Direction, ...] = ()
    begins: bool = False
    ends: bool = False

    def __bool__(self) -> bool:
        return bool(self.symbols or self.arrows or self.begins or self.ends)


def is_drawn(text: str) -> bool:
    """Whether a cell's text is nothing but signs."""
    text = text.strip()
    left = "".join(sign for sign in _WORDS.sub("", text) if sign not in _ARROWS and sign not in _SYMBOLS)
    return bool(text.strip(NOTHING)) and not left.strip(f"{NOTHING}()[]")


def glyphs_of(text: str, marks: Sequence[Mark] = ()) -> Glyphs:
    """The signs of a cell: those drawn as shapes, then those of its text when it holds nothing else."""
    told = " ".join((text, *(mark.text for mark in marks))).lower()
    symbols = [mark.symbol for mark in marks]
    arrows: list[Direction] = []
    if is_drawn(text):
        symbols += [_SYMBOLS[sign] for sign in text if sign in _SYMBOLS]
        arrows += [_ARROWS[sign] for sign in text if sign in _ARROWS]
        arrows += [_ASCII[found] for found in re.findall(r"-{1,2}>|<-{1,2}|=>", text) if found in _ASCII]
        if re.fullmatch(r"[vx]", text.strip(f"{NOTHING}()[]"), re.IGNORECASE):
            symbols.append(Symbol.PROCESS)
    begins = bool(re.search(r"\b(?:mulai|start)\b", told))
    ends = bool(re.search(r"\b(?:selesai|end|stop)\b", told))
    return Glyphs(tuple(symbols), tuple(arrows), begins, ends)
