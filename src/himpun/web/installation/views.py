"""Copies of the installation: made, proven and taken away by an administrator."""

from datetime import datetime

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from himpun.installation.access import copy_for
from himpun.installation.actions import ask_for_copy, ask_for_proof, hand_out_copy
from himpun.installation.errors import InstallationError, NotAllOffices
from himpun.installation.models import Deed, Outcome, Run
from himpun.installation.queries import may_take_away, proof_state, shelf_now
from himpun.lib.dates import short_time
from himpun.organisation.roll import offices_of
from himpun.web.request import MIDDLE, Visit


def shelf(request: Visit) -> HttpResponse:
    """The copies, what is under way, and whether a restore was proven."""
    return _show(request, "", status=200)


def make(request: Visit) -> HttpResponse:
    """Have a copy made."""
    try:
        ask_for_copy(request.actor, at=request.at)
    except InstallationError as error:
        return _show(request, str(error), status=422)
    return HttpResponseRedirect("/cadangan")


def prove(request: Visit) -> HttpResponse:
    """Have the newest copy restored and examined."""
    try:
        ask_for_proof(request.actor, at=request.at)
    except InstallationError as error:
        return _show(request, str(error), status=422)
    return HttpResponseRedirect("/cadangan")


def take_away(request: Visit) -> HttpResponseBase:
    """Hand out a copy to who administers every office that is in it."""
    try:
        path = copy_for(request.actor, request.POST.get("berkas", ""))
    except NotAllOffices as error:
        return _show(request, str(error), status=403)
    hand_out_copy(request.actor, path.name, at=request.at)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/zip")


def _show(request: Visit, wrong: str, *, status: int) -> HttpResponse:
    now = shelf_now()
    zone = next((office.zone for office in offices_of(request.actor).values()), MIDDLE.key)
    context = {
        "shelf": now,
        "proof": proof_state(at=request.at),
        "copies": [_copy(one, run, now.proof, zone) for one, run in now.copies],
        "runs": [_run(run, now.died, zone) for run in now.runs if run != now.running],
        "proven_at": short_time(now.proof.ended_at, zone) if now.proof and now.proof.ended_at else "",
        "may_take_away": may_take_away(request.actor),
        "lacks": {"": wrong} if wrong else {},
    }
    return render(request, "himpun/installation/shelf.html", context, status=status)


def _copy(one: object, run: Run | None, proof: Run | None, zone: str) -> dict[str, object]:
    name = getattr(one, "name", "")
    return {
        "one": one,
        "at": _time(run.begun_at if run else None, zone),
        "entries": run.entries if run else None,
        "proven": proof is not None and proof.file == name,
    }


def _run(run: Run, died: Run | None, zone: str) -> dict[str, object]:
    outcome = Outcome.DIED if run == died else Outcome(run.outcome)
    return {
        "run": run,
        "deed": Deed(run.deed).label,
        "outcome": outcome.label,
        "chip": {Outcome.DONE: "done", Outcome.OPEN: "wait"}.get(outcome, "late"),
        "by": run.asked_by.person.name if run.asked_by else "Jadwal",
        "asked": _time(run.asked_at, zone),
        "ended": _time(run.ended_at, zone),
    }


def _time(at: datetime | None, zone: str) -> str:
    return short_time(at, zone) if at else ""
