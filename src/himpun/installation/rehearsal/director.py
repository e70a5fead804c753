"""Directs a rehearsal: founds the office, opens the case, lets everybody play, and says how it went."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from himpun.cases.actions import open_case
from himpun.cases.models import Case, Origin, Task
from himpun.cases.seating import seating_of
from himpun.documents.work import HANDLERS
from himpun.installation.rehearsal import figures
from himpun.installation.rehearsal.clock import StageClock
from himpun.installation.rehearsal.own import own_stage
from himpun.installation.rehearsal.people import people
from himpun.installation.rehearsal.player import Player
from himpun.installation.rehearsal.result import result_of
from himpun.installation.rehearsal.stage import Stage, cast_procedure, found
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.lib.worktime import Calendar
from himpun.organisation.actions import found_government
from himpun.organisation.calendars import calendar_of
from himpun.organisation.drafts import OfficeDraft, place_of
from himpun.organisation.models import Unit
from himpun.procedures.models import Procedure
from himpun.sop.model import Act, Seat, Sop
from himpun.sop.read import sop_from
from himpun.sop.walk import State
from himpun.sop.words import ACT_WORDS
from himpun.trail.actor import Actor
from himpun.trail.outbox import keep

PASSWORD: Final = "gladi-bersih-himpun-2026"  # noqa: S105 -- of invented people in a scratch database
MOST_TASKS: Final = 500
"""A rehearsal that has not ended by then is going round in circles."""


class NotToTheEnd(RuntimeError):
    """The procedure stood still, or went round: nobody had anything to do, and the case was not finished."""


@dataclass(frozen=True, slots=True)
class Show:
    """What is played: an SOP under a key, for a period, begun on the first working day after it."""

    key: str
    sop: Sop
    period: Period


def last_but_one_quarter(now: datetime) -> Period:
    """A quarter whose collection is certainly over."""
    return period_of(now.date(), PeriodKind.QUARTER).previous.previous


def rehearse(show: Show, *, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Play a procedure from its first line to its archive in an empty database; leave the papers in `out`.

    Raises NotToTheEnd. The result's shape is told in the docstring of `result`.
    """
    stage = stage_for(show.sop, at=_founding(show.period))
    procedure = cast_procedure(stage, show.key, show.sop)
    promise_figures(stage, procedure, show.sop, years=range(show.period.year - 1, show.period.year + 1))
    return _performed(stage, procedure, show, out=out, say=say)


def rehearse_own(plan: Mapping[str, Any], *, out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Play an office's own edition (`plan`) with its own units, posts and indicators, as `rehearse` does.

    Units that fill in figures and have no indicators yet get invented ones. Raises NotToTheEnd, and what the verbs
    refuse.
    """
    show = Show(plan["key"], sop_from(plan["sop"]), Period.parse(plan["period"]))
    stage, procedure = own_stage(plan, password=PASSWORD, at=_founding(show.period))
    promise_figures(stage, procedure, show.sop, years=range(show.period.year - 1, show.period.year + 1))
    return _performed(stage, procedure, show, out=out, say=say)


def _founding(period: Period) -> datetime:
    """When the stage is founded: as the period begins."""
    return datetime.combine(period.start, time(1), tzinfo=UTC)


def _performed(
    stage: Stage, procedure: Procedure, show: Show, *, out: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    calendar = calendar_of(stage.office.pk)
    clock = StageClock(first_opening(show.period.end + timedelta(days=1), calendar), calendar)
    say(f"{show.sop.title}, {stage.office.name}, {show.period.label}")
    case = open_case(Actor.schedule(), procedure, show.period, origin=Origin.SCHEDULE, at=clock.now)
    play(case, Player(PASSWORD), clock, say=say)
    return result_of(show.key, case, out=out)


def play(
    case: Case,
    player: Player,
    clock: StageClock,
    *,
    say: Callable[[str], None],
    until: Callable[[Case], bool] | None = None,
) -> None:
    """Do open tasks in their order until the case has ended, or until `until` says so. Raises NotToTheEnd."""
    for _ in range(MOST_TASKS):
        case.refresh_from_db()
        if case.finished_at or (until and until(case)):
            return
        task = next_task(case)
        if task is None:
            break
        at = clock.work(task)
        player.play(task, at=at)
        keep(HANDLERS, at=at)
        say(_told(task))
    raise NotToTheEnd(f"{case.title}: nobody has anything to do after {MOST_TASKS} tasks or fewer")


def next_task(case: Case) -> Task | None:
    """What somebody does next in a case."""
    return Task.objects.filter(case=case, state=State.OPEN).order_by("line", "position", "pk").first()


def _told(task: Task) -> str:
    """ "langkah 5 dari 13: mengisi data (Seksi Pemerintahan)"."""
    last = len(seating_of(task.case).sop.lines)
    unit = Unit.objects.filter(pk=task.unit).values_list("name", flat=True).first() if task.unit else None
    return f"  langkah {task.line} dari {last}: {ACT_WORDS[Act(task.act)]}" + (f" ({unit})" if unit else "")


def stage_for(sop: Sop, *, at: datetime) -> Stage:
    """An office named as in the SOP, of an invented crowd."""
    name = sop.government.removeprefix("Pemerintah ") or "Kabupaten Contoh"
    government = found_government(Actor(name="Penyusun gladi"), name, at=at)
    draft = OfficeDraft(
        name=sop.office or "Kecamatan Contoh",
        code="GLD",
        address="Jalan Merdeka Nomor 1",
        contact="Telepon (0000) 000000",
        place=place_of(sop.office or "Kecamatan Contoh", name),
    )
    return found(government, draft, people(), password=PASSWORD, at=at)


def promise_figures(stage: Stage, procedure: Procedure, sop: Sop, *, years: range) -> None:
    """Give every unit that fills in a sheet its indicators; where members of units do, each member its own."""
    fillers = _fillers(sop)
    for casting in procedure.castings.filter(performer__in=fillers).select_related("unit", "post__unit"):
        unit = casting.unit or casting.post.unit
        if unit is None or unit.pk in stage.promised:
            continue
        if sop.performer(casting.performer).seat is Seat.UNIT_MEMBERS:
            figures.promise(stage, unit, years=years, post=casting.post)
        else:
            stage.promised.add(unit.pk)
            figures.promise(stage, unit, years=years)


def first_opening(day: date, calendar: Calendar) -> datetime:
    """The opening of the first working day from a day on."""
    while not calendar.on(day):
        day += timedelta(days=1)
    return calendar.instant(day, calendar.on(day)[0].start)


def _fillers(sop: Sop) -> list[str]:
    return [
        role.key
        for step in sop.lines
        for position, act in enumerate(step.acts, start=1)
        if act is Act.FILL
        for role in step.performers
        if role.does(position)
    ]
