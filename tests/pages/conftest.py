"""These pages come over the wire as an office gets them: styles and scripts too go through the product's own door."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler


@pytest.fixture(autouse=True)
def _styles_as_they_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StaticFilesHandler, "_should_handle", lambda self, path: False)
