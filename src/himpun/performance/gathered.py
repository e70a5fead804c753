"""What has come in of a case: every sheet as last sent, or why it is not in, read in a handful of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from himpun.cases.models import Case, Task
from himpun.lib.dates import long_time
from himpun.performance.cells import Cell
from himpun.performance.filling import last_cells
from himpun.performance.models import Evidence, Recommendation, Sheet, SheetLine, Submission
from himpun.performance.recap import NOT_SENT, Given, GivenSheet, Recap, recap_of
from himpun.performance.scoring import Goal, Meaning
from himpun.sop.model import Act
from himpun.sop.walk import State


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether a sheet is in: the revision it stands at, or why not. `awaited`: its unit is asked and has not sent."""

    sheet: Sheet
    submission: Submission | None
    excused: str
    awaited: bool

    @property
    def name(self) -> str:
        return name_of(self.sheet)

    @property
    def why_absent(self) -> str:
        return self.excused or ("" if self.submission else NOT_SENT)


def name_of(sheet: Sheet) -> str:
    """How lists name a sheet: the unit, and the member within it."""
    return f"{sheet.unit_name}, {sheet.member_title}" if sheet.member_title else sheet.unit_name


def arrivals(case: Case, scope: Q | None = None) -> list[Arrival]:
    """Every sheet of the case, or of a part of it, in the office's order. Three statements."""
    sheets = list(Sheet.objects.filter(scope or Q(), case=case))
    last = Submission.objects.filter(sheet__case=case, revision=F("sheet__revision"))
    sent = {s.sheet_id: s for s in last}
    open_tasks, excused = _tasks(case)
    return [_arrival(sheet, sent.get(sheet.pk), open_tasks, _excuse(sheet, excused)) for sheet in sheets]


def _arrival(sheet: Sheet, sent: Submission | None, open_tasks: set[int], excuse: "_Excuse") -> Arrival:
    """Whoever was excused later than at filling in (from handing over, say) has sent: those figures count."""
    why = excuse.why if excuse.filling or sent is None else ""
    return Arrival(sheet, sent, why, sheet.task in open_tasks and not why)


@dataclass(frozen=True, slots=True)
class _Excuse:
    """Why a unit or member is awaited no more, and whether that was while it was to fill in."""

    why: str = ""
    filling: bool = False


def _tasks(case: Case) -> tuple[set[int], Mapping[tuple[int, int], _Excuse]]:
    """Open fill tasks; and of each unit or member how its latest task was excused, if it was."""
    open_tasks: set[int] = set()
    latest: dict[tuple[int, int], _Excuse] = {}
    found = Task.objects.filter(case=case).exclude(state=State.WITHDRAWN).order_by("pk")
    columns = ("pk", "unit", "member", "act", "state", "why")
    for key, unit, member, act, state, why in found.values_list(*columns):
        if state == State.OPEN and act == Act.FILL:
            open_tasks.add(key)
        if unit:
            latest[unit, member] = _Excuse(why, act == Act.FILL) if state == State.EXCUSED else _Excuse()
    return open_tasks, latest


def _excuse(sheet: Sheet, latest: Mapping[tuple[int, int], _Excuse]) -> _Excuse:
    member, unit = latest.get((sheet.unit_id, sheet.member), _Excuse()), latest.get((sheet.unit_id, 0), _Excuse())
    return member if member.why else unit


def recap_now(case: Case) -> Recap:
    """The recap of the case as its rows stand: figures of the latest submission of every sheet."""
    came = arrivals(case)
    keys = [one.sheet.pk for one in came]
    cells = last_cells(keys)
    evidence = dict(
        Evidence.objects.filter(line__sheet__in=keys, removed_at=None).values_list("line").annotate(files=Count("pk"))
    )
    lines: dict[int, list[Given]] = {key: [] for key in keys}
    for row in SheetLine.objects.filter(sheet__in=keys):
        lines[row.sheet_id].append(_given(row, cells.get(row.pk), evidence.get(row.pk, 0)))
    said: dict[int, list[tuple[str, str]]] = {key: [] for key in keys}
    for one in Recommendation.objects.filter(sheet__in=keys).order_by("pk"):
        said[one.sheet_id].append((one.capacity, one.text))
    sheets = [_sheet(case, one, tuple(lines[one.sheet.pk]), tuple(said[one.sheet.pk])) for one in came]
    return recap_of(case.pk, case.period, sheets)


def _sheet(case: Case, one: Arrival, lines: tuple[Given, ...], said: tuple[tuple[str, str], ...]) -> GivenSheet:
    sent = one.submission
    return GivenSheet(
        sheet=one.sheet.pk,
        unit=one.sheet.unit_id,
        member=one.sheet.member,
        name=one.name,
        revision=one.sheet.revision,
        digest=sent.digest if sent else "",
        sent_at=long_time(sent.sent_at, case.office.zone) if sent else "",
        sent_by=f"{sent.sent_by} ({sent.capacity})" if sent else "",
        why_absent=one.why_absent,
        lines=lines,
        recommendations=said,
    )


def _given(row: SheetLine, cell: Cell | None, evidence: int) -> Given:
    return Given(
        line=row.pk,
        indicator=row.indicator_id,
        period=row.period,
        code=row.code,
        name=row.name,
        measure=row.measure,
        meaning=Meaning.from_data(row.meaning),
        goal=None if row.target is None else Goal(row.target, row.target_upper),
        year_goal=None if row.year_target is None else Goal(row.year_target, row.year_target_upper),
        past=tuple(None if v is None else Decimal(v) for v in row.past["values"]),
        answer=cell.answer if cell else "",
        value=cell.value if cell else None,
        reason=cell.reason if cell else "",
        obstacle=cell.obstacle if cell else "",
        evidence=evidence,
    )
