"""An invented office that runs a procedure of the catalogue, its people, and a hand that does what is not tested."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from himpun.cases import deeds
from himpun.cases.access import on_seat
from himpun.cases.actions import (
    form_team,
    hand_over,
    initial,
    instruct,
    meet,
    open_case,
    plan,
    review,
    sign,
)
from himpun.cases.models import Case, Origin, Task
from himpun.cases.reading import reading_of
from himpun.documents.proof import Proof
from himpun.lib.periods import Period
from himpun.organisation.actions import add_post, add_unit, appoint, found_government, found_office, register_person
from himpun.organisation.drafts import OfficeDraft, PostDraft
from himpun.organisation.models import Government, Office, Person, Post, Unit
from himpun.organisation.queries import hats
from himpun.performance.actions import (
    IndicatorDraft,
    analyse,
    define_indicator,
    distribute_request,
    gather_sheets,
    make_recap,
    prepare_request,
    set_target,
    submit_sheet,
)
from himpun.performance.analysis import Analysis, Item
from himpun.performance.cells import Typed
from himpun.performance.models import Indicator, Sheet, SheetLine
from himpun.performance.queries import shortfalls
from himpun.performance.scoring import Goal, Meaning
from himpun.procedures.actions import cast, publish_from_catalogue
from himpun.procedures.models import Procedure
from himpun.sop.catalogue import load
from himpun.sop.model import Performer, Seat, Sop
from himpun.trail.actor import Actor

SETUP = Actor(name="Pemasangan")
AT = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 3, 1, 0, tzinfo=UTC)
"""After all that `run_to` lets others do."""
DAY_ONE = date(2025, 1, 1)
QUARTER = Period.parse("2026-TW2")
NAMES = ("Halimah Rantau", "Rusdi Anwar", "Siti Norjanah", "Akhmad Zaini", "Maria Tandi", "Yohanes Labi")


@dataclass
class World:
    """Kecamatan Sungai Jernih: a sekretariat, seksi and their people; whoever plays a performer of the SOP."""

    office: Office
    sop: Sop
    procedure: Procedure
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def actor(self, post: str | int) -> Actor:
        """Whoever holds this post, in its capacity."""
        key = post if isinstance(post, int) else self.posts[post].pk
        person = self.people[key]
        actor = Actor(person.name, account=person.pk, person=person.pk, hats=hats(person.pk, on=AT.date()))
        wearing = actor.wearing(key)
        assert wearing is not None
        return wearing

    def doer(self, task: Task) -> Actor:
        """Whoever the task is for."""
        if task.post_id is not None:
            return self.actor(task.post_id)
        return on_seat(self.actor(self.members_of_team[0]), task)

    @property
    def members_of_team(self) -> list[int]:
        return [post.pk for post in self.posts.values()][:2]


def world(key: str, units: int = 2) -> World:
    """An office with every performer of the SOP cast; UNITS get `units` units each, within them two members."""
    name = f"Kabupaten Hulu Jernih {Government.objects.count() + 1}"
    government = found_government(SETUP, name, at=AT)
    draft = OfficeDraft(name="Kecamatan Sungai Jernih", code="KSJ", place="Sungai Jernih")
    office = found_office(SETUP, government, draft=draft, at=AT)
    edition = publish_from_catalogue(SETUP, office, key, in_force_from=DAY_ONE, at=AT)
    made = World(office, load(key), Procedure.objects.get(pk=edition.procedure_id))
    made.units["Sekretariat"] = _unit(made, "Sekretariat")
    for performer in sorted(made.sop.performers, key=lambda one: one.seat is Seat.UNIT_MEMBERS):
        seats = list(_seats(made, performer, units))
        if seats:
            cast(SETUP, made.procedure, performer.key, seats=seats, starts=DAY_ONE, at=AT)
    return made


def _seats(made: World, performer: Performer, units: int) -> Iterable[tuple[Unit | None, Post]]:
    match performer.seat:
        case Seat.POST | Seat.POSTS:
            yield None, _post(made, performer.name, made.units["Sekretariat"])
        case Seat.UNITS:
            for number in range(1, units + 1):
                name = f"{performer.name} {number}"
                made.units[name] = _unit(made, f"Unit {name}")
                yield made.units[name], _post(made, name, made.units[name])
        case Seat.UNIT_MEMBERS:
            for name, unit in list(made.units.items()):
                if name != "Sekretariat":
                    yield unit, _post(made, f"{performer.name} pada {name}", unit)
        case Seat.TEAM:
            return


def _unit(made: World, name: str) -> Unit:
    return add_unit(SETUP, made.office, name=name, starts=DAY_ONE, at=AT, position=len(made.units))


def _post(made: World, title: str, unit: Unit) -> Post:
    draft = PostDraft(title, unit=unit)
    post = add_post(SETUP, made.office, draft=draft, starts=DAY_ONE, at=AT)
    name = f"{NAMES[len(made.posts) % len(NAMES)]} {len(made.posts)}"
    person = register_person(SETUP, made.office, name=name, at=AT)
    appoint(SETUP, post, person=person, starts=DAY_ONE, order="821/1/2025", at=AT)
    made.posts[title], made.people[post.pk] = post, person
    return post


def promise(made: World, unit: str, name: str, target: str | None = "100", **more: Any) -> Indicator:
    """Give a unit an indicator with a target for the quarter; `upper` makes it a range."""
    upper = more.pop("upper", None)
    period, at = more.pop("period", QUARTER), more.pop("at", AT)
    draft = IndicatorDraft(name, more.pop("measure", "%"), DAY_ONE, position=len(made.indicators), **more)
    indicator = define_indicator(SETUP, made.units[unit], draft, at=at)
    made.indicators[name] = indicator
    if target is not None:
        goal = Goal(Decimal(target), None if upper is None else Decimal(upper))
        set_target(SETUP, indicator, period, goal=goal, at=at)
    return indicator


def opened(made: World, period: Period = QUARTER) -> Case:
    return open_case(SETUP_SCHEDULE, made.procedure, period, origin=Origin.SCHEDULE, at=AT)


SETUP_SCHEDULE = Actor.schedule()


def open_tasks(case: Case) -> list[Task]:
    return list(Task.objects.filter(case=case, state="open").select_related("case").order_by("pk"))


def the_task(case: Case, act: str, **where: Any) -> Task:
    return Task.objects.select_related("case").get(case=case, act=act, state="open", **where)


def run_to(made: World, case: Case, *, act: str, line: int | None = None, at: datetime = AT) -> list[Task]:
    """Let everybody do their tasks until only tasks of this act (at this line) are open; those are returned."""
    for step in range(200):
        waiting = [t for t in open_tasks(case) if not (t.act == act and line in (None, t.line))]
        if not waiting:
            break
        do(made, waiting[0], at=at + timedelta(minutes=step))
    return open_tasks(case)


def run_out(made: World, case: Case, *, at: datetime = AT, but: frozenset[str] = frozenset()) -> None:
    """Let everybody do all their tasks, but those of some acts."""
    for step in range(300):
        waiting = [t for t in open_tasks(case) if t.act not in but]
        if not waiting:
            return
        do(made, waiting[0], at=at + timedelta(minutes=step))


def do(made: World, task: Task, *, at: datetime) -> None:
    """Do one task in an ordinary way."""
    actor = made.doer(task)
    _DOING[task.act](actor, task, at)


def answers(task: Task, values: Mapping[str, str | Typed] | None = None) -> dict[int, Typed]:
    """What a filler types: by indicator's name, else 90 everywhere."""
    given = values or {}
    lines = SheetLine.objects.filter(sheet__task=task.pk)
    return {line.pk: _typed(given.get(line.name, "90")) for line in lines}


