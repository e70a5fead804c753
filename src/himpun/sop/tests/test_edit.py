"""Correcting an SOP before it is published."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.sop.catalogue import keys, load
from himpun.sop.check import check
from himpun.sop.edit import (
    CannotEdit,
    confirmed,
    line,
    new_performer,
    with_new_step,
    with_performer,
    with_performer_named,
    with_step,
    with_step_moved,
    without_performer,
    without_step,
)
from himpun.sop.model import Act, Finding, Role, Severity, Sop, Step

SOP = load("batui-selatan")


def led_to(sop: Sop) -> list[tuple[str, str]]:
    """Every way as the activities that it joins: what must not change when numbers do."""
    said = {step.number: step.activity + repr(step.performers) for step in sop.lines}
    return [(said[s.number], "end" if w.to == "end" else said[w.to]) for s in sop.lines for w in s.ways]


def new_step() -> Step:
    return Step(0, "Menerima surat permintaan", (Act.INSTRUCT,), (Role("camat"),))


@pytest.mark.parametrize("key", keys())
@given(data=st.data())
def test_a_new_step_leaves_every_way_leading_where_it_led(key: str, data: st.DataObject) -> None:
    sop = load(key)
    after = data.draw(st.integers(0, len(sop.lines)))
    longer = with_new_step(sop, new_step(), after=after)
    assert [s.number for s in longer.lines] == list(range(1, len(sop.lines) + 2))
    assert led_to(longer) == led_to(sop)
    assert led_to(without_step(longer, after + 1)) == led_to(sop)


@given(data=st.data())
def test_a_moved_step_takes_its_ways_along(data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(SOP.steps)))
    after = data.draw(st.integers(0, len(SOP.steps)))
    moved = with_step_moved(SOP, number, after=after)
    assert [s.number for s in moved.lines] == list(range(1, len(SOP.lines) + 1))
    assert sorted(led_to(moved)) == sorted(led_to(SOP))


def test_a_way_to_a_step_that_is_taken_out_leads_to_the_next() -> None:
    (back,) = [w for w in line(SOP, 7).ways if w.when == "no"]
    following = line(SOP, int(back.to) + 1).activity
    shorter = without_step(SOP, int(back.to))
    (now,) = [w for w in line(shorter, 6).ways if w.when == "no"]
    assert line(shorter, int(now.to)).activity == following


def test_findings_follow_their_step() -> None:
    asked = Finding("performer_guessed", Severity.GUESS, "steps/3/performers", "Siapa?")
    sop = with_new_step(replace(SOP, findings=(asked,)), new_step(), after=0)
    assert [one.where for one in sop.findings] == ["steps/4/performers"]


def test_a_correction_answers_the_guess_about_what_it_touches_and_no_other() -> None:
    whose = Finding("performer_guessed", Severity.GUESS, "steps/3/performers", "Siapa?")
    when = Finding("duration_guessed", Severity.GUESS, "steps/3/duration", "Berapa lama?")
    sop = replace(SOP, findings=(whose, when))
    told = with_step(sop, replace(line(sop, 3), performers=(Role("sekretaris"),)))
    assert told.findings == (when,)


def test_a_guess_that_is_confirmed_is_asked_no_more() -> None:
    asked = Finding("performer_guessed", Severity.GUESS, "steps/3/performers", "Siapa?")
    sop = replace(SOP, findings=(asked,))
    assert confirmed(sop, asked).findings == ()
    with pytest.raises(CannotEdit):
        confirmed(confirmed(sop, asked), asked)


def test_one_performer_is_another_in_every_step() -> None:
    told = with_performer_named(SOP, "sekretaris", into="camat")
    assert "sekretaris" not in {one.key for one in told.performers}
    assert not any(role.key == "sekretaris" for step in told.lines for role in step.performers)
    assert {role.key for role in line(told, 2).performers} >= {"camat"}
    with pytest.raises(CannotEdit):
        with_performer_named(SOP, "sekretaris", into="sekretaris")


def test_a_performer_who_is_named_in_a_step_stays() -> None:
    with pytest.raises(CannotEdit):
        without_performer(SOP, SOP.performers[0].key)
    added = with_performer(SOP, new_performer(SOP, "Operator"))
    assert without_performer(added, "operator") == SOP


def test_two_performers_of_one_name_are_refused() -> None:
    with pytest.raises(CannotEdit):
        with_performer(SOP, new_performer(SOP, SOP.performers[0].name.upper()))


def test_the_last_step_stays() -> None:
    only = replace(SOP, steps=(replace(SOP.steps[0], ways=()),), closing=())
    with pytest.raises(CannotEdit):
        without_step(only, 1)


def test_an_edited_sop_is_still_sound() -> None:
    longer = with_new_step(SOP, new_step(), after=0)
    assert [f for f in check(longer) if f.severity is Severity.ERROR] == []
