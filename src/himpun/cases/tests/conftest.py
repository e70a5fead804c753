"""This room alone: it must run any procedure, whether a room above hears of it or not."""

from pathlib import Path

import pytest
from pytest_django import Settings

from himpun.cases import signals


@pytest.fixture(autouse=True)
def nobody_above(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals.tasks_opened, "receivers", [])


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> None:
    settings.HIMPUN_DATA = tmp_path
