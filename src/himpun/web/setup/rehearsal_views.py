"""A rehearsal of the office's own SOP by one press: played in the background, looked at when it is over."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.installation.rehearsals import Rehearsal, State, papers_of, rehearsal_of, start
from himpun.lib.dates import in_words, long_time
from himpun.lib.periods import Period
from himpun.organisation.errors import NotHere
from himpun.procedures.models import Edition
from himpun.procedures.queries import casting_for, missing_performers, sop_of
from himpun.sop.model import Severity
from himpun.web.request import Visit
from himpun.web.setup.own import own_procedure

EVERY = 3
"""Seconds between two looks at a rehearsal that is being played."""


def rehearsal(request: Visit, key: str) -> HttpResponse:
    """How the last rehearsal went, or goes; a press plays it, anew if it was played before."""
    procedure, edition = own_procedure(request, key)
    played = rehearsal_of(edition, at=request.at)
    lacking = _lacking(edition, request)
    if request.POST.get("putusan") == "mainkan" and not lacking:
        if played.state is not State.PLAYING:  # a second press finds the first one's rehearsal
            start(edition, on=request.today)
        return HttpResponseRedirect(request.path)
    context = {
        "procedure": procedure,
        "played": played,
        "state": played.state.value,
        "lacking": lacking,
        "still": "diam" in request.GET,
        "rows": (rows := _rows(edition, played)),
        "returns": sum(row.returns for row in rows),
        "period": Period.parse(played.result["period"]).label if played.result else "",
        "result": played.result,
        "when": long_time(played.played_at, procedure.office.zone) if played.played_at else "",
    }
    response = render(request, "himpun/setup/rehearsal.html", context, status=422 if request.method == "POST" else 200)
    if played.state is State.PLAYING and "diam" not in request.GET:
        response["Refresh"] = str(EVERY)
    return response


def papers(request: Visit, key: str) -> HttpResponse:
    """The papers of the rehearsal in one file."""
    _, edition = own_procedure(request, key)
    data = papers_of(edition)
    if data is None:
        raise NotHere
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="GLADI-{edition.pk}.zip"'
    return response


def _lacking(edition: Edition, request: Visit) -> list[str]:
    """What keeps the edition from being played."""
    findings = missing_performers(sop_of(edition), casting_for(edition, request.today))
    return [finding.message for finding in findings if finding.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the SOP as it was played."""

    number: int
    activity: str
    standard: str
    used: str
    returns: int


def _rows(edition: Edition, played: Rehearsal) -> list[Row]:
    if played.result is None:
        return []
    told: dict[int, Any] = {step["number"]: step for step in played.result["steps"]}
    return [
        Row(
            step.number,
            step.activity,
            step.duration.written if step.duration else "",
            in_words(told[step.number]["used_minutes"]) if told[step.number]["used_minutes"] is not None else "",
            told[step.number]["returns"],
        )
        for step in sop_of(edition).lines
        if step.number in told
    ]
