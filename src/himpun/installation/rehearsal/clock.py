"""The stage's clock: time passes as the work is done, inside the office's hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from himpun.cases.models import Task
from himpun.lib.worktime import Calendar, Quantity, TimeUnit, due, worked_minutes

SHARE: Final = Decimal("0.7")
"""What part of the standard time the invented people need."""


@dataclass(slots=True)
class StageClock:
    """Goes forward only."""

    now: datetime
    calendar: Calendar

    def work(self, task: Task) -> datetime:
        """Go on to the moment at which this task is done, and tell it."""
        self.now = self.done_at(task)
        return self.now

    def done_at(self, task: Task) -> datetime:
        """When this task would be done: after a part of its standard time since it was opened."""
        minutes = 10
        if task.due_at is not None:
            minutes = max(2, int(worked_minutes(task.opened_at, task.due_at, self.calendar) * SHARE))
        done = due(task.opened_at, Quantity(Decimal(minutes), TimeUnit.MINUTE), self.calendar).at
        return max(self.now + timedelta(minutes=1), done)
