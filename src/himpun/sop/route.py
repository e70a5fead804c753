"""The route of an SOP: its lines laid out as stations, one for each act, in the order they are walked."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from himpun.sop.model import Act, Join, Performer, Seat, Sop, Step, Way, When

END: Final = -1
"""The index after the last station."""


class Fan(Enum):
    """For whom a station opens a task."""

    ONCE = 0
    UNITS = 1
    MEMBERS = 2
    POSTS = 3

    @property
    def streams(self) -> bool:
        """Whether each unit goes on by itself, without waiting for the others, to a next such station."""
        return self in (Fan.UNITS, Fan.MEMBERS)


@dataclass(frozen=True, slots=True)
class Station:
    """One act of one line. `onward` is the index of the station that follows, END after the last.

    `until_due`: work that fans out here is awaited only until the line's standard time is over.
    """

    index: int
    line: int
    position: int
    act: Act
    doers: tuple[str, ...]
    fan: Fan
    onward: int
    quorum: int | None
    until_due: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """All stations; `at` finds one by line and 1-based position; `returns` lists a line's ways back or aside."""

    stations: tuple[Station, ...]
    at: dict[tuple[int, int], int]
    returns: dict[int, tuple[Way, ...]]

    def station(self, line: int, position: int) -> Station:
        return self.stations[self.at[line, position]]

    def entry(self, way: Way) -> Station:
        """Where a returned case comes in again: at the act that answers figures when the return points at them."""
        line = [s for s in self.stations if s.line == way.to]
        if way.points:
            for station in line:
                if station.act.answers_figures:
                    return station
        return line[0]


def route_of(sop: Sop) -> Route:
    """Lay out an SOP that `check` found without errors. Keep the result: it serves every walk of the edition."""
    lines = sop.lines
    first: dict[int, int] = {}
    count = 0
    for step in lines:
        first[step.number] = count
        count += len(step.acts)
    performers = {p.key: p for p in sop.performers}
    stations: list[Station] = []
    for index, step in enumerate(lines):
        after = _onward(step, lines[index + 1] if index + 1 < len(lines) else None, first)
        for position, act in enumerate(step.acts, start=1):
            here = len(stations)
            onward = after if position == len(step.acts) else here + 1
            doers = tuple(role.key for role in step.performers if role.does(position))
            fan = _fan(doers, performers)
            quorum = step.per.quorum if step.per and fan is not Fan.ONCE else None
            until_due = step.per is not None and step.per.join is Join.DEADLINE and fan is not Fan.ONCE
            stations.append(Station(here, step.number, position, act, doers, fan, onward, quorum, until_due))
    return Route(
        stations=tuple(stations),
        at={(s.line, s.position): s.index for s in stations},
        returns={s.number: tuple(w for w in s.ways if w.when is When.NO) for s in lines},
    )


def _onward(step: Step, following: Step | None, first: dict[int, int]) -> int:
    for way in step.ways:
        if way.when is not When.NO:
            return END if way.to == "end" else first[way.to]
    return first[following.number] if following else END


def _fan(doers: tuple[str, ...], performers: dict[str, Performer]) -> Fan:
    seats = {performers[key].seat for key in doers}
    if Seat.UNIT_MEMBERS in seats:
        return Fan.MEMBERS
    if Seat.UNITS in seats:
        return Fan.UNITS
    return Fan.POSTS if Seat.POSTS in seats else Fan.ONCE
