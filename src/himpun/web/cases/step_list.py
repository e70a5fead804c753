"""The steps of a case as a list: what a wide table shows, where it does not fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString

from himpun.cases.models import Case, Task
from himpun.cases.queries import LineFacts
from himpun.cases.seating import Seating
from himpun.cases.story import SentBack, times_returned
from himpun.lib.dates import in_words, short_time
from himpun.sop.chart import ChartState, LineState, LineStatus, Share, glyph, shape_of
from himpun.sop.model import Act, Part, Step
from himpun.sop.walk import Place, State
from himpun.sop.words import ACT_WORDS
from himpun.web.documents.svg import inline

WAITING = LineState(LineStatus.WAITING)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit (or member) of a step that fans out. `mark` is the class of its chip."""

    name: str
    word: str
    mark: str
    when: str
    who: str

    @property
    def told(self) -> str:
        return f"{self.name}: {self.word}"


@dataclass(frozen=True, slots=True)
class Back:
    """A return that was decided at this step."""

    to: int
    when: str
    who: str
    units: str
    reason: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A line of the SOP with what happened there."""

    number: int
    activity: str
    symbol: SafeString
    performers: str
    acts: str
    status: str
    word: str
    standard: str
    used: str
    late: bool
    due: str
    who: str
    rounds: int
    closing: bool
    counted: str
    units: tuple[UnitRow, ...]
    backs: tuple[Back, ...]


_WORDS = {
    LineStatus.WAITING: "menunggu",
    LineStatus.OPEN: "sedang dikerjakan",
    LineStatus.DONE: "selesai",
    LineStatus.WITHDRAWN: "ditarik",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as it was read: everything that the list and the picture are made of."""

    case: Case
    seating: Seating
    lines: Mapping[int, LineFacts]
    state: ChartState
    returns: Sequence[SentBack]
    units: Mapping[int, str]
    at: datetime

    def picture(self) -> ChartState:
        """The state with each unit told at its performer's symbol, and the returns that were taken."""
        shares = {number: _shares(self, facts) for number, facts in self.lines.items()}
        lines = {number: replace(one, shares=shares.get(number, {})) for number, one in self.state.lines.items()}
        return ChartState(lines, times_returned(list(self.returns)))


def step_rows(here: Standing) -> list[StepRow]:
    """Every line of the SOP with what happened there."""
    return [_row(here, step) for step in here.seating.sop.lines]


def _row(here: Standing, step: Step) -> StepRow:
    there = here.state.lines.get(step.number, WAITING)
    facts = here.lines.get(step.number, LineFacts(()))
    zone = here.case.office.zone
    dues = [t.due_at for t in facts.open if t.due_at]
    return StepRow(
        number=step.number,
        activity=step.activity,
        symbol=inline(glyph(shape_of(here.seating.sop, step, step.acts), there, fans=step.per is not None)),
        performers=_performers(here.seating, step),
        acts=", ".join(ACT_WORDS[act] for act in step.acts),
        status=there.status.value,
        word=_WORDS[there.status],
        standard=step.duration.written if step.duration else "",
        used=in_words(there.used_minutes) if there.used_minutes is not None else "",
        late=there.late,
        due=short_time(min(dues), zone) if dues else "",
        who=", ".join(dict.fromkeys(t.post.title for t in facts.open if t.post)) if len(facts.open) < MANY else "",
        rounds=len({t.round for t in facts.tasks}),
        closing=step in here.seating.sop.closing,
        counted=f"{there.done_units} dari {there.all_units} unit" if there.all_units else "",
        units=_units(here, facts),
        backs=tuple(_back(here, one) for one in here.returns if one.sent_back.task.line == step.number),
    )


MANY = 4
"""From so many on, who is at work stands with the units."""


def _performers(seating: Seating, step: Step) -> str:
    names = {p.key: p.name for p in seating.sop.performers}
    return ", ".join(dict.fromkeys(names[r.key] for r in step.performers if r.part is Part.DOES))


