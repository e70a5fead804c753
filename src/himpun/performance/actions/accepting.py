"""Accepting what was reviewed, with a recommendation on what the units named as a problem."""

from collections.abc import Mapping
from datetime import datetime

from himpun.cases.actions import review
from himpun.cases.deeds import Accepted
from himpun.cases.errors import Incomplete, Lack
from himpun.cases.models import Task
from himpun.performance.actions.sheets import recommend
from himpun.performance.models import Sheet
from himpun.performance.problems import problems_unanswered
from himpun.trail.actor import Actor
from himpun.trail.journal import verb


@verb
def accept(actor: Actor, task: Task, deed: Accepted, *, said: Mapping[int, str], read: str, at: datetime) -> list[Task]:
    """Accept a review with recommendations by sheet: one decision, kept as a whole.

    Where the SOP asks for a recommendation before its signature, no unit with an obstacle may go without one.
    Raises Incomplete naming "rekomendasi-<sheet>", and what `cases.actions.review` raises.
    """
    given = {sheet: text for sheet, text in said.items() if text.strip()}
    for sheet in Sheet.objects.filter(case=task.case_id, pk__in=given).select_related("case"):
        recommend(actor, task, sheet, text=given[sheet.pk], at=at)
    if unanswered := problems_unanswered(task):
        raise Incomplete(tuple(_lack(sheet) for sheet in unanswered))
    return review(actor, task, deed, read=read, at=at)


def _lack(sheet: int) -> Lack:
    said = "SOP mewajibkan rekomendasi atas permasalahan unit ini sebelum tanda tangan."
    return Lack(f"rekomendasi-{sheet}", "no_recommendation", said)
