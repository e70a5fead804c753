"""The procedure tables of a document whose cells stand in rows and columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from himpun.sop.intake.durations import is_bare_number, is_time
from himpun.sop.intake.glyphs import is_drawn
from himpun.sop.intake.grid import Cell, Table
from himpun.sop.intake.headings import Heading, heading_of, heads_a_table, kinds_among, misspelt, unit_named
from himpun.sop.intake.labels import label_of, signs_off
from himpun.sop.intake.posts import begins_a_post
from himpun.sop.intake.rows import Column, Layout, RawStep, number_of, placed, spread

_DEEPEST: Final = 5
"""Rows that a heading may take."""
TOTAL: Final = re.compile(r"^\s*(?:jumlah|total|waktu total|jumlah waktu)\b", re.IGNORECASE)
_LETTERED: Final = re.compile(r"\s*(?:[A-Z]|I{1,3}|IV|VI{0,3}|IX)(?:[.)]\s*|\s+(?=[A-Z]{2})|$)")
_PART: Final = re.compile(r"\(?[a-z][.)]\s")
_EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Head:
    """A table's heading: its rows, and what each column holds."""

    first: int
    after: int
    layout: Layout

    @property
    def performers(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.layout if column.kind is Heading.PERFORMERS)


@dataclass(frozen=True, slots=True)
class Body:
    """The steps below a heading, the row after the last of them, and the totals that stood below.

    `rest` is what stands before the first of them and begins no step: the end of a row that a page's end has broken.
    """

    steps: tuple[RawStep, ...]
    after: int
    totals: str = ""
    collapsed: bool = False
    rest: RawStep | None = None
    sections: tuple[str, ...] = ()


def head_of(table: Table, start: int = 0) -> Head | None:
    """The first heading of a procedure table from a row on."""
    for first in range(start, len(table.rows)):
        texts = _texts(table, first)
        if len(kinds_among(texts)) < 2:
            continue
        for depth in range(1, _DEEPEST + 1):
            rows = range(first, min(first + depth, len(table.rows)))
            if heads_a_table(kinds_among(text for row in rows for text in _texts(table, row))):
                return _head(table, first, rows[-1] + 1)
    return None


def as_before(table: Table, head: Head, above: Head | None) -> Head:
    """The heading as it was read above, where the same rows are printed again: what follows them is none of it."""
    if above is None:
        return head
    height = above.after - above.first
    again = range(head.first, min(head.first + height, len(table.rows)))
    if [_texts(table, row) for row in again] != [_texts(table, row) for row in range(above.first, above.after)]:
        return head
    return Head(head.first, head.first + height, above.layout)


def body_of(table: Table, head: Head, start: int | None = None) -> Body:
    """The steps from a row on, to the end of the table or to what is plainly no step."""
    steps: list[RawStep] = []
    rest: RawStep | None = None
    sections: list[str] = []
    totals, collapsed = "", False
    at = head.after if start is None else start
    while at < len(table.rows):
        cells = [cell or _EMPTY for cell in table.rows[at]]
        texts = [cell.text for cell in cells]
        cells = _over_performers(cells, head.layout)
        if _ends_the_table(texts, bool(steps)):
            break
        run_together = spread(cells, head.layout)
        if section := _section(cells, head.layout):
            sections.append(section)
        elif TOTAL.match(next((text for text in texts if text.strip()), "")):
            totals = " ".join(" ".join(texts).split())
        elif run_together:
            steps += [replace(step, row=at) for step in run_together]
            collapsed = True
        elif any(text.strip() for text in texts) or any(cell.marks for cell in cells):
            step = placed(cells, head.layout, at)
            if not steps and _begins_none(step):
                rest = joined(rest, step) if rest else step
            else:
                _add(steps, step)
        at += 1
    return Body(tuple(steps), at, totals, collapsed, rest, tuple(sections))


def _begins_none(step: RawStep) -> bool:
    """Whether a row is plainly the rest of one that stood above the heading."""
    return step.number is None and (not step.activity or step.activity[:1].islower())


