"""Achievement is what regulations and the offices' own reports compute, also where other programs went wrong."""

from decimal import Decimal, localcontext

import pytest

from himpun.performance.scoring import (
    Achievement,
    Aggregation,
    Formula,
    Goal,
    Meaning,
    Polarity,
    Status,
    ZeroRule,
    achievement,
    aggregate,
    average,
    category,
    shown,
)

D = Decimal

HIGHER = Meaning(cap=None)
LOWER_DIFFERENCE = Meaning(polarity=Polarity.LOWER, formula=Formula.DIFFERENCE, cap=None)
LOWER_RATIO = Meaning(polarity=Polarity.LOWER, formula=Formula.RATIO, cap=None)
RANGE = Meaning(polarity=Polarity.RANGE, cap=None)
RANGE_MISSED_ABOVE = Meaning(polarity=Polarity.RANGE, formula=Formula.DIFFERENCE, cap=None)


def raw(meaning: Meaning, goal: str | tuple[str, str], value: str) -> str:
    target = Goal(D(goal)) if isinstance(goal, str) else Goal(D(goal[0]), D(goal[1]))
    found = achievement(meaning, target, D(value)).raw
    assert found is not None
    return str(shown(found))


@pytest.mark.parametrize(
    ("meaning", "goal", "value", "percent"),
    [
        (HIGHER, "80", "60", "75.00"),
        (HIGHER, "95", "96.2", "101.26"),
        (HIGHER, "6", "5", "83.33"),
        (HIGHER, "10", "0", "0.00"),
        (HIGHER, "10", "-4", "0.00"),
        (LOWER_DIFFERENCE, "3", "2.8", "106.67"),
        (LOWER_DIFFERENCE, "10", "12", "80.00"),
        (LOWER_DIFFERENCE, "10", "0", "200.00"),
        (LOWER_DIFFERENCE, "10", "25", "0.00"),
        (LOWER_RATIO, "10", "12", "83.33"),
        (LOWER_RATIO, "10", "8", "125.00"),
        (LOWER_RATIO, "10", "0", "200.00"),
        (RANGE, ("80", "90"), "70", "87.50"),
        (RANGE, ("80", "90"), "92", "102.22"),
        (RANGE, ("80", "90"), "80", "100.00"),
        (RANGE, ("80", "90"), "90", "100.00"),
        (RANGE, ("0", "5"), "0", "100.00"),
        (RANGE_MISSED_ABOVE, ("80", "90"), "92", "97.78"),
        (RANGE_MISSED_ABOVE, ("80", "90"), "70", "87.50"),
    ],
)
def test_a_figure_is_compared_by_its_indicators_formula(
    meaning: Meaning, goal: str | tuple[str, str], value: str, percent: str
) -> None:
    assert raw(meaning, goal, value) == percent


def test_a_perfect_zero_is_best_where_lower_is_better() -> None:
    for meaning in (LOWER_DIFFERENCE, LOWER_RATIO):
        reached = achievement(meaning, Goal(D(5)), D("0.0"))
        assert reached.status is Status.COUNTED
        assert reached.raw == 200


def test_zero_is_a_figure_and_nothing_is_not() -> None:
    assert achievement(HIGHER, Goal(D(5)), D(0)) == Achievement(Status.COUNTED, D(0), D(0))
    assert achievement(HIGHER, Goal(D(5)), None) == Achievement(Status.NO_FIGURE)


def test_without_a_target_nothing_is_computed() -> None:
    assert achievement(HIGHER, None, D(5)).status is Status.NO_TARGET


@pytest.mark.parametrize("meaning", [HIGHER, LOWER_DIFFERENCE, LOWER_RATIO])
def test_a_target_of_zero_cannot_be_computed_unless_the_indicator_says_how(meaning: Meaning) -> None:
    assert achievement(meaning, Goal(D("0.00")), D(3)) == Achievement(Status.ZERO_TARGET)


def test_a_target_of_zero_is_met_by_zero_where_the_indicator_says_so() -> None:
    complaints = Meaning(polarity=Polarity.LOWER, zero_rule=ZeroRule.MET)
    assert achievement(complaints, Goal(D(0)), D(0)).raw == 100
    assert achievement(complaints, Goal(D(0)), D(3)) == Achievement(Status.COUNTED, D(0), D(0))


def test_a_negative_target_has_no_percentage() -> None:
    assert achievement(HIGHER, Goal(D(-2)), D(1)).status is Status.NEGATIVE_TARGET


def test_the_cap_limits_what_counts_and_keeps_what_was_reached() -> None:
    reached = achievement(Meaning(cap=D(110)), Goal(D(50)), D(75))
    assert reached.raw == 150
    assert reached.counted == 110
    assert not reached.falls_short


def test_an_average_is_taken_from_unrounded_values() -> None:
    thirds = [achievement(HIGHER, Goal(D(3)), D(v)) for v in (1, 1, 2)]
    mean = average(thirds)
    assert mean is not None
    assert shown(mean, 6) == D("44.444444")  # rounded first it would be 44.443333


def test_what_has_no_figure_does_not_pull_the_average_down() -> None:
    assert average([Achievement(Status.NOT_STARTED), achievement(HIGHER, Goal(D(2)), D(2))]) == 100
    assert average([Achievement(Status.NO_FIGURE)]) is None


@pytest.mark.parametrize(
    ("aggregation", "values", "figure"),
    [
        (Aggregation.SUM, ["3", None, "4"], "7"),
        (Aggregation.SUM, ["3", "0", None], "3"),
        (Aggregation.LAST, ["3", "5", None], "5"),
        (Aggregation.LAST, ["3", "5", "0"], "0"),
        (Aggregation.MEAN, ["3", None, "0"], "1.5"),
        (Aggregation.REPETITIVE, ["3", "5", "4"], "4"),
        (Aggregation.REPETITIVE, ["3", "5", None], None),
        (Aggregation.SUM, [None, None], None),
        (Aggregation.MEAN, [], None),
    ],
)
def test_periods_become_one_figure_and_zero_is_filled(
    aggregation: Aggregation, values: list[str | None], figure: str | None
) -> None:
    given = [None if v is None else D(v) for v in values]
    assert aggregate(aggregation, given) == (None if figure is None else D(figure))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("90.4", "Sangat Tinggi"),
        ("90", "Tinggi"),
        ("90.0000000001", "Sangat Tinggi"),
        ("75.5", "Tinggi"),
        ("75", "Sedang"),
        ("65", "Rendah"),
        ("50", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("140", "Sangat Tinggi"),
    ],
)
def test_every_value_has_one_category(value: str, name: str) -> None:
    assert category(D(value)) == name


def test_nothing_has_no_category() -> None:
    assert category(None) is None


def test_large_money_keeps_its_last_rupiah() -> None:
    values = [D("999999999999999999.999999"), D("0.000001")]
    assert aggregate(Aggregation.SUM, values) == D("1000000000000000000.000000")


def test_a_careless_decimal_context_of_the_process_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert raw(HIGHER, "95", "96.2") == "101.26"


def test_a_meaning_survives_being_kept() -> None:
    meaning = Meaning(polarity=Polarity.RANGE, cap=D("120.50"), highest=D(100), zero_rule=ZeroRule.MET)
    assert Meaning.from_data(meaning.as_data()) == meaning
