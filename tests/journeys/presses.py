"""Presses as a person makes them: each field left, each click, each paste and each file is one."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page


@dataclass
class Presses:
    """A page that counts what is done on it."""

    page: Page
    count: int = 0

    def fill(self, field: str | Locator, text: str) -> None:
        """Type into a field and leave it."""
        self._at(field).fill(text)
        self.count += 1

    def click(self, what: str | Locator) -> None:
        self._at(what).click()
        self.count += 1

    def check(self, what: str | Locator) -> None:
        self._at(what).check()
        self.count += 1

    def choose(self, field: str | Locator, value: str) -> None:
        """Choose from a list."""
        self._at(field).select_option(value)
        self.count += 1

    def paste(self, field: str | Locator, text: str) -> None:
        """Paste a block: one press, however long it is."""
        self._at(field).fill(text)
        self.count += 1

    def file(self, field: str | Locator, path: Path) -> None:
        self._at(field).set_input_files(path)
        self.count += 1

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def _at(self, where: str | Locator) -> Locator:
        return self.page.locator(where) if isinstance(where, str) else where
