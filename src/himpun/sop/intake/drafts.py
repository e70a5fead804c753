"""A line between reading and meaning: what is done in it by whom, who receives and who joins, and what was guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from himpun.sop.intake.course import Choice
from himpun.sop.intake.guesses import Reason, guessed
from himpun.sop.intake.lines import Cast, Told
from himpun.sop.model import Act, Finding, Part, Per, Role, Seat, Way
from himpun.sop.words import ACT_WORDS

Deed = tuple[Act, tuple[str, ...]]
"""An act and the keys of those who do it."""


@dataclass(slots=True)
class Draft:
    """One line. `number` is its place in the table, from 1."""

    number: int
    told: Told
    choice: Choice
    deeds: list[Deed]
    receivers: tuple[str, ...]
    joins: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def acts(self) -> tuple[Act, ...]:
        return tuple(act for act, _ in self.deeds)

    def does(self, act: Act) -> bool:
        return act in self.acts

    def doers(self, *acts: Act) -> tuple[str, ...]:
        """Who does these acts here; with none given, who does anything."""
        return tuple(dict.fromkeys(key for act, keys in self.deeds for key in keys if not acts or act in acts))

    def add(self, at: int, act: Act, keys: Sequence[str], reason: Reason) -> None:
        """Put an act in that the text only implies."""
        self.deeds.insert(at, (act, tuple(keys)))
        self.guess("acts", f"Langkah {self.number} dibaca juga sebagai {ACT_WORDS[act]}.", reason)

    def guess(self, what: str, message: str, reason: Reason) -> None:
        """Note what was guessed here. `what` is "acts", "performers" or "ways"."""
        code = {"acts": "acts_guessed", "performers": "performer_guessed", "ways": "way_guessed"}[what]
        self.findings.append(guessed(code, f"steps/{self.number}/{what}", message, reason))


def roles_of(draft: Draft) -> tuple[Role, ...]:
    """The performers' parts: who does all acts has no positions."""
    count = len(draft.deeds)
    roles = []
    for key in draft.doers():
        positions = tuple(at for at, (_, keys) in enumerate(draft.deeds, start=1) if key in keys)
        roles.append(Role(key, Part.DOES, () if len(positions) == count else positions))
    doing = set(draft.doers())
    roles += [Role(key, Part.JOINS) for key in draft.joins if key not in doing]
    roles += [Role(key, Part.RECEIVES) for key in draft.receivers if key not in draft.joins and not _always(draft, key)]
    return tuple(roles)


def _always(draft: Draft, key: str) -> bool:
    return all(key in keys for _, keys in draft.deeds)


def per_of(draft: Draft, cast: Cast, members: dict[str, str]) -> Per | None:
    """The fan-out: once for each unit, or for each member within a unit."""
    seats = {cast.seat(key): key for key in draft.doers()}
    if Seat.UNIT_MEMBERS in seats:
        return Per("members", members[seats[Seat.UNIT_MEMBERS]])
    return Per("units") if Seat.UNITS in seats else None
