"""Counts what a person has to do on a page: a field left, a click, a paste and a file are one press each."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page


class Presses:
    """A page that counts. `log` says what each press was, for the table in the guide."""

    def __init__(self, page: Page, *, since: "Presses | None" = None) -> None:
        """With `since`, goes on counting where another browser's presses ended."""
        self.page = page
        self.log: list[str] = since.log if since else []

    @property
    def count(self) -> int:
        return len(self.log)

    def fill(self, field: str | Locator, text: str) -> None:
        """Type into a field and leave it."""
        self._at(field).fill(text)
        self._pressed("isi", field)

    def choose(self, field: str | Locator, value: str) -> None:
        """Choose from a list and leave it."""
        self._at(field).select_option(value)
        self._pressed("pilih", field)

    def click(self, thing: str | Locator) -> None:
        """A link, a button, a box to tick."""
        self._pressed("tekan", thing)
        self._at(thing).click()

    def check(self, box: str | Locator) -> None:
        """Tick a box, or choose one of several."""
        self._pressed("centang", box)
        self._at(box).check()

    def also(self, name: str) -> None:
        """A button that the journey itself presses."""
        self._pressed("tekan", name)

    def press(self, name: str) -> None:
        """The page's own button of this name."""
        self._pressed("tekan", name)
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """The page's own link of this name, not one of the bar above it."""
        self._pressed("tekan", name)
        self.page.locator("main").get_by_role("link", name=name, exact=True).first.click()

    def visit(self, address: str) -> None:
        """An address typed, or chosen among the browser's own: one field left."""
        self._pressed("alamat", address)
        self.page.goto(address)

    def paste(self, field: str | Locator, text: str) -> None:
        """Put into a field what was copied elsewhere, as a whole."""
        self._at(field).fill(text)
        self._pressed("tempel", field)

    def file(self, field: str | Locator, files: Path | Sequence[Path]) -> None:
        """Give a field one file or several; each is one press."""
        chosen = [files] if isinstance(files, Path) else list(files)
        self._at(field).set_input_files(chosen)
        for _ in chosen:
            self._pressed("berkas", field)

    def _at(self, thing: str | Locator) -> Locator:
        return self.page.locator(thing).first if isinstance(thing, str) else thing

    def _pressed(self, deed: str, thing: str | Locator) -> None:
        self.log.append(f"{deed} {thing}")
