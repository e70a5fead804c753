"""The walk through a procedure, told as an office would tell it."""

import pytest

from himpun.sop.model import Sop
from himpun.sop.route import route_of
from himpun.sop.tests.notation import sop
from himpun.sop.walk import (
    CannotWalk,
    Finished,
    Frame,
    Move,
    Place,
    Returned,
    Row,
    State,
    WentOn,
    begin,
    walk,
)

PELAYANAN, PEMERINTAHAN, LURAH = 7, 8, 9
SEKSI = (PELAYANAN, PEMERINTAHAN, LURAH)

COLLECTION = """
1 | instruct camat
2 | fill *seksi
3 | recap kasubag
4 | review sekretaris      | no 2 points, yes 5
5 | hand_over *seksi
6 | recap kasubag
+ | initial sekretaris     | no 6
+ | sign camat             | no 4
"""


class Office:
    """Plays a procedure, keeping its task rows as a database would."""

    def __init__(self, procedure: Sop, frame: Frame | None = None) -> None:
        self.route = route_of(procedure)
        self.frame = frame or Frame(units={"seksi": SEKSI, "lurah": (LURAH,)})
        self.rows: dict[Place, State] = {}
        self.ended = False
        self._apply(begin(self.route, self.frame))

    @property
    def open(self) -> list[Place]:
        return [place for place, state in self.rows.items() if state is State.OPEN]

    def finish(self, line: int, position: int = 1, *, unit: int = 0, member: int = 0) -> Move:
        place = self.task(line, position, unit=unit, member=member)
        return self._decide(Finished(place), place, State.DONE)

    def send_back(self, line: int, position: int = 1, *, to: int, points: set[tuple[int, int]] | None = None) -> Move:
        place = self.task(line, position)
        return self._decide(Returned(place, to, frozenset(points or ())), place, State.RETURNED)

    def go_on_without(self, *units: int) -> Move:
        return self._apply(walk(self.route, self.frame, self._stored(), WentOn(frozenset(units))))

    def task(self, line: int, position: int = 1, *, unit: int = 0, member: int = 0) -> Place:
        return next(p for p in self.open if p[:4] == (line, position, unit, member))

    def _decide(self, event: Finished | Returned, place: Place, state: State) -> Move:
        move = walk(self.route, self.frame, self._stored(), event)
        self.rows[place] = state
        return self._apply(move)

    def _apply(self, move: Move) -> Move:
        for place in move.opens:
            assert place not in self.rows, f"{place} was opened twice"
            self.rows[place] = State.OPEN
        self.rows |= dict.fromkeys(move.withdraws, State.WITHDRAWN) | dict.fromkeys(move.excuses, State.EXCUSED)
        self.ended = self.ended or move.ends
        return move

    def _stored(self) -> tuple[Row, ...]:
        return tuple(Row(*place, state.value) for place, state in self.rows.items())


def reach_review() -> Office:
    office = Office(sop(COLLECTION))
    office.finish(1)
    for unit in SEKSI:
        office.finish(2, unit=unit)
    office.finish(3)
    return office


def test_a_case_begins_at_its_first_line() -> None:
    assert Office(sop(COLLECTION)).open == [Place(1, 1)]


def test_filling_fans_out_to_every_unit() -> None:
    office = Office(sop(COLLECTION))
    office.finish(1)
    assert office.open == [Place(2, 1, unit) for unit in SEKSI]


def test_the_last_unit_opens_the_recap_and_the_others_do_not() -> None:
    office = Office(sop(COLLECTION))
    office.finish(1)
    assert office.finish(2, unit=LURAH).opens == ()
    assert office.finish(2, unit=PELAYANAN).opens == ()
    assert office.finish(2, unit=PEMERINTAHAN).opens == (Place(3, 1),)


def test_a_return_opens_the_next_round_for_the_pointed_unit_alone() -> None:
    office = reach_review()
    office.send_back(4, to=2, points={(LURAH, 0)})
    assert office.open == [Place(2, 1, LURAH, round=2)]


def test_the_lines_between_are_walked_again_in_the_next_round() -> None:
    office = reach_review()
    office.send_back(4, to=2, points={(LURAH, 0)})
    assert office.finish(2, unit=LURAH).opens == (Place(3, 1, round=2),)
    assert office.finish(3).opens == (Place(4, 1, round=2),)


def test_after_a_return_a_later_fan_out_still_reaches_every_unit_once() -> None:
    office = reach_review()
    office.send_back(4, to=2, points={(LURAH, 0)})
    office.finish(2, unit=LURAH)
    office.finish(3)
    assert {p.unit for p in office.finish(4).opens} == set(SEKSI)


def test_a_return_from_the_closing_repeats_no_hand_over_that_stands() -> None:
    office = reach_review()
    office.finish(4)
    for unit in SEKSI:
        office.finish(5, unit=unit)
    office.finish(6)
    office.finish(7)
    office.send_back(8, to=4)
    assert office.finish(4).opens == (Place(6, 1, round=2),)


def test_a_pointing_return_must_point_at_a_unit() -> None:
    office = reach_review()
    with pytest.raises(CannotWalk) as refused:
        office.send_back(4, to=2)
    assert refused.value.code == "return_points_at_nothing"


