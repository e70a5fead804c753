"""Fetch-and-check: the only way a door reaches a case or a task."""

from dataclasses import replace
from functools import lru_cache

from django.db.models import QuerySet

from himpun.cases.errors import NotYours, TaskIsOver
from himpun.cases.models import Attachment, Case, CasePaper, Delivery, Remark, Task, TeamMember
from himpun.organisation.errors import NotHere
from himpun.trail.actor import Actor
from himpun.trail.prepared import Prepared


def cases_of(actor: Actor) -> QuerySet[Case]:
    """The one scoped query of cases: every page, export and count starts from it."""
    return Case.objects.filter(office__in=actor.offices)


def tasks_of(actor: Actor) -> QuerySet[Task]:
    """The one scoped query of tasks."""
    return Task.objects.filter(office__in=actor.offices)


def case_for(actor: Actor, key: int) -> Case:
    """A case of an office that the actor belongs to. Raises NotHere for any other, existing or not."""
    case = cases_of(actor).select_related("office__government", "edition", "procedure").filter(pk=key).first()
    if case is None:
        raise NotHere(f"berkas {key}")
    return case


def task_seen(actor: Actor, key: int) -> Task:
    """A task of an office that the actor belongs to, whoever's seat it is. Raises NotHere."""
    offices = actor.offices
    task = _task_in(len(offices)).first(key, *offices) if offices and key <= LARGEST_KEY else None
    if task is None:
        raise NotHere(f"tugas {key}")
    return task


@lru_cache(maxsize=32)
def _task_in(offices: int) -> Prepared[Task]:
    """The scoped query of one task, for an actor of so many offices: every click begins with it."""
    return Prepared(
        lambda key, *of: Task.objects.filter(office__in=of, pk=key).select_related(
            "case__office", "case__procedure", "post"
        ),
        *[int] * (1 + offices),
    )


LARGEST_KEY = 2**63 - 1
"""An address may say more; no row has a larger key."""


def task_for(actor: Actor, key: int) -> tuple[Task, Actor]:
    """A task with the actor in the capacity of its seat. Raises NotHere, or NotYours when the seat is another's."""
    task = task_seen(actor, key)
    return task, on_seat(actor, task)


def on_seat(actor: Actor, task: Task) -> Actor:
    """The actor wearing the hat of the task's seat: its post, or a place in its team. Raises NotYours."""
    if task.post_id is not None:
        wearing = actor.wearing(task.post_id)
    else:
        members = TeamMember.objects.filter(case=task.case_id, team=task.team, post__in=actor.posts)
        posts = members.order_by("-role", "pk").values_list("post_id", flat=True)[:1]
        wearing = actor.wearing(posts[0]) if posts else None
    if wearing is None:
        raise NotYours
    return wearing


def in_office(actor: Actor, office: int) -> Actor:
    """The actor in a capacity of this office: the hat worn, else the first held there. Raises NotYours."""
    if actor.hat is not None and actor.hat.office == office:
        return actor
    for hat in actor.hats:
        if hat.office == office:
            return replace(actor, hat=hat)
    if office in actor.administers:
        return replace(actor, hat=None)
    raise NotYours


def acts_in(actor: Actor, office: int) -> bool:
    """Whether the actor may act in this office at all; whoever is covered by a Plh. today only reads."""
    return office in actor.administers or any(hat.office == office for hat in actor.hats)


def over(key: int) -> TaskIsOver:
    """The error that tells who ended a task, and when."""
    task = Task.objects.select_related("ended_by", "case__office").get(pk=key)
    by = f"{task.ended_by.name} ({task.capacity})" if task.ended_by else task.capacity
    return TaskIsOver(by=by, at=task.ended_at, state=task.state, zone=task.case.office.zone)


def paper_for(actor: Actor, key: int) -> CasePaper:
    """A filed paper of an office that the actor belongs to. Raises NotHere."""
    filed = (
        CasePaper.objects.filter(office__in=actor.offices, paper=key)
        .select_related("paper__file", "paper__final_file", "case")
        .first()
    )
    if filed is None:
        raise NotHere(f"dokumen {key}")
    return filed


def attachment_for(actor: Actor, key: int) -> Attachment:
    """An attachment of an office that the actor belongs to. Raises NotHere."""
    found = Attachment.objects.filter(office__in=actor.offices, pk=key).select_related("file").first()
    if found is None:
        raise NotHere(f"lampiran {key}")
    return found


def delivery_for(actor: Actor, case: Case, key: int) -> Delivery:
    """What was sent to a post in this case, with the actor's right to see it. Raises NotHere."""
    found = Delivery.objects.filter(office__in=actor.offices, task__case=case, pk=key)
    delivery = found.select_related("task__case", "post").first()
    if delivery is None:
        raise NotHere(f"terusan {key}")
    return delivery


def remark_for(actor: Actor, case: Case, key: int) -> Remark:
    """A remark on this case. Raises NotHere."""
    found = Remark.objects.filter(office__in=actor.offices, case=case, pk=key).first()
    if found is None:
        raise NotHere(f"catatan {key}")
    return found
