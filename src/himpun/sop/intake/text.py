"""Plain and pasted text, as converters leave it: rows by tabs or pipes, cells one below another, HTML left inside."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from himpun.sop.intake.grid import Cell, Document, Line, Loss, Table

_TAGS: Final = "p|b|i|u|ol|ul|li|br|div|span|strong|em|font|center|h[1-6]|sup|sub|a|hr|small|tt|o:p|blockquote|pre"
_BREAKS: Final = re.compile(r"<\s*(?:br|/?p|/?div|/li|/?ol|/?ul|/h[1-6]|hr)\b[^<>]{0,300}>", re.IGNORECASE)
_LISTED: Final = re.compile(r"<\s*li\b[^<>]{0,300}>", re.IGNORECASE)
_TAG: Final = re.compile(rf"<\s*/?\s*(?:{_TAGS})\b[^<>]{{0,300}}>", re.IGNORECASE)
_BOOKMARK: Final = re.compile(r"\[(?:bookmark|image|gambar|picture|shape|embed)\s*:?[^\]\n]{0,80}\]", re.IGNORECASE)
_QUOTED: Final = re.compile(r'(?:^|(?<=\t))"((?:[^"\t]|"")*+)"(?=\t|$)', re.MULTILINE)
_INSIDE: Final = "\v"
"""Stands for a line end inside a quoted cell until the cells are known; no text here has one of its own."""
_RULE: Final = re.compile(r"[\s|:+]*[-=_]{2,}[\s|:+=_-]*")
_GAP: Final = re.compile(r" {2,}")
_APART: Final = 4
"""So many empty lines part a cell from what stands below the table."""
_MOST_ROWS: Final = 2_000
_MOST_COLUMNS: Final = 4_000
"""Of a table that has fallen into one line, each cell is a column."""
_MOST_CELLS: Final = 100_000
_LEFT_OUT: Final = Loss("rows_left_out", "Sebuah tabel terlalu besar; sebagiannya tidak dibaca. Unggah SOP-nya saja.")


def read_text(text: str) -> Document:
    """The lines and tables of a text. Cells that stand one below another stay lines that begin with a tab."""
    lines = _unquoted(_clean(text)).split("\n")
    if _cells_stand_below_each_other(lines):
        return Document(tuple(_cell_lines(lines)), "text")
    losses: set[Loss] = set()
    return Document(tuple(_blocks(lines, losses)), "text", tuple(losses))


def untagged(text: str) -> str:
    """A cell's words without the HTML that a converter left in it; list items and breaks become lines."""
    if "<" in text:
        text = _LISTED.sub("\n", _BREAKS.sub("\n", text))
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    text = text.replace(_INSIDE, "\n")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n").replace("\ufeff", "")
    return _BOOKMARK.sub("", text.replace("\u00a0", " ").replace("\u200b", "").replace("\u00ad", ""))


def _unquoted(text: str) -> str:
    """Without the quotes that Excel puts around a cell with a line end or a quote in it.

    Only a quote that opens a cell of a row and one that closes it count, with no tab between them: where somebody
    typed a quote and never closed it, Python's csv would take the rest of the document for one cell.
    """
    return _QUOTED.sub(_bare, text) if "\t" in text else text


def _bare(found: re.Match[str]) -> str:
    alone = not found.string.startswith("\t", max(found.start() - 1, 0)) and not found.string.startswith(
        "\t", found.end()
    )
    return found[0] if alone else found[1].replace('""', '"').replace("\n", _INSIDE)


def _cells_stand_below_each_other(lines: Iterable[str]) -> bool:
    """Whether tabs open cells, each on a line of its own, instead of parting the cells of a row."""
    led = parted = 0
    for line in lines:
        led += line.startswith("\t") and "\t" not in line[1:].rstrip("\t")
        parted += "\t" in line.strip()
    return led > 8 and led > 2 * parted


def _cell_lines(lines: Iterable[str]) -> Iterator[Line]:
    cell: list[str] = []
    for line in lines:
        if line.startswith("\t") and cell:
            yield from _cell_line(cell)
            cell = []
        cell.append(line)
    yield from _cell_line(cell)


def _cell_line(lines: list[str]) -> Iterator[Line]:
    """One cell; what follows it after many empty lines stood outside the table."""
    lead = "\t" if lines[0].startswith("\t") else ""
    text = "\n".join(lines).replace("\t", " ")
    first, *outside = re.split(rf"(?<=\S)[^\S\n]*\n(?:[^\S\n]*\n){{{_APART},}}(?=[^\S\n]*\S)", text)
    if lead or first.strip():
        yield Line(lead + _paragraphs(first))
    for rest in outside:
        for line in rest.split("\n"):
            if line.strip():
                yield Line(untagged(line).strip())


def _paragraphs(text: str) -> str:
    """The cell's words; empty lines inside are kept, for they part its items."""
    return re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", untagged(text)).strip()


def _blocks(lines: list[str], losses: set[Loss]) -> Iterator[Line | Table]:
    rows: list[list[str]] = []
    separator = ""
    spaced = _parted_by_spaces(lines)
    for line in lines:
        if _RULE.fullmatch(line) and len(line.strip()) > 2:
            continue
        cells, used = _cells(line, spaced=spaced)
        if rows and (cells is None or used != separator) and line.strip():
            yield _table(rows, losses)
            rows = []
        if cells is not None:
            rows.append(cells)
            separator = used
        elif line.strip():
            yield Line(untagged(line).strip())
    if rows:
        yield _table(rows, losses)


def _parted_by_spaces(lines: Iterable[str]) -> bool:
    """Whether columns are kept apart by spaces alone."""
    lines = list(lines)
    if any("\t" in line.strip() or line.count("|") > 1 for line in lines):
        return False
    return sum(len(_GAP.split(line.strip())) >= 4 for line in lines) >= 3


def _cells(line: str, *, spaced: bool) -> tuple[list[str] | None, str]:
    """The cells of a line that is a row, and the sign between them."""
    if line.count("|") >= 2:
        if _RULE.fullmatch(line):
            return None, ""
        return line.strip().removeprefix("|").removesuffix("|").split("|"), "|"
    if "\t" in line.rstrip() or (line.count("\t") > 1 and line.strip()):
        return line.split("\t"), "\t"
    if line.count(";") >= 5 and " ;" not in line and "; " not in line:
        return line.split(";"), ";"
    if spaced and len(_GAP.split(line.strip())) >= 3:
        return _GAP.split(line.strip()), " "
    return None, ""


def _table(rows: list[list[str]], losses: set[Loss]) -> Table:
    widest = max(map(len, rows))
    width = min(widest, _MOST_COLUMNS)
    height = min(len(rows), _MOST_ROWS, _MOST_CELLS // width)
    if width < widest or height < len(rows):
        losses.add(_LEFT_OUT)
    return Table(tuple(_row(row[:width], width) for row in rows[:height]))


def _row(cells: list[str], width: int) -> tuple[Cell, ...]:
    return (*(Cell(untagged(cell).strip()) for cell in cells), *[Cell()] * (width - len(cells)))
