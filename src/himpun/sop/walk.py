"""The walk: what opens and what closes when something was done. A pure function of the route and the task rows.

Rules, as PermenPANRB 35/2012 and the offices' SOPs mean them:

- Lines follow each other; within a line its acts follow each other.
- Work that fans out runs unit by unit until the first act that is done once: there it joins.
- A return opens a new round at its target for the pointed units alone; what lies further down is withdrawn, and the
  lines between are walked again.
- A unit that the case went on without is not asked again in that round.
- A line that joins at its deadline awaits nobody once its time is over; what came in by then counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from himpun.sop.model import Way
from himpun.sop.route import END, Fan, Route, Station

Pair = tuple[int, int]
"""A unit and a member within it; member 0 means the unit as a whole, unit 0 no unit."""


class State(StrEnum):
    """What became of a task."""

    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"  # done, with the answer "no"
    EXCUSED = "excused"  # the case went on without it
    WITHDRAWN = "withdrawn"  # a return overtook it


class Place(NamedTuple):
    """Where a task stands: its line, the act's 1-based position, for whom, and in which round."""

    line: int
    position: int
    unit: int = 0
    member: int = 0
    round: int = 1


class Row(NamedTuple):
    """A task row's plain values. `key` is its owner's: the walk does not look at it."""

    line: int
    position: int
    unit: int
    member: int
    round: int
    state: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Who fans out in this case: units of each performer, members with their unit, posts; in the office's order."""

    units: Mapping[str, Sequence[int]] = field(default_factory=dict)
    members: Mapping[str, Sequence[Pair]] = field(default_factory=dict)
    posts: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """A task was done (or decided with yes)."""

    place: Place


@dataclass(frozen=True, slots=True)
class Returned:
    """A decision said no: back or aside to a line, pointing at units (empty: at all)."""

    place: Place
    to: int
    points: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class WentOn:
    """It was decided to go on without these units."""

    without: frozenset[int]


@dataclass(frozen=True, slots=True)
class TimeIsUp:
    """The standard time of a line that joins at its deadline is over: who has not answered is not awaited."""

    line: int


Event = Finished | Returned | WentOn | TimeIsUp


@dataclass(frozen=True, slots=True)
class Move:
    """What follows: tasks to open, open tasks to withdraw or to excuse, and whether the case has ended."""

    opens: tuple[Place, ...] = ()
    withdraws: tuple[Place, ...] = ()
    excuses: tuple[Place, ...] = ()
    ends: bool = False


class CannotWalk(ValueError):
    """The event does not fit the SOP or the position; `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def begin(route: Route, frame: Frame) -> Move:
    """The first move of a case."""
    return _open(_Walk(route, frame, ()), 0)


def walk(route: Route, frame: Frame, rows: Sequence[Row], event: Event) -> Move:
    """What follows from the event, given all task rows of the case as they stand before it.

    Raises CannotWalk when the task is not open, the SOP has no such way, or a pointing return points at nothing.
    """
    state = _Walk(route, frame, rows)
    if isinstance(event, Finished):
        return _finish(state, event.place)
    if isinstance(event, Returned):
        return _return(state, event)
    if isinstance(event, TimeIsUp):
        return _time_is_up(state, event.line)
    return _go_on(state, event.without)


class _Walk:
    """The position, read once from the rows."""

    __slots__ = ("frame", "open", "round", "route", "rows")

    def __init__(self, route: Route, frame: Frame, rows: Sequence[Row]) -> None:
        self.route = route
        self.frame = frame
        self.rows = rows
        self.open = [Place(r[0], r[1], r[2], r[3], r[4]) for r in rows if r[5] == "open"]
        self.round = max((r[4] for r in rows), default=1)

    def others(self, place: Place) -> list[Place]:
        if place not in self.open:
            raise CannotWalk("task_is_not_open")
        return [p for p in self.open if p != place]

    def station(self, place: Place) -> Station:
        return self.route.station(place.line, place.position)

    def seats(self, station: Station) -> list[Pair]:
        """For whom the station opens tasks, in the office's order."""
        frame, doers = self.frame, station.doers
        if station.fan is Fan.ONCE:
            return [(0, 0)]
        if station.fan is Fan.UNITS:
            return _unique((unit, 0) for key in doers for unit in frame.units.get(key, ()))
        if station.fan is Fan.MEMBERS:
            return _unique(pair for key in doers for pair in frame.members.get(key, ()))
        return _unique((0, post) for key in doers for post in frame.posts.get(key, ()))

    def needed(self, station: Station) -> list[Pair]:
        """The seats that still owe this station their work: not done since their last return, and not excused."""
        seats = self.seats(station)
        if station.fan in (Fan.ONCE, Fan.POSTS):  # posts are no units: a return repeats the line for all of them
            return seats
        last: dict[Pair, int] = {}
        answered: dict[Pair, int] = {}
        excused: dict[int, int] = {}
        line, position = station.line, station.position
        for row_line, row_position, unit, member, round_, state, _ in self.rows:
            for key in ((unit, member), (unit, 0)) if member else ((unit, 0),):
                if last.get(key, 0) < round_:
                    last[key] = round_
            if state == "excused":
                excused[unit] = max(excused.get(unit, 0), round_)
            elif state != "withdrawn" and row_line == line and row_position == position:
                answered[unit, member] = max(answered.get((unit, member), 0), round_)
        return [
            pair
            for pair in seats
            if answered.get(pair, 0) < last.get(pair, 1) and excused.get(pair[0], 0) < last.get((pair[0], 0), 1)
        ]


