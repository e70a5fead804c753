"""What a paper says of a computation is what scoring computes: each sentence is worked out by hand here."""

from decimal import Decimal

import pytest

from himpun.performance.scoring import Formula, Goal, Meaning, Polarity, ZeroRule, achievement
from himpun.performance.ways import letters_of, way_of

HIGHER = Meaning()
LOWER = Meaning(polarity=Polarity.LOWER, formula=Formula.DIFFERENCE)
RATIO = Meaning(polarity=Polarity.LOWER, cap=None, zero_rule=ZeroRule.MET)
RANGE = Meaning(polarity=Polarity.RANGE, cap=Decimal(120))
BOTH = Meaning(polarity=Polarity.RANGE, formula=Formula.DIFFERENCE)


@pytest.mark.parametrize(
    ("meaning", "target", "value", "by_hand", "said"),
    [
        (HIGHER, Goal(Decimal(80)), "60", "75", "makin tinggi makin baik: realisasi / target × 100; dibatasi 100,00"),
        (LOWER, Goal(Decimal(4)), "5", "75", "makin rendah makin baik: (2 × target − realisasi) / target × 100"),
        (LOWER, Goal(Decimal(4)), "9", "0", "paling rendah 0"),
        (RATIO, Goal(Decimal(4)), "5", "80", "makin rendah makin baik: target / realisasi × 100"),
        (RATIO, Goal(Decimal(4)), "0", "200", "realisasi 0 bernilai 200"),
        (RATIO, Goal(Decimal(0)), "1", "0", "target 0 bernilai 100 bila tercapai dan 0 bila tidak; tanpa batas atas"),
        (RANGE, Goal(Decimal(4), Decimal(8)), "5", "100", "dalam rentang target bernilai 100"),
        (RANGE, Goal(Decimal(4), Decimal(8)), "10", "125", "di luarnya realisasi / batas terdekat × 100"),
        (RANGE, Goal(Decimal(4), Decimal(8)), "3", "75", "dibatasi 120,00 dalam rata-rata"),
        (BOTH, Goal(Decimal(4), Decimal(8)), "10", "75", "di atasnya (2 × batas atas − realisasi) / batas atas × 100"),
        (BOTH, Goal(Decimal(4), Decimal(8)), "3", "75", "di bawahnya realisasi / batas bawah × 100"),
    ],
)
def test_each_way_is_said_as_it_is_computed(
    meaning: Meaning, target: Goal, value: str, by_hand: str, said: str
) -> None:
    assert achievement(meaning, target, Decimal(value)).raw == Decimal(by_hand)
    assert said in way_of(meaning.as_data())


def test_indicators_that_are_computed_alike_share_a_letter() -> None:
    letters = letters_of([HIGHER.as_data(), LOWER.as_data(), HIGHER.as_data(), {}])
    assert list(letters.values()) == ["a", "b"]


def test_more_ways_than_letters_go_on_with_two() -> None:
    many = [Meaning(cap=Decimal(n)).as_data() for n in range(100, 130)]
    assert list(letters_of(many).values())[24:28] == ["y", "z", "aa", "ab"]
