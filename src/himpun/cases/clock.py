"""When a task is due: the line's standard time on the office's own working clock."""

from datetime import datetime

from himpun.cases.models import Case
from himpun.lib.worktime import Due, Quantity, due
from himpun.organisation.calendars import calendar_of
from himpun.sop.model import Sop


def due_of(case: Case, sop: Sop, line: int, *, since: datetime) -> Due | None:
    """Due time of a line that began at `since`; none when the SOP states no time. All acts of a line share it."""
    duration = sop.line(line).duration
    if duration is None:
        return None
    return due(since, Quantity(duration.value, duration.unit, duration.working), calendar_of(case.office))
