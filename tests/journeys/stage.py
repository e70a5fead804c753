"""An invented office on stage for a journey: founded by verbs, played through the pages by a real browser."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread

from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page

from himpun.cases.actions import open_case
from himpun.cases.models import Case, Origin, Task, TeamMember
from himpun.documents.work import HANDLERS
from himpun.installation.rehearsal.director import PASSWORD, promise_figures, stage_for
from himpun.installation.rehearsal.stage import Stage, cast_procedure
from himpun.lib.periods import PeriodKind, period_of
from himpun.sop.catalogue import load
from himpun.trail.outbox import keep
from tests.journeys.presses import Presses

# Playwright's synchronous driver runs an event loop in this thread; the tests' own looks into the database are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@dataclass
class Journey:
    """One case, played through the browser. Everybody has a browser of their own."""

    browser: Browser
    address: str
    stage: Stage
    case: Case
    pages: dict[int, Page] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    width: int = 1280
    scripts: bool = True
    hands: type[Presses] = Presses
    wrong: bool = False  # a wrong figure was typed
    noted: bool = False  # what happens once in the journey has happened

    def open_tasks(self) -> list[Task]:
        return list(Task.objects.filter(case=self.case, state="open").order_by("line", "position", "pk"))

    def task(self, line: int, position: int = 1, *, unit: str = "") -> Task:
        """The open task of a line; of a unit when it is named."""
        found = [t for t in self.open_tasks() if (t.line, t.position) == (line, position)]
        if unit:
            found = [t for t in found if t.unit == self.stage.units[unit].pk]
        return found[0]

    def at(self, task: Task) -> Page:
        """The task's page, in the browser of whoever holds its seat."""
        post = task.post_id or TeamMember.objects.filter(case=self.case, team=task.team, role="Ketua").get().post_id
        page = self.page_of(post)
        page.goto(f"{self.address}/tugas/{task.pk}")
        return page

    def hand(self, task: Task) -> Presses:
        """A hand on the task's page."""
        return self.hands(self.at(task))

    def page_of(self, post: int) -> Page:
        """The browser of a post's holder, logged in."""
        if post not in self.pages:
            context = self.browser.new_context(
                locale="id-ID", viewport={"width": self.width, "height": 900}, java_script_enabled=self.scripts
            )
            self.contexts.append(context)
            self.pages[post] = context.new_page()
            self.log_in(self.pages[post], self.stage.accounts[post].username)
        return self.pages[post]

    def log_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.address}/masuk")
        page.fill("[name=nama]", username)
        page.fill("[name=sandi]", PASSWORD)
        page.click("main button")
        page.wait_for_url(f"{self.address}/")

    def press(self, page: Page, name: str) -> None:
        """Press the button that finishes, and see that the page of the case tells so."""
        self.hands(page).press(name)
        refused = page.get_by_role("alert")
        assert not refused.count(), f"{page.url}: {refused.first.inner_text()}"
        page.wait_for_url(f"{self.address}/berkas/{self.case.pk}?selesai=*")
        self.keep_promises()

    def keep_promises(self) -> None:
        """What the keeper does beside the pages, in a thread of its own as there: papers are drawn, reports sealed."""
        thread = Thread(target=_keep_promises)
        thread.start()
        thread.join()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def begin(browser: Browser, address: str, key: str) -> Journey:
    """Found the office of a procedure of the catalogue, and open its case for the last quarter."""
    now = datetime.now(UTC)
    sop = load(key)
    stage = stage_for(sop, at=now - timedelta(days=400))
    procedure = cast_procedure(stage, key, sop)
    promise_figures(stage, procedure, sop, years=range(now.year - 1, now.year + 1))
    period = period_of(now.date(), PeriodKind.QUARTER).previous
    case = open_case(stage.administrator, procedure, period, origin=Origin.HAND, at=now)
    return Journey(browser, address, stage, case)


def _keep_promises() -> None:
    try:
        kept = keep(HANDLERS, at=datetime.now(UTC), limit=200)
        assert kept.failed == 0
    finally:
        connection.close()
