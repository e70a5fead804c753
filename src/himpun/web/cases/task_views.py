"""The page of a task, whatever its act: what is asked, until when, and the form that does it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.cases.access import task_for
from himpun.cases.queries import seating_of
from himpun.cases.story import instruction_to
from himpun.cases.waiting import came_back
from himpun.lib.dates import long_time, short_time
from himpun.organisation.models import Unit
from himpun.sop.model import Act
from himpun.sop.walk import State
from himpun.sop.words import ACT_WORDS
from himpun.trail.receipts import was_taken
from himpun.web.cases.act_pages import ACTS, ActPage
from himpun.web.cases.figure_forms import SAID, Kept
from himpun.web.cases.needed import needed
from himpun.web.cases.office_forms import INVITED
from himpun.web.cases.shown import case_head, lying_in
from himpun.web.cases.turn import Turn
from himpun.web.refusals import beside_fields, can_be_mended, status_of
from himpun.web.request import Visit, mark_of


def task_page(request: Visit, pk: int) -> HttpResponse:
    """Show the act's form, or do the act."""
    task, actor = task_for(request.actor, pk)
    turn = Turn(request, replace(actor, request=mark_of(request)), task)
    page = ACTS[Act(task.act)]
    if turn.posted:
        return _do(turn, page)
    return _show(turn, page) if task.state == State.OPEN else _over(turn, status=200)


def _do(turn: Turn, page: ActPage) -> HttpResponse:
    """Do the act and go to its case; refused, show the form again with the reasons and everything typed."""
    try:
        page.submit(turn)
    except Kept as kept:
        return HttpResponseRedirect(f"/tugas/{turn.task.pk}?kata={kept.said}")
    except Exception as error:
        status = status_of(error)
        if status is None:
            raise
        if _ended(turn):
            # The same request once more has one effect, and the answer of the first; any other is told the truth.
            return _to_the_case(turn) if was_taken(turn.actor) else _over(turn, status=409)
        if not can_be_mended(error):
            raise
        return _show(turn, page, status=status, lacks=beside_fields(error))
    return _to_the_case(turn)


def _to_the_case(turn: Turn) -> HttpResponse:
    return HttpResponseRedirect(f"/berkas/{turn.task.case_id}?selesai={turn.task.pk}")


def _ended(turn: Turn) -> bool:
    turn.task.refresh_from_db(fields=["state", "ended_at", "ended_by", "capacity", "why"])
    return turn.task.state != State.OPEN


def _over(turn: Turn, *, status: int) -> HttpResponse:
    """Who ended the task, and when; and that what was typed here since was not taken."""
    return render(turn.visit, "himpun/task_over.html", _head(turn) | {"untaken": status == 409}, status=status)


def _show(turn: Turn, page: ActPage, *, status: int = 200, lacks: Mapping[str, str] | None = None) -> HttpResponse:
    post = turn.visit.POST
    context = _head(turn) | page.show(turn)
    context |= {
        "button": page.button,
        "lacks": lacks or {},
        "said": (SAID | INVITED).get(turn.visit.GET.get("kata", ""), "") if not turn.posted else "",
        "typed": post,
        "typed_lists": {name: _chosen(post.getlist(name)) for name in post},
        "key": post.get("kunci") or uuid4().hex,
    }
    return render(turn.visit, f"himpun/acts/{page.template}.html", context, status=status)


def _chosen(values: list[str]) -> list[str | int]:
    """What was ticked under a name: keys as numbers, words as words, so that a template can look them up."""
    return [int(v) if v.isdecimal() and len(v) < 19 else v for v in values]


def _instructed(turn: Turn) -> dict[str, Any] | None:
    """The disposition by which the work came to this seat: its words, from whom, until when, and its paper."""
    found = instruction_to(turn.own, turn.task) if turn.own is not None else None
    if found is None:
        return None
    heads = dict(found.paper.content.get("heads", ())) if found.paper else {}
    return {
        "words": found.delivery.words,
        "sender": found.delivery.sender,
        "sent": short_time(found.delivery.sent_at, turn.task.case.office.zone),
        "until": heads.get("Batas waktu", ""),
        "paper": found.paper.pk if found.paper else None,
    }


def _head(turn: Turn) -> dict[str, Any]:
    """What stands at the head of every act's page: what the SOP asks, until when and why then, what must come out."""
    task = turn.task
    zone = task.case.office.zone
    sop = seating_of(task.case).sop
    step = sop.line(task.line)
    return {
        "task": task,
        "step": step,
        "needed": needed(
            step.requirements,
            lying_in(task.case),
            outputs={one.number: one.outputs for one in sop.lines},
            line=task.line,
        )
        if step.requirements
        else [],
        "instructed": _instructed(turn),
        "act": ACT_WORDS[Act(task.act)],
        "case": case_head(task.case),
        "unit": Unit.objects.filter(pk=task.unit).values_list("name", flat=True).first() or "" if task.unit else "",
        "capacity": turn.actor.capacity,
        "due": long_time(task.due_at, zone) if task.due_at else "tanpa batas waktu",
        "late": task.state == State.OPEN and task.due_at is not None and task.due_at < turn.at,
        "sent_back": came_back([task]).get(task.pk),
        "mends": Act(task.act).answers_figures,
        "ended": long_time(task.ended_at, zone) if task.ended_at else "",
    }
