"""A row of the table as it is being understood: its acts, whom it names, and what is drawn in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from himpun.sop.intake.acts import ActsRead, acts_of, order_in
from himpun.sop.intake.glyphs import NOTHING, Glyphs, glyphs_of
from himpun.sop.intake.mentions import Directory, Mention, Relation, mentions_in
from himpun.sop.intake.posts import Rank, plain
from himpun.sop.intake.rows import Drawn, Flow, RawStep
from himpun.sop.model import Act, Performer, Seat

_SENT: Final = re.compile(r"\b(?:dikir\w*|diteruskan|disampaikan|diserahkan|diajukan)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: its raw words, acts, mentions, and the glyphs by performer."""

    at: int
    raw: RawStep
    read: ActsRead
    mentions: tuple[Mention, ...]
    noted: tuple[Mention, ...]
    drawn: Mapping[str, Glyphs]
    named: tuple[str, ...] = ()  # performers whose names stand in the cell itself

    @property
    def acts(self) -> tuple[Act, ...]:
        return self.read.acts

    def keys(self, *relations: Relation) -> tuple[str, ...]:
        """Performers with columns that the activity names so, in its order."""
        return tuple(dict.fromkeys(key for one in self.mentions if one.relation in relations for key in one.keys))

    @property
    def addressees(self) -> tuple[str, ...]:
        """To whom the line's work goes; whom a delegate is to address comes after the order and does not count."""
        words = plain(self.raw.activity)
        ordered = order_in(words) if Act.INSTRUCT in self.acts else None
        end = ordered.end if ordered else len(words)
        direct = [one for one in self.mentions if one.relation is Relation.TO and one.start < end]
        return tuple(dict.fromkeys(key for one in direct for key in one.keys))

    @property
    def sent_to(self) -> tuple[str, ...]:
        """To whom the note says that the work is sent."""
        if not _SENT.search(plain(self.raw.note)):
            return ()
        return tuple(dict.fromkeys(k for one in self.noted if one.relation is Relation.TO for k in one.keys))


@dataclass(frozen=True, slots=True)
class Cast:
    """The performers of a procedure, in the order of their columns, and what texts call them."""

    performers: tuple[Performer, ...]
    directory: Directory
    flows: tuple[Flow, ...] = ()

    @property
    def columns(self) -> tuple[Performer, ...]:
        return tuple(one for one in self.performers if one.column)

    def rank(self, key: str) -> Rank:
        return self.directory.of(key).rank

    def seat(self, key: str) -> Seat:
        return next(one.seat for one in self.performers if one.key == key)

    def name(self, key: str) -> str:
        return next(one.name for one in self.performers if one.key == key)

    def names(self, keys: Sequence[str]) -> str:
        return " dan ".join(self.name(key) for key in keys)

    def ranked(self, rank: Rank) -> tuple[str, ...]:
        return tuple(one.key for one in self.columns if self.rank(one.key) is rank and one.seat is Seat.POST)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.performers if one.seat is Seat.UNITS)

    def head(self) -> str | None:
        return next(iter(self.ranked(Rank.HEAD)), None)

    def above(self, key: str, besides: Sequence[str] = ()) -> str | None:
        """The post nearest above, by rank."""
        higher = [one.key for one in self.columns if one.seat is Seat.POST and self.rank(one.key) < self.rank(key)]
        return max((one for one in higher if one not in besides), key=self.rank, default=None)

    def below(self, key: str, besides: Sequence[str] = (), first: Sequence[str] = ()) -> str | None:
        """The post nearest below, by rank; of equals one of `first`."""
        lower = [one.key for one in self.columns if one.seat is Seat.POST and self.rank(one.key) > self.rank(key)]
        lower = [one for one in lower if one not in besides and self.rank(one) is not Rank.OUTSIDE]
        return min(lower, key=lambda one: (self.rank(one), one not in first), default=None)


def told_lines(steps: Sequence[RawStep], cast: Cast) -> tuple[Told, ...]:
    """Every row with its acts and mentions."""
    return tuple(_told(at, raw, cast) for at, raw in enumerate(steps))


def _told(at: int, raw: RawStep, cast: Cast) -> Told:
    return Told(
        at,
        raw,
        acts_of(raw.activity, raw.requirements, raw.outputs),
        mentions_in(raw.activity, cast.directory),
        mentions_in(raw.note, cast.directory),
        _drawn(raw.drawn, cast.columns),
        _named(raw, cast),
    )


def _drawn(cells: Sequence[Drawn], columns: Sequence[Performer]) -> dict[str, Glyphs]:
    found = {}
    for cell, one in zip(cells, columns, strict=False):
        if glyphs := glyphs_of(cell.text, cell.marks):
            found[one.key] = glyphs
    return found


def _named(raw: RawStep, cast: Cast) -> tuple[str, ...]:
    """Performers whose names are typed where symbols would stand: in their own column, or the one of names."""
    typed = [
        one.key
        for cell, one in zip(raw.drawn, cast.columns, strict=False)
        if cell.text.strip(NOTHING) and not glyphs_of(cell.text)
    ]
    if typed or not raw.loose:
        return tuple(typed)
    whole = {plain(one.name): one.key for one in cast.columns}
    names = [plain(name) for name in raw.loose.split("\n")]
    return tuple(whole[name] for name in names if name in whole) or tuple(
        key for one in mentions_in(raw.loose, cast.directory) for key in one.keys[:1]
    )
