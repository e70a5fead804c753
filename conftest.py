"""What every test stands on: the database it runs on, and a browser for those that want one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.fixtures import Settings

CHROMIUM = ("chromium", "google-chrome", "google-chrome-stable")


def on_postgres() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("postgresql")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On SQLite leave out what only PostgreSQL can show: it is not skipped, it runs in the other half."""
    if on_postgres():
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if on_postgres() else 'SQLite'}"


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path: Path) -> None:
    """Keys, files and heads of its own for each test: the heads of another test's office would be missed here."""
    settings.HIMPUN_DATA = tmp_path / "data"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium, the distribution's or else Playwright's own. A test opens its own context.

    It does not outlive its file: while it is open, an event loop runs in this thread, and a later test that seals a
    paper here could not begin a loop of its own.
    """
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        # Inside a container Chromium has no sandbox of its own, and /dev/shm is small.
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=found, args=arguments)
        yield chromium
        chromium.close()
