"""Text in a chart: how wide it is, where it breaks, and the whole chart in words."""

from collections.abc import Iterator

from himpun.sop.model import Part, Performer, Seat, Sop, Step, When
from himpun.sop.words import ACT_WORDS

_NARROW = frozenset("iljtfrI.,:;'!|()[]-/ ")
_WIDE = frozenset("mwMWGOQD@%")
_UPPER = 0.68


def width(text: str, size: float) -> float:
    """About how wide a text is in a grotesque of this size, in the same unit. Rather too wide than too narrow."""
    return size * sum(_share(sign) for sign in text)


def _share(sign: str) -> float:
    if sign in _NARROW:
        return 0.34
    if sign in _WIDE:
        return 0.88
    return _UPPER if sign.isupper() else 0.6


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The lines of a text in a column; a word longer than the column is broken."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, room, size):
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(text: str, room: float, size: float) -> Iterator[str]:
    for word in text.replace("/", "/​").replace("​", " ").split():
        while width(word, size) > room and len(word) > 1:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or width(word[:n], size) <= room)
            yield word[:cut]
            word = word[cut:]
        yield word


def text_alternative(sop: Sop) -> str:
    """The chart in words: line by line who does what, in which standard time, and where it goes on."""
    performers = {p.key: p for p in sop.performers}
    return "\n".join(_line(step, performers, closing=step in sop.closing) for step in sop.lines)


def _line(step: Step, performers: dict[str, Performer], *, closing: bool) -> str:
    acts = "; ".join(_act(step, position, performers) for position in range(1, len(step.acts) + 1))
    parts = [f"{step.number}. {step.activity}{' (penutup)' if closing else ''}: {acts}."]
    for part, word in ((Part.JOINS, "Ikut serta"), (Part.RECEIVES, "Diterima oleh")):
        names = [performers[r.key].name for r in step.performers if r.part is part]
        if names:
            parts.append(f"{word} {', '.join(names)}.")
    if step.duration:
        parts.append(f"Waktu baku {step.duration.written}.")
    parts += [_way(way.when, str(way.to)) for way in step.ways]
    return " ".join(parts)


def _act(step: Step, position: int, performers: dict[str, Performer]) -> str:
    doers = [performers[r.key] for r in step.performers if r.does(position)]
    names = ", ".join(f"{p.name}{' (setiap unit)' if p.seat is Seat.UNITS else ''}" for p in doers)
    return f"{ACT_WORDS[step.acts[position - 1]]} oleh {names}"


def _way(when: When, to: str) -> str:
    where = "selesai" if to == "end" else f"ke langkah {to}"
    match when:
        case When.YES:
            return f"Bila ya, {where}."
        case When.NO:
            return f"Bila tidak, {where}."
        case When.DONE:
            return f"Sesudahnya {where}."
