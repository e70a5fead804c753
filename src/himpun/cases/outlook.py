"""When a case is expected to end: the standard times of what is still to come, on the office's working clock. Pure."""

from collections.abc import Mapping
from datetime import datetime

from himpun.lib.worktime import Calendar, Quantity, due
from himpun.sop.model import Sop
from himpun.sop.route import END, Route


def expected_end(
    sop: Sop, route: Route, dues: Mapping[int, datetime | None], calendar: Calendar, *, at: datetime
) -> datetime | None:
    """The end of the last line when nothing is returned and every line takes its standard time; none when none is open.

    `dues` are the open lines with their latest due times; what is late is expected now. A line without a standard time
    (the closing) adds nothing.
    """
    if not dues:
        return None
    numbers = [step.number for step in sop.lines]
    line = min(dues, key=numbers.index)
    end, passed = max(dues[line] or at, at), {line}
    while (following := _following(route, line)) is not None and following not in passed:
        line = following
        passed.add(line)
        duration = sop.line(line).duration
        if line in dues:
            end = max(dues[line] or end, end)
        elif duration is not None:
            end = due(end, Quantity(duration.value, duration.unit, duration.working), calendar).at
    return end


def _following(route: Route, line: int) -> int | None:
    last = [station for station in route.stations if station.line == line][-1]
    return None if last.onward == END else route.stations[last.onward].line
