"""The office's SOP, chosen from the catalogue by its picture and three facts."""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from himpun.cases.errors import Incomplete, Lack
from himpun.lib.worktime import TimeUnit
from himpun.procedures.actions import publish_from_catalogue
from himpun.procedures.errors import NothingNew
from himpun.procedures.queries import register_of
from himpun.sop.catalogue import keys, load
from himpun.sop.chart import draw
from himpun.sop.model import Finding, Sop
from himpun.web.procedures.places import findings_of
from himpun.web.request import Visit
from himpun.web.setup.asking import ask
from himpun.web.setup.own import own_office


@dataclass(frozen=True, slots=True)
class Offered:
    """One SOP of the catalogue: how many steps, who, how long."""

    key: str
    sop: Sop
    who: str
    time: str
    used: bool
    findings: list[tuple[str, Finding]]  # where, and what: taken as they are by whoever takes the SOP


def choose(request: Visit) -> HttpResponse:
    """The catalogue; the one that is chosen becomes the office's first edition."""
    office = own_office(request)

    def context(lacks: dict[str, str]) -> dict[str, Any]:
        used = {one.key for one in register_of(office.pk)}
        return {"offered": [_offered(key, key in used) for key in keys()], "lacks": lacks}

    def act() -> str:
        key = request.POST.get("sop", "")[:80]
        if key not in keys():
            raise Incomplete((Lack("sop", "no_sop", "Pilih salah satu SOP."),))
        with suppress(NothingNew):  # a second press finds the edition of the first
            publish_from_catalogue(request.actor, office, key, in_force_from=request.today, at=request.at)
        return f"/siapkan/pelaksana/{key}"

    return ask(request, "sop", context, act)


def picture(request: Visit, key: str) -> HttpResponse:
    """An SOP's chart by itself. It never changes while the program runs: the browser may keep it."""
    response = HttpResponse(draw(load(key)), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=86400"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _offered(key: str, used: bool) -> Offered:
    sop = load(key)
    return Offered(key, sop, ", ".join(one.name for one in sop.performers), standard_time(sop), used, findings_of(sop))


def standard_time(sop: Sop) -> str:
    """The standard times of all lines added up, by kind: "2 hari 3 jam 10 menit"."""
    sums: dict[TimeUnit, Any] = {}
    for step in sop.lines:
        if step.duration is not None:
            sums[step.duration.unit] = sums.get(step.duration.unit, 0) + step.duration.value
    minutes = sums.pop(TimeUnit.MINUTE, 0)
    hours, sums[TimeUnit.MINUTE] = divmod(minutes, 60)
    sums[TimeUnit.HOUR] = sums.get(TimeUnit.HOUR, 0) + hours
    ordered = [unit for unit in reversed(list(TimeUnit)) if sums.get(unit)]
    return (
        " ".join(f"{Decimal(sums[unit]).normalize():f} {unit.word}".replace(".", ",") for unit in ordered)
        or "tanpa waktu"
    )
