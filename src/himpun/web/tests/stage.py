"""The invented office of `performance.tests.world` before its pages: everybody has an account and a browser."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from himpun.cases.models import Case, Task, TeamMember
from himpun.documents.work import HANDLERS
from himpun.organisation.actions import open_account, register_person
from himpun.organisation.models import Account
from himpun.organisation.sessions import SessionStore
from himpun.performance.models import SheetLine
from himpun.performance.tests.world import LATER, SETUP, World, opened, promise, run_to, world
from himpun.trail.outbox import keep

NOW = LATER + timedelta(hours=1)
"""What the door's clock says in these tests: after all that `world` lets others do."""
PASSWORD = "hujan-turun-di-hulu-sungai"


@dataclass
class Stage:
    """One office with one case, and whoever comes to its door."""

    world: World
    case: Case
    browsers: dict[int, Client] = field(default_factory=dict)

    def browser(self, post: int) -> Client:
        """The browser of a post's holder, logged in."""
        if post not in self.browsers:
            self.browsers[post] = browser_of(account_of(self.world, post))
        return self.browsers[post]

    def at(self, task: Task) -> Client:
        """The browser of whoever the task is for."""
        named = TeamMember.objects.filter(case=self.case, team=task.team).values_list("post", flat=True)
        return self.browser(task.post_id or named[0])

    def get(self, task: Task) -> Any:
        return self.at(task).get(f"/tugas/{task.pk}")

    def post(self, task: Task, typed: dict[str, Any]) -> Any:
        return self.at(task).post(f"/tugas/{task.pk}", typed)

    def administrator(self) -> Client:
        """Somebody who administers the office and holds no post."""
        person = register_person(SETUP, self.world.office, name="Tuti Maharani", at=NOW)
        account = open_account(
            SETUP, person, username=f"admin{person.pk}", password=PASSWORD, administers=self.world.office, at=NOW
        )
        return browser_of(account)


def stage(key: str = "batui-selatan", *, units: int = 2, act: str = "", line: int | None = None) -> Stage:
    """The office of a procedure with its case, played until only tasks of this act (at this line) are open."""
    made = world(key, units=units)
    for name in made.units:
        promise(made, name, "Layanan selesai")
    case = opened(made)
    if act:
        run_to(made, case, act=act, line=line)
    return Stage(made, case)


def account_of(made: World, post: int) -> Account:
    """The account of a post's holder; opened when it is first needed."""
    person = made.people[post]
    found = Account.objects.select_related("person").filter(person=person).first()
    return found or open_account(SETUP, person, username=f"orang{person.pk}", password=PASSWORD, at=NOW)


def browser_of(account: Account) -> Client:
    """A browser that is logged in, without the log-in's page."""
    session = SessionStore()
    session.log_in(account)
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


def cells(task: Task, figure: str = "90") -> dict[str, str]:
    """A sheet's form with the same figure everywhere."""
    lines = SheetLine.objects.filter(sheet__task=task.pk)
    return {f"nilai-{line.pk}": figure for line in lines} | {f"jawab-{line.pk}": "value" for line in lines}


def the_line(task: Task) -> SheetLine:
    """The only line of a task's sheet."""
    return SheetLine.objects.get(sheet__task=task.pk)


def keep_promises() -> None:
    """What the keeper does beside the pages: papers are drawn, reports sealed."""
    assert keep(HANDLERS, at=NOW, limit=500).failed == 0


def text_of(response: Any) -> str:
    return str(response.content.decode())
