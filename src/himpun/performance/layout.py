"""What a case asks of whom: the whole request as a value, frozen when it is distributed. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """Who answers a sheet: a unit (member 0), or the post of a member within it. `post` does the work."""

    unit: int
    member: int
    post: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: an indicator for one of its periods, with what judges its figure. Numbers as text."""

    indicator: int
    period: str
    code: str
    name: str
    measure: str
    needs_evidence: bool
    meaning: Mapping[str, Any]
    target: str | None = None
    target_upper: str | None = None
    year_target: str | None = None
    year_target_upper: str | None = None
    previous: str | None = None
    last_year: str | None = None
    past: Sequence[str | None] = ()
    named_evidence: str = ""  # which is asked for, where the office named it


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """One sheet with its lines in order."""

    unit: int
    unit_name: str
    member: int
    member_title: str
    post: int
    lines: tuple[Asked, ...]

    @property
    def digest(self) -> str:
        return _digest(asdict(self))


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a case, in the office's order. `case` and `period` make two quarters' requests differ."""

    case: int
    period: str
    sheets: tuple[AskedSheet, ...]

    def as_data(self) -> dict[str, Any]:
        told: dict[str, Any] = _told(asdict(self))
        return {"v": VERSION, **told}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError for a version that this program does not know."""
        if data.get("v") != VERSION:
            raise ValueError(f"request of version {data.get('v')!r}")
        sheets = (
            AskedSheet(**{**sheet, "lines": tuple(Asked(**line) for line in sheet["lines"])})
            for sheet in data["sheets"]
        )
        return cls(data["case"], data["period"], tuple(sheets))

    @property
    def digest(self) -> str:
        return _digest(asdict(self))

    def sheet_digest(self, sheet: AskedSheet) -> str:
        """Of a sheet within this case: what a submission of it is bound to."""
        return _digest([self.case, self.period, sheet.digest])


def _told(data: Any) -> Any:
    """Evidence that is not named leaves no trace: requests from before it could be named keep their digest."""
    match data:
        case dict():
            return {key: _told(value) for key, value in data.items() if (key, value) != ("named_evidence", "")}
        case list() | tuple():
            return [_told(value) for value in data]
        case _:
            return data


def _digest(data: Any) -> str:
    text = json.dumps(_told(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that could be asked: its unit, and the member who fills it in, or none."""

    indicator: int
    unit: int
    post: int | None


def shared_out(seats: Sequence[Seat], candidates: Sequence[Candidate]) -> dict[Seat, list[int]]:
    """Which seat answers which indicators: a member's own by its post, all others by the unit's first seat.

    A seat without indicators stands with an empty list: it confirms an empty sheet.
    """
    shares: dict[Seat, list[int]] = {seat: [] for seat in seats}
    by_post = {(seat.unit, seat.post): seat for seat in reversed(seats)}
    first = {seat.unit: seat for seat in reversed(seats)}
    for one in candidates:
        seat = by_post.get((one.unit, one.post or 0)) or first.get(one.unit)
        if seat is not None:
            shares[seat].append(one.indicator)
    return shares
