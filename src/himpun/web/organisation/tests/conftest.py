"""The door's clock stands still in these tests."""

import pytest

from himpun.web.tests.stage import NOW


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("himpun.web.identity.now", lambda: NOW)