def _section(cells: Sequence[Cell], layout: Layout) -> str:
    """The name of a part of the table, which stands alone in its row behind a letter or in capitals: no step."""
    filled = [
        (column.kind, cell.text.strip()) for cell, column in zip(cells, layout, strict=False) if cell.text.strip()
    ]
    if any(cell.marks for cell in cells) or not filled:
        return ""
    whole = " ".join(text for _, text in filled)
    kinds = {kind for kind, _ in filled}
    if not kinds <= {Heading.NUMBER, Heading.ACTIVITY} or any(is_time(text) for _, text in filled):
        return ""
    numbered = bool(_LETTERED.match(filled[0][1] if len(filled) > 1 else whole))
    shouted = len(filled) == 1 and whole.isupper() and len(whole) > 4 and len(whole.split()) <= 6
    return " ".join(whole.split()) if numbered or shouted else ""


def _over_performers(cells: Sequence[Cell], layout: Layout) -> list[Cell]:
    """The row's cells, where one that covers several performers' columns stands in each of them."""
    spread_out = list(cells)
    for at, cell in enumerate(cells):
        if cell.columns > 1 and (cell.marks or is_drawn(cell.text)) and layout[at].kind is Heading.PERFORMERS:
            for beside in range(at + 1, min(at + cell.columns, len(layout))):
                if layout[beside].kind is Heading.PERFORMERS:
                    spread_out[beside] = replace(cell, columns=1)
    return spread_out


def in_columns(body: Body) -> bool:
    """Whether the words really stand in the columns of the heading: activities, and times where times should be."""
    timed = sum(is_time(step.time) or is_bare_number(step.time) for step in body.steps)
    told = sum(len(step.activity) > 3 for step in body.steps)
    return bool(body.steps) and told == len(body.steps) and 2 * timed >= len(body.steps)


def _add(steps: list[RawStep], step: RawStep) -> None:
    """A row that goes on with the row above is no step of its own."""
    if steps and goes_on(steps[-1], step):
        steps[-1] = joined(steps[-1], step)
    elif step.activity or step.number is not None:
        steps.append(step)


def goes_on(above: RawStep, step: RawStep) -> bool:
    """Whether a row without a number only goes on with the row above."""
    if step.number is not None:
        return False
    if not step.activity:
        return True
    if step.activity[:1].islower():
        return True
    return above.number is not None and not step.time and not (step.requirements and step.outputs)


def joined(above: RawStep, below: RawStep) -> RawStep:
    """The words of both rows, column by column."""
    drawn = above.drawn
    papers = ";\n" if _PART.match(below.activity) else "\n"
    if any(below.drawn):
        pairs = zip(above.drawn, below.drawn, strict=False)
        drawn = tuple(replace(a, text=f"{a.text} {b.text}".strip(), marks=a.marks + b.marks) for a, b in pairs)
    return replace(
        above,
        activity=_lines(above.activity, below.activity, " "),
        requirements=_lines(above.requirements, below.requirements, papers),
        time=_lines(above.time, below.time, " "),
        unit=above.unit or below.unit,
        outputs=_lines(above.outputs, below.outputs, papers),
        note=_lines(above.note, below.note),
        drawn=drawn,
    )


def _lines(above: str, below: str, between: str = "\n") -> str:
    return between.join(part for part in (above, below) if part)


def _ends_the_table(texts: Sequence[str], begun: bool) -> bool:
    """Whether this row belongs to what follows: another heading, the identity page, the signature."""
    filled = [text for text in texts if text.strip()]
    if len(kinds_among(filled)) >= 3:
        return True
    if not begun or not filled:
        return False
    return label_of(filled[0]) is not None or (len(filled) <= 2 and any(signs_off(text) for text in filled))


def respelt(table: Table, head: Head) -> tuple[tuple[str, Heading], ...]:
    """The headings that are spelt as none is, and what each was taken for."""
    texts = (" ".join(text.split()) for row in range(head.first, head.after) for text in _texts(table, row))
    return tuple(dict.fromkeys((text, kind) for text in texts if (kind := misspelt(text))))


def _texts(table: Table, row: int) -> list[str]:
    return [cell.text for cell in table.rows[row] if cell is not None]


def _head(table: Table, first: int, least: int) -> Head:
    after = least
    while after < min(first + _DEEPEST + 1, len(table.rows)) and not _is_data(table, after, first):
        after += 1
    names = range(first, after)
    width = len(table.rows[first])
    stacks = [tuple(_stack(table, names, column)) for column in range(width)]
    columns = _kinds(stacks)
    return Head(first, after, _with_numbers(table, after, columns))


