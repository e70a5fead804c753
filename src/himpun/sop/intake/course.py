"""How work goes from hand to hand: who did what so far, who received it, who holds it now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from himpun.sop.intake.guesses import Reason
from himpun.sop.intake.lines import Cast, Told
from himpun.sop.intake.mentions import Relation, reports_to_superior
from himpun.sop.intake.posts import plain
from himpun.sop.model import Act, Seat

PASSES_ON: Final = (Act.INSTRUCT, Act.DISTRIBUTE, Act.HAND_OVER)


@dataclass(frozen=True, slots=True)
class Choice:
    """The performers of a line, and why they were guessed; without a reason the drawing says it."""

    keys: tuple[str, ...]
    reason: Reason | None = None
    beside: tuple[str, ...] = ()  # whose cells of the line are marked as well


@dataclass(frozen=True, slots=True)
class Past:
    """A line that is decided: who did it and who received its work."""

    told: Told
    doers: tuple[str, ...]
    receivers: tuple[str, ...]


@dataclass(slots=True)
class Course:
    """How work went from hand to hand up to here."""

    cast: Cast
    ahead: tuple[Told, ...]
    past: list[Past] = field(default_factory=list)
    holders: tuple[str, ...] = ()

    @property
    def last(self) -> tuple[str, ...]:
        return self.past[-1].doers if self.past else ()

    def superior(self, key: str) -> str | None:
        """Who last gave this one work from above, else the post nearest above."""
        cast = self.cast
        for one in reversed(self.past):
            for giver in one.doers:
                if key in one.receivers and cast.seat(giver) is Seat.POST and cast.rank(giver) < cast.rank(key):
                    return giver
        return cast.above(key)


def receivers_of(told: Told, doers: Sequence[str], course: Course) -> tuple[str, ...]:
    cast = course.cast
    found = [*told.addressees, *told.sent_to]
    if not found and reports_to_superior(told.raw.activity) and doers:
        above = cast.above(doers[0])
        found = [above] if above else []
    if not found:
        found = [key for _, key in called_after(told, cast)]
    return tuple(dict.fromkeys(key for key in found if key not in doers))


def called_after(told: Told, cast: Cast) -> list[tuple[str, str]]:
    """Someone without a column, after whom a column is called: the Camat's papers go to the Sekretaris Camat."""
    words = [one.word for one in told.mentions if one.relation is Relation.TO and not one.keys]
    return [(word, one.key) for word in words for one in cast.columns if word in plain(one.name).split()][:1]


def holders_after(told: Told, doers: tuple[str, ...], receivers: tuple[str, ...], course: Course) -> tuple[str, ...]:
    cast = course.cast
    seated = tuple(key for key in receivers if any(one.key == key for one in cast.columns))
    if seated:
        units = tuple(key for key in seated if cast.seat(key) is Seat.UNITS)
        return units if units and Act.DISTRIBUTE in told.acts else seated
    if told.acts and told.acts[-1] is Act.INSTRUCT and doers and not told.mentions:
        below = cast.below(doers[0])
        return (below,) if below else doers
    return doers or course.holders


def completed(course: Course) -> tuple[tuple[str, ...], ...]:
    """The receivers; who hands something on to nobody hands it to whoever goes on."""
    found: list[tuple[str, ...]] = []
    for at, one in enumerate(course.past):
        following = course.past[at + 1].doers if at + 1 < len(course.past) else ()
        passes = any(act in PASSES_ON for act in one.told.acts)
        guess = tuple(key for key in following if key not in one.doers) if passes else ()
        found.append(one.receivers or guess)
    return tuple(found)
