"""An SOP as the office means it: identity, performers, steps, standards (mutu baku) and ways.

The nouns follow PermenPANRB 35/2012 on SOP Administrasi Pemerintahan: *kegiatan* is `Step`, *pelaksana* is
`Performer`, *mutu baku* is requirements, duration and outputs. A value never changes; a correction is another value.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from himpun.lib.worktime import TimeUnit

FORMAT = "himpun-sop/1"

End = Literal["end"]

_LINE: Final = re.compile(r"(?:steps|closing)/([0-9]{1,6})(?:/|$)")
"""A place in a line. Files from outside hold any text here, so the digits have an end."""


class Act(StrEnum):
    """What a person does in a step. The words of the screen are in GLOSSARY.md."""

    INSTRUCT = "instruct"
    FORM_TEAM = "form_team"
    PLAN = "plan"
    PREPARE_REQUEST = "prepare_request"
    DISTRIBUTE = "distribute"
    MEET = "meet"
    FILL = "fill"
    HAND_OVER = "hand_over"
    GATHER = "gather"
    RECAP = "recap"
    ANALYSE = "analyse"
    REVIEW = "review"
    REVISE = "revise"
    INITIAL = "initial"
    SIGN = "sign"
    PUBLISH = "publish"
    ARCHIVE = "archive"

    @property
    def decides(self) -> bool:
        """Whether the one who does it may also send the work back: a reader who vouches for what was read."""
        return self in (Act.REVIEW, Act.INITIAL, Act.SIGN)

    @property
    def answers_figures(self) -> bool:
        """Whether figures are written by it, so that a pointed return comes back to it."""
        return self in (Act.FILL, Act.REVISE)


class Seat(StrEnum):
    """What kind of seat plays a performer; which one is the office's casting, outside the SOP."""

    POST = "post"
    POSTS = "posts"
    UNITS = "units"
    UNIT_MEMBERS = "unit_members"
    TEAM = "team"

    @property
    def fans_out(self) -> bool:
        return self in (Seat.POSTS, Seat.UNITS, Seat.UNIT_MEMBERS)


class Part(StrEnum):
    """How a performer takes part in a step."""

    DOES = "does"
    JOINS = "joins"
    RECEIVES = "receives"


class Join(StrEnum):
    """When work that fanned out comes together again."""

    ALL = "all"
    QUORUM = "quorum"
    DEADLINE = "deadline"


class When(StrEnum):
    """Which way is taken: after work is done, or after a decision said yes or no."""

    DONE = "done"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Performer:
    """A pelaksana. `column` is false when only the text names it, without a column of its own."""

    key: str
    name: str
    seat: Seat
    column: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    """A performer's part in one step. `acts` are 1-based positions in the step's acts; empty means all of them."""

    key: str
    part: Part = Part.DOES
    acts: tuple[int, ...] = ()

    def does(self, position: int) -> bool:
        return self.part is Part.DOES and (not self.acts or position in self.acts)


@dataclass(frozen=True, slots=True)
class Per:
    """A fan-out: once for each unit, for each member within a unit, or for each post of a performer.

    `each` is "units", "members" or a performer's key; `within` is the performer whose units hold the members.
    `quorum` is the number of units that suffice, and stands only beside join QUORUM.
    """

    each: str
    within: str | None = None
    join: Join = Join.ALL
    quorum: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """The standard time as written and as understood, e.g. "2 Hari Kerja" = 2 working days.

    `alternative` keeps a second reading of the same cell ("120 Menit / 3 Hari").
    """

    raw: str
    value: Decimal
    unit: TimeUnit
    working: bool = True
    alternative: str | None = None

    @property
    def written(self) -> str:
        """As the table says it, with the unit that stands in the column's head: "15" is "15 menit"."""
        return self.raw if any(sign.isalpha() for sign in self.raw) else f"{self.raw} {self.unit.word}"


@dataclass(frozen=True, slots=True)
class Way:
    """Where the procedure goes on. `to` is a step's number or "end"; `points` when a return names units and fields."""

    when: When
    to: int | End
    points: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line (kegiatan) of the procedure table; in one line several acts may follow each other.

    Lines of the closing have the same shape; they continue the numbering and have no standard time.
    """

    number: int
    activity: str
    acts: tuple[Act, ...]
    performers: tuple[Role, ...]
    per: Per | None = None
    requirements: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    note: str = ""
    duration: Duration | None = None
    ways: tuple[Way, ...] = ()


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know or answer.

    `where` is a path: "steps/3/performers" and "closing/10" (numbers of lines), "performers/camat" (a key), "title".
    """

    code: str
    severity: Severity
    where: str
    message: str
    reason: str = ""

    @property
    def line(self) -> int | None:
        """The number of the line it speaks of, in the table or in the closing; none when it speaks of no line."""
        found = _LINE.match(self.where)
        return int(found[1]) if found else None

    @property
    def part(self) -> str:
        """What of that line or performer it speaks of, such as "ways"; empty for the whole of it."""
        return (*self.where.split("/"), "", "")[2]


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the SOP (Disahkan oleh)."""

    position: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of the identity page, each as "2022", "2022-01", "2022-01-31" or none: drafts have incomplete ones."""

    made: str | None = None
    tried: str | None = None
    revised: str | None = None
    approved: str | None = None
    effective: str | None = None


@dataclass(frozen=True, slots=True)
class Sop:
    """A whole SOP. `closing` holds what the identity page or the law asks after the last line."""

    title: str
    number: str
    government: str
    office: str
    performers: tuple[Performer, ...]
    steps: tuple[Step, ...]
    closing: tuple[Step, ...] = ()
    approved_by: Approval = Approval()
    dates: Dates = Dates()
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    extra: tuple[tuple[str, tuple[str, ...]], ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def performer(self, key: str) -> Performer:
        """The performer of this key. Raises KeyError when the SOP names none so."""
        for performer in self.performers:
            if performer.key == key:
                return performer
        raise KeyError(key)

    def line(self, number: int) -> Step:
        """The line of this number, in the table or in the closing. Raises KeyError when there is none."""
        for step in self.lines:
            if step.number == number:
                return step
        raise KeyError(number)

    def place_of(self, step: Step) -> str:
        """Where a line stands, as findings say it: "steps/3", "closing/10"."""
        return f"{'closing' if step in self.closing else 'steps'}/{step.number}"

    @property
    def lines(self) -> tuple[Step, ...]:
        """Every line that is walked: the table's steps, then the closing."""
        return self.steps + self.closing