def _is_data(table: Table, row: int, first: int) -> bool:
    texts = [text for text in _texts(table, row) if text.strip()]
    if not texts or _counts_columns(texts):
        return False
    if number_of(texts[0]) is not None or re.match(r"\(?\d{1,2}[.)]\s+\S", texts[0]):
        return True
    if any(heading_of(text) for text in texts):
        return False
    acting = [c for c, cell in enumerate(table.rows[first]) if cell and heading_of(cell.text) is Heading.ACTIVITY]
    return any((table.text((row, column)) or "").strip() for column in acting)


def _counts_columns(texts: Sequence[str]) -> bool:
    """A row that numbers the columns: 1 2 3 4 ..."""
    numbers = [number_of(text) for text in texts]
    return (
        len(numbers) >= 4
        and None not in numbers
        and numbers == list(range(numbers[0] or 0, (numbers[0] or 0) + len(numbers)))
    )


def _stack(table: Table, rows: range, column: int) -> Iterator[str]:
    """The heading's words over a column, from the top; a merged cell counts for every column below it."""
    for row in rows:
        cells = table.rows[row]
        cell = cells[column] if column < len(cells) else None
        if cell is not None and cell.text.strip() and not _numbers_a_column(table, row):
            yield " ".join(cell.text.split())
        elif cell is None:
            over = _covering(table, row, column)
            if over and over[0] == row:
                yield " ".join(table.text(over).split())


def _numbers_a_column(table: Table, row: int) -> bool:
    return _counts_columns([text for text in _texts(table, row) if text.strip()])


def _covering(table: Table, row: int, column: int) -> tuple[int, int] | None:
    """The place of the merged cell that covers this one."""
    for above in range(row, -1, -1):
        for left in range(column, -1, -1):
            cell = table.rows[above][left]
            if cell is not None and above + cell.rows > row and left + cell.columns > column:
                return (above, left)
    return None


def _kinds(stacks: Sequence[tuple[str, ...]]) -> Layout:
    columns: list[Column] = []
    group: Heading | None = None
    for stack in stacks:
        kinds = [kind for text in stack if (kind := heading_of(text))]
        if kinds:
            group = kinds[0]
        columns.append(_column(stack, kinds, group, columns))
    return _as_performers(columns)


def _column(stack: tuple[str, ...], kinds: list[Heading], group: Heading | None, left: list[Column]) -> Column:
    """What one column holds, by its own words, the group over it and the column at its left."""
    names = [text for text in stack if heading_of(text) is None and not unit_named(text)]
    unit = next((unit for text in reversed(stack) if (unit := unit_named(text))), None)
    leaf = [kind for kind in kinds if kind not in (Heading.PERFORMERS, Heading.STANDARD)]
    if leaf:
        return Column(leaf[-1], unit=unit)
    if unit and left and left[-1].kind is Heading.DURATION:
        return Column(Heading.DURATION, unit=unit)
    behind = bool(names) and not kinds and begins_a_post(_whole(names))  # performers may stand behind the standard
    if names and (behind or group in (None, Heading.NUMBER, Heading.ACTIVITY, Heading.PERFORMERS)):
        return Column(Heading.PERFORMERS, _whole(names))
    if Heading.PERFORMERS in kinds:
        return Column(Heading.PERFORMERS, "")
    return Column(left[-1].kind if left and not stack else Heading.NOTE)


def _whole(names: Sequence[str]) -> str:
    """A name that the heading broke over several cells."""
    return re.sub(r"(\w)-\s+(?=[a-z])", r"\1", " ".join(names))


def _as_performers(columns: list[Column]) -> Layout:
    """A group heading over nothing is a column of names, and stands alone; a named column makes it a heading only."""
    named = any(column.kind is Heading.PERFORMERS and column.name for column in columns)
    return tuple(
        Column(Heading.NOTE) if named and column.kind is Heading.PERFORMERS and not column.name else column
        for column in columns
    )


def _with_numbers(table: Table, after: int, columns: Layout) -> Layout:
    """A heading over both number and activity: the column that holds the numbers is told by its cells."""
    if any(column.kind is Heading.NUMBER for column in columns):
        return columns
    acting = [at for at, column in enumerate(columns) if column.kind is Heading.ACTIVITY]
    if len(acting) < 2:
        return columns
    cells = [table.text((row, acting[0])) for row in range(after, len(table.rows))]
    if any(number_of(text) is not None for text in cells if text):
        return (*columns[: acting[0]], Column(Heading.NUMBER), *columns[acting[0] + 1 :])
    return columns
