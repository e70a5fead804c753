"""The way of a draft to an edition: laid before the head, returned, approved; attested as on paper; dropped."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.documents.dates import local_day
from himpun.organisation.queries import head_of
from himpun.procedures.access import draft_for, draft_for_admin
from himpun.procedures.actions import approve_draft, drop_draft, record_paper_approval, return_draft, submit_draft
from himpun.procedures.drafts import Approving, errors_of, questions_of, text_of
from himpun.procedures.models import DraftEdition
from himpun.web.procedures.mending import head_of_draft, lacks_after, read_version
from himpun.web.request import Visit
from himpun.web.typed import Typed


def approval(request: Visit, pk: int) -> HttpResponse:
    """Laid before the head, returned, approved; or attested as approved on paper; or dropped."""
    one = draft_for(request.actor, pk)
    head = head_of(one.office_id, on=request.today)
    may_approve = head is not None and head.pk in request.actor.posts
    lacks: dict[str, str] = {}
    if request.method == "POST":
        onward: list[str] = []
        lacks = lacks_after(lambda: onward.append(_decide(request, one)))
        if not lacks:
            return HttpResponseRedirect(onward[0])
        one.refresh_from_db()
    sop = text_of(one)
    context = head_of_draft(request, one, sop) | {
        "head": head,
        "may_approve": may_approve,
        "administers": one.office_id in request.actor.administers,
        "questions": questions_of(one, sop),
        "errors": errors_of(sop),
        "typed": request.POST,
        "today": local_day(request.at, one.office.zone).isoformat(),
        "lacks": lacks,
    }
    return render(request, "himpun/procedures/approval.html", context, status=422 if lacks else 200)


def _decide(request: Visit, one: DraftEdition) -> str:
    """Do it, and say where to go on."""
    form = Typed(request.POST)
    match request.POST.get("putusan", ""):
        case "sahkan":
            read = read_version(request, one)
            # Who approves here does it now; only what was signed on paper has a day of its own.
            approving = _approving(form, on=local_day(request.at, one.office.zone))
            edition = approve_draft(request.actor, one, approving, read=read, at=request.at)
            return f"/sop/edisi/{edition.pk}"
        case "kembalikan":
            return_draft(request.actor, one, reason=_reason(form), at=request.at)
            return f"/sop/konsep/{one.pk}"
        case wish:
            return _administrator_decides(request, draft_for_admin(request.actor, one.pk), wish, form)


def _administrator_decides(request: Visit, one: DraftEdition, wish: str, form: Typed) -> str:
    match wish:
        case "kertas":
            read = read_version(request, one)
            edition = record_paper_approval(request.actor, one, _approving(form), read=read, at=request.at)
            return f"/sop/edisi/{edition.pk}"
        case "buang":
            drop_draft(request.actor, one, at=request.at)
            return "/sop/konsep"
        case _:
            submit_draft(request.actor, one, at=request.at)
            return f"/sop/konsep/{one.pk}/pengesahan"


def _reason(form: Typed) -> str:
    reason = form.text("alasan", 1000)
    if not reason:
        form.lack("alasan", "no_reason", "Tulis apa yang harus diperbaiki.")
    form.refuse()
    return reason


def _approving(form: Typed, *, on: date | None = None) -> Approving:
    number = form.text("nomor", 100)
    if not number:
        form.lack("nomor", "no_number", "Tulis nomor SOP.")
    approved_on = on or form.date("disahkan", needed="Tulis tanggal pengesahannya.")
    in_force = form.date("berlaku", needed="Tulis sejak kapan berlaku.")
    form.refuse()
    assert approved_on is not None
    assert in_force is not None
    return Approving(number, approved_on, in_force)
