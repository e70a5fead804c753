"""Two texts of an SOP, step by step: what came, what went, what moved, and what is said otherwise.

Steps are paired by what they say, not by their numbers: a line put in at the top must not make every line below look
changed. What points at steps (ways) is compared by the pairing too.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from himpun.sop.model import Duration, End, Per, Performer, Role, Sop, Step, Way
from himpun.sop.words import ACT_WORDS, PART_WORDS, SEAT_WORDS, WHEN_WORDS

ALIKE: Final = 0.6
"""From which share of common letters on two activities are one step that was reworded."""


class Kind(StrEnum):
    """What happened to a part of the SOP."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """`where` is a path as in findings, in the newer text unless the part was removed; `field` the part's name."""

    kind: Kind
    where: str
    field: str
    before: str = ""
    after: str = ""


def compare(old: Sop, new: Sop) -> tuple[Change, ...]:
    """Every difference, in the order of the newer text; empty when both say the same."""
    pairs = _pairs(old.lines, new.lines)
    return (*_identity(old, new), *_performers(old, new), *_steps(old, new, pairs))


def _pairs(old: tuple[Step, ...], new: tuple[Step, ...]) -> dict[int, int]:
    """Numbers of the newer text by those of the older. The most alike are paired first; who does it breaks ties."""
    found: dict[int, int] = {}
    scored = [(_alike(a, b), a.performers == b.performers, a.number, b.number) for a in old for b in new]
    for score, _, before, after in sorted(scored, key=lambda one: (-one[0], not one[1], one[2], one[3])):
        if score >= ALIKE and before not in found and after not in found.values():
            found[before] = after
    return found


def _alike(a: Step, b: Step) -> float:
    return SequenceMatcher(None, _plain(a.activity), _plain(b.activity), autojunk=False).ratio()


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


_IDENTITY: Final[Mapping[str, Callable[[Sop], str]]] = {
    "title": lambda sop: sop.title,
    "number": lambda sop: sop.number,
    "government": lambda sop: sop.government,
    "office": lambda sop: sop.office,
    "approved_by": lambda sop: ", ".join(filter(None, (sop.approved_by.position, sop.approved_by.name))),
    "legal_basis": lambda sop: "\n".join(sop.legal_basis),
    "qualifications": lambda sop: "\n".join(sop.qualifications),
    "related": lambda sop: "\n".join(sop.related),
    "equipment": lambda sop: "\n".join(sop.equipment),
    "warnings": lambda sop: "\n".join(sop.warnings),
    "records": lambda sop: "\n".join(sop.records),
}


def _identity(old: Sop, new: Sop) -> Iterator[Change]:
    for field, said in _IDENTITY.items():
        if said(old) != said(new):
            yield Change(Kind.CHANGED, field, field, said(old), said(new))


def _performers(old: Sop, new: Sop) -> Iterator[Change]:
    before = {one.key: one for one in old.performers}
    after = {one.key: one for one in new.performers}
    for key in before.keys() - after.keys():
        yield Change(Kind.REMOVED, f"performers/{key}", "performer", before[key].name)
    for key, one in after.items():
        if key not in before:
            yield Change(Kind.ADDED, f"performers/{key}", "performer", "", one.name)
        elif before[key] != one:
            yield Change(Kind.CHANGED, f"performers/{key}", "performer", _said(before[key]), _said(one))


def _said(performer: Performer) -> str:
    return f"{performer.name} ({SEAT_WORDS[performer.seat]})"


def _steps(old: Sop, new: Sop, pairs: dict[int, int]) -> Iterator[Change]:
    before = {step.number: step for step in old.lines}
    for number in sorted(before.keys() - pairs.keys()):
        yield Change(Kind.REMOVED, old.place_of(before[number]), "step", before[number].activity)
    back = {after: number for number, after in pairs.items()}
    stayed = _in_order(pairs)
    for step in new.lines:
        where = new.place_of(step)
        if step.number not in back:
            yield Change(Kind.ADDED, where, "step", "", step.activity)
            continue
        earlier = before[back[step.number]]
        if earlier.number not in stayed:
            yield Change(Kind.MOVED, where, "number", str(earlier.number), str(step.number))
        yield from _within(where, _Told(old, earlier, pairs), _Told(new, step, {}))


def _in_order(pairs: dict[int, int]) -> set[int]:
    """The older numbers that kept their order: the longest rising row of newer numbers; the others were moved."""
    chains: list[list[int]] = []
    for before in sorted(pairs):
        rising = [chain for chain in chains if pairs[chain[-1]] < pairs[before]]
        chains.append([*_longest(rising), before])
    return set(_longest(chains))


def _longest(chains: list[list[int]]) -> list[int]:
    return max(chains, key=lambda chain: len(chain), default=[])


@dataclass(frozen=True, slots=True)
class _Told:
    """A step in words, its ways told in the numbers of the newer text."""

    sop: Sop
    step: Step
    renumbered: Mapping[int, int]

    def ways(self) -> str:
        return "; ".join(self._way(way) for way in self.step.ways)

    def _way(self, way: Way) -> str:
        to: int | End = way.to if way.to == "end" else self.renumbered.get(way.to, way.to)
        where = "selesai" if to == "end" else f"langkah {to}"
        return f"{WHEN_WORDS[way.when]}: ke {where}{', menunjuk isian' if way.points else ''}"

    def performers(self) -> str:
        return "; ".join(f"{self._name(role)} ({PART_WORDS[role.part]})" for role in self.step.performers)

    def _name(self, role: Role) -> str:
        return self.sop.performer(role.key).name

    def per(self) -> str:
        match self.step.per:
            case None:
                return ""
            case Per(each="units"):
                return "setiap unit"
            case Per(each="members"):
                return "setiap anggota unit"
            case Per(each=key):
                return f"setiap {self.sop.performer(key).name}"

    def duration(self) -> str:
        found: Duration | None = self.step.duration
        return found.written if found else ""


_FIELDS: Final[Mapping[str, Callable[[_Told], str]]] = {
    "activity": lambda told: told.step.activity,
    "acts": lambda told: ", ".join(ACT_WORDS[act] for act in told.step.acts),
    "performers": _Told.performers,
    "per": _Told.per,
    "requirements": lambda told: "; ".join(told.step.requirements),
    "duration": _Told.duration,
    "outputs": lambda told: "; ".join(told.step.outputs),
    "note": lambda told: told.step.note,
    "ways": _Told.ways,
}


def _within(where: str, old: _Told, new: _Told) -> Iterator[Change]:
    for field, said in _FIELDS.items():
        if said(old) != said(new):
            yield Change(Kind.CHANGED, f"{where}/{field}", field, said(old), said(new))
