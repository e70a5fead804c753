"""Drafts of SOPs on their way to an edition: the document beside what was read of it, its questions one press each."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.procedures.access import draft_for, draft_for_admin, drafts_of
from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition, DraftState
from himpun.procedures.origins import ANOTHER_OFFICE
from himpun.sop.chart import draw
from himpun.web.documents.svg import inline
from himpun.web.procedures.asking import answer, answered_rows, asked_of, by_line, row_of, sure_ones
from himpun.web.procedures.beside import changes_of, seen_of
from himpun.web.procedures.differences import rows_of
from himpun.web.procedures.mending import head_of_draft, lacks_after
from himpun.web.request import Visit


def drafts(request: Visit) -> HttpResponse:
    """What is on its way to an edition; what is over stands below."""
    found = drafts_of(request.actor).defer("sop", "shown", "answers").order_by("-saved_at")[:100]
    rows = [(one, DraftState(one.state)) for one in found]
    context = {
        "drafts": [row for row in rows if not row[1].over],
        "over": [row for row in rows if row[1].over],
    }
    return render(request, "himpun/procedures/drafts.html", context)


def draft(request: Visit, pk: int) -> HttpResponse:
    """The document beside what was read of it; every guess a question that one press answers."""
    if request.method != "POST":
        return _show(request, draft_for(request.actor, pk))
    one = draft_for_admin(request.actor, pk)
    answered: list[int] = []
    lacks = lacks_after(lambda: answered.append(answer(request, one)))
    if lacks:
        one.refresh_from_db()
        return _show(request, one, lacks)
    left, errors = asked_of(one, text_of(one))
    # The next question stands where the answered one stood: eyes and keyboard stay there.
    near = min(answered[0], len(left) + len(errors) - 1)
    return HttpResponseRedirect(f"/sop/konsep/{pk}#" + (f"tanya-{near}" if near >= 0 else "pertanyaan"))


def _show(request: Visit, one: DraftEdition, lacks: dict[str, str] | None = None) -> HttpResponse:
    sop = text_of(one)
    questions, errors = asked_of(one, sop)
    answered = list(answered_rows(one, sop))
    context: dict[str, Any] = head_of_draft(request, one, sop) | {
        "questions": questions,
        "errors": errors,
        "sure": len(sure_ones(sop)),
        "asked_lines": by_line(questions),
        "wrong_lines": by_line(errors),
        "answered": answered,
        "asked_in_all": len(questions) + len(answered),
        "rows": [row_of(sop, step) for step in sop.lines],
        "chart": inline(draw(sop)) if sop.lines else "",
        "changes": rows_of(changes_of(one), sop),
        "adapted_now": bool(one.answers) and one.answers[-1]["code"] == ANOTHER_OFFICE,
        "lacks": lacks or {},
    }
    context |= seen_of(one, sop, asked=((q.finding.line, q.n) for q in (*questions, *errors)))
    return render(request, "himpun/procedures/draft.html", context, status=422 if lacks else 200)
