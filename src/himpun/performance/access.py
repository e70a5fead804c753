"""Fetch-and-check: the only way a door reaches a sheet, its evidence or an indicator. What is another's is not here."""

from django.db.models import QuerySet

from himpun.cases.access import task_for
from himpun.cases.models import Task
from himpun.organisation.errors import NotHere
from himpun.organisation.models import Unit
from himpun.performance.filling import sheet_of
from himpun.performance.models import Evidence, Indicator, Sheet, SheetLine
from himpun.trail.actor import Actor


def sheet_to_fill(actor: Actor, task: int) -> tuple[Sheet, Task, Actor]:
    """The sheet of a fill task with the actor on its seat. Raises NotHere, NotYours, NoSheet."""
    found, wearing = task_for(actor, task)
    return sheet_of(found), found, wearing


def sheets_of(actor: Actor) -> QuerySet[Sheet]:
    """The one scoped query of sheets."""
    return Sheet.objects.filter(office__in=actor.offices)


def sheet_seen(actor: Actor, key: int) -> Sheet:
    """A sheet of an office that the actor belongs to. Raises NotHere."""
    sheet = sheets_of(actor).select_related("case__office").filter(pk=key).first()
    if sheet is None:
        raise NotHere(f"isian {key}")
    return sheet


def line_to_prove(actor: Actor, task: int, key: int) -> tuple[SheetLine, Task, Actor]:
    """A line of the sheet that a fill task asks for. Raises NotHere, NotYours, NoSheet."""
    sheet, found, wearing = sheet_to_fill(actor, task)
    line = SheetLine.objects.filter(sheet=sheet, pk=key).first()
    if line is None:
        raise NotHere(f"baris {key}")
    return line, found, wearing


def evidence_seen(actor: Actor, key: int) -> Evidence:
    """Evidence of an office that the actor belongs to. Raises NotHere."""
    found = Evidence.objects.filter(office__in=actor.offices, pk=key).select_related("file", "line").first()
    if found is None:
        raise NotHere(f"data dukung {key}")
    return found


def indicators_of(actor: Actor) -> QuerySet[Indicator]:
    """The one scoped query of indicators."""
    return Indicator.objects.filter(office__in=actor.offices)


def indicator_for(actor: Actor, key: int) -> Indicator:
    """An indicator of an office that the actor belongs to. Raises NotHere."""
    found = indicators_of(actor).select_related("unit").filter(pk=key).first()
    if found is None:
        raise NotHere(f"indikator {key}")
    return found


def unit_for(actor: Actor, key: int) -> Unit:
    """A unit of an office that the actor belongs to. Raises NotHere."""
    found = Unit.objects.filter(office__in=actor.offices, pk=key).first()
    if found is None:
        raise NotHere(f"unit {key}")
    return found
