"""Taking a task in hand: its act checked, the case held, before an act of this room writes anything."""

from himpun.cases.errors import WrongAct
from himpun.cases.holding import still_open
from himpun.cases.models import Case, Task
from himpun.sop.model import Act
from himpun.trail.actor import Actor


def take(actor: Actor, task: Task, *acts: Act) -> Case:
    """The case of an open task of one of these acts, locked. Raises WrongAct, CaseIsOver, NotYours, TaskIsOver."""
    if task.act not in acts:
        raise WrongAct
    # Held first, as every verb of the case does: two verbs that write the same sheets in another order would
    # wait for each other for ever.
    return still_open(actor, task)


def case_of(task: Task) -> Case:
    """The task's case with all that its papers need."""
    return Case.objects.select_related("office__government").get(pk=task.case_id)
