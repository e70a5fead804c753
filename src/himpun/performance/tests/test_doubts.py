"""Figures that are asked about, and those that are not."""

from decimal import Decimal

import pytest

from himpun.performance.doubts import doubt
from himpun.performance.scoring import Goal

EIGHTY_TWO = Goal(Decimal("82.5"))


def said(value: str, measure: str = "nilai", goal: Goal | None = EIGHTY_TWO, previous: str = "") -> str:
    return doubt(Decimal(value), measure, goal, Decimal(previous) if previous else None)


@pytest.mark.parametrize("value", ["8250", "412.5", "16.5", "8.25", "0.01"])
def test_a_figure_five_times_or_a_fifth_of_its_target_is_asked_about(value: str) -> None:
    assert said(value) == "Jauh dari target 82,5: benar?"


@pytest.mark.parametrize("value", ["82.5", "412.4", "16.6", "0"])
def test_nearer_figures_and_nought_are_not(value: str) -> None:
    assert said(value) == ""


@pytest.mark.parametrize(("value", "asked"), [("300", True), ("100.01", True), ("100", False), ("90", False)])
def test_more_than_a_hundred_per_cent_is_asked_about(value: str, *, asked: bool) -> None:
    for measure in ("%", " Persen "):
        assert bool(said(value, measure)) == asked
    assert said("300", "%") == "Lebih dari 100 %: benar?"


def test_more_than_a_hundred_per_cent_is_believed_where_more_was_promised() -> None:
    assert said("115", "%", Goal(Decimal(110))) == ""
    assert said("115", "%", Goal(Decimal(90), Decimal(120))) == ""


def test_a_range_is_left_far_behind_on_either_side() -> None:
    within = Goal(Decimal(10), Decimal(20))
    assert said("2", goal=within) == "Jauh dari target 10 s.d. 20: benar?"
    assert said("100", goal=within) == "Jauh dari target 10 s.d. 20: benar?"
    assert said("99", goal=within) == ""


def test_the_period_before_is_asked_when_the_target_says_nothing() -> None:
    assert said("50", goal=None, previous="10") == "Jauh dari periode lalu 10: benar?"
    assert said("50", goal=Goal(Decimal(40)), previous="10") == "Jauh dari periode lalu 10: benar?"
    assert said("49", goal=None, previous="10") == ""
    assert said("50", goal=None) == ""


@pytest.mark.parametrize("bound", ["0", "-4"])
def test_nothing_is_held_against_nought_or_less(bound: str) -> None:
    assert said("7", goal=Goal(Decimal(bound)), previous=bound) == ""
