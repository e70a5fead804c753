"""Where the rows of a table begin among cells that stand one below another: at numbers that count on."""

import re
from collections.abc import Sequence
from typing import Final

from himpun.sop.intake.durations import is_bare_number, is_time
from himpun.sop.intake.glyphs import is_drawn
from himpun.sop.intake.headings import Heading, heading_of
from himpun.sop.intake.labels import begins_a_page, labelled, signs_off
from himpun.sop.intake.rows import (
    Layout,
    number_of,
)
from himpun.sop.intake.tables import TOTAL

LONGEST_TABLE: Final = 6_000
"""Cells, of which 200 steps with twenty performers have fewer."""
_FIRST_WITHIN: Final = 300
OPENING: Final = re.compile(r"\(?(\d{1,3})\s*(?:[.)]\)?\s+|\s+(?=[A-Z]))(?=[^\W\d])")


def row_starts(cells: Sequence[str], layout: Layout, after: int) -> list[int]:
    """Where the rows begin: at the numbers, in their order, that stand before an activity."""
    starts: list[int] = []
    expected = 1
    for at in range(after, min(after + LONGEST_TABLE, len(cells))):
        if not starts and at > after + _FIRST_WITHIN:
            break
        number = _opens(cells, at)
        if starts and is_over(cells[at]):
            break
        if number is None or not _follows(number, expected, starts, cells[at]):
            continue
        if starts and not re.search(r"[.)]", cells[at]) and _lacks_time(cells[starts[-1] : at], layout):
            continue
        starts.append(at)
        expected = number + 1
    return starts


def _follows(number: int, expected: int, starts: Sequence[int], text: str) -> bool:
    """The next number; a stumble of one or two is forgiven where a dot says that it is a number."""
    if number == expected:
        return True
    return bool(starts) and "." in text and expected - 1 <= number <= expected + 2


def _opens(cells: Sequence[str], at: int) -> int | None:
    text = cells[at].strip()
    if is_time(text):
        return None
    if opening := OPENING.match(text):
        return int(opening[1])
    number = number_of(text)
    if number is None:
        return None
    following = next((cell.strip() for cell in cells[at + 1 : at + 4] if cell.strip()), "")
    return number if _tells_an_activity(following) else None


def _tells_an_activity(text: str) -> bool:
    return (
        len(text) > 5 and text[:1].isalpha() and not is_time(text) and not is_drawn(text) and heading_of(text) is None
    )


def _lacks_time(row: Sequence[str], layout: Layout) -> bool:
    """A bare number may be the time that this row still lacks."""
    timed = any(column.kind is Heading.DURATION for column in layout)
    return timed and not any(is_time(cell) or is_bare_number(cell) for cell in row[1:])


def is_over(text: str) -> bool:
    if TOTAL.match(text) or begins_a_page(text):
        return True
    return (labelled(text) is not None and heading_of(text) is None) or signs_off(text)
