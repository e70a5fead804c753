"""Corrections of who does a line, what is done in it, where it is sent back to and in what time: values from values.

Where a performer's seat or a line's doer changes, the fan-out follows it: work of one post is done once, work of units
once for each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from himpun.sop.edit import (
    CannotEdit,
    free_key,
    line,
    new_performer,
    with_performer,
    with_performer_named,
    with_step,
    without_performer,
)
from himpun.sop.intake.performers import seat_of
from himpun.sop.model import Act, Part, Per, Performer, Role, Seat, Sop, Step, Way, When

_FOR_UNITS: Final = (Seat.UNITS, Seat.UNIT_MEMBERS)


def done_by(sop: Sop, number: int, key: str) -> Sop:
    """The line is done by this performer, in place of whoever did; who receives or joins stays so."""
    old = line(sop, number)
    others = tuple(role for role in old.performers if role.part is not Part.DOES and role.key != key)
    return with_step(sop, with_fan_out(sop, replace(old, performers=(Role(key), *others))))


def done_alone_by(sop: Sop, number: int, key: str) -> Sop:
    """The line is done by this performer, and nobody joins."""
    told = done_by(sop, number, key)
    old = line(told, number)
    return with_step(told, replace(old, performers=tuple(r for r in old.performers if r.part is not Part.JOINS)))


def without_act(sop: Sop, number: int, position: int) -> Sop:
    """The line without the act at this 1-based position; whoever did nothing else in it is not in it any more."""
    old = line(sop, number)
    if len(old.acts) < 2 or not 1 <= position <= len(old.acts):
        raise CannotEdit("Satu langkah memerlukan paling sedikit satu tindakan.")
    acts = (*old.acts[: position - 1], *old.acts[position:])
    left = (_without_position(role, position, len(acts)) for role in old.performers)
    step = replace(old, acts=acts, performers=tuple(role for role in left if role is not None))
    return with_step(sop, _deciding(with_fan_out(sop, step)))


def with_act(sop: Sop, number: int, position: int, act: Act) -> Sop:
    """The act at this 1-based position is really another."""
    old = line(sop, number)
    acts = tuple(act if at == position else one for at, one in enumerate(old.acts, start=1))
    return with_step(sop, _deciding(replace(old, acts=acts)))


def sent_back_to(sop: Sop, number: int, targets: Sequence[int]) -> Sop:
    """What is refused in this line goes back to these; the way on stays."""
    old = line(sop, number)
    onward = tuple(way for way in old.ways if way.when is not When.NO)
    back = tuple(Way(When.NO, to, points=answers_figures(sop, line(sop, to))) for to in targets)
    return with_step(sop, replace(old, ways=(*onward, *back)))


def fanned_out(sop: Sop, number: int) -> Sop:
    """The line is done once, or once for each, as the seats of its doers have it."""
    return with_step(sop, with_fan_out(sop, line(sop, number)))


def seated(sop: Sop, key: str, seat: Seat) -> Sop:
    """The performer is another kind of seat, in every line that it does."""
    one = sop.performer(key)
    told = sop if one.seat is seat else with_performer(sop, replace(one, seat=seat))
    for step in told.lines:
        if any(role.key == key and role.part is Part.DOES for role in step.performers):
            told = with_step(told, with_fan_out(told, step))
    return told


def named_as(sop: Sop, key: str, *, into: str) -> Sop:
    """One performer is another, and the lines that it did are done as the other's seat has it."""
    merged = with_performer_named(sop, key, into=into)
    return seated(merged, into, sop.performer(into).seat)


def called(sop: Sop, aliases: Mapping[str, str]) -> Sop:
    """Performers under the names that the office knows them by; one that stands there twice is one."""
    meant = {written.casefold(): name for written, name in aliases.items()}
    for one in sop.performers:
        name = meant.get(one.name.casefold(), one.name)
        if name.casefold() == one.name.casefold():
            continue
        into = next((other.key for other in sop.performers if other.name.casefold() == name.casefold()), "")
        sop = named_as(sop, one.key, into=into) if into else _renamed(sop, one, name)
    return sop


def _renamed(sop: Sop, one: Performer, name: str) -> Sop:
    """In its own place under another name and key; what is asked of it is still asked."""
    others = tuple(other for other in sop.performers if other is not one)
    fresh = replace(one, key=free_key(replace(sop, performers=others), name), name=name)
    if fresh.key == one.key:
        return replace(sop, performers=tuple(fresh if other is one else other for other in sop.performers))
    old, new = f"performers/{one.key}", f"performers/{fresh.key}"
    beside = tuple(both for other in sop.performers for both in ((fresh, other) if other is one else (other,)))
    asked = tuple(replace(finding, where=new) if finding.where == old else finding for finding in sop.findings)
    return with_performer_named(replace(sop, performers=beside, findings=asked), one.key, into=fresh.key)


def with_names(sop: Sop, names: Sequence[str]) -> Sop:
    """Performers added by their names, each in the seat that its name means; those that are there already are not."""
    for name in names:
        if name.casefold() not in {one.name.casefold() for one in sop.performers}:
            fresh = new_performer(sop, name, seat_of(name, gathers=True))
            sop = with_performer(sop, fresh)
    return sop


def taken_out(sop: Sop, key: str) -> Sop:
    """A performer who is named but not at work: out of every line. Raises CannotEdit when an act lost its doer."""
    left = sop
    for step in sop.lines:
        roles = tuple(role for role in step.performers if role.key != key)
        if len(roles) < len(step.performers):
            _keeps_its_doers(step, roles)
            left = with_step(left, with_fan_out(left, replace(step, performers=roles)))
    return without_performer(left, key)


def _keeps_its_doers(step: Step, roles: Sequence[Role]) -> None:
    if not all(any(role.does(at) for role in roles) for at in range(1, len(step.acts) + 1)):
        raise CannotEdit(f"Langkah {step.number} tidak mempunyai pelaksana lain. Ganti pelaksananya dahulu.")


def _without_position(role: Role, position: int, count: int) -> Role | None:
    if not role.acts:
        return role
    acts = tuple(at - (at > position) for at in role.acts if at != position)
    return replace(role, acts=() if len(acts) == count else acts) if acts else None


def _deciding(step: Step) -> Step:
    """Without ways of a decision that is no longer taken here."""
    if any(act.decides for act in step.acts):
        return step
    return replace(step, ways=tuple(way for way in step.ways if way.when is When.DONE))


def with_fan_out(sop: Sop, step: Step) -> Step:
    """Once, or once for each, as the seats of its doers have it."""
    doing = [sop.performer(role.key) for role in step.performers if role.part is Part.DOES]
    return replace(step, per=_per(sop, step, {one.seat: one for one in doing}))


def _per(sop: Sop, step: Step, doing: dict[Seat, Performer]) -> Per | None:
    if Seat.UNIT_MEMBERS in doing:
        within = next((one.key for one in sop.performers if one.seat is Seat.UNITS), None)
        return step.per if step.per and step.per.each == "members" else Per("members", within)
    if Seat.UNITS in doing:
        return step.per if step.per and step.per.each == "units" else Per("units")
    if Seat.POSTS in doing:
        key = doing[Seat.POSTS].key
        return step.per if step.per and step.per.each == key else Per(key)
    return None


def answers_figures(sop: Sop, step: Step) -> bool:
    """Whether a return to this line can name units and fields."""
    seats = [sop.performer(role.key).seat for role in step.performers if role.part is Part.DOES]
    return Act.REVISE in step.acts or (Act.FILL in step.acts and any(seat in _FOR_UNITS for seat in seats))
