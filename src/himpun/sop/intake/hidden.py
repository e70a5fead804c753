"""Performers without a column, whom only the text names: units that give data, members of a unit, a post."""

from collections.abc import Iterator, Sequence
from typing import Final

from himpun.sop.intake.lines import Cast, Told
from himpun.sop.intake.mentions import Mention, Relation
from himpun.sop.intake.performers import new_key
from himpun.sop.intake.posts import TEAMS, Rank, names_many, plain, rank_of
from himpun.sop.model import Act, Performer, Seat

_TAKES_PART: Final = (Relation.SUBJECT, Relation.TO, Relation.FROM, Relation.WITH)
_WHOLE_OFFICE: Final = ("staf", "pelaksana", "petugas", "kepala", "unit", "opd", "desa", "eselon", *TEAMS)


def named_only_in_text(lines: Sequence[Told], cast: Cast, *, gathers: bool) -> tuple[Performer, ...]:
    """The performers to add, in the order the text names them."""
    found: list[Performer] = []
    for told in lines:
        for one in (*told.mentions, *_noted_units(told)):
            name = _name(one)
            if _is_new(one, told, cast, gathers=gathers) and all(plain(name) != plain(other.name) for other in found):
                seat = Seat.UNITS if gathers and names_many(one.word) else Seat.POST
                found.append(Performer(new_key(name, (*cast.performers, *found)), name, seat, column=False))
    return tuple(found)


def members_of_units(lines: Sequence[Told], doers: Sequence[Sequence[str]], cast: Cast) -> dict[str, str]:
    """Hidden posts that units give their tasks to, with the unit's key: they are members of each such unit."""
    members: dict[str, str] = {}
    for told, doing in zip(lines, doers, strict=True):
        units = [key for key in doing if cast.seat(key) is Seat.UNITS]
        if units and Act.INSTRUCT in told.acts:
            columns = {one.key for one in cast.columns}
            hidden = (key for key in told.addressees if key not in columns and cast.seat(key) is Seat.POST)
            members |= dict.fromkeys(hidden, units[0])
    return members


def _noted_units(told: Told) -> Iterator[Mention]:
    yield from (one for one in told.noted if names_many(one.word) and one.relation in _TAKES_PART)


def _is_new(one: Mention, told: Told, cast: Cast, *, gathers: bool) -> bool:
    if one.keys or rank_of(one.word) is Rank.OUTSIDE or one.word in _WHOLE_OFFICE:
        return False
    if any(one.word in plain(other.name).split() for other in cast.columns):
        return False
    if names_many(one.word):
        return gathers and (one.relation in _TAKES_PART or one.word == "sekretariat")
    return one.relation in _TAKES_PART


def _name(one: Mention) -> str:
    """The name as a heading would say it."""
    return " ".join(
        word.upper() if any(map(str.isdigit, word)) or len(word) < 3 else word.title() for word in one.text.split()
    )
