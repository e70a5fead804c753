"""A row of a procedure table, whatever became of its cells: in their columns, run together, or many rows in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from himpun.lib.worktime import TimeUnit
from himpun.sop.intake.durations import is_bare_number, is_time
from himpun.sop.intake.glyphs import is_drawn
from himpun.sop.intake.grid import Cell, Mark
from himpun.sop.intake.headings import Heading
from himpun.sop.intake.posts import begins_a_post, plain


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what it holds, the performer that heads it, the unit its heading states."""

    kind: Heading
    name: str = ""
    unit: TimeUnit | None = None


Layout = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands in a performer's cell of a row: glyphs or words, and symbols."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.marks)


@dataclass(frozen=True, slots=True)
class RawStep:
    """A row as words by column. `drawn` has one place for each performer, or none when the places were lost."""

    number: int | None = None
    activity: str = ""
    requirements: str = ""
    time: str = ""
    unit: TimeUnit | None = None
    outputs: str = ""
    note: str = ""
    drawn: tuple[Drawn, ...] = ()
    loose: str = ""  # glyphs whose columns were lost
    row: int = -1


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow between two steps, by their positions from 0 and the performers' columns."""

    source: tuple[int, int]
    target: tuple[int, int]
    label: str = ""


@dataclass(frozen=True, slots=True)
class RawProcedure:
    """A procedure table's words. `oddities` tells what had to be put right to read it."""

    performers: tuple[str, ...]
    steps: tuple[RawStep, ...]
    flows: tuple[Flow, ...] = ()
    oddities: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    respelt: tuple[tuple[str, Heading], ...] = ()
    names_in_cells: bool = False
    totals: str = ""
    layout: Layout = ()


NUMBER: Final = re.compile(r"\(?(\d{1,3})\s*[.)]?\)?")
_LEADING: Final = re.compile(r"\(?(\d{1,3})\s*[.)]\)?\s+(?=\S)")
_ENUMERATED: Final = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)]\s+(?=\S)")


