"""The heading of a table whose cells stand one below another: its columns in the order in which they are named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from himpun.sop.intake.headings import LONGEST, Heading, heading_of, heads_a_table, kinds_among, unit_named
from himpun.sop.intake.labels import labelled
from himpun.sop.intake.posts import begins_a_post
from himpun.sop.intake.row_starts import OPENING
from himpun.sop.intake.rows import Column, Layout, RawProcedure, counted, number_of

_WIDEST: Final = 60
"""Cells that a heading may take when each stands on a line of its own."""

_NEAR_LOOKS: Final = 400
_FAR_LOOKS: Final = 50
_FARTHEST: Final = 1_000
"""Cells within which all headings stand when each is followed by its whole column."""

_ACTS: Final = re.compile(r"(?:me[a-z]{3,}|di[a-z]{4,}|ber[a-z]{3,})[,/]?\s+\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure among cells: where its heading begins, and the first cell after it."""

    first: int
    after: int
    procedure: RawProcedure


@dataclass(frozen=True, slots=True)
class Head:
    first: int
    after: int
    layout: Layout


def head_from(cells: Sequence[str], start: int) -> Head | None:
    """The next heading: a run of short cells with the words of a table, up to the first that is no heading."""
    far_looks, near_looks = _FAR_LOOKS, _NEAR_LOOKS
    for first in range(start, len(cells)):
        if near_looks <= 0:
            break
        if heading_of(cells[first]) not in (Heading.NUMBER, Heading.ACTIVITY):
            continue
        near_looks -= 1
        after = _head_end(cells, first)
        run = _unbroken(cells[first:after])
        if heads_a_table(kinds_among(run)):
            return Head(first, after, _layout(run))
        far_looks -= 1
        if far_looks >= 0 and heads_a_table(kinds_among(cells[first : first + _FARTHEST])):
            return Head(first, first + 1, ())
    return None


def _unbroken(run: Sequence[str]) -> list[str]:
    """Words that were broken at a hyphen, or over two cells, in one; what is a heading only together counts as one."""
    whole: list[str] = []
    for text in (text.strip() for text in run):
        if not text:
            continue
        if whole and re.search(r"\w-$", whole[-1]):
            whole[-1] = whole[-1][:-1] + text
        elif whole and heading_of(whole[-1]) is None and heading_of(text) is None and heading_of(whole[-1] + text):
            whole[-1] += " " + text
        else:
            whole.append(text)
    return whole


def _head_end(cells: Sequence[str], first: int) -> int:
    """The first cell that begins a row: a number, or words too long for a heading."""
    for at in range(first, min(first + _WIDEST, len(cells))):
        text = cells[at].strip()
        if number_of(text) is not None or counted(text) > 1 or OPENING.match(text) or len(text) > 2 * LONGEST:
            return at
        if labelled(text) and heading_of(text) is None:
            return at
        if at > first and _ACTS.match(text) and heading_of(text) is None:
            return at
    return min(first + _WIDEST, len(cells))


def _layout(run: Sequence[str]) -> Layout:
    """The columns in the order of the table: performers stand between the activity and its standard."""
    kinds: list[Column] = []
    names: list[str] = []
    for text in names_whole(run):
        kind = heading_of(text)
        if kind in (Heading.PERFORMERS, Heading.STANDARD) or any(kind and one.kind is kind for one in kinds):
            continue
        if kind:
            kinds.append(Column(kind, unit=unit_named(text)))
        elif unit := unit_named(text):
            kinds.append(Column(Heading.DURATION, unit=unit))
        else:
            names.append(" ".join(text.split()))
    return _in_order(kinds, names, grouped=Heading.PERFORMERS in kinds_among(run))


def _in_order(kinds: Sequence[Column], names: Sequence[str], *, grouped: bool) -> Layout:
    head = [column for column in kinds if column.kind in (Heading.NUMBER, Heading.ACTIVITY)]
    if not any(column.kind is Heading.NUMBER for column in head):
        head = [Column(Heading.NUMBER), *head]
    times = [column for column in kinds if column.kind is Heading.DURATION]
    kinds = [column for column in kinds if column.kind is not Heading.DURATION or column is times[-1]]
    standard = [column for column in kinds if column not in head and column.kind is not Heading.NOTE]
    notes = [column for column in kinds if column.kind is Heading.NOTE]
    performers = [Column(Heading.PERFORMERS, name) for name in names]
    if not performers and grouped:
        performers = [Column(Heading.PERFORMERS)]
    return (*head, *performers, *standard, *notes)


def names_whole(run: Sequence[str]) -> list[str]:
    """The heading's words, a name that was broken over several cells in one."""
    whole: list[str] = []
    for text in (text.strip() for text in run):
        if not text:
            continue
        broken = whole and heading_of(whole[-1]) is None and heading_of(text) is None
        if broken and (text[:1].islower() or re.search(r"(?:\bdan|&|/|,|-)$", whole[-1]) or not begins_a_post(text)):
            whole[-1] = re.sub(r"(\w)-$", r"\1", whole[-1]) + ("" if whole[-1].endswith("-") else " ") + text
        else:
            whole.append(text)
    return whole
