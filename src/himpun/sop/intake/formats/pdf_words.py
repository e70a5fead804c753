"""Letters of a PDF become words, lines and paragraphs again: lines that only the width of a cell broke are joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from himpun.sop.intake.formats.pdf_page import Letter
from himpun.sop.intake.formats.plane import Box

# Parts of a letter's size: a gap that is a blank, one that is a tab, and how far lines of a paragraph stand apart.
BLANK, TAB, LEADING = 0.18, 1.6, 1.75
LISTED = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[-–•▪➢✓*]|\(\d{1,2}\))\s")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text as it is printed. `ends_blank`: a blank is printed after it, so that it goes on."""

    text: str
    box: Box
    size: float
    ends_blank: bool
    first_word: float
    first_letter: float


def rows(letters: Sequence[Letter], tabs: bool = False) -> list[Row]:
    """The printed lines among some letters, from top to bottom; turned ones in the order in which they are read."""
    found: list[Row] = []
    for turn in (0, 1, -1):
        lying = [_laid(letter, turn) for letter in letters if letter.turn == turn]
        found += [row for line in _lines(lying) if (row := _row(line, tabs)) is not None]
    return found


def parted(letters: Sequence[Letter], gap: float) -> list[list[tuple[Box, list[Letter]]]]:
    """Each level line in parts, between which gaps of so many letters' sizes lie; with the box of each part."""
    found = []
    for line in _lines([letter for letter in letters if letter.turn == 0]):
        parts: list[list[Letter]] = []
        for letter in (each for each in line if each.text.strip()):
            if parts and letter.box.left - parts[-1][-1].box.right <= gap * letter.size:
                parts[-1].append(letter)
            else:
                parts.append([letter])
        if parts:
            found.append([(_round(part), part) for part in parts])
    return found


def _round(letters: Sequence[Letter]) -> Box:
    """The box around some letters."""
    boxes = [letter.box for letter in letters]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _laid(letter: Letter, turn: int) -> Letter:
    """A turned letter as if its line were level."""
    box = letter.box
    match turn:
        case 1:
            return Letter(letter.text, Box(-box.bottom, box.left, -box.top, box.right), letter.size)
        case -1:
            return Letter(letter.text, Box(box.top, -box.right, box.bottom, -box.left), letter.size)
        case _:
            return letter


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    middle = 0.0
    for letter in sorted(letters, key=lambda each: (each.box.centre[1], each.box.left)):
        height = letter.box.centre[1]
        if lines and height - middle <= 0.45 * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
            middle = height
    return [sorted(line, key=lambda each: each.box.left) for line in lines]


def _row(line: list[Letter], tabs: bool) -> Row | None:
    once = _once(line)
    shown = [letter for letter in once if letter.text.strip()]
    if not shown:
        return None
    size = median(letter.size for letter in shown)
    text, first = "", shown[0]
    word_end = 0.0
    last: Letter | None = None
    for letter in shown:
        gap = letter.box.left - last.box.right if last else 0.0
        between = any(last.box.left < each.box.left < letter.box.left for each in once) if last and gap > 0 else False
        if last and (gap > BLANK * size or (between and gap > 0.05 * size)):
            word_end = word_end or last.box.right
            text += "\t" if tabs and gap > TAB * size else " "
        text += letter.text
        last = letter
    assert last is not None
    box = Box(first.box.left, min(e.box.top for e in shown), last.box.right, max(e.box.bottom for e in shown))
    ends_blank = not once[-1].text.strip() and once[-1].box.left >= last.box.left
    return Row(text, box, size, ends_blank, (word_end or last.box.right) - first.box.left, first.box.width)


def _once(line: list[Letter]) -> list[Letter]:
    """Without letters printed twice, a hair apart, to look bold."""
    found: list[Letter] = []
    for letter in line:
        if not any(e.text == letter.text and e.box.near(letter.box, letter.size * 0.12) for e in found[-3:]):
            found.append(letter)
    return found


def blanks_printed(letters: Sequence[Letter]) -> bool:
    """Whether this printer leaves a blank at the end of a line that goes on, as Word and LibreOffice do."""
    turns = sum(
        1
        for letter, following in pairwise(letters)
        if not letter.text.strip() and abs(letter.box.centre[1] - following.box.centre[1]) > 2
    )
    return turns > 1


def paragraphs(printed: Sequence[Row], room: float, blanks: bool = False, *, widest: float | None = None) -> list[str]:
    """The paragraphs that some lines print within so much room: a line goes on when the next word did not fit.

    `widest` is the room in which a word must not fit to be broken, where it is known better than that of the lines.
    """
    found: list[str] = []
    most = room if widest is None else widest
    for above, row in zip([None, *printed], printed, strict=False):
        if above is not None and _close(above, row) and splits_a_word(above, row, most):
            found[-1] += row.text
        elif above is not None and _close(above, row) and _goes_on(above, row, room, blanks):
            found[-1] += f" {row.text}"
        else:
            found.append(row.text)
    return found


def _close(above: Row, row: Row) -> bool:
    """Whether two lines stand as those of a paragraph do, and the second begins no entry of a list."""
    if LISTED.match(f"{row.text} ") or row.box.top - above.box.top > LEADING * max(row.size, above.size):
        return False
    return "\t" not in above.text and "\t" not in row.text


def _goes_on(above: Row, row: Row, room: float, blanks: bool) -> bool:
    blank = 0.25 * row.size
    if blanks and not above.ends_blank:
        # Where blanks are printed, one is missing only at a paragraph's end or where it had no room itself.
        return above.box.width + blank > room - 0.5
    return above.ends_blank or above.box.width + blank + row.first_word > room - 0.5


def splits_a_word(above: Row, row: Row, room: float) -> bool:
    """Whether the cell was too narrow for a word, so that it was broken without a hyphen."""
    if above.ends_blank or " " in above.text or not above.text[-1:].isalpha() or not row.text[:1].islower():
        return False
    return above.box.width + row.first_letter > room - 1.5
