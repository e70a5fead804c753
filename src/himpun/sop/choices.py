"""The other likely answers to what was guessed: each is the corrected SOP, made in one press.

That the guess is right is `edit.confirmed`. What is offered beside it are the two or three readings next in
likelihood; whatever else may be true is corrected by hand.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from himpun.lib.worktime import TimeUnit
from himpun.sop.check import check
from himpun.sop.check_standard import minutes_of
from himpun.sop.edit import CannotEdit, line, with_step, without_step
from himpun.sop.intake.durations import in_words, read_time
from himpun.sop.intake.posts import head_word, rank_of
from himpun.sop.model import Act, Duration, Finding, Part, Performer, Seat, Severity, Sop, Step, When
from himpun.sop.reassign import (
    done_alone_by,
    done_by,
    fanned_out,
    named_as,
    seated,
    sent_back_to,
    taken_out,
    with_act,
    without_act,
)
from himpun.sop.words import ACT_WORDS, SEAT_WORDS

MOST: Final = 3
MINUTES_IN_TABLES: Final = 480
"""A working day as authors of tables reckon it: eight hours. The law's is shorter (`check_standard.MINUTES_BY_LAW`),
but somebody who wrote 960 meant two days."""
SURE: Final = "(yakin"
"""How the reason of a guess begins to say that the text itself says so (`intake.guesses.Sure`)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Another answer to a question, and the SOP as it is then; the question is answered in it."""

    label: str
    sop: Sop


Made = tuple[str, Callable[[], Sop]]


def choices_for(sop: Sop, finding: Finding) -> tuple[Choice, ...]:
    """The other likely answers, the likeliest first; none that would leave the SOP with one more error than it has."""
    made: list[Choice] = []
    for label, answer in _answers(sop, finding):
        with suppress(CannotEdit):
            choice = Choice(label, _answered(answer(), finding))
            if _errors(choice.sop) <= _errors(sop):
                made.append(choice)
        if len(made) == MOST:
            break
    return tuple(made)


@lru_cache(maxsize=64)
def _errors(sop: Sop) -> int:
    return sum(one.severity is Severity.ERROR for one in check(sop))


def may_stand(sop: Sop, finding: Finding) -> bool:
    """Whether "it is so" answers the question: a line that shows nobody needs a name, not a yes."""
    if finding.code != "performer_guessed" or finding.line is None:
        return True
    return any(role.part is Part.DOES for role in line(sop, finding.line).performers)


def certain(finding: Finding) -> bool:
    """Whether the reading was sure of this guess."""
    return finding.severity is Severity.GUESS and SURE in finding.reason


def alike(sop: Sop, finding: Finding) -> tuple[Finding, ...]:
    """The guesses of one class, this one among them: the same kind, for the same reason."""
    known = (finding.code, finding.reason)
    return tuple(one for one in sop.findings if (one.code, one.reason) == known and may_stand(sop, one))


def _answered(sop: Sop, finding: Finding) -> Sop:
    return replace(sop, findings=tuple(one for one in sop.findings if one != finding))


def _answers(sop: Sop, finding: Finding) -> Iterator[Made]:
    number = finding.line
    match finding.code:
        case "performer_guessed" if number is not None:
            yield from _other_doers(sop, line(sop, number))
        case "performer_guessed":
            yield from _other_seats(sop, finding.where.partition("/")[2])
        case "acts_guessed" if number is not None:
            yield from _other_acts(sop, line(sop, number), finding)
        case "way_guessed" if number is not None:
            yield from _other_returns(sop, line(sop, number))
        case "duration_guessed" | "duration_without_unit" if number is not None:
            yield from _other_times(sop, line(sop, number), finding)
        case "closing_added" if number is not None:
            yield "Tidak perlu", lambda: _without_line(sop, number)
            yield from _other_doers(sop, line(sop, number))
        case _:
            yield from _mended(sop, finding, number)


def _mended(sop: Sop, finding: Finding, number: int | None) -> Iterator[Made]:
    """What the check says, where one press can set it right."""
    match finding.code:
        case "act_without_doer" | "two_doers" | "sign_without_signer" if number is not None:
            yield from _other_doers(sop, line(sop, number))
        case "fan_out_missing" | "fan_out_of_nobody" if number is not None:
            yield "Sesuaikan dengan pelaksananya", lambda: fanned_out(sop, number)
        case "minutes_beyond_a_day" if number is not None:
            yield from _in_days(sop, line(sop, number))
        case "performer_only_in_text":
            yield from _other_seats(sop, finding.where.partition("/")[2])
        case "performer_without_part":
            yield "Hapus", lambda: taken_out(sop, finding.where.partition("/")[2])


def _other_doers(sop: Sop, step: Step) -> Iterator[Made]:
    """Of two who take part each alone, then the likeliest of the others in their place."""
    doing = {role.key for role in step.performers if role.part is Part.DOES}
    here = taking_part(step)
    for one in _likeliest(sop, step):
        if one.key in here and len(here) > 1:
            yield f"Hanya {one.name}", _alone(sop, step.number, one.key)
        elif one.key not in doing:
            yield one.name, _by(sop, step.number, one.key)


def taking_part(step: Step) -> tuple[str, ...]:
    """Who does a line and who joins in it. Whoever receives what comes of it has another part."""
    return tuple(dict.fromkeys(role.key for role in step.performers if role.part is not Part.RECEIVES))


def _by(sop: Sop, number: int, key: str) -> Callable[[], Sop]:
    return lambda: done_by(sop, number, key)


def _alone(sop: Sop, number: int, key: str) -> Callable[[], Sop]:
    return lambda: done_alone_by(sop, number, key)


def _likeliest(sop: Sop, step: Step) -> list[Performer]:
    """Those in the line, then in the lines beside it, then in the order of the columns. A team fills in nothing."""
    near = {n: one for one in sop.lines if abs(n := one.number - step.number) <= 1}
    order = [role.key for away in (0, 1, -1) if away in near for role in near[away].performers]
    ranked = sorted(sop.performers, key=lambda one: order.index(one.key) if one.key in order else len(order))
    return [one for one in ranked if not (Act.FILL in step.acts and one.seat is Seat.TEAM)]


def _other_seats(sop: Sop, key: str) -> Iterator[Made]:
    one = next((one for one in sop.performers if one.key == key), None)
    if one is None:
        return
    if one.column:
        for seat in (Seat.POST, Seat.POSTS, Seat.UNITS):
            if seat is not one.seat:
                yield SEAT_WORDS[seat].capitalize(), _as_seat(sop, key, seat)
        return
    for other in _namesakes(sop, one):
        yield f"Sama dengan {other.name}", _named(sop, key, other.key)
    yield "Tidak ikut", lambda: taken_out(sop, key)


def _as_seat(sop: Sop, key: str, seat: Seat) -> Callable[[], Sop]:
    return lambda: seated(sop, key, seat)


def _named(sop: Sop, key: str, into: str) -> Callable[[], Sop]:
    return lambda: named_as(sop, key, into=into)


def _namesakes(sop: Sop, one: Performer) -> list[Performer]:
    """The two columns that the name could mean: the same kind of post, then the same rank."""
    columns = [other for other in sop.performers if other.column and other.key != one.key]
    word, rank = head_word(one.name), rank_of(one.name)
    return sorted(columns, key=lambda other: (head_word(other.name) != word, abs(rank_of(other.name) - rank)))[:2]


def _other_acts(sop: Sop, step: Step, finding: Finding) -> Iterator[Made]:
    """Without the act that was read in; where the line does but one thing, the acts that are like it."""
    said = [at for at, act in enumerate(step.acts, start=1) if f"sebagai {ACT_WORDS[act]}." in finding.message]
    for at in said or range(1, len(step.acts) + 1):
        if len(step.acts) > 1:
            yield f"Tanpa {ACT_WORDS[step.acts[at - 1]]}", _without(sop, step.number, at)
    if len(step.acts) == 1:
        for act in _LIKE.get(step.acts[0], ()):
            yield ACT_WORDS[act].capitalize(), _with(sop, step.number, act)


def _without(sop: Sop, number: int, at: int) -> Callable[[], Sop]:
    return lambda: without_act(sop, number, at)


def _with(sop: Sop, number: int, act: Act) -> Callable[[], Sop]:
    return lambda: with_act(sop, number, 1, act)


_LIKE: Final = {
    Act.INSTRUCT: (Act.DISTRIBUTE, Act.HAND_OVER),
    Act.FORM_TEAM: (Act.INSTRUCT, Act.MEET),
    Act.PLAN: (Act.PREPARE_REQUEST, Act.MEET),
    Act.PREPARE_REQUEST: (Act.PLAN, Act.DISTRIBUTE),
    Act.DISTRIBUTE: (Act.HAND_OVER, Act.INSTRUCT),
    Act.MEET: (Act.PLAN, Act.REVIEW),
    Act.FILL: (Act.GATHER, Act.RECAP),
    Act.HAND_OVER: (Act.DISTRIBUTE, Act.PUBLISH),
    Act.GATHER: (Act.RECAP, Act.FILL),
    Act.RECAP: (Act.GATHER, Act.ANALYSE),
    Act.ANALYSE: (Act.RECAP, Act.REVIEW),
    Act.REVIEW: (Act.INITIAL, Act.ANALYSE),
    Act.REVISE: (Act.RECAP, Act.FILL),
    Act.INITIAL: (Act.REVIEW, Act.SIGN),
    Act.SIGN: (Act.INITIAL, Act.REVIEW),
    Act.PUBLISH: (Act.HAND_OVER, Act.ARCHIVE),
    Act.ARCHIVE: (Act.PUBLISH, Act.HAND_OVER),
}
"""What an office's word could mean besides: "menyampaikan" hands over, asks, or publishes."""


