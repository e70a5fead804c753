"""A line that joins at its deadline: what came in by then counts, nobody else is awaited."""

import pytest

from himpun.sop.route import Route, route_of
from himpun.sop.tests.tables import sop_of
from himpun.sop.walk import CannotWalk, Finished, Frame, Place, Row, State, TimeIsUp, walk

TABLE = """
| no | acts      | performers     | per            |
|----|-----------|----------------|----------------|
| 1  | fill      | kasi           | units deadline |
| 2  | hand_over | kasi, kasubag< | units          |
| 3  | recap     | kasubag        |                |
|    | sign      | camat          |                |
"""
SEKSI = (7, 8, 9)
FRAME = Frame(units={"kasi": SEKSI})


def standing(**states: str) -> tuple[Route, list[Row]]:
    """The line of the sheets, each unit's task in this state; whoever is done hands over already."""
    route = route_of(sop_of(TABLE))
    rows = [Row(1, 1, unit, 0, 1, states.get(f"unit{unit}", "open")) for unit in SEKSI]
    rows += [Row(2, 1, row.unit, 0, 1, "open") for row in rows if row.state == "done"]
    return route, rows


def test_the_late_are_excused_and_the_case_goes_on() -> None:
    route, rows = standing(unit7="done")
    rows = [row._replace(state="done") if row.line == 2 else row for row in rows]
    move = walk(route, FRAME, rows, TimeIsUp(1))
    assert {place.unit for place in move.excuses} == {8, 9}
    assert move.opens == (Place(3, 1),)


def test_who_has_answered_hands_over_before_it_joins() -> None:
    route, rows = standing(unit7="done")
    move = walk(route, FRAME, rows, TimeIsUp(1))
    assert {place.unit for place in move.excuses} == {8, 9}
    assert move.opens == ()
    rows = [row._replace(state=State.EXCUSED) if row.unit in (8, 9) else row for row in rows]
    assert walk(route, FRAME, rows, Finished(Place(2, 1, 7))).opens == (Place(3, 1),)


def test_nobody_answered_and_it_goes_on_all_the_same() -> None:
    route, rows = standing()
    move = walk(route, FRAME, rows, TimeIsUp(1))
    assert {place.unit for place in move.excuses} == set(SEKSI)
    assert move.opens == (Place(3, 1),)


def test_a_line_that_awaits_everybody_has_no_such_deadline() -> None:
    route, rows = standing(unit7="done", unit8="done", unit9="done")
    with pytest.raises(CannotWalk):
        walk(route, FRAME, rows, TimeIsUp(2))
