"""A table whose columns stand one after another: all activities, then all requirements, all times, all outputs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from himpun.sop.intake.durations import is_time
from himpun.sop.intake.headings import Heading, heading_of, unit_named
from himpun.sop.intake.posts import begins_a_post
from himpun.sop.intake.row_starts import LONGEST_TABLE, OPENING, is_over, row_starts
from himpun.sop.intake.rows import (
    Layout,
    RawProcedure,
    RawStep,
    number_of,
)
from himpun.sop.intake.stream_heads import Found, Head, names_whole


def by_columns(cells: Sequence[str], head: Head) -> Found | None:
    """All activities first, then all requirements, all times, all outputs: below its heading, or by count."""
    sections = _sections(cells, head.first)
    end = max((at for _, entries in sections for at, _ in entries), default=head.first) + 1
    acting = next((entries for kind, entries in sections if kind is Heading.ACTIVITY and len(entries) > 1), None)
    if acting is None:
        acting, sections = _counted_out(cells, head)
        end = max((at for _, entries in sections for at, _ in entries), default=head.after) + 1
    if not acting:
        return None
    count = len(acting)
    columns = {kind: texts for kind, entries in sections if (texts := _in_places(cells, entries, count))}
    if Heading.DURATION not in columns:
        return None
    gaps = any(not text for texts in columns.values() for text in texts)
    unit = next((unit for text in cells[head.first : end] if (unit := unit_named(text))), None)
    steps = tuple(
        RawStep(
            at + 1,
            acting[at][1],
            columns.get(Heading.REQUIREMENTS, [""] * count)[at],
            columns[Heading.DURATION][at],
            unit,
            columns.get(Heading.OUTPUTS, [""] * count)[at],
            columns.get(Heading.NOTE, [""] * count)[at],
        )
        for at in range(count)
    )
    names, told = _performers_of(sections, head.layout, count)
    names = names or _named_above(cells[max(head.first - _ABOVE, 0) : head.first])
    if told:
        steps = tuple(replace(step, loose=name) for step, name in zip(steps, told, strict=True))
    procedure = RawProcedure(
        names, steps, oddities=("columns_apart", *(("entries_missing",) if gaps else ())), names_in_cells=bool(told)
    )
    return Found(head.first, end, procedure)


def _in_places(cells: Sequence[str], entries: Sequence[tuple[int, str]], count: int) -> list[str]:
    """A column's entries, one for each activity; where some are missing, by their own numbers. None when that fails."""
    if len(entries) == count:
        return [text for _, text in entries]
    numbers = [int(found[1]) if (found := _NUMBERED.match(cells[at].strip())) else 0 for at, _ in entries]
    counts_on = numbers == sorted(set(numbers)) and numbers[:1] > [0] and numbers[-1] <= count
    if not counts_on or 2 * len(entries) < count:
        return []
    by_number = dict(zip(numbers, (text for _, text in entries), strict=True))
    return [by_number.get(number, "") for number in range(1, count + 1)]


_ABOVE: Final = 30
_NAMED: Final = re.compile(r"\s*pelaksana\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)


def _named_above(cells: Sequence[str]) -> tuple[str, ...]:
    """The performers in a line of their own above the columns: "Pelaksana: Lurah, Kasi, Staf"."""
    for cell in reversed(cells):
        if found := _NAMED.fullmatch(cell):
            names = [name.strip(" .") for name in re.split(r"[,;\n]", found[1])]
            return tuple(name for name in names if name) if all(map(begins_a_post, names)) else ()
    return ()


_NUMBERED: Final = re.compile(r"\(?(\d{1,3})[.)]")
_Section = tuple[Heading | None, list[tuple[int, str]]]


def _sections(cells: Sequence[str], first: int) -> list[_Section]:
    """What stands below each heading, numbers left out."""
    sections: list[_Section] = []
    for at in range(first, min(first + LONGEST_TABLE, len(cells))):
        text = cells[at].strip()
        if sections and is_over(text) and heading_of(text) is None:
            break
        kind = heading_of(text)
        if kind:
            sections.append((kind, []))
        elif text and sections and number_of(text) is not None and sections[-1][0] is not Heading.DURATION:
            continue
        elif text and sections:
            opening = re.match(r"\(?\d{1,2}[.)]\s+", text)
            if sections[-1][0] is not Heading.DURATION:
                opening = OPENING.match(text) or opening
            sections[-1][1].append((at, text[opening.end() :] if opening else text))
    return sections


def _counted_out(cells: Sequence[str], head: Head) -> tuple[list[tuple[int, str]], list[_Section]]:
    """Without headings of their own: as many times in a row as there are activities, and what stands around them."""
    starts = row_starts(cells, head.layout, head.after)
    count = len(starts)
    texts = [(at, cells[at].strip()) for at in range(head.after, len(cells)) if cells[at].strip()]
    run = next((n for n in range(len(texts)) if count > 1 and _run_of_times(texts[n : n + count], count)), None)
    if run is None:
        return [], []
    acting = [next(entry for entry in texts if entry[0] >= at and number_of(entry[1]) is None) for at in starts]
    sections: list[_Section] = [(Heading.DURATION, texts[run : run + count])]
    if run - count >= len(acting):
        sections.append((Heading.REQUIREMENTS, texts[run - count : run]))
    after = texts[run + count : run + 2 * count]
    if len(after) == count and not any(is_over(text) for _, text in after):
        sections.append((Heading.OUTPUTS, after))
    acting = [(at, text[opening.end() :] if (opening := OPENING.match(text)) else text) for at, text in acting]
    return (acting, sections) if len(acting) == count else ([], [])


def _run_of_times(entries: Sequence[tuple[int, str]], count: int) -> bool:
    return len(entries) == count and all(is_time(text) for _, text in entries)


def _performers_of(sections: Sequence[_Section], layout: Layout, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The performers' names, and whose name stands at each step when the column says so."""
    named = next((entries for kind, entries in sections if kind is Heading.PERFORMERS and entries), [])
    texts = tuple(text for _, text in named)
    if len(texts) == count and len(set(texts)) < count:
        return tuple(dict.fromkeys(texts)), texts
    if texts:
        return tuple(names_whole(texts)), ()
    return tuple(column.name for column in layout if column.kind is Heading.PERFORMERS and column.name), ()
