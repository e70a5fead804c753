"""Taking a task in hand: the case held, the seat and the act checked, before an act of this room writes
anything."""

from himpun.cases.access import on_seat
from himpun.cases.actions.flow import lock, over
from himpun.cases.errors import WrongAct
from himpun.cases.models import Case, Task
from himpun.sop.model import Act
from himpun.sop.walk import State
from himpun.trail.actor import Actor


def take(actor: Actor, task: Task, *acts: Act) -> Case:
    """The case of an open task of one of these acts, locked. Raises WrongAct, NotYours, TaskIsOver,
    CaseIsOver."""
    if task.act not in acts:
        raise WrongAct
    lock(task.case_id)
    on_seat(actor, task)
    if not Task.objects.filter(pk=task.pk, state=State.OPEN).exists():
        raise over(task.pk)
    return case_of(task)


def case_of(task: Task) -> Case:
    """The task's case with all that its papers need."""
    return Case.objects.select_related("office__government").get(pk=task.case_id)
