"""A hand that knows only the keyboard: it reaches everything by Tab, and presses Space, Enter and arrows."""

from playwright.sync_api import Locator

from tests.journeys.presses import Presses

FAR = 400
"""Presses of Tab after which something is out of reach."""


class OutOfReach(AssertionError):
    """No number of Tabs leads there."""


class Keys(Presses):
    """Counts as `Presses` does: going there by Tab is part of leaving the field before."""

    def fill(self, field: str | Locator, text: str) -> None:
        self._pressed("isi", field)
        where = self._reached(field)
        if where.get_attribute("type") in ("date", "datetime-local"):
            where.fill(text)  # typed in the order of the browser's own language, which is not ours to test
            return
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: str | Locator, value: str) -> None:
        self._pressed("pilih", field)
        where = self._reached(field)
        self.page.keyboard.press("Home")
        for _ in range(where.locator("option").count()):
            if where.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert where.input_value() == value, f"{value} cannot be chosen by keyboard"

    def click(self, thing: str | Locator) -> None:
        self._pressed("tekan", thing)
        self._reached(thing)
        self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def check(self, box: str | Locator) -> None:
        self._pressed("centang", box)
        where = self._reached(box)
        if not where.is_checked():
            self.page.keyboard.press("Space")

    def _reached(self, thing: str | Locator) -> Locator:
        """Press Tab until the focus is there."""
        where = self._at(thing)
        for _ in range(FAR):
            if where.evaluate("element => element === document.activeElement"):
                return where
            self.page.keyboard.press("Tab")
        raise OutOfReach(f"{thing} on {self.page.url}")
