"""What the live picture adds to an SOP: how each line stands in a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LineStatus(StrEnum):
    """How a line stands. Each has its own mark beside the number, so that colour is never alone."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LineState:
    """One line in a case: units that are done of all that were asked (0 of 0: it does not fan out), its real time.

    `units` tells each unit's state in words, for whoever points at the symbol.
    """

    status: LineStatus
    done_units: int = 0
    all_units: int = 0
    used_minutes: int | None = None  # working minutes
    late: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartState:
    """The states of the lines that were reached, by line number; how often work was returned from line to line."""

    lines: Mapping[int, LineState] = field(default_factory=dict)
    returns: Mapping[tuple[int, int], int] = field(default_factory=dict)


WAITING = LineState(LineStatus.WAITING)
