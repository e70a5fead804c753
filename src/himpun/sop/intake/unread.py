"""What stands behind a procedure's table and looks like more of its rows: it was not read, and never silently."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from himpun.sop.errors import caution
from himpun.sop.intake.durations import is_time
from himpun.sop.intake.glyphs import glyphs_of
from himpun.sop.model import Finding

_OPENS: Final = re.compile(r"\(?\d{1,3}\s*[.)]?\)?(?:\s+\S|\s*$)")
_NUMBER: Final = re.compile(r"\(?(\d{1,3})")
_ROW_AT_MOST: Final = 12
"""Cells in which a row that fell apart still shows what it was."""
_TOLD: Final = 8
_LONGEST: Final = 60


def rows_unread(pieces: Sequence[str | tuple[str, ...]]) -> tuple[str, ...]:
    """The rows among what stands behind a table: numbered or not, with a time or a performer's sign among them."""
    rows = [[cell.strip() for cell in row if cell.strip()] for row in _rows(pieces)]
    steps: list[int] = []
    for at, row in enumerate(rows):
        if row and _is_a_step(row, in_a_list=_counts_on(rows, at) and at - 1 not in steps):
            steps.append(at)
    # Of a row between two of them more may have been lost than can be told.
    between = range(steps[0], steps[-1] + 1) if steps else ()
    lost = [rows[at] for at in between if at in steps or (rows[at] and _begins_a_step(rows[at]))]
    return tuple(" ".join(" ".join(row).split()) for row in lost)


def _begins_a_step(row: Sequence[str]) -> bool:
    return _opens(row[0]) and any(_tells(cell) for cell in row)


def _counts_on(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the row above has the number before."""
    if at == 0 or not rows[at - 1]:
        return False
    number, before = (_NUMBER.match(rows[each][0]) for each in (at, at - 1))
    return number is not None and before is not None and int(number[1]) == int(before[1]) + 1


def told(rows: Sequence[str]) -> Finding:
    """What a person must look at, with the beginning of each row."""
    named = ", ".join(f"“{row[:_LONGEST].strip()}”" for row in rows[:_TOLD])
    more = f" dan {len(rows) - _TOLD} baris lain" if len(rows) > _TOLD else ""
    message = (
        f"{len(rows)} baris di bawah tabel tampak seperti langkah, tetapi tidak dibaca: {named}{more}. Bandingkan "
        "dengan dokumennya, lalu tambahkan langkah yang kurang."
    )
    return caution("rows_not_read", "steps", message)


def _rows(pieces: Sequence[str | tuple[str, ...]]) -> Iterator[list[str]]:
    """Rows of cells; loose cells from one number to the next."""
    loose: list[str] = []
    for piece in pieces:
        cells = [piece] if isinstance(piece, str) else list(piece)
        begins = isinstance(piece, tuple) or _opens(piece) or len(loose) >= _ROW_AT_MOST
        if loose and begins:
            yield loose
            loose = []
        if isinstance(piece, tuple):
            yield cells
        else:
            loose += cells
    if loose:
        yield loose


def _is_a_step(row: Sequence[str], *, in_a_list: bool) -> bool:
    """A number with words, and a time or a sign beside them; without a number, or in a list, both."""
    if not any(_tells(cell) for cell in row):
        return False
    timed = any(is_time(cell) for cell in row[1:])
    signed = any(glyphs_of(cell) for cell in row[1:])
    return timed or signed if _opens(row[0]) and not in_a_list else timed and signed


def _opens(cell: str) -> bool:
    return bool(_OPENS.match(cell)) and not is_time(cell)


def _tells(cell: str) -> bool:
    return len(re.findall(r"[^\W\d]{3,}", cell)) > 1 and not is_time(cell)
