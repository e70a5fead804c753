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
class Share:
    """The units of one performer at a line: how many are done of all that were asked, and each one's state in words."""

    done: int = 0
    all: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineState:
    """One line in a case: units that are done of all that were asked (0 of 0: it does not fan out), its real time.

    `shares` are each performer's own units, by its key, for whoever looks at its symbol.
    """

    status: LineStatus
    done_units: int = 0
    all_units: int = 0
    used_minutes: int | None = None  # working minutes
    late: bool = False
    shares: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChartState:
    """The states of the lines that were reached, by line number; how often work was returned from line to line."""

    lines: Mapping[int, LineState] = field(default_factory=dict)
    returns: Mapping[tuple[int, int], int] = field(default_factory=dict)


WAITING = LineState(LineStatus.WAITING)
