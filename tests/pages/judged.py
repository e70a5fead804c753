"""A page in a real browser, judged by what is not ours: axe for who cannot see or point, the wire for its weight."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)
PATIENCE = 60_000
"""Milliseconds. An evaluation has no limit of its own, and a page that axe cannot judge would stop the suite."""
RUN = """([tags, patience]) => Promise.race([
    axe.run(document, {runOnly: {type: 'tag', values: tags}}),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error('axe did not come back')), patience)),
])"""


@cache
def axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule, what it says, and the first place."""
    page.evaluate(axe())
    found = page.evaluate(RUN, [RULES, PATIENCE])
    return [f"{one['id']}: {one['help']} at {one['nodes'][0]['target']}" for one in found["violations"]]


def faults_at(page: Page, width: int) -> list[str]:
    """What is wrong at a width: axe's findings, and a page that is wider than the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    overflow = [f"the page is {wide} pixels wider than the screen"] if wide > 0 else []
    return [f"{page.url} at {width}: {fault}" for fault in (*violations(page), *overflow)]


@dataclass
class Wire:
    """What a browser sends and receives. `bytes` are those on the wire, packed, heads included."""

    context: BrowserContext
    page: Page
    bytes: int = 0
    hosts: set[str] = field(default_factory=set)

    def visit(self, address: str) -> int:
        """Open a page and say how many bytes it took."""
        self.bytes = 0
        self.page.goto(address, wait_until="networkidle")
        return self.bytes


def wired(context: BrowserContext) -> Wire:
    """A page of a context whose traffic is counted by the browser itself."""
    page = context.new_page()
    wire = Wire(context, page)
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        wire.bytes += int(event["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.on("request", lambda request: wire.hosts.add(urlsplit(request.url).netloc))
    return wire
