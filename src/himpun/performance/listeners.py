"""What this room does when `cases` has news, inside the same transaction and on its own rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from himpun.cases.models import Case, Task
from himpun.cases.reading import kind_to_read
from himpun.cases.signals import tasks_opened
from himpun.documents.kinds import PaperKind
from himpun.performance.actions.recaps import draw_sheets, freshen_report
from himpun.performance.actions.requests import distributed
from himpun.performance.actions.sheets import ask_again
from himpun.performance.actions.taking import case_of
from himpun.sop.model import Act
from himpun.trail.actor import Actor


@receiver(tasks_opened, dispatch_uid="performance.lay_out")
def lay_out(tasks: Sequence[Task], actor: Actor, at: datetime, **_: Any) -> None:
    """A unit is to fill in: its sheet lies before it, frozen with the request."""
    fills = [task for task in tasks if task.act == Act.FILL]
    if fills:
        case = case_of(fills[0])
        distributed(actor, case, at=at)
        ask_again(actor, case, fills, at=at)


@receiver(tasks_opened, dispatch_uid="performance.put_on_paper")
def put_on_paper(case: Case, tasks: Sequence[Task], actor: Actor, at: datetime, **_: Any) -> None:
    """Somebody is to vouch for figures: what is read lies there as they stand now."""
    for task in tasks:
        if task.unit or task.act not in (Act.REVIEW, Act.INITIAL, Act.SIGN):
            continue
        whole = case_of(task)
        if kind_to_read(task) is PaperKind.SHEET:
            draw_sheets(actor, whole, task, at=at)
        else:
            freshen_report(actor, whole, task, at=at)
