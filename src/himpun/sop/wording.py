"""Two wordings of one thing, word by word: what stayed, what went, what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST: Final = 1500
"""Words and gaps; beyond, the two texts are shown whole: comparing them would take longer than reading them."""


class Fate(StrEnum):
    """What became of some words."""

    STAYED = "stayed"
    WENT = "went"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that share one fate."""

    fate: Fate
    text: str


def worded(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts cut where they differ: the older with what went, the newer with what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return _whole(before, Fate.WENT), _whole(after, Fate.CAME)
    left: list[Span] = []
    right: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = tag == "equal"
        left.extend(_whole("".join(old[a:b]), Fate.STAYED if same else Fate.WENT))
        right.extend(_whole("".join(new[c:d]), Fate.STAYED if same else Fate.CAME))
    return tuple(left), tuple(right)


def _whole(text: str, fate: Fate) -> tuple[Span, ...]:
    return (Span(fate, text),) if text else ()
