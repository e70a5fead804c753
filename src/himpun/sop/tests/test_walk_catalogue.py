"""Every procedure of the catalogue, played with every decision left to chance, comes to its end."""

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from himpun.sop.catalogue import keys, load
from himpun.sop.model import Seat, Sop
from himpun.sop.route import route_of
from himpun.sop.tests.test_walk import Office
from himpun.sop.walk import Frame, Place

RETURNS_AT_MOST: Final = 4


def frame_of(procedure: Sop) -> Frame:
    """Three units for each performer that is units, two members in each unit, one post for every other."""
    units = [p.key for p in procedure.performers if p.seat is Seat.UNITS]
    spread = {key: [100 * n + i for i in (1, 2, 3)] for n, key in enumerate(units, start=1)}
    every = [unit for some in spread.values() for unit in some]
    members = [p.key for p in procedure.performers if p.seat is Seat.UNIT_MEMBERS]
    return Frame(
        units=spread,
        members={key: [(u, 10 * u + n) for u in every] for n, key in enumerate(members, start=1)},
        posts={p.key: [n] for n, p in enumerate(procedure.performers, start=1)},
    )


def play(office: Office, choose: st.DataObject) -> None:
    returns = 0
    while not office.ended:
        assert office.open, "nobody has anything to do, and the case has not ended"
        place = choose.draw(st.sampled_from(sorted(office.open)))
        station = office.route.station(place.line, place.position)
        ways = office.route.returns[place.line] if station.act.decides else ()
        if ways and returns < RETURNS_AT_MOST and choose.draw(st.booleans()):
            returns += 1
            way = choose.draw(st.sampled_from(ways))
            office.send_back(*place[:2], to=int(way.to), points=pointed(office, int(way.to)) if way.points else None)
        else:
            office.finish(*place[:2], unit=place.unit, member=place.member)


def pointed(office: Office, line: int) -> set[tuple[int, int]]:
    """Every unit (or member) that had a task at the line; none where the line is done once."""
    return {(p.unit, p.member) for p in office.rows if p.line == line and p.unit}


@pytest.mark.parametrize("key", keys())
@given(choose=st.data())
@settings(max_examples=40, deadline=None)
def test_a_procedure_of_the_catalogue_always_comes_to_its_end(key: str, choose: st.DataObject) -> None:
    procedure = load(key)
    office = Office(procedure, frame_of(procedure))
    play(office, choose)
    assert office.open == []


@pytest.mark.parametrize("key", keys())
@given(choose=st.data())
@settings(max_examples=20, deadline=None)
def test_every_line_of_a_procedure_that_ends_was_done_or_is_only_for_mending(key: str, choose: st.DataObject) -> None:
    procedure = load(key)
    office = Office(procedure, frame_of(procedure))
    play(office, choose)
    done = {place.line for place in office.rows}
    aside = {way.to for step in procedure.lines for way in step.ways if way.points and int(way.to) > step.number}
    assert {step.number for step in procedure.lines} - done <= aside


def test_the_frame_gives_every_fan_out_somebody() -> None:
    for key in keys():
        procedure = load(key)
        frame = frame_of(procedure)
        for station in route_of(procedure).stations:
            assert station.doers, f"{key} {station.line}: nobody does {station.act}"
        assert Place(1, 1) in Office(procedure, frame).rows
