"""Finished cases with their times against the SOP's standard, for Papan pantau."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from himpun.cases.models import Case, Task
from himpun.cases.seating import seating_of
from himpun.cases.spans import span_in_words
from himpun.lib.worktime import Calendar, NoWorkingTime, Quantity, due, worked_minutes
from himpun.organisation.calendars import calendar_of, know_calendars
from himpun.sop.walk import State


@dataclass(frozen=True, slots=True)
class ClosedCase:
    """A finished case. Times are working time, in words.

    `took` is from its opening to its end. `used` and `standard` compare only lines for which the SOP states a time,
    each from its first task's opening to its last one's end, whatever rounds lay between; "" when there are none.
    """

    case: Case
    took: str
    used: str
    standard: str
    over: bool  # the lines together took longer than the standard
    lines: int  # with a standard
    late_lines: int


def finished(cases: QuerySet[Case], period: str, *, office: int | None = None) -> QuerySet[Case]:
    """The finished ones of a period (of any, when none is said), the latest first."""
    found = cases.exclude(finished_at=None).filter(cancelled_at=None)
    found = found.filter(period=period) if period else found
    found = found if office is None else found.filter(office=office)
    return found.select_related("office").order_by("-finished_at", "-pk")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that was walked: working minutes used, and those of its standard."""

    used: int
    standard: int


def closed_of(cases: Sequence[Case]) -> list[ClosedCase]:
    """What these finished cases took. One statement besides calendars and editions not met before."""
    know_calendars(case.office for case in cases)
    walked: dict[int, dict[int, tuple[datetime, datetime]]] = {case.pk: {} for case in cases}
    ended = Task.objects.filter(case__in=list(walked)).exclude(state=State.WITHDRAWN).order_by()
    times = ended.values_list("case", "line").annotate(first=Min("opened_at"), last=Max("ended_at"))
    for case, line, first, last in times:
        if last is not None:
            walked[case][line] = first, last
    return [_closed(case, walked[case.pk]) for case in cases]


def _closed(case: Case, walked: Mapping[int, tuple[datetime, datetime]]) -> ClosedCase:
    assert case.finished_at is not None
    calendar = calendar_of(case.office)
    day = calendar.local(case.finished_at).date()
    lines = list(_timed(case, walked, calendar))
    used, standard = sum(line.used for line in lines), sum(line.standard for line in lines)
    return ClosedCase(
        case=case,
        took=span_in_words(worked_minutes(case.opened_at, case.finished_at, calendar), day, calendar),
        used=span_in_words(used, day, calendar) if lines else "",
        standard=span_in_words(standard, day, calendar) if lines else "",
        over=used > standard,
        lines=len(lines),
        late_lines=sum(line.used > line.standard for line in lines),
    )


def _timed(case: Case, walked: Mapping[int, tuple[datetime, datetime]], calendar: Calendar) -> Iterator[_Line]:
    for step in seating_of(case).sop.lines:
        if step.duration is None or step.number not in walked:
            continue
        first, last = walked[step.number]
        quantity = Quantity(step.duration.value, step.duration.unit, step.duration.working)
        try:
            until = due(first, quantity, calendar).at
        except NoWorkingTime:
            continue
        yield _Line(worked_minutes(first, last, calendar), worked_minutes(first, until, calendar))
