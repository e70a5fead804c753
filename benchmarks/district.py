"""An invented district for measuring: offices with twenty units, and as many running cases as are asked for.

The offices are founded by the verbs; what is there in mass is put down in bulk, as years of work would leave it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from django.db import connection

from himpun.cases.models import Case, Origin, Task
from himpun.cases.seating import Seating, seating_of
from himpun.organisation.actions import found_government, found_office
from himpun.organisation.drafts import OfficeDraft
from himpun.organisation.models import Account, Government, Holder, Office, Person, Post, Unit
from himpun.organisation.sessions import SessionStore
from himpun.performance.models import Indicator, Request, Sheet
from himpun.performance.scoring import Meaning
from himpun.procedures.actions import cast, publish_from_catalogue
from himpun.procedures.casting import Cast
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import casting_for
from himpun.sop.catalogue import load
from himpun.sop.model import Seat
from himpun.sop.route import Station
from himpun.trail.actor import Actor
from himpun.trail.prepared import write_rows

KEY: Final = "batui-selatan"
FIGURES: Final = 20
AT: Final = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
DAY_ONE: Final = date(2024, 1, 1)
SETUP: Final = Actor(name="Penyusun ukuran")
_numbers = count(1)


@dataclass(slots=True)
class Place:
    """An office with one procedure: its units, who heads each, and a session of each who heads one."""

    office: Office
    procedure: Procedure
    edition: Edition
    units: list[Unit]
    seats: dict[int, Post]
    accounts: dict[int, Account]
    indicators: dict[int, list[Indicator]]
    periods: Iterator[str]

    def seating(self) -> Seating:
        return seating_of(self.case(Cast().as_data()))

    def case(self, cast: dict[str, Any]) -> Case:
        """A case that is not stored yet, for the next period."""
        return Case(
            office=self.office,
            procedure=self.procedure,
            edition=self.edition,
            digest=self.edition.digest,
            period=next(self.periods),
            title=self.procedure.title,
            cast=cast,
            origin=Origin.SCHEDULE,
            opened_at=AT,
            opened_by="Jadwal (Jadwal)",
        )


def found_place(units: int = 20) -> Place:
    """An office that runs the procedure, everybody cast, with twenty indicators for each unit."""
    number = next(_numbers)
    government = Government.objects.filter(name="Kabupaten Ukur").first()
    government = government or found_government(SETUP, "Kabupaten Ukur", at=AT)
    draft = OfficeDraft(name=f"Kecamatan Ukur {number}", code=f"UKR{number}", place="Ukur")
    office = found_office(SETUP, government, draft=draft, at=AT)
    edition = publish_from_catalogue(SETUP, office, KEY, in_force_from=DAY_ONE, at=AT)
    rows = [Unit(office=office, name=f"Seksi {n}", position=n, starts=DAY_ONE) for n in range(1, units + 1)]
    made = Place(office, edition.procedure, edition, Unit.objects.bulk_create(rows), {}, {}, {}, _periods())
    _cast(made)
    _people(made)
    _promise(made)
    return made


def _periods() -> Iterator[str]:
    return (f"{year}-TW{quarter}" for year in count(2027) for quarter in range(1, 5))


def _cast(place: Place) -> None:
    """One post for each performer, and for each unit its head, who plays every performer that units play."""
    office = place.office
    heads = [Post(office=office, unit=unit, title=f"Kepala {unit.name}", starts=DAY_ONE) for unit in place.units]
    heads = Post.objects.bulk_create(heads)
    place.seats = {unit.pk: post for unit, post in zip(place.units, heads, strict=True)}
    for performer in load(KEY).performers:
        if performer.seat is Seat.UNITS:
            seats: list[tuple[Unit | None, Post]] = list(zip(place.units, heads, strict=True))
        else:
            seats = [(None, Post.objects.create(office=office, title=performer.name, starts=DAY_ONE))]
        cast(SETUP, place.procedure, performer.key, seats=seats, starts=DAY_ONE, at=AT)


def _people(place: Place) -> None:
    """Somebody with an account holds each post. Nobody logs in by password here: sessions are made."""
    office, posts = place.office, list(Post.objects.filter(office=place.office))
    names = (f"Pejabat Ukur {office.pk}-{n}" for n in count(1))
    people = [Person(government=office.government, office=office, name=next(names)) for _ in posts]
    people = Person.objects.bulk_create(people)
    held = [Holder(office=office, post=p, person=who, starts=DAY_ONE) for p, who in zip(posts, people, strict=True)]
    Holder.objects.bulk_create(held)
    rows = [Account(username=f"ukur-{who.pk}", person=who) for who in people]
    accounts = Account.objects.bulk_create(rows)
    place.accounts = {post.pk: account for post, account in zip(posts, accounts, strict=True)}


def _promise(place: Place) -> None:
    for unit in place.units:
        rows = [
            Indicator(office=place.office, unit=unit, name=f"Indikator {n}", measure="%", position=n, starts=DAY_ONE)
            for n in range(1, FIGURES + 1)
        ]
        place.indicators[unit.pk] = Indicator.objects.bulk_create(rows)


def log_in(accounts: Iterable[Account]) -> dict[int, str]:
    """A session cookie for each account."""
    found = {}
    for account in accounts:
        session = SessionStore()
        session.log_in(account)
        assert session.session_key is not None
        found[account.pk] = session.session_key
    return found


def tasks_at(place: Place, line: int, position: int, *, cases: int) -> list[Task]:
    """The open tasks, one for each unit, of so many new cases that stand at this act."""
    seating = place.seating()
    here = seating.route.station(line, position)
    cast = casting_for(place.edition, AT.date()).as_data()
    running = [place.case(cast) for _ in range(cases)]
    write_rows(running)
    tasks = [
        task
        for case in running
        for station in seating.route.stations[: here.index + 1]
        for task in _tasks(place, case, station, done=station is not here)
    ]
    write_rows(tasks)
    return [task for task in tasks if task.state == "open"]


def _tasks(place: Place, case: Case, station: Station, *, done: bool) -> Iterator[Task]:
    units = [0] if not station.fan.streams else [unit.pk for unit in place.units]
    for unit in units:
        post = place.seats[unit].pk if unit else next(iter(place.accounts))
        yield Task(
            office_id=case.office_id,
            case=case,
            line=station.line,
            position=station.position,
            unit=unit,
            act=station.act,
            post_id=post,
            opened_at=AT,
            due_at=AT,
            due_why="ukuran",
            state="done" if done else "open",
            ended_at=AT if done else None,
        )


def sheets_for(place: Place, tasks: Sequence[Task]) -> list[Sheet]:
    """Lay a sheet of twenty lines before each of these fill tasks."""
    cases = list({task.case_id: task.case for task in tasks}.values())
    rows = [
        Request(office=place.office, case=case, content={"v": 1}, digest="0" * 64, prepared_at=AT, distributed_at=AT)
        for case in cases
    ]
    requests = {row.case_id: row for row in Request.objects.bulk_create(rows)}
    sheets = [_sheet(place, task, requests[task.case_id]) for task in tasks]
    write_rows(sheets)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [json.dumps(Meaning().as_data()), sheets[0].pk, sheets[-1].pk])
    return sheets


def _sheet(place: Place, task: Task, request: Request) -> Sheet:
    return Sheet(
        office=place.office,
        case=task.case,
        request=request,
        unit_id=task.unit,
        position=1,
        unit_name="Seksi",
        post=task.post_id or 0,
        task=task.pk,
        digest=f"{task.pk:064x}",
    )


_LINES: Final = """
INSERT INTO performance_sheetline
    (office_id, sheet_id, indicator_id, position, period, code, name, measure, needs_evidence, named_evidence, meaning,
    target, past)
SELECT s.office_id, s.id, i.id, i.position, c.period, '', i.name, i.measure, i.needs_evidence, i.named_evidence, %s,
    '100.000000', '{"v": 1, "values": []}'
FROM performance_sheet s
JOIN cases_case c ON c.id = s.case_id
JOIN performance_indicator i ON i.unit_id = s.unit_id
WHERE s.id BETWEEN %s AND %s
"""