def _units(here: Standing, facts: LineFacts) -> tuple[UnitRow, ...]:
    """How each unit and member stands, those still awaited first."""
    return tuple(_unit(here, task) for task in _newest(facts))


def _newest(facts: LineFacts) -> list[Task]:
    """The newest task of each unit and member, those still open first."""
    newest: dict[tuple[int, int], Task] = {}
    for task in sorted(facts.tasks, key=lambda t: (t.round, t.position)):
        if task.unit or task.member:
            newest[task.unit, task.member] = task
    return sorted(newest.values(), key=lambda task: task.state != State.OPEN)


def _shares(here: Standing, facts: LineFacts) -> dict[str, Share]:
    """The units of each performer that shares the line: its symbol counts no other's."""
    heaps: dict[str, list[Task]] = {}
    for task in _newest(facts):
        place = Place(task.line, task.position, task.unit, task.member, task.round)
        heaps.setdefault(here.seating.doer(place), []).append(task)
    return {
        key: Share(sum(t.state != State.OPEN for t in tasks), len(tasks), tuple(_unit(here, t).told for t in tasks))
        for key, tasks in heaps.items()
    }


def _unit(here: Standing, task: Task) -> UnitRow:
    late = task.due_at is not None and task.due_at < (task.ended_at or here.at)
    word, mark = _state(task, late=late)
    name = here.units.get(task.unit, "") or (task.post.title if task.post else "")
    if task.member and task.unit and task.post:
        name = f"{name}, {task.post.title}"
    moment = task.ended_at or task.due_at
    when = short_time(moment, here.case.office.zone) if moment else ""
    if task.state == State.OPEN and when:
        when = f"batas {when}"
    who = task.capacity if task.ended_at else (task.post.title if task.post else "")
    return UnitRow(name, word, mark, when, who)


def _state(task: Task, *, late: bool) -> tuple[str, str]:
    """How a unit stands: one word each, and the chip's class beside it."""
    act = Act(task.act)
    match task.state:
        case State.OPEN if task.round > 1 and act.answers_figures:
            return ("dikembalikan, terlambat" if late else "dikembalikan"), ("late" if late else "soon")
        case State.OPEN:
            return ("terlambat", "late") if late else ("ditunggu", "soon")
        case State.DONE:
            return ("terkirim, terlambat" if late else "terkirim") if act is Act.FILL else "selesai", "done"
        case State.RETURNED:
            return "diminta perbaikan", "soon"
        case State.EXCUSED:
            return "dilanjutkan tanpa", "wait"
        case _:
            return "ditarik", "wait"


def _back(here: Standing, one: SentBack) -> Back:
    by = one.sent_back.task
    return Back(
        to=one.sent_back.to_line,
        when=short_time(one.sent_back.made_at, here.case.office.zone),
        who=by.capacity,
        units=", ".join(here.units.get(unit, "?") for unit in one.units),
        reason=one.sent_back.reason,
    )


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next, and whose turn it is."""

    who: str
    act: str
    due: str


def what_next(here: Standing) -> list[Next]:
    """The open tasks by line and act, in the words that follow "Selesai. Berikutnya: "."""
    groups: dict[tuple[int, int], list[Task]] = {}
    for facts in here.lines.values():
        for task in facts.open:
            groups.setdefault((task.line, task.position), []).append(task)
    return [_next(here, tasks) for _, tasks in sorted(groups.items())]


def _next(here: Standing, tasks: list[Task]) -> Next:
    dues = [t.due_at for t in tasks if t.due_at]
    return Next(
        who=_whose(here, tasks),
        act=ACT_WORDS[Act(tasks[0].act)],
        due=short_time(min(dues), here.case.office.zone) if dues else "",
    )


def _whose(here: Standing, tasks: Iterable[Task]) -> str:
    names = {p.key: p.name for p in here.seating.sop.performers}
    seats = list(dict.fromkeys(t.post.title if t.post else names.get(t.team, "") for t in tasks))
    return f"{len(seats)} jabatan" if len(seats) > MANY else ", ".join(filter(None, seats))