def _other_returns(sop: Sop, step: Step) -> Iterator[Made]:
    """One of the places alone, then the lines just before, the nearest first."""
    now = [way.to for way in step.ways if way.when is When.NO and way.to != "end"]
    before = [one.number for one in reversed(sop.lines) if one.number < step.number]
    for to in [*(now if len(now) > 1 else ()), *(one for one in before if one not in now)]:
        label = f"Hanya ke langkah {to}" if to in now else f"Ke langkah {to}"
        yield label, _back(sop, step.number, int(to))


def _back(sop: Sop, number: int, to: int) -> Callable[[], Sop]:
    return lambda: sent_back_to(sop, number, (to,))


def _other_times(sop: Sop, step: Step, finding: Finding) -> Iterator[Made]:
    """The second reading of the cell; the same number in the unit that most of the table has."""
    now = step.duration
    if now is None:
        yield from _times_in_a_unit(sop, step, finding)
        return
    other = read_time(now.alternative, now.unit).duration if now.alternative else None
    if other is not None:
        yield other.written, _timed(sop, step, other)
    units = [one.duration.unit for one in sop.steps if one.duration and one.number != step.number]
    for unit in sorted(set(units) - {now.unit, other.unit if other else now.unit}, key=lambda one: -units.count(one)):
        yield in_words(now.value, unit), _timed(sop, step, replace(now, raw=in_words(now.value, unit), unit=unit))


