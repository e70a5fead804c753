"""Correcting an SOP before it is published: each correction is a value made from a value.

Steps keep their identity when their numbers change: ways and findings follow. A correction answers the guesses about
what it touches; a person has said it now.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Final

from himpun.sop.errors import SopError
from himpun.sop.intake.performers import new_key
from himpun.sop.model import End, Finding, Part, Performer, Role, Seat, Severity, Sop, Step, Way

_LINE_NAMED: Final = re.compile(r"\b([Ll]angkah |[Kk]egiatan )(\d{1,3})\b")


class CannotEdit(SopError):
    """The correction does not fit the SOP as it is; the message says why."""

    code = "cannot_edit"


def confirmed(sop: Sop, finding: Finding) -> Sop:
    """The guess is right, or the warning is accepted: it is asked no more. Raises CannotEdit when it is not there."""
    if finding not in sop.findings:
        raise CannotEdit("Pertanyaan ini sudah dijawab. Muat ulang halaman.")
    return replace(sop, findings=tuple(one for one in sop.findings if one != finding))


def with_step(sop: Sop, step: Step) -> Sop:
    """A line said otherwise. Guesses about its parts that changed are answered; the others are still asked."""
    old = line(sop, step.number)
    changed = {field.name for field in fields(Step) if getattr(old, field.name) != getattr(step, field.name)}
    return _answering(_with_lines(sop, {step.number: step}), step.number, changed)


def with_new_step(sop: Sop, step: Step, *, after: int) -> Sop:
    """A line put in after another (0: before all). It belongs to the table, or to the closing when put in there. Its
    ways name the lines by their numbers of before."""
    _known(sop, after, also=(0,))
    closing = bool(sop.closing) and after >= sop.closing[0].number

    def moved(number: int) -> int:
        return number + 1 if number > after else number

    shifted = _renumbered(sop, moved)
    new = replace(step, number=after + 1, ways=_ways(step.ways, moved))
    if closing:
        return replace(shifted, closing=_in_order((*shifted.closing, new)))
    return replace(shifted, steps=_in_order((*shifted.steps, new)))


def without_step(sop: Sop, number: int) -> Sop:
    """A line taken out. Ways that led there lead to the line after it."""
    line(sop, number)
    if len(sop.lines) == 1:
        raise CannotEdit("SOP memerlukan paling sedikit satu langkah.")
    last = number == sop.lines[-1].number
    gone = replace(
        sop,
        steps=tuple(step for step in sop.steps if step.number != number),
        closing=tuple(step for step in sop.closing if step.number != number),
        findings=tuple(one for one in sop.findings if one.line != number),
    )
    gone = _renumbered(gone, lambda old: old - 1 if old > number else old)
    return _leading(gone, {number: "end"}) if last else gone


def with_step_moved(sop: Sop, number: int, *, after: int) -> Sop:
    """A line put elsewhere in its own part of the SOP, behind another (0: before all)."""
    line(sop, number)
    _known(sop, after, also=(0,))
    if after in (number, number - 1):
        return sop
    table = len(sop.steps)
    if (number <= table) != (after <= table) or (number > table and after < table):
        raise CannotEdit("Langkah tabel dan langkah penutup tidak dapat bertukar bagian.")
    rest = [step.number for step in sop.lines if step.number != number]
    place = rest.index(after) + 1 if after else 0
    order = [*rest[:place], number, *rest[place:]]
    new = {old: position for position, old in enumerate(order, start=1)}
    moved = _renumbered(sop, new.__getitem__)
    return replace(moved, steps=_in_order(moved.steps), closing=_in_order(moved.closing))


def with_performer(sop: Sop, performer: Performer) -> Sop:
    """A performer added, or said otherwise under the same key; guesses about it are answered."""
    others = tuple(one for one in sop.performers if one.key != performer.key)
    if any(one.name.casefold() == performer.name.casefold() for one in others):
        raise CannotEdit(f"Pelaksana “{performer.name}” sudah ada.")
    known = any(one.key == performer.key for one in sop.performers)
    rows = tuple(performer if one.key == performer.key else one for one in sop.performers)
    asked = tuple(one for one in sop.findings if one.where != f"performers/{performer.key}")
    return replace(sop, performers=rows if known else (*rows, performer), findings=asked)


def with_performer_named(sop: Sop, key: str, *, into: str) -> Sop:
    """One performer is another: "Kasubag Evlap" is "Kasubag Perencanaan". Its part in every step goes over."""
    if key == into or not {key, into} <= {one.key for one in sop.performers}:
        raise CannotEdit("Pilih pelaksana yang lain.")
    lines = {step.number: replace(step, performers=_merged(step.performers, key, into)) for step in sop.lines}
    kept = tuple(one for one in sop.performers if one.key != key)
    asked = tuple(one for one in sop.findings if one.where != f"performers/{key}")
    return replace(_with_lines(sop, lines), performers=kept, findings=asked)


def without_performer(sop: Sop, key: str) -> Sop:
    """A performer who does nothing is taken out. Raises CannotEdit while a step names it."""
    busy = [str(step.number) for step in sop.lines if any(role.key == key for role in step.performers)]
    if busy:
        name = sop.performer(key).name
        raise CannotEdit(f"{name} masih disebut pada langkah {', '.join(busy)}. Ganti pelaksananya dahulu.")
    asked = tuple(one for one in sop.findings if one.where != f"performers/{key}")
    return replace(sop, performers=tuple(one for one in sop.performers if one.key != key), findings=asked)


def free_key(sop: Sop, name: str) -> str:
    """A key for a new performer, made of its name."""
    return new_key(name, sop.performers)


def line(sop: Sop, number: int) -> Step:
    """A line by its number. Raises CannotEdit."""
    try:
        return sop.line(number)
    except KeyError:
        raise CannotEdit(f"Langkah {number} tidak ada.") from None


def new_performer(sop: Sop, name: str, seat: Seat = Seat.POST) -> Performer:
    return Performer(free_key(sop, name), name, seat, column=True)


def _known(sop: Sop, number: int, *, also: Iterable[int]) -> None:
    if number not in also:
        line(sop, number)


def _in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: step.number))


def _with_lines(sop: Sop, lines: Mapping[int, Step]) -> Sop:
    return replace(
        sop,
        steps=tuple(lines.get(step.number, step) for step in sop.steps),
        closing=tuple(lines.get(step.number, step) for step in sop.closing),
    )


def _renumbered(sop: Sop, new: Callable[[int], int]) -> Sop:
    """Every line under its new number; ways and findings go along."""
    moved = {step.number: replace(step, number=new(step.number), ways=_ways(step.ways, new)) for step in sop.lines}
    said = {step.number: new(step.number) for step in sop.lines}
    found = tuple(
        replace(one, where=_moved_place(one, new), message=_moved_words(one.message, said)) for one in sop.findings
    )
    return replace(_with_lines(sop, moved), findings=found)


def _ways(ways: tuple[Way, ...], new: Callable[[int], int]) -> tuple[Way, ...]:
    return tuple(way if way.to == "end" else replace(way, to=new(way.to)) for way in ways)


def _leading(sop: Sop, targets: Mapping[int, int | End]) -> Sop:
    """Ways to these lines lead elsewhere."""

    def led(way: Way) -> Way:
        return way if way.to == "end" else replace(way, to=targets.get(way.to, way.to))

    lines = {step.number: replace(step, ways=tuple(map(led, step.ways))) for step in sop.lines}
    return _with_lines(sop, lines)


def _moved_place(one: Finding, new: Callable[[int], int]) -> str:
    if one.line is None:
        return one.where
    whole, _, *parts = one.where.split("/")
    return "/".join((whole, str(new(one.line)), *parts))


def _moved_words(message: str, new: Mapping[int, int]) -> str:
    """What a finding says of lines, under their new numbers."""
    return _LINE_NAMED.sub(lambda found: f"{found[1]}{new.get(int(found[2]), int(found[2]))}", message)


def _answering(sop: Sop, number: int, parts: set[str]) -> Sop:
    """Without the guesses about these parts of a line."""

    def answered(one: Finding) -> bool:
        return one.severity is Severity.GUESS and one.line == number and (not one.part or one.part in parts)

    return replace(sop, findings=tuple(one for one in sop.findings if not (parts and answered(one))))


def _merged(roles: tuple[Role, ...], key: str, into: str) -> tuple[Role, ...]:
    """Of two parts that are one now, what either does is done: acts of both, all of them where one does all."""
    merged: dict[tuple[str, Part], Role] = {}
    for role in (replace(role, key=into) if role.key == key else role for role in roles):
        before = merged.get((role.key, role.part), role)
        acts = tuple(sorted({*before.acts, *role.acts})) if before.acts and role.acts else ()
        merged[role.key, role.part] = replace(role, acts=acts)
    return tuple(merged.values())
