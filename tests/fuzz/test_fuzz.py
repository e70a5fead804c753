"""The fuzzers begin with papers that are read, they see what they are made to see, and a short blind run finds none."""

import random
from pathlib import Path

import pytest

from himpun.sop.intake.grid import Document
from tests.fuzz import run, targets
from tests.fuzz.run import Run, change
from tests.fuzz.seeds import by_hand
from tests.fuzz.targets import TARGETS, seeds, through

KINDS = (*TARGETS, "sop")


@pytest.mark.parametrize("kind", TARGETS)
def test_the_fuzzer_begins_with_papers_that_go_the_whole_way(kind: str) -> None:
    outcomes = [through(TARGETS[kind], data) for data in seeds(kind)]
    assert outcomes.count("read") > len(outcomes) / 2


@pytest.mark.parametrize("kind", KINDS)
def test_papers_changed_blindly_give_a_document_or_a_refusal(kind: str, tmp_path: Path) -> None:
    chance, tried = random.Random(4), Run(kind, tmp_path)
    papers, words = by_hand(kind), TARGETS[kind].words if kind in TARGETS else ()
    for _ in range(60):
        data = bytearray(chance.choice(papers))
        for _ in range(chance.randint(1, 8)):
            change(data, chance, papers, words)
        tried.one(bytes(data))
    assert not list((tmp_path / "found").iterdir()), "look at them with python -m tests.fuzz.again"


def test_a_reader_that_breaks_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> Document:
        raise KeyError(data)

    monkeypatch.setitem(targets.TARGETS, "text", targets.Target(broken, ()))
    tried = Run("text", tmp_path)
    tried.one(b"satu")
    tried.one(b"dua")
    assert [path.read_bytes() for path in (tmp_path / "found").iterdir()] == [b"satu"]
    assert tried.counts["found"] == 2


def test_a_reader_that_takes_long_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SLOW", -1.0)
    tried = Run("text", tmp_path)
    tried.one(b"SOP")
    assert [path.name for path in (tmp_path / "found").iterdir()] == ["slow-nothing"]
