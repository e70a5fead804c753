"""Taking a task in hand: the case held, the seat and the act checked, before an act of this room writes anything."""

from himpun.cases.access import on_seat, over
from himpun.cases.errors import CaseIsOver, NotYours, WrongAct
from himpun.cases.models import Case, Task
from himpun.sop.model import Act
from himpun.sop.walk import State
from himpun.trail.actor import Actor


def take(actor: Actor, task: Task, *acts: Act) -> Case:
    """The case of an open task of one of these acts, locked. Raises WrongAct, NotYours, CaseIsOver."""
    if task.act not in acts:
        raise WrongAct
    # Held first, as every verb of the case does: two verbs that write the same sheets in another order would
    # wait for each other for ever.
    case = Case.objects.select_for_update(of=("self",)).select_related("office__government").get(pk=task.case_id)
    if case.finished_at or case.cancelled_at:
        raise CaseIsOver
    if on_seat(actor, task).hat != actor.hat:
        raise NotYours  # in another capacity than the seat's: the journal would tell it wrong
    _refuse_ended(task.pk)
    return case


def _refuse_ended(key: int) -> None:
    if not Task.objects.filter(pk=key, state=State.OPEN).exists():
        raise over(key)


def case_of(task: Task) -> Case:
    """The task's case with all that its papers need."""
    return Case.objects.select_related("office__government").get(pk=task.case_id)
