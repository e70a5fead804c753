"""An SOP as the office means it: identity, performers, steps, standards (mutu baku) and ways.

The nouns follow PermenPANRB 35/2012 on SOP Administrasi Pemerintahan: *kegiatan* is `Step`, *pelaksana* is
`Performer`, *mutu baku* is requirements, duration and outputs. A value never changes; a correction is another value.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from himpun.lib.worktime import TimeUnit

FORMAT = "himpun-sop/1"

End = Literal["end"]


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
    """Something a person should know or answer. `where` is a path such as "steps/3/performers" (a step's number)."""

    code: str
    severity: Severity
    where: str
    message: str
    reason: str = ""


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

    @property
    def lines(self) -> tuple[Step, ...]:
        """Every line that is walked: the table's steps, then the closing."""
        return self.steps + self.closing
