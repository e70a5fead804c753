"""One click on a task's page, as the forms of the acts see it."""

from dataclasses import dataclass
from datetime import date, datetime

from himpun.cases.models import Task
from himpun.lib.periods import Period
from himpun.trail.actor import Actor
from himpun.web.request import Visit
from himpun.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Turn:
    """Who, in the capacity of the task's seat, on which task, and when."""

    visit: Visit
    actor: Actor
    task: Task

    @property
    def at(self) -> datetime:
        return self.visit.at

    @property
    def today(self) -> date:
        return self.visit.today

    @property
    def own(self) -> int | None:
        """The post in which the actor does the task."""
        return self.actor.hat.post if self.actor.hat else None

    @property
    def posted(self) -> bool:
        return self.visit.method == "POST"

    def form(self) -> Typed:
        """What was typed, to be read once; empty when the page is only looked at."""
        return Typed(self.visit.POST)

    @property
    def period(self) -> Period:
        return Period.parse(self.task.case.period)