def _typed(value: str | Typed) -> Typed:
    return value if isinstance(value, Typed) else Typed(figure=value)


def fill(made: World, task: Task, values: Mapping[str, str | Typed] | None = None, at: datetime = LATER) -> None:
    submit_sheet(made.doer(task), task, answers(task, values), at=at)


def sheet(case: Case, unit: Unit, member: int = 0) -> Sheet:
    return Sheet.objects.get(case=case, unit=unit, member=member)


def _team(actor: Actor, task: Task, at: datetime) -> None:
    posts = Post.objects.filter(office=task.office_id).order_by("pk")[:2]
    members = tuple(
        deeds.Member(post.pk, post.title, role) for post, role in zip(posts, ("Ketua", "Anggota"), strict=True)
    )
    form_team(actor, task, deeds.TeamFormed(name="Tim Data", members=members), at=at)


def _analyse(actor: Actor, task: Task, at: datetime) -> None:
    items = [
        Item(row.line, "Dana terlambat", "Percepat pencairan", "Sekretaris", date(2026, 9, 30))
        for _, row in shortfalls(task.case)
    ]
    analyse(actor, task, Analysis("Umumnya tercapai.", tuple(items)), at=at)


def _vouch(actor: Actor, task: Task, at: datetime) -> None:
    read = reading_of(task).digest
    match task.act:
        case "review":
            review(actor, task, deeds.Accepted("Sesuai."), read=read, at=at)
        case "initial":
            initial(actor, task, read=read, at=at)
        case "sign":
            assert actor.account is not None
            sign(actor, task, read=read, proof=Proof(actor.account, "password", at), at=at)


def _somebody(task: Task) -> tuple[deeds.Addressee, ...]:
    """A post that is not the task's own."""
    post = Post.objects.filter(office=task.office_id).exclude(pk=task.post_id or 0).order_by("pk")[0]
    return (deeds.Addressee(post.pk, post.title),)


_DOING: dict[str, Callable[[Actor, Task, datetime], object]] = {
    "instruct": lambda a, t, at: instruct(
        a, t, deeds.Instruction(text="Kumpulkan data.", addressees=_somebody(t)), at=at
    ),
    "form_team": _team,
    "plan": lambda a, t, at: plan(
        a, t, deeds.Plan((deeds.PlanItem("Mengisi", date(2026, 7, 1), date(2026, 7, 2), "Kasi"),)), at=at
    ),
    "prepare_request": lambda a, t, at: prepare_request(a, t, at=at),
    "distribute": lambda a, t, at: distribute_request(a, t, at=at),
    "meet": lambda a, t, at: meet(
        a,
        t,
        deeds.Meeting(
            agenda="Data", held_at=at, minutes="Dibahas.", attendees=(deeds.Attendee("Halimah", "Camat", True),)
        ),
        at=at,
    ),
    "fill": lambda a, t, at: submit_sheet(a, t, answers(t), at=at),
    "hand_over": lambda a, t, at: hand_over(a, t, deeds.HandOver(("Data",), _somebody(t)), at=at),
    "gather": lambda a, t, at: gather_sheets(a, t, at=at),
    "recap": lambda a, t, at: make_recap(a, t, at=at),
    "analyse": _analyse,
    "review": _vouch,
    "initial": _vouch,
    "sign": _vouch,
}

__all__ = [
    "AT",
    "LATER",
    "QUARTER",
    "SETUP",
    "Meaning",
    "World",
    "answers",
    "do",
    "fill",
    "open_tasks",
    "opened",
    "promise",
    "run_out",
    "run_to",
    "sheet",
    "the_task",
    "world",
]
