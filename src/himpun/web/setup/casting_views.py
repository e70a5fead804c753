"""Which posts and units play the SOP's performers: proposed by their titles, accepted by one press, each changeable."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

from himpun.cases.errors import Incomplete, Lack
from himpun.procedures.actions import cast_performers
from himpun.procedures.queries import casting_for, sop_of
from himpun.sop.model import Seat
from himpun.web.request import Visit
from himpun.web.setup.asking import ask
from himpun.web.setup.casting_form import Choice, choices_of, offer_of, seats_typed, unanswered
from himpun.web.setup.own import own_procedure


def performers(request: Visit, key: str) -> HttpResponse:
    """Each performer with a proposal and its reason; one press keeps all."""
    procedure, edition = own_procedure(request, key)
    sop = sop_of(edition)
    offer = offer_of(procedure.office, request)

    def context(lacks: dict[str, str]) -> dict[str, Any]:
        typed = request.POST if request.method == "POST" else None
        choices = choices_of(sop, offer, casting_for(edition, request.today), typed)
        nobody = [one for one in choices if one.performer.seat is not Seat.TEAM and not _has_somebody(one)]
        return {
            "procedure": procedure,
            "choices": choices,
            "posts": offer.posts,
            "nobody": [one.performer.name for one in nobody],
            "unasked": _unasked(choices),
            "lacks": lacks,
        }

    def act() -> str:
        if lacking := unanswered(sop, offer, request.POST):
            raise Incomplete(tuple(Lack(name, "no_post", said) for name, said in lacking.items()))
        seats = seats_typed(sop, offer, request.POST)
        if not seats:
            raise Incomplete((Lack("", "nobody", "Belum ada pelaksana yang dipilih."),))
        cast_performers(request.actor, procedure, seats, starts=request.today, at=request.at)
        return f"/siapkan?sop={procedure.key}"

    return ask(request, "performers", context, act)


def _unasked(choices: Sequence[Choice]) -> list[str]:
    """Units that no performer of the SOP stands for: their figures are not asked for."""
    rows = [row for one in choices for row in one.units]
    ticked = {row.unit.pk for row in rows if row.ticked}
    return list(dict.fromkeys(row.unit.name for row in rows if row.unit.pk not in ticked))


def _has_somebody(choice: Choice) -> bool:
    return bool(choice.chosen or choice.ticked or any(unit.ticked for unit in choice.units))