def _unique(pairs: Iterable[Pair]) -> list[Pair]:
    return list(dict.fromkeys(pairs))


def _open(state: _Walk, index: int, withdraws: tuple[Place, ...] = (), excuses: tuple[Place, ...] = ()) -> Move:
    """Open the station, or the next one that is owed something; END ends the case."""
    while index != END:
        station = state.route.stations[index]
        seats = state.needed(station)
        if seats:
            return Move(_places(station, seats, state.round), withdraws, excuses)
        index = station.onward
    return Move((), withdraws, excuses, ends=True)


def _places(station: Station, seats: Iterable[Pair], round_: int) -> tuple[Place, ...]:
    return tuple(Place(station.line, station.position, unit, member, round_) for unit, member in seats)


def _finish(state: _Walk, place: Place) -> Move:
    others = state.others(place)
    station = state.station(place)
    if station.quorum is not None and others and _suffices(state, station):
        return _after_excusing(state, station, tuple(others), without={p.unit for p in others})
    streamed = _stream(state, station, place, others) if station.fan.streams else ()
    if streamed:
        return Move(streamed)
    if others:
        return Move()
    return _open(_with(state, [(place, State.DONE)]), station.onward)


def _suffices(state: _Walk, station: Station) -> bool:
    done = sum(r[5] == "done" and (r[0], r[1]) == (station.line, station.position) for r in state.rows)
    return station.quorum is not None and done + 1 >= station.quorum


def _stream(state: _Walk, station: Station, place: Place, others: list[Place]) -> tuple[Place, ...]:
    """What this unit alone goes on to, when the next station fans out too."""
    following = state.route.stations[station.onward] if station.onward != END else None
    if following is None or not following.fan.streams:
        return ()
    mine = [p for p in others if p.unit == place.unit]
    if mine and (station.fan is Fan.UNITS or following.fan is Fan.UNITS):
        return ()  # its members have not all answered
    after = _with(state, [(place, State.DONE)])
    seats = after.needed(following)
    if any(state.station(p).index <= station.index for p in others):
        same_member = station.fan is Fan.MEMBERS and following.fan is Fan.MEMBERS
        seats = [s for s in seats if s[0] == place.unit and (not same_member or s[1] == place.member)]
    return _places(following, seats, state.round)


def _with(state: _Walk, changes: list[tuple[Place, State]]) -> _Walk:
    """The position as it will be once these tasks have their new states."""
    new = dict(changes)
    rows = [r._replace(state=new.get(Place(*r[:5]), r[5])) if r[5] == "open" else r for r in state.rows]
    return _Walk(state.route, state.frame, rows)


def _return(state: _Walk, event: Returned) -> Move:
    others = state.others(event.place)
    here = state.station(event.place)
    way = _way(state.route, here, event.to)
    entry = state.route.entry(way)
    again = _Walk(state.route, state.frame, state.rows)
    again.round = state.round + 1
    seats = _pointed(again, entry, way, event)
    overtaken = tuple(
        p
        for p in others
        if state.station(p).index >= min(entry.index, here.index)
        and (here.fan is Fan.ONCE or p.unit == event.place.unit)
    )
    return Move(_places(entry, seats, again.round), withdraws=overtaken)


def _way(route: Route, here: Station, to: int) -> Way:
    if not here.act.decides:
        raise CannotWalk("act_does_not_decide")
    for way in route.returns[here.line]:
        if way.to == to:
            return way
    raise CannotWalk("sop_has_no_such_return")


def _pointed(state: _Walk, entry: Station, way: Way, event: Returned) -> list[Pair]:
    seats = state.seats(entry)
    points = event.points
    if event.place.unit and entry.fan is not Fan.ONCE:
        points = points or frozenset({(event.place.unit, 0)})
    if entry.fan is Fan.ONCE or not (points or way.points):
        return seats
    chosen = [pair for pair in seats if pair in points or (pair[0], 0) in points]
    if not chosen:
        raise CannotWalk("return_points_at_nothing")
    return chosen


def _go_on(state: _Walk, without: frozenset[int]) -> Move:
    excused = tuple(p for p in state.open if p.unit in without)
    if not excused:
        raise CannotWalk("nobody_to_go_on_without")
    station = max((state.station(p) for p in excused), key=lambda s: s.index)
    return _after_excusing(state, station, excused, without=set(without))


def _time_is_up(state: _Walk, line: int) -> Move:
    late = tuple(p for p in state.open if p.line == line and state.station(p).until_due)
    if not late:
        raise CannotWalk("nobody_is_awaited_until_then")
    station = max((state.station(p) for p in late), key=lambda s: s.index)
    return _after_excusing(state, station, late, without={p.unit for p in late})


def _after_excusing(state: _Walk, station: Station, excused: tuple[Place, ...], *, without: set[int]) -> Move:
    if any(p.unit not in without for p in state.open) and station.quorum is None:
        return Move(excuses=excused)
    while station.onward != END and state.route.stations[station.onward].fan.streams:
        station = state.route.stations[station.onward]
    after = _with(state, [(p, State.EXCUSED) for p in excused])
    return _open(after, station.onward, excuses=excused)
