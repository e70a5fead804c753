"""The power fails at every moment between two writes: nothing acknowledged is lost, and the controls lose."""

import random

import pytest

from himpun.conf.sqlite.base import PRAGMAS
from tests.crash.disk import Disk, Kind, Note
from tests.crash.power import Outcome, cut_everywhere, record, with_synchronous

ROUNDS = 2


def outcome_with(synchronous: str) -> Outcome:
    return cut_everywhere(record(with_synchronous(synchronous)), chance=random.Random(7), rounds=ROUNDS)


def test_with_the_products_pragmas_no_cut_loses_or_tears_anything() -> None:
    outcome = cut_everywhere(record(PRAGMAS), chance=random.Random(7), rounds=ROUNDS)
    assert outcome == Outcome(outcome.cuts, lost=0, half=0, damaged=0)
    assert outcome.cuts > 1000


def test_the_control_synchronous_normal_loses_what_was_acknowledged() -> None:
    outcome = outcome_with("NORMAL")
    assert outcome.lost > outcome.cuts / 10
    assert (outcome.half, outcome.damaged) == (0, 0)


def test_the_control_synchronous_off_damages_the_file() -> None:
    assert outcome_with("OFF").damaged > 0


def test_the_disk_forgets_what_was_not_flushed() -> None:
    disk = Disk()
    for note in (Note(Kind.WRITE, "x", 0, b"kept"), Note(Kind.FLUSH, "x"), Note(Kind.WRITE, "x", 0, b"lost")):
        disk.take(note)
    assert disk.nothing_loose_survives() == {"x": b"kept"}


@pytest.mark.parametrize(
    ("note", "left"),
    [
        (Note(Kind.WRITE, "x", 2, b"--"), b"ab--ef"),
        (Note(Kind.WRITE, "x", 8, b"!"), b"abcdef\0\0!"),
        (Note(Kind.TRUNCATE, "x", 3), b"abc"),
    ],
)
def test_a_flush_makes_what_was_done_stay(note: Note, left: bytes) -> None:
    disk = Disk()
    for one in (Note(Kind.WRITE, "x", 0, b"abcdef"), note, Note(Kind.FLUSH, "x")):
        disk.take(one)
    assert disk.nothing_loose_survives() == {"x": left}
