"""Fetch-and-check: the only way a door reaches a sheet's line or its evidence. What is another's is not here."""

from himpun.cases.models import Task
from himpun.organisation.errors import NotHere
from himpun.performance.models import Evidence, SheetLine
from himpun.trail.actor import Actor


def line_of(task: Task, key: int) -> SheetLine:
    """A line of the sheet that a task asks for; whose task it is was checked by `task_for`. Raises NotHere."""
    line = SheetLine.objects.filter(sheet__task=task.pk, pk=key).select_related("sheet").first()
    if line is None:
        raise NotHere(f"baris {key}")
    return line


def evidence_seen(actor: Actor, key: int) -> Evidence:
    """Evidence of an office that the actor belongs to. Raises NotHere."""
    found = Evidence.objects.filter(office__in=actor.offices, pk=key).select_related("file", "line").first()
    if found is None:
        raise NotHere(f"data dukung {key}")
    return found
