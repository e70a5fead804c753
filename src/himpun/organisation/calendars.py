"""An office's working calendar as `lib.worktime` computes with it.

`Office.calendar_digest` is the SHA-256 of all that makes the calendar: readers keep one calendar for each
digest, so that a change is seen at once by every worker, and offices with the same calendar share it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from threading import Lock
from typing import Any, Final

from himpun.lib.worktime import Calendar, DatedHours, Hours, Interval
from himpun.organisation.errors import NotACalendar
from himpun.organisation.models import Holiday, Office, OfficeHours

VERSION: Final = 1
KEPT: Final = 1000  # calendars; most offices of a government share one
_kept: dict[str, Calendar] = {}
_keeping = Lock()


def calendar_of(office: Office | int) -> Calendar:
    """The office's calendar.

    No statement for an office at hand whose calendar was met before; one for a bare key.
    """
    if isinstance(office, Office):
        key, digest = office.pk, office.calendar_digest
    else:
        key, digest = office, Office.objects.values_list("calendar_digest", flat=True).get(pk=office)
    return _kept.get(digest) or _read_and_keep(key, digest)


def _read_and_keep(office: int, digest: str) -> Calendar:
    calendar = read_calendar(office)
    _keep(digest, calendar)
    return calendar


def read_calendar(office: int) -> Calendar:
    """From the rows. Three statements."""
    hours = OfficeHours.objects.filter(office=office).values_list("starts", "name", "week")
    days = Holiday.objects.filter(office=office, cancelled=False).values_list("day", "name")
    return Calendar(
        zone=Office.objects.values_list("zone", flat=True).get(pk=office),
        hours=tuple(DatedHours(starts, name, hours_from(week)) for starts, name, week in hours),
        holidays=dict(days.order_by("day")),
    )


def know_calendars(offices: Iterable[Office]) -> None:
    """Have the calendars of many offices at hand: two statements for all that were not met before, else none."""
    alike = {office.calendar_digest: office for office in offices if office.calendar_digest not in _kept}
    unknown = {office.pk: office for office in alike.values()}
    if not unknown:
        return
    hours: dict[int, list[DatedHours]] = {key: [] for key in unknown}
    days: dict[int, dict[date, str]] = {key: {} for key in unknown}
    for key, starts, name, week in OfficeHours.objects.filter(office__in=unknown).values_list(*_HOURS):
        hours[key].append(DatedHours(starts, name, hours_from(week)))
    found = Holiday.objects.filter(office__in=unknown, cancelled=False).order_by("day")
    for key, day, name in found.values_list("office", "day", "name"):
        days[key][day] = name
    for key, office in unknown.items():
        _keep(office.calendar_digest, Calendar(office.zone, tuple(hours[key]), days[key]))


_HOURS: Final = ("office", "starts", "name", "week")


def _keep(digest: str, calendar: Calendar) -> None:
    """Keep it, unless it is not what its digest says: then it was read between two changes."""
    if digest != digest_of(calendar):
        return
    with _keeping:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[digest] = calendar


def digest_of(calendar: Calendar) -> str:
    """What tells this calendar from every other."""
    rules = [[str(rule.starts), rule.name, week_data(rule.hours)] for rule in calendar.hours]
    days = sorted((str(day), name) for day, name in calendar.holidays.items())
    text = json.dumps([calendar.zone, rules, days], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def week_data(hours: Hours) -> dict[str, Any]:
    """As `OfficeHours.week` stores it: for each day, Monday first, its intervals as [from, to]."""
    days = [[[f"{part.start:%H:%M}", f"{part.end:%H:%M}"] for part in day] for day in hours.days]
    return {"v": VERSION, "days": days}


def hours_from(week: Mapping[str, Any]) -> Hours:
    """Raises NotACalendar for hours that cannot be, e.g. an interval that ends before it starts."""
    if week.get("v") != VERSION:
        raise NotACalendar(f"Jam kerja versi {week.get('v')!r} tidak dikenal.")
    try:
        return Hours(tuple(tuple(_interval(part) for part in day) for day in week["days"]))
    except (KeyError, TypeError, ValueError) as wrong:
        raise NotACalendar("Jam kerja: tujuh hari, tiap rentang maju dan tidak bertumpuk.") from wrong


def _interval(part: Sequence[str]) -> Interval:
    start, end = part
    return Interval(time.fromisoformat(start), time.fromisoformat(end))