def _in_days(sop: Sop, step: Step) -> Iterator[Made]:
    """Minutes or hours that were meant as days, by the reckoning of tables."""
    minutes = minutes_of(step.duration) if step.duration else None
    if minutes is not None:
        days = max(1, round(minutes / MINUTES_IN_TABLES))
        yield f"{days} hari kerja", _timed(sop, step, Duration(f"{days} hari kerja", Decimal(days), TimeUnit.DAY))


def _times_in_a_unit(sop: Sop, step: Step, finding: Finding) -> Iterator[Made]:
    """A number without a unit, as the finding quotes it: in the units of the table, else in minutes or days."""
    quoted = finding.message.partition("“")[2].partition("”")[0]
    units = [one.duration.unit for one in sop.steps if one.duration]
    for unit in dict.fromkeys((*sorted(units, key=lambda one: -units.count(one)), TimeUnit.MINUTE, TimeUnit.DAY)):
        read = read_time(quoted, unit).duration
        if read is not None:
            yield read.written, _timed(sop, step, read)


def _timed(sop: Sop, step: Step, duration: Duration) -> Callable[[], Sop]:
    return lambda: with_step(sop, replace(step, duration=duration))


def _without_line(sop: Sop, number: int) -> Sop:
    """Without the line, and without those who were added for it alone."""
    left = without_step(sop, number)
    busy = {role.key for step in left.lines for role in step.performers}
    for one in sop.performers:
        if not one.column and one.key not in busy:
            left = taken_out(left, one.key)
    return left