def number_of(text: str) -> int | None:
    """The number that is all there is in a cell."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def lettered_number_of(text: str) -> int | None:
    """The number of a part of a step: "2a"."""
    found = re.fullmatch(r"\(?(\d{1,3})\s*[.-]?\s*[a-z]\s*[.)]?\)?", text.strip())
    return int(found[1]) if found else number_of(text)


def placed(cells: Sequence[Cell], layout: Layout, row: int = -1) -> RawStep:
    """A row whose cells stand in their columns."""
    texts: dict[Heading, list[str]] = {kind: [] for kind in Heading}
    drawn: list[Drawn] = []
    unit = None
    for cell, column in zip(cells, layout, strict=False):
        if column.kind is Heading.PERFORMERS:
            drawn.append(Drawn(cell.text.strip(), cell.marks))
        elif column.kind is Heading.DURATION and cell.text.strip(" -–\n"):
            unit = unit or column.unit
            texts[column.kind].append(_with_unit(cell.text, column, layout))
        elif cell.text.strip():
            texts[column.kind].append(cell.text.strip())
    joined = {kind: "\n".join(parts) for kind, parts in texts.items()}
    return _numbered(
        RawStep(
            lettered_number_of(joined[Heading.NUMBER]),
            joined[Heading.ACTIVITY],
            joined[Heading.REQUIREMENTS],
            " ".join(joined[Heading.DURATION].split())
            if "\n" not in joined[Heading.DURATION]
            else joined[Heading.DURATION],
            unit,
            joined[Heading.OUTPUTS],
            joined[Heading.NOTE],
            tuple(drawn),
            row=row,
        )
    )


def _with_unit(text: str, column: Column, layout: Layout) -> str:
    """A figure below one of several sub-columns of units says its unit itself: nothing else tells it."""
    several = sum(one.kind is Heading.DURATION for one in layout) > 1
    if several and column.unit and is_bare_number(text):
        return f"{text.strip()} {column.unit.word}"
    return text.strip()


def _numbered(step: RawStep) -> RawStep:
    """The number may stand before the activity, in one cell with it."""
    found = _LEADING.match(step.activity)
    if step.number is None and found:
        return replace(step, number=int(found[1]), activity=step.activity[found.end() :])
    if step.number is not None and found and int(found[1]) == step.number:
        return replace(step, activity=step.activity[found.end() :])
    return step


def told_apart(texts: Sequence[str], layout: Layout) -> RawStep:
    """A row whose empty cells were lost: its words are told apart by what they are, around the time."""
    kinds = [column.kind for column in layout]
    parts = [text.strip() for text in texts if text.strip()]
    number = number_of(parts[0]) if parts else None
    if number is not None:
        parts = parts[1:]
    activity = parts.pop(0) if parts else ""
    drawings = [part for part in parts if is_drawn(part)]
    named = any(column.kind is Heading.PERFORMERS and not column.name for column in layout)
    if named and parts and begins_a_post(parts[0]):
        drawings = [parts.pop(0)]
    parts = [part for part in parts if not is_drawn(part)]
    at = _time_at(parts, layout)
    before, after = _split_kinds(kinds)
    if at is None:
        words, time = parts, ""
        fields = _dealt(words, [*before, *after])
    else:
        time = parts[at]
        fields = _dealt(parts[:at], before) | _dealt(parts[at + 1 :], after)
    unit = next((column.unit for column in layout if column.kind is Heading.DURATION and column.unit), None)
    performers = [column for column in layout if column.kind is Heading.PERFORMERS]
    whole = len(drawings) == len(performers)
    return _numbered(
        RawStep(
            number,
            activity,
            fields.get(Heading.REQUIREMENTS, ""),
            time,
            unit,
            fields.get(Heading.OUTPUTS, ""),
            fields.get(Heading.NOTE, ""),
            tuple(Drawn(one) for one in drawings) if whole else (),
            "" if whole else " ".join(drawings),
        )
    )


def _time_at(parts: Sequence[str], layout: Layout) -> int | None:
    timed = [position for position, part in enumerate(parts) if is_time(part)]
    if timed:
        return timed[-1] if len(timed) == 1 else timed[0]
    if any(column.kind is Heading.DURATION for column in layout):
        return next((position for position, part in enumerate(parts) if is_bare_number(part)), None)
    return None


def _split_kinds(kinds: Sequence[Heading]) -> tuple[list[Heading], list[Heading]]:
    """The kinds of words before and after the time, in the order of the columns."""
    worded = (Heading.REQUIREMENTS, Heading.OUTPUTS, Heading.NOTE)
    at = kinds.index(Heading.DURATION) if Heading.DURATION in kinds else len(kinds)
    return [k for k in kinds[:at] if k in worded], [k for k in kinds[at:] if k in worded]


def _dealt(words: Sequence[str], kinds: Sequence[Heading]) -> dict[Heading, str]:
    """Words to columns in their order; what is left over belongs to the first, which may hold a list."""
    if not kinds or not words:
        return {}
    spare = max(len(words) - len(kinds), 0)
    first, rest = words[: spare + 1], words[spare + 1 :]
    return {kinds[0]: "\n".join(first)} | dict(zip(kinds[1:], rest, strict=False))


def names_from_cells(
    performers: tuple[str, ...], steps: Sequence[RawStep]
) -> tuple[tuple[str, ...], tuple[RawStep, ...], bool]:
    """The performers that stand as names in a single column Pelaksana. The last says whether there is such a column."""
    if performers != ("",):
        return performers, tuple(steps), False
    typed = (step.drawn[0].text if step.drawn else step.loose for step in steps)
    told = tuple(replace(step, drawn=(), loose=_apart(names)) for step, names in zip(steps, typed, strict=True))
    names = (" ".join(name.split()) for step in told for name in step.loose.split("\n"))
    first: dict[str, str] = {}
    for name in names:
        if name:
            first.setdefault(plain(name), name)  # "Kadis" is the Kepala Dinas who stood here before
    return tuple(first.values()), told, True


def _apart(names: str) -> str:
    """Several posts that one cell names, each on its line; "Kasubbag Umum dan Kepegawaian" is one."""
    lines: list[str] = []
    for line in names.split("\n"):
        parts = re.split(r"\s*[/,;&+]\s*|\s+(?:dan|serta|bersama)\s+", line.strip())
        lines += parts if len(parts) > 1 and all(begins_a_post(part) for part in parts) else [line]
    return "\n".join(lines)


def items(text: str, count: int) -> tuple[str, ...] | None:
    """So many entries of one cell, parted by empty lines, by numbers, or one to a line; none when it does not fit."""
    text = text.strip()
    for parted in (
        re.split(r"\n\s*\n+", text),
        [part for part in _ENUMERATED.split(text) if part.strip()],
        [line for line in text.split("\n") if line.strip()],
        _sentences(text),
    ):
        found = [" ".join(part.split()) for part in parted if part.strip()]
        if len(found) == count:
            return tuple(found)
    return None


def _sentences(text: str) -> list[str]:
    """Lines that begin with a capital letter, a sign or a digit; what begins small goes on with the line above."""
    return re.split(r"\n(?=\s*[A-Z0-9\-•])", text)


def counted(text: str) -> int:
    """How many numbers stand in a number cell: more than one when rows were run together."""
    numbers = re.findall(r"\d{1,3}", text)
    alone = re.fullmatch(r"(?:\s*\(?\d{1,3}[.)]?\s*)+", text)
    return len(numbers) if alone else 0


def spread(cells: Sequence[Cell], layout: Layout) -> tuple[RawStep, ...] | None:
    """The rows that were run together into this one; none when it is a single row."""
    by_kind = {column.kind: cell.text for cell, column in zip(cells, layout, strict=False)}
    count = counted(by_kind.get(Heading.NUMBER, ""))
    if count < 2:
        count = _times_together(by_kind)
    if count < 2:
        return None
    columns = [_entries(cell, count) for cell in cells]
    return tuple(
        replace(placed([Cell(column[at]) for column in columns], layout), number=at + 1) for at in range(count)
    )


def _times_together(by_kind: dict[Heading, str]) -> int:
    """How many times stand one below another, where as many activities do."""
    lines = [line for line in by_kind.get(Heading.DURATION, "").split("\n") if line.strip()]
    if len(lines) < 2 or not all(is_time(line) or is_bare_number(line) for line in lines):
        return 0
    return len(lines) if items(by_kind.get(Heading.ACTIVITY, ""), len(lines)) else 0


def _entries(cell: Cell, count: int) -> Sequence[str]:
    """The cell's entries; one entry for all when it does not say so many."""
    if not cell.text.strip():
        return [""] * count
    found = items(cell.text, count)
    if found:
        return found
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    return (
        (lines + [""] * count)[:count] if len(lines) < count else [*lines[: count - 1], "\n".join(lines[count - 1 :])]
    )
