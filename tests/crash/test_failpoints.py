"""Killed at each named place, the server loses nothing that was acknowledged and leaves nothing half done."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from himpun.trail.failpoint import KILLED, POINTS
from tests.crash.scene import Scene, scene

SERVER = os.environ.get("DATABASE_URL", "")
HERE = tuple(point for point in POINTS if not (SERVER and point == "during_checkpoint"))
"""A checkpoint is PostgreSQL's own affair."""


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with scene(tmp_path_factory.mktemp("untouched"), server=SERVER) as made:
        yield made


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, untouched: Scene) -> Iterator[Scene]:
    """One installation, killed at one place after the other: each server goes on where the last one fell."""
    with scene(tmp_path_factory.mktemp("ground") / "data", server=SERVER, like=untouched) as made:
        yield made


@pytest.fixture
def careless(tmp_path: Path, untouched: Scene) -> Iterator[Scene]:
    with scene(tmp_path / "data", server=SERVER, like=untouched) as made:
        yield made


@pytest.mark.parametrize("point", HERE)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(ground: Scene, point: str) -> None:
    before = len(ground.acknowledged)
    ground.server_dies_at(f"{point}:3")
    assert ground.findings() == []
    assert len(ground.acknowledged) > before


def test_the_control_that_acknowledges_too_early_is_caught(careless: Scene) -> None:
    assert careless.worker_dies_at("before_commit:3", manner="acknowledging-first") == KILLED
    assert kinds(careless) == {"lost"}


def test_the_control_that_commits_in_two_halves_is_caught(careless: Scene) -> None:
    assert careless.worker_dies_at("before_begin:4", manner="in-two-halves") == KILLED
    assert kinds(careless) == {"half done"}


def test_the_same_control_is_found_well_where_it_happens_to_be_whole(careless: Scene) -> None:
    assert careless.worker_dies_at("before_begin:3", manner="in-two-halves") == KILLED
    assert kinds(careless) == set()


def kinds(scene: Scene) -> set[str]:
    return {line.split(":")[0] for line in scene.findings()}
