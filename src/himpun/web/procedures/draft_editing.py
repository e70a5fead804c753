"""Correcting a draft: a line, the performers, the identity page."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.procedures.access import draft_for_admin
from himpun.procedures.actions import learn_alias, place_in_register
from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition
from himpun.procedures.queries import register_of
from himpun.sop.chart import draw
from himpun.sop.edit import line, with_new_step, with_step, with_step_moved, without_step
from himpun.sop.model import Sop, Step
from himpun.sop.words import SEAT_WORDS
from himpun.trail.journal import writing
from himpun.web.documents.svg import inline
from himpun.web.procedures.beside import seen_of
from himpun.web.procedures.draft_forms import IDENTITY, identity_from, merged, performers_from
from himpun.web.procedures.mending import head_of_draft, keep, kept_under, lacks_after, read_version
from himpun.web.procedures.step_form import fields_of, step_from
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from


def step(request: Visit, pk: int) -> HttpResponse:
    """One line corrected, put in, moved or taken out."""
    one = draft_for_admin(request.actor, pk)
    sop = text_of(one)
    number = key_from(request.POST.get("nomor") or request.GET.get("nomor", "")) or 0
    old = line(sop, number) if number else Step(len(sop.steps) + 1, "", (), ())
    lacks: dict[str, str] = {}
    if request.method == "POST":
        form = Typed(request.POST)
        lacks = lacks_after(lambda: _keep(request, one, _corrected(form, sop, old, new=not number)))
        if not lacks:
            return HttpResponseRedirect(_onward(request, one, number))
    context = head_of_draft(request, one, sop) | fields_of(old, sop, request.POST) | seen_of(one, sop, here=number)
    context |= {"step": old, "new": not number, "after": _after(request, sop), "kept": request.GET.get("tersimpan")}
    context |= {"lacks": lacks, "typed": request.POST, "keeps": kept_under(request, one, f"langkah-{number}")}
    context |= {
        "chart": inline(draw(sop)) if sop.lines else "",
        "following": number + 1 if 0 < number < len(sop.lines) else 0,
    }
    return render(request, "himpun/procedures/step.html", context, status=422 if lacks else 200)


def _keep(request: Visit, one: DraftEdition, sop: Sop) -> None:
    keep(request, one, sop, version=read_version(request, one))


def _onward(request: Visit, one: DraftEdition, number: int) -> str:
    """Back to the line on the draft's page; to the next empty form where several are put in one after the other."""
    put_in = number or _after(request, text_of(one)) + 1
    if request.POST.get("putusan") == "lanjut":
        return f"/sop/konsep/{one.pk}/langkah?sesudah={put_in}&tersimpan={put_in}"
    if request.POST.get("putusan") == "sesudahnya":
        return f"/sop/konsep/{one.pk}/langkah?nomor={number + 1}"
    gone = request.POST.get("putusan") == "hapus"
    return f"/sop/konsep/{one.pk}#" + ("langkah" if gone else f"langkah-{put_in}")


def _after(request: Visit, sop: Sop) -> int:
    """Behind which line a new one is put; behind the table's last when nothing was said."""
    said = key_from(request.POST.get("sesudah") or request.GET.get("sesudah", ""))
    return len(sop.steps) if said is None or said > len(sop.lines) else said


def _corrected(form: Typed, sop: Sop, old: Step, *, new: bool) -> Sop:
    after = key_from(form.post.get("sesudah", ""))
    if form.post.get("putusan") == "hapus" and not new:
        return without_step(sop, old.number)
    typed = step_from(form, old, sop)
    if new:
        return with_new_step(sop, typed, after=len(sop.steps) if after is None else after)
    corrected = with_step(sop, typed)
    return corrected if after is None else with_step_moved(corrected, old.number, after=after)


def performers(request: Visit, pk: int) -> HttpResponse:
    """Who plays in it: renamed, seated, taken for one another, pasted. What was said of a name is learned."""
    one = draft_for_admin(request.actor, pk)
    sop = text_of(one)
    lacks: dict[str, str] = {}
    if request.method == "POST":
        lacks = lacks_after(lambda: _keep_performers(request, one, sop))
        if not lacks:
            return HttpResponseRedirect(f"/sop/konsep/{pk}#langkah")
    busy = {role.key for step in sop.lines for role in step.performers}
    context = head_of_draft(request, one, sop) | seen_of(one, sop)
    context |= {"lacks": lacks, "typed": request.POST, "busy": busy, "seat_words": _SEATS}
    context |= {"keeps": kept_under(request, one, "pelaksana"), "chart": inline(draw(sop)) if sop.lines else ""}
    return render(request, "himpun/procedures/performers.html", context, status=422 if lacks else 200)


_SEATS: Final = [(seat.value, word) for seat, word in SEAT_WORDS.items()]


def _keep_performers(request: Visit, one: DraftEdition, sop: Sop) -> None:
    form = Typed(request.POST)
    with writing():
        _keep(request, one, performers_from(form, sop))
        for written, meant in merged(form, sop).items():
            learn_alias(request.actor, one.office, written=written, meant=meant, at=request.at)


def identity(request: Visit, pk: int) -> HttpResponse:
    """The identity page of the SOP."""
    one = draft_for_admin(request.actor, pk)
    sop, post = text_of(one), request.POST
    lacks: dict[str, str] = {}
    if request.method == "POST":
        lacks = lacks_after(lambda: _keep_identity(request, one, sop))
        if not lacks:
            return HttpResponseRedirect(f"/sop/konsep/{pk}#pertanyaan")
    said = {name: post.get(name, "") if post else "\n".join(getattr(sop, name)) for name in IDENTITY}
    lists = [(name, words, said[name]) for name, words in IDENTITY.items()]
    context = head_of_draft(request, one, sop) | {"lists": lists, "lacks": lacks, "typed": post}
    context |= {
        "keeps": kept_under(request, one, "identitas"),
        "register": register_of(one.office_id),
        "renews": post.get("edisi") or str(one.procedure_id or ""),
    }
    return render(request, "himpun/procedures/identity.html", context, status=422 if lacks else 200)


def _keep_identity(request: Visit, one: DraftEdition, sop: Sop) -> None:
    """The identity page, and whether the draft is the next edition of a procedure or an SOP of its own."""
    form, version = Typed(request.POST), read_version(request, one)
    told, wanted = identity_from(form, sop), form.post.get("edisi", str(one.procedure_id or ""))
    renewed = next((procedure for procedure in register_of(one.office_id) if str(procedure.pk) == wanted), None)
    if wanted and renewed is None:
        form.lack("edisi", "no_such_procedure", "Pilih SOP dari daftar kantor ini.")
    form.refuse()
    with writing():
        keep(request, one, told, version=version)
        if renewed != one.procedure:
            place_in_register(request.actor, one, renewed, based_on=version + 1, at=request.at)
