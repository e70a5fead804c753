"""Who plays the performers of an SOP in an office, as a value; and who is missing. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Self

from himpun.sop.errors import caution, problem
from himpun.sop.model import Act, Finding, Performer, Seat, Sop

VERSION: Final = 1

UnitSeat = tuple[int, int]
"""A unit, and the post that answers for it or is a member within it."""


class Played(NamedTuple):
    """One row of the casting: a post (in a unit, or none) that plays a performer."""

    performer: str
    unit: int | None
    post: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The office's casting of one SOP on one day, units and members in the office's order.

    `posts` has the post of each performer of seat "post" (or the post that leads a team, where one was named); `groups`
    all posts of each performer of seat "posts"; `units` and `members` those of the seats named so.
    """

    posts: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, tuple[UnitSeat, ...]] = field(default_factory=dict)
    members: Mapping[str, tuple[UnitSeat, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Plain JSON values. `from_data` reads the same cast from it."""
        return {
            "v": VERSION,
            "posts": dict(self.posts),
            "units": {key: [list(seat) for seat in seats] for key, seats in self.units.items()},
            "members": {key: [list(seat) for seat in seats] for key, seats in self.members.items()},
            "groups": {key: list(posts) for key, posts in self.groups.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError for a version that this program does not know."""
        if data.get("v") != VERSION:
            raise ValueError(f"casting of version {data.get('v')!r}")
        return cls(
            posts=dict(data["posts"]),
            units=_seats(data["units"]),
            members=_seats(data["members"]),
            groups={key: tuple(posts) for key, posts in data["groups"].items()},
        )


def _seats(data: Mapping[str, Any]) -> dict[str, tuple[UnitSeat, ...]]:
    return {key: tuple((unit, post) for unit, post in seats) for key, seats in data.items()}


def cast_of(sop: Sop, played: Iterable[Played]) -> Cast:
    """Sort the rows of a casting by what the SOP says each performer is.

    Rows of performers it does not name are left out.
    """
    rows: dict[str, list[Played]] = {}
    for row in played:
        rows.setdefault(row.performer, []).append(row)
    seated = [(one, rows[one.key]) for one in sop.performers if one.key in rows]
    return Cast(
        posts={one.key: own[0].post for one, own in seated if one.seat in (Seat.POST, Seat.TEAM)},
        units={one.key: _in_units(own) for one, own in seated if one.seat is Seat.UNITS},
        members={one.key: _in_units(own) for one, own in seated if one.seat is Seat.UNIT_MEMBERS},
        groups={one.key: tuple(row.post for row in own) for one, own in seated if one.seat is Seat.POSTS},
    )


def _in_units(rows: Iterable[Played]) -> tuple[UnitSeat, ...]:
    return tuple((row.unit, row.post) for row in rows if row.unit is not None)


def missing_performers(sop: Sop, cast: Cast) -> tuple[Finding, ...]:
    """What keeps a case from being opened with this cast (errors), and what one should know (warnings)."""
    missing = [_missing(sop, one) for one in sop.performers if not _is_played(sop, one, cast)]
    return (*missing, *_units_without_members(sop, cast))


def _is_played(sop: Sop, one: Performer, cast: Cast) -> bool:
    match one.seat:
        case Seat.POST:
            return one.key in cast.posts
        case Seat.POSTS:
            return bool(cast.groups.get(one.key))
        case Seat.UNITS:
            return bool(cast.units.get(one.key))
        case Seat.UNIT_MEMBERS:
            return bool(cast.members.get(one.key))
        case Seat.TEAM:
            return one.key in cast.posts or any(Act.FORM_TEAM in step.acts for step in sop.lines)


def _missing(sop: Sop, one: Performer) -> Finding:
    where = f"performers/{one.key}"
    message = f"Belum ada jabatan yang menjadi pelaksana “{one.name}”. Tentukan di halaman pelaksana."
    does = any(role.key == one.key and role.part == "does" for step in sop.lines for role in step.performers)
    return (problem if does else caution)("performer_not_cast", where, message)


def _units_without_members(sop: Sop, cast: Cast) -> Iterable[Finding]:
    """Members fan out within units: a unit where nobody is cast gives no figures."""
    peopled = {unit for seats in cast.members.values() for unit, _ in seats}
    within = {step.per.within for step in sop.lines if step.per and step.per.each == "members"}
    for key in sorted(key for key in within if key):
        for unit, _ in cast.units.get(key, ()):
            if unit not in peopled:
                message = f"Satu unit dari “{sop.performer(key).name}” belum mempunyai anggota yang mengisi."
                yield caution("unit_without_members", f"performers/{key}/{unit}", message)
