"""From the columns' names to performers: their keys, and what kind of seat plays each."""

import re
from collections.abc import Sequence
from typing import Final

from himpun.sop.intake.posts import is_team, names_many, plain, unbroken, unglued
from himpun.sop.model import Performer, Seat

_RESERVED: Final = frozenset({"units", "members", "end"})
_LONGEST: Final = 300
_SMALL: Final = frozenset({"dan", "atau", "yang", "di", "pada"})


def performers_from(names: Sequence[str], *, gathers: bool) -> tuple[Performer, ...]:
    """The performers of the columns. `gathers`: in a collection of data a name like Kasi means every unit."""
    found: list[Performer] = []
    for order, written in enumerate(names, start=1):
        name = written if re.search(r"\w", written) else f"Pelaksana {order}"
        name = " ".join(unglued(unbroken(name)).replace("/ ", "/").replace(" /", "/").split())
        name = name[:_LONGEST]  # words that were parted have grown longer
        found.append(
            Performer(new_key(name, found), name, seat_of(name, gathers=gathers and not _has_secretary(name, names)))
        )
    return tuple(found)


def _has_secretary(name: str, names: Sequence[str]) -> bool:
    """Whether a column is his secretary's: the Lurah beside a Sekretaris Lurah is one post, not every kelurahan's."""
    return any(plain(other) == f"sekretaris {plain(name)}" for other in names)


def seat_of(name: str, *, gathers: bool) -> Seat:
    if is_team(name):
        return Seat.TEAM
    return Seat.UNITS if gathers and names_many(name) else Seat.POST


def new_key(name: str, taken: Sequence[Performer]) -> str:
    """A short key for a name, unlike those that are taken: "kasubbag_umum"."""
    words = [word for word in re.findall(r"[a-z0-9]+", plain(name)) if word not in _SMALL]
    keys = {one.key for one in taken} | _RESERVED
    for length in range(1, len(words) + 1):
        key = "_".join(words[:length])[:50].strip("_")
        if key[:1].isalpha() and key not in keys:
            return key
    stem = "_".join(words)[:50].strip("_")
    stem = stem if stem[:1].isalpha() else f"pelaksana_{stem[:40]}".rstrip("_")
    return next(key for n in range(1, 1000) if (key := stem if n == 1 else f"{stem}_{n}") not in keys)
