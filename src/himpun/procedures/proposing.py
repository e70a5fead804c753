"""Which of an office's posts and units could play the performers of an SOP, told by their titles. Pure.

A proposal is never more than that: a person looks at it with its reason, changes what is wrong and accepts the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from himpun.procedures.titles import telling, words_of
from himpun.sop.model import Act, Performer, Seat, Sop

HEADS: Final = frozenset({"camat", "inspektur", "kepala", "lurah", "bupati", "walikota"})
_RANK_AND_FILE: Final = frozenset({"staf", "pelaksana", "pengadministrasi", "pengelola", "analis", "penyusun"})
_EVERY_UNIT: Final = frozenset({"unit", "bidang", "bagian"})
"""A performer called so means whoever answers for a part of the office, whatever the parts are called there."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A post of the office, as far as its title and place tell something."""

    key: int
    title: str
    unit: int | None = None
    heads_office: bool = False
    heads_unit: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who could play a performer, as the casting wants it: (unit or none, post); and why, in a line."""

    performer: str
    seats: tuple[tuple[int | None, int], ...]
    reason: str


def propose(sop: Sop, posts: Sequence[Offered], units: Sequence[tuple[int, str]]) -> dict[str, Proposal]:
    """A proposal for every performer, by its key; without seats where no title fits.

    `units` are (key, name) in the office's order.
    """
    search = _Search(sop, posts, dict(units))
    # The most particular first: "Kasubag Perencanaan" takes its post before "Kasubag" takes any that is left.
    for one in sorted(sop.performers, key=lambda p: (_order(p.seat), -len(telling(p.name)))):
        search.found[one.key] = search.of(one)
    return {one.key: search.found[one.key] for one in sop.performers}


def _order(seat: Seat) -> int:
    """Single posts first, then units (which leave out what is taken), then their members."""
    return (Seat.POST, Seat.POSTS, Seat.UNITS, Seat.UNIT_MEMBERS, Seat.TEAM).index(seat)


class _Search:
    """What has been found so far for one SOP."""

    def __init__(self, sop: Sop, posts: Sequence[Offered], units: dict[int, str]) -> None:
        self.sop, self.posts, self.units = sop, posts, units
        self.found: dict[str, Proposal] = {}

    def of(self, one: Performer) -> Proposal:
        match one.seat:
            case Seat.POST:
                return self._post(one)
            case Seat.POSTS:
                return self._posts(one)
            case Seat.UNITS:
                return self._units(one)
            case Seat.UNIT_MEMBERS:
                return self._members(one)
            case Seat.TEAM:
                formed = any(Act.FORM_TEAM in step.acts for step in self.sop.lines)
                return Proposal(one.key, (), "Dibentuk dalam berkasnya sendiri." if formed else NOTHING)

    def _post(self, one: Performer) -> Proposal:
        head = next((post for post in self.posts if post.heads_office), None)
        if head is not None and self._heads(one, head):
            return Proposal(one.key, ((None, head.key),), "Kepala kantor.")
        ranked = sorted(self.posts, key=lambda post: self._likeness(one, post), reverse=True)
        if ranked and (best := self._likeness(one, ranked[0]))[0]:
            free = best[1] == 0
            reason = "Nama jabatannya cocok." if free else "Yang paling cocok, meski juga memegang peran lain."
            return Proposal(one.key, ((None, ranked[0].key),), reason)
        return Proposal(one.key, (), NOTHING)

    def _heads(self, one: Performer, head: Offered) -> bool:
        """Whether the performer is the office's head: named so, and it signs or shares the head's title."""
        first = words_of(one.name)[:1]
        named = bool(HEADS & set(first)) and not telling(one.name) & {"seksi", "subbagian", "bidang", "desa"}
        return named and (one.key in _signers(self.sop) or bool(telling(one.name) & telling(head.title)))

    def _likeness(self, one: Performer, post: Offered) -> tuple[int, int, int, int]:
        """How well a title fits: words in common, then a post that is still free, then words of the performer's key.

        Where the SOP only says "Staf/Pelaksana", whoever heads nothing fits.
        """
        wanted, has = telling(one.name), telling(post.title)
        common = len(wanted & has)
        if wanted & {"sekretaris"} and "sekretaris" not in has:
            common = 0
        if wanted & {"subbagian", "seksi"} and not wanted & has & {"subbagian", "seksi"}:
            common = 0
        plain_staff = wanted <= _RANK_AND_FILE and not (post.heads_unit or post.heads_office)
        if not common and plain_staff and has & _RANK_AND_FILE:
            common = 1
        if post.heads_office or (wanted & has) <= {"kepala"}:
            common = common if plain_staff else 0
        free = -sum((None, post.key) in proposal.seats for proposal in self.found.values())
        closer = len(telling(one.key.replace("_", " ")) & has)
        return common, free, closer, -len(has - wanted)

    def _posts(self, one: Performer) -> Proposal:
        fitting = [post for post in self.posts if telling(one.name) <= telling(post.title)]
        reason = "Semua jabatan dengan nama itu." if fitting else NOTHING
        return Proposal(one.key, tuple((None, post.key) for post in fitting), reason)

    def _units(self, one: Performer) -> Proposal:
        taken = {unit for proposal in self.found.values() for unit, _ in proposal.seats}
        heads = {unit: post for unit in self.units if (post := self._head_of(unit)) and unit not in taken}
        fitting = [unit for unit in heads if self._is_called(one, unit, heads[unit])]
        reason = "Semua unit dengan nama itu, dijawab kepalanya."
        if not fitting and (telling(one.name) & _EVERY_UNIT or len(self._of_units()) == 1):
            fitting, reason = [u for u in heads if not self._is_secretariat(u)], "Semua unit, dijawab kepalanya."
        if not fitting:
            return Proposal(one.key, (), NOTHING)
        return Proposal(one.key, tuple((unit, heads[unit].key) for unit in fitting), reason)

    def _of_units(self) -> list[Performer]:
        return [one for one in self.sop.performers if one.seat is Seat.UNITS]

    def _is_called(self, one: Performer, unit: int, head: Offered) -> bool:
        """Whether one of the performer's names ("Kepala Seksi/Lurah") is that of the unit or of its head."""
        has = telling(self.units[unit]) | telling(head.title)
        wanted = [telling(part) - {"kepala"} for part in one.name.split("/")]
        return any(part and part <= has for part in wanted)

    def _is_secretariat(self, unit: int) -> bool:
        return "sekretariat" in words_of(self.units[unit])

    def _head_of(self, unit: int) -> Offered | None:
        """The post that answers for a unit; the secretariat is answered for by the secretary."""
        own = [post for post in self.posts if post.unit == unit and post.heads_unit]
        if not own and self._is_secretariat(unit):
            own = [post for post in self.posts if words_of(post.title)[:1] == ("sekretaris",)]
        return own[0] if own else None

    def _members(self, one: Performer) -> Proposal:
        within = {unit for proposal in self.found.values() for unit, _ in proposal.seats if unit is not None}
        own = [post for post in self.posts if post.unit in within and telling(one.name) & telling(post.title)]
        reason = "Jabatan bernama itu di setiap unit." if own else NOTHING
        return Proposal(one.key, tuple((post.unit, post.key) for post in own), reason)


NOTHING: Final = "Belum ada jabatan yang cocok namanya; pilih sendiri."


def _signers(sop: Sop) -> frozenset[str]:
    return frozenset(_doers(sop, Act.SIGN))


def _doers(sop: Sop, act: Act) -> Iterable[str]:
    for step in sop.lines:
        for position, one in enumerate(step.acts, start=1):
            if one is act:
                yield from (role.key for role in step.performers if role.does(position))