def test_a_line_without_a_way_back_cannot_send_back() -> None:
    office = Office(sop("1 | review camat\n2 | sign camat"))
    with pytest.raises(CannotWalk) as refused:
        office.send_back(1, to=1)
    assert refused.value.code == "sop_has_no_such_return"


def test_what_is_not_open_cannot_be_finished() -> None:
    office = Office(sop(COLLECTION))
    place = office.task(1)
    office.finish(1)
    with pytest.raises(CannotWalk) as refused:
        walk(office.route, office.frame, office._stored(), Finished(place))
    assert refused.value.code == "task_is_not_open"


def test_a_yes_may_skip_the_line_of_mending() -> None:
    office = Office(sop("1 | review kasubag | no 2, yes 3\n2 | revise analis\n3 | sign camat"))
    assert office.finish(1).opens == (Place(3, 1),)


def test_a_no_may_go_aside_to_the_line_of_mending_and_on_from_there() -> None:
    office = Office(sop("1 | review kasubag | no 2, yes 3\n2 | revise analis\n3 | sign camat"))
    assert office.send_back(1, to=2).opens == (Place(2, 1, round=2),)
    assert office.finish(2).opens == (Place(3, 1, round=2),)


def test_the_case_goes_on_without_a_unit_when_that_was_decided() -> None:
    office = Office(sop(COLLECTION))
    office.finish(1)
    office.finish(2, unit=PELAYANAN)
    office.finish(2, unit=PEMERINTAHAN)
    move = office.go_on_without(LURAH)
    assert (move.opens, move.excuses) == ((Place(3, 1),), (Place(2, 1, LURAH),))


def test_a_unit_gone_on_without_is_not_asked_to_hand_over() -> None:
    office = Office(sop(COLLECTION))
    office.finish(1)
    office.finish(2, unit=PELAYANAN)
    office.finish(2, unit=PEMERINTAHAN)
    office.go_on_without(LURAH)
    office.finish(3)
    assert {p.unit for p in office.finish(4).opens} == {PELAYANAN, PEMERINTAHAN}


def test_units_go_on_by_themselves_through_acts_that_all_fan_out() -> None:
    office = Office(sop("1 | fill *seksi, hand_over *seksi\n2 | review camat | no 1 points\n3 | sign camat"))
    assert office.finish(1, unit=LURAH).opens == (Place(1, 2, LURAH),)
    office.finish(1, 2, unit=LURAH)
    assert office.open == [Place(1, 1, PELAYANAN), Place(1, 1, PEMERINTAHAN)]


NESTED = """
1 | distribute kasubag
2 | instruct *irban, fill **auditor **p2upd
3 | hand_over *irban, gather kasubag
4 | review kasubag | no 2 points
5 | sign inspektur
"""
IRBAN_SATU, IRBAN_DUA = 1, 2
INSPECTORATE = Frame(
    units={"irban": (IRBAN_SATU, IRBAN_DUA)},
    members={"auditor": ((IRBAN_SATU, 11), (IRBAN_DUA, 21)), "p2upd": ((IRBAN_SATU, 12),)},
)


def inspectorate() -> Office:
    office = Office(sop(NESTED), INSPECTORATE)
    office.finish(1)
    return office


def test_a_unit_fans_out_to_its_members() -> None:
    office = inspectorate()
    opened = office.finish(2, unit=IRBAN_SATU).opens
    assert opened == (Place(2, 2, IRBAN_SATU, 11), Place(2, 2, IRBAN_SATU, 12))


def test_a_unit_hands_over_when_its_own_members_are_done_whatever_other_units_do() -> None:
    office = inspectorate()
    office.finish(2, unit=IRBAN_SATU)
    assert office.finish(2, 2, unit=IRBAN_SATU, member=11).opens == ()
    assert office.finish(2, 2, unit=IRBAN_SATU, member=12).opens == (Place(3, 1, IRBAN_SATU),)


def to_the_inspectorates_review() -> Office:
    office = inspectorate()
    for unit, members in ((IRBAN_SATU, (11, 12)), (IRBAN_DUA, (21,))):
        office.finish(2, unit=unit)
        for member in members:
            office.finish(2, 2, unit=unit, member=member)
        office.finish(3, unit=unit)
    office.finish(3, 2)
    return office


def test_a_return_may_point_at_one_member() -> None:
    office = to_the_inspectorates_review()
    office.send_back(4, to=2, points={(IRBAN_SATU, 12)})
    assert office.open == [Place(2, 2, IRBAN_SATU, 12, round=2)]


def test_after_a_members_mending_its_unit_hands_over_again_and_no_other() -> None:
    office = to_the_inspectorates_review()
    office.send_back(4, to=2, points={(IRBAN_SATU, 12)})
    assert office.finish(2, 2, unit=IRBAN_SATU, member=12).opens == (Place(3, 1, IRBAN_SATU, round=2),)
    assert office.finish(3, unit=IRBAN_SATU).opens == (Place(3, 2, round=2),)


def test_the_case_ends_after_the_last_line_of_the_closing() -> None:
    office = reach_review()
    office.finish(4)
    for unit in SEKSI:
        office.finish(5, unit=unit)
    for line in (6, 7, 8):
        office.finish(line)
    assert office.ended
    assert office.open == []
