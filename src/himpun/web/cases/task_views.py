"""The page of a task, whatever its act: what is asked, until when, and the form that does it."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import task_for
from himpun.cases.errors import Incomplete, TaskIsOver
from himpun.cases.models import Return, Task
from himpun.cases.queries import line_of, seating_of
from himpun.documents.errors import ProofMissing
from himpun.lib.dates import short_time
from himpun.organisation.models import Unit
from himpun.performance.errors import PerformanceError
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.trail.actor import Actor
from himpun.web.cases.act_pages import ACTS, ActPage
from himpun.web.cases.figure_forms import REFUSALS, Kept
from himpun.web.cases.shown import case_head
from himpun.web.request import Visit


def task_page(request: Visit, pk: int) -> HttpResponse:
    """Show the act's form, or do the act."""
    task, actor = task_for(request.actor, pk)
    page = ACTS[Act(task.act)]
    if request.method == "POST":
        return _do(request, actor, task, page)
    if task.state != "open":
        return render(request, "himpun/task_over.html", _head(task, actor))
    return _show(request, actor, task, page)


def _do(request: Visit, actor: Actor, task: Task, page: ActPage) -> HttpResponse:
    try:
        page.submit(request, actor, task)
    except Incomplete as incomplete:
        lacks = {lack.field: lack.message for lack in incomplete.lacks}
        return _show(request, actor, task, page, status=422, lacks=lacks)
    except REFUSALS as refusal:
        request.findings = refusal.findings
        return _show(request, actor, task, page, status=422, lacks={"": refusal.message})
    except (ProofMissing, PerformanceError) as refusal:
        return _show(request, actor, task, page, status=422, lacks={"sandi": refusal.message, "": refusal.message})
    except Kept as kept:
        return _show(request, actor, task, page, said=kept.message)
    except TaskIsOver:
        if not _mine(actor, task):
            raise
        # The same person's second press: one effect, and the answer of the first.
    return HttpResponseRedirect(f"/berkas/{task.case_id}?selesai={task.pk}")


def _mine(actor: Actor, task: Task) -> bool:
    task.refresh_from_db(fields=["state", "ended_by"])
    return task.ended_by_id == actor.person and task.state in ("done", "returned")


def _show(
    request: Visit,
    actor: Actor,
    task: Task,
    page: ActPage,
    *,
    status: int = 200,
    lacks: dict[str, str] | None = None,
    said: str = "",
) -> HttpResponse:
    context = _head(task, actor) | page.show(request, actor, task)
    context |= {
        "button": page.button,
        "lacks": lacks or {},
        "said": said,
        "typed": request.POST,
        "typed_lists": {name: _chosen(request.POST.getlist(name)) for name in request.POST},
        "key": request.POST.get("kunci") or uuid4().hex,
    }
    return render(request, f"himpun/acts/{page.template}.html", context, status=status)


def _chosen(values: list[str]) -> list[str | int]:
    """What was ticked under a name: keys as numbers, words as words, so that a template can look them up."""
    return [int(v) if v.isdecimal() and len(v) < 19 else v for v in values]


def _head(task: Task, actor: Actor) -> dict[str, Any]:
    """What stands at the head of every act's page: what the SOP asks, until when and why then, what must come out."""
    seating = seating_of(task.case)
    unit = Unit.objects.filter(pk=task.unit).values_list("name", flat=True).first() if task.unit else ""
    sent_back = Return.objects.filter(case=task.case_id, round=task.round).select_related("task").first()
    zone = task.case.office.zone
    return {
        "task": task,
        "step": line_of(seating, task.line),
        "act": ACT_WORDS[Act(task.act)],
        "case": case_head(task.case),
        "unit": unit or "",
        "capacity": actor.capacity,
        "due": short_time(task.due_at, zone) if task.due_at else "tanpa batas waktu",
        "sent_back": sent_back if task.round > 1 else None,
        "ended": short_time(task.ended_at, zone) if task.ended_at else "",
    }
