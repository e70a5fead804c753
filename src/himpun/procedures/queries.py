"""What an office's register says on a day: the edition in force, the casting, what is due to open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.organisation.calendars import calendar_of
from himpun.organisation.queries import in_force
from himpun.procedures.casting import Cast, Played, cast_of, missing_performers
from himpun.procedures.errors import EditionDamaged
from himpun.procedures.models import Casting, Edition, Procedure
from himpun.procedures.schedule import due_periods, first_after, opening_day
from himpun.sop.model import Sop
from himpun.sop.read import sop_from
from himpun.sop.write import digest

__all__ = [
    "Standing",
    "casting_for",
    "casting_on",
    "due_openings",
    "edition_in_force",
    "editions_of",
    "missing_performers",
    "openings_ahead",
    "owed_openings",
    "register_of",
    "sop_of",
    "standings_of",
]


LATE: Final = 4
"""How many periods may be over and still wait for their opening day: a month that opens sixty working days later."""


def register_of(office_id: int) -> list[Procedure]:
    """The procedures that the office uses, by title."""
    found = Procedure.objects.filter(office=office_id, retired_at=None).select_related("office")
    return list(found.order_by("title", "id"))


def editions_of(procedure: Procedure) -> list[Edition]:
    """All editions, the newest first, without their texts (`sop_of` reads one)."""
    return list(Edition.objects.filter(procedure=procedure).order_by("-number").defer("sop"))


def edition_in_force(procedure: Procedure, on: date) -> Edition | None:
    """The edition that holds on a day; none before the first, and none once it is withdrawn.

    A withdrawn edition brings back none that it replaced: what was replaced has been judged out of date. One
    that was withdrawn before its day never came into force and replaced nothing.
    """
    return _in_force(editions_of(procedure), on, ZoneInfo(procedure.office.zone))


def _in_force(editions: Iterable[Edition], on: date, zone: ZoneInfo) -> Edition | None:
    came = [edition for edition in editions if _came_into_force(edition, on, zone)]
    newest = max(came, key=lambda edition: (edition.in_force_from, edition.number), default=None)
    if newest is None or (_withdrawn_on(newest, zone) or date.max) <= on:
        return None
    return newest


def _came_into_force(edition: Edition, on: date, zone: ZoneInfo) -> bool:
    withdrawn = _withdrawn_on(edition, zone)
    return edition.in_force_from <= on and (withdrawn is None or withdrawn >= edition.in_force_from)


def _withdrawn_on(edition: Edition, zone: ZoneInfo) -> date | None:
    return edition.withdrawn_at.astimezone(zone).date() if edition.withdrawn_at else None


class Standing(StrEnum):
    """What an edition is on a day."""

    HOLDS = "berlaku"
    TO_COME = "akan berlaku"
    REPLACED = "diganti"
    WITHDRAWN = "dicabut"


def standings_of(procedures: Iterable[Procedure], on: date) -> dict[int, list[tuple[Edition, Standing]]]:
    """All editions of these procedures with what each is on that day, the newest first; asked for in one query."""
    by_procedure: dict[int, list[Edition]] = defaultdict(list)
    zones = {one.pk: ZoneInfo(one.office.zone) for one in procedures}
    for edition in Edition.objects.filter(procedure__in=zones).order_by("-number").defer("sop"):
        by_procedure[edition.procedure_id].append(edition)
    return {
        key: [(one, _standing(one, _in_force(editions, on, zones[key]), on)) for one in editions]
        for key, editions in by_procedure.items()
    }


def _standing(edition: Edition, holding: Edition | None, on: date) -> Standing:
    if edition.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if edition == holding:
        return Standing.HOLDS
    return Standing.TO_COME if edition.in_force_from > on else Standing.REPLACED


def sop_of(edition: Edition) -> Sop:
    """The edition's SOP; the database is asked once for each text. Raises EditionDamaged."""
    return _sop(edition.digest)


@lru_cache(maxsize=256)
def _sop(known_by: str) -> Sop:
    text = Edition.objects.filter(digest=known_by).values_list("sop", flat=True)[:1].get()
    sop = sop_from(text)
    if digest(sop) != known_by:
        raise EditionDamaged("Naskah edisi di basis data tidak sama dengan yang diterbitkan.")
    return sop


def casting_on(procedure: Procedure, on: date) -> Cast:
    """Who plays the performers of the edition in force that day; nobody when none is in force."""
    edition = edition_in_force(procedure, on)
    return Cast() if edition is None else casting_for(edition, on)


def casting_for(edition: Edition, on: date) -> Cast:
    """Who plays the performers of this edition on a day."""
    return cast_of(sop_of(edition), _played(edition.procedure_id, on))


def _played(procedure: int, on: date) -> Iterator[Played]:
    rows = Casting.objects.filter(in_force(on), procedure=procedure).order_by("position", "id")
    return (Played(*row) for row in rows.values_list("performer", "unit_id", "post_id"))


def due_openings(today: date) -> list[tuple[Procedure, Period]]:
    """Every period that the schedule should have opened by today and has not, the earliest opening day first.

    A procedure opens on its `opens_day`-th working day after the end of each period of its kind, from the day
    on which its first edition was published and in force, and while one is in force today. Whoever opens the
    case notes it in the same transaction by `actions.note_opening`, also where the case had been opened by
    hand. A constant number of statements once the calendars are known.
    """
    editions: dict[int, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.filter(procedure__retired_at=None).defer("sop").order_by("number"):
        editions[edition.procedure_id].append(edition)
    procedures = Procedure.objects.filter(pk__in=editions).select_related("office")
    due = [
        (opens, procedure.office_id, procedure.pk, procedure, period)
        for procedure in procedures
        for opens, period in _due(procedure, editions[procedure.pk], today)
    ]
    return [(procedure, period) for *_, procedure, period in sorted(due, key=lambda one: one[:3])]


def owed_openings(procedure: Procedure, today: date) -> list[Period]:
    """The periods of one procedure whose opening day is over and whose case the schedule could not open."""
    editions = list(Edition.objects.filter(procedure=procedure, procedure__retired_at=None).defer("sop"))
    return [period for opens, period in _due(procedure, editions, today) if opens < today]


def openings_ahead(procedure: Procedure, today: date) -> Iterator[tuple[date, Period]]:
    """On which days the schedule opens the next cases, and for which periods, while an edition is in force."""
    first = period_of(today, PeriodKind(procedure.every))
    for _ in range(LATE):
        first = first.previous
    through, calendar = procedure.opened_through or date.min, calendar_of(procedure.office)
    for period in islice(_onward(first), LATE + 2):
        opens = opening_day(period, nth=procedure.opens_day, calendar=calendar)
        if opens is not None and opens >= today and period.end > through:
            yield opens, period


def _onward(period: Period) -> Iterator[Period]:
    while True:
        yield period
        period = period.next


def _due(procedure: Procedure, editions: list[Edition], today: date) -> list[tuple[date, Period]]:
    zone = ZoneInfo(procedure.office.zone)
    if _in_force(editions, today, zone) is None:
        return []
    since = min(max(one.in_force_from, one.published_at.astimezone(zone).date()) for one in editions)
    first = first_after(procedure.opened_through, since=since, kind=PeriodKind(procedure.every))
    calendar = calendar_of(procedure.office)
    return due_periods(first, since=since, today=today, nth=procedure.opens_day, calendar=calendar)
