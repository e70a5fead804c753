"""Pages opened by a real browser on a line of 400 kbit/s with 400 ms there and back, against that line itself.

The line's own time is two turns (connecting, asking) and the bytes at its rate: no page of those bytes could be
quicker. A first visit has an empty store; a next one has what the first left there, and its connection.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.children import Child
from benchmarks.sending import served
from benchmarks.table import Line, no_slower
from himpun.cli.hands import HANDS

RATE: Final = 400_000
TURN: Final = 0.4
VISITS: Final = 5
CHROMIUM: Final = ("chromium", "google-chrome", "google-chrome-stable")
FIRST_GOAL, NEXT_GOAL = 1.6, 1.8


@dataclass(frozen=True, slots=True)
class Visit:
    """Seconds until the page's load event, and the bytes that came over the line."""

    seconds: float
    bytes: int

    def against(self, turns: int) -> tuple[float, float]:
        return self.seconds, turns * TURN + self.bytes * 8 / RATE


def measure(vendor: str, environment: Mapping[str, str]) -> list[Line]:
    """First and next visits of each page."""
    with (
        Child.run("pages", environment=environment) as child,
        served(HANDS[vendor], environment) as port,
        sync_playwright() as playwright,
    ):
        found = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        lines = [
            line
            for name, path in child.ready["pages"].items()
            for line in _page(browser, name, f"http://127.0.0.1:{port}{path}", child.ready["session"])
        ]
        browser.close()
    return lines


def _page(browser: Browser, name: str, address: str, session: str) -> list[Line]:
    firsts, nexts = [], []
    for _ in range(VISITS):
        context = browser.new_context()
        context.add_cookies([{"name": "himpun", "value": session, "url": address}])
        first, following = _two_visits(context, address)
        firsts.append(first.against(turns=2))
        nexts.append(following.against(turns=1))
        context.close()
    return [
        no_slower(f"{name}, first visit at 400 kbit/s and 400 ms", firsts, goal=FIRST_GOAL, unit="s"),
        no_slower(f"{name}, next visit at 400 kbit/s and 400 ms", nexts, goal=NEXT_GOAL, unit="s"),
    ]


def _two_visits(context: BrowserContext, address: str) -> tuple[Visit, Visit]:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": TURN * 1000, "downloadThroughput": RATE / 8, "uploadThroughput": RATE / 8}
    session.send("Network.emulateNetworkConditions", slow)
    received: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        received.append(int(event["encodedDataLength"]))

    session.on("Network.loadingFinished", finished)

    def visit() -> Visit:
        received.clear()
        page.goto(address, wait_until="networkidle")
        seconds = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000")
        return Visit(float(seconds), sum(received))

    return visit(), visit()
