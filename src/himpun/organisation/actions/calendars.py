"""Verbs on an office's working calendar. Each renews the calendar's digest, by which readers know it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from himpun.lib.worktime import Hours, ramadan_hours, standard_hours
from himpun.organisation.calendars import digest_of, read_calendar, week_data
from himpun.organisation.errors import NotACalendar, NotHeldThen
from himpun.organisation.models import Holiday, Office, OfficeHours
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, Values, gone, image, record, verb

PERPRES_21_2023: Final = date(2023, 4, 12)  # in force from its promulgation; five days, 37 h 30 min a week


def lay_standard_hours(office: Office) -> OfficeHours:
    """The first hours of a new office; its verb journals them and the office."""
    _refuse_zone(office.zone)
    hours = _lay(office, PERPRES_21_2023, "Jam kerja (Perpres 21/2023)", standard_hours())
    _renew(office)
    return hours


@verb
def set_holidays(actor: Actor, office: Office, days: Mapping[date, tuple[str, str]], *, at: datetime) -> None:
    """Days off with (name, decree): new ones are added, known ones get this name and decree. Others stay."""
    if not days:
        raise NotACalendar("Tidak ada hari libur yang disebut.")
    _lock(office)
    rows = [Holiday(office=office, day=day, name=name, decree=decree) for day, (name, decree) in sorted(days.items())]
    kept = Holiday.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["office", "day"],
        update_fields=["name", "decree", "cancelled"],
    )
    years = sorted({day.year for day in days})
    _tell(
        actor,
        office,
        kind="organisation.holidays_set",
        payload={"years": years},
        rows=list(map(image, kept)),
        at=at,
    )


@verb
def cancel_holidays(actor: Actor, office: Office, *, days: Sequence[date], decree: str, at: datetime) -> None:
    """A later decree makes these days working days again. Raises NotHeldThen when one was no day off."""
    _lock(office)
    found = list(Holiday.objects.filter(office=office, day__in=days, cancelled=False))
    if len(found) < len(set(days)):
        raise NotHeldThen("Salah satu tanggal ini bukan hari libur.")
    for row in found:
        row.cancelled, row.decree = True, decree
    Holiday.objects.bulk_update(found, ["cancelled", "decree"])
    rows = [image(row, "cancelled", "decree") for row in found]
    _tell(actor, office, kind="organisation.holidays_cancelled", payload={"decree": decree}, rows=rows, at=at)


@verb
def set_hours(actor: Actor, office: Office, *, hours: Hours, name: str, starts: date, at: datetime) -> OfficeHours:
    """The working hours from a day on, until the next such rule."""
    _lock(office)
    row = _lay(office, starts, name, hours)
    _tell(actor, office, kind="organisation.hours_set", payload={"starts": starts}, rows=[image(row)], at=at)
    return row


@verb
def set_ramadan_hours(
    actor: Actor, office: Office, *, starts: date, ends: date, at: datetime
) -> tuple[OfficeHours, OfficeHours]:
    """Ramadan's 32 h 30 min (Perpres 21/2023 article 4), then again what held before. Raises NotACalendar."""
    if ends < starts:
        raise NotACalendar("Hari terakhir Ramadan mendahului hari pertamanya.")
    _lock(office)
    earlier = OfficeHours.objects.filter(office=office, starts__lt=starts).order_by("-starts").first()
    if earlier is None or OfficeHours.objects.filter(office=office, starts__range=(starts, ends)).exists():
        raise NotACalendar("Jam kerja lain sudah berlaku pada masa itu. Ubah dahulu tanggalnya.")
    ramadan = _lay(office, starts, f"Jam kerja Ramadan {starts.year}", ramadan_hours())
    after = ends + timedelta(days=1)
    back, _ = OfficeHours.objects.get_or_create(
        office=office, starts=after, defaults={"name": earlier.name, "week": earlier.week}
    )
    rows = [image(ramadan), image(back)]
    _tell(
        actor,
        office,
        kind="organisation.hours_set",
        payload={"starts": starts, "ends": ends},
        rows=rows,
        at=at,
    )
    return ramadan, back


@verb
def withdraw_hours(actor: Actor, office: Office, *, starts: date, at: datetime) -> None:
    """Hours that have not begun are not to come: Ramadan was sighted on another day. Raises NotACalendar.

    What has been in force stays: due times and lateness were counted by it.
    """
    _lock(office)
    row = OfficeHours.objects.filter(office=office, starts=starts).first()
    today = at.astimezone(ZoneInfo(office.zone)).date()
    if row is None or starts <= today or not OfficeHours.objects.filter(office=office, starts__lt=starts).exists():
        raise NotACalendar("Hanya jam kerja yang belum mulai berlaku yang dapat dicabut.")
    payload = {"starts": starts, "name": row.name}
    removed = gone(row)
    row.delete()
    _tell(actor, office, kind="organisation.hours_withdrawn", payload=payload, rows=[removed], at=at)


@verb
def move_to_zone(actor: Actor, office: Office, *, zone: str, at: datetime) -> None:
    """The office's zone was wrong. Due times already given stay. Raises NotACalendar."""
    _refuse_zone(zone)
    _lock(office)
    office.zone = zone
    office.save(update_fields=["zone"])
    _tell(
        actor,
        office,
        kind="organisation.zone_set",
        payload={"zone": zone},
        rows=[image(office, "zone")],
        at=at,
    )


def _lay(office: Office, starts: date, name: str, hours: Hours) -> OfficeHours:
    row, _ = OfficeHours.objects.update_or_create(
        office=office, starts=starts, defaults={"name": name, "week": week_data(hours)}
    )
    return row


def _refuse_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise NotACalendar(f"Zona waktu “{zone}” tidak dikenal, misalnya Asia/Makassar.")


def _lock(office: Office) -> None:
    """Two changes at once must not each compute the digest without the other."""
    Office.objects.select_for_update().get(pk=office.pk)


def _renew(office: Office) -> None:
    office.calendar_digest = digest_of(read_calendar(office.pk))
    office.save(update_fields=["calendar_digest"])


def _tell(actor: Actor, office: Office, *, kind: str, payload: Values, rows: list[RowImage], at: datetime) -> None:
    _renew(office)
    rows = [image(office, "calendar_digest"), *rows]
    record(Fact(office.pk, actor, kind, at, payload, rows))
