"""The child process that reads a stranger's document: `python -m himpun.procedures.read_here`.

It stands here and not beside the commands, because it needs neither Django nor a database and starts without them.
On its input comes one line of JSON, {kind: document | pasted | json | yaml, name, aliases: {written: meant}}, and then
the document's bytes. On its output goes one JSON object: {procedures: [himpun-sop/1], findings: [], shown: [block]}, or
{refused: {code, message}}. It keeps to its limits by itself, opens nothing for writing and speaks to nobody.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from himpun.sop.check import check
from himpun.sop.errors import BrokenSop, SopError
from himpun.sop.intake.formats import read_document
from himpun.sop.intake.grid import Arrow, Cell, Document, Line, Place, Table
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import Reading, understand
from himpun.sop.model import Finding
from himpun.sop.raw import UNSPEAKABLE
from himpun.sop.read import sop_from_json, sop_from_yaml
from himpun.sop.write import as_data, finding_as_data

if sys.platform != "win32":
    import resource

MEMORY: Final = 512_000_000
CPU_SECONDS: Final = 20
TOO_INTRICATE: Final = "too_intricate"
MOST_BLOCKS: Final = 600
MOST_CELLS: Final = 20_000
MOST_ARROWS: Final = 8
MOST_SIGNS: Final = 600_000
LONGEST: Final = 2000

Blocks = list[dict[str, Any]]


def main() -> None:
    keep_within_limits()
    sys.addaudithook(refuse_deeds)
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        told = answer(data, **asked)
    except SopError as error:
        told = {"refused": {"code": error.code, "message": str(error)}}
    except (MemoryError, RecursionError):
        told = {"refused": {"code": TOO_INTRICATE, "message": ""}}
    # ASCII: half of a surrogate pair must not end the answer.
    sys.stdout.buffer.write(json.dumps(told).encode())


def keep_within_limits() -> None:
    """Memory, time, and no byte written to any file. Windows has no such limits for a process about itself: there the
    parent's clock is all, for a job object would need calls of Windows' own."""
    if sys.platform == "win32":
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, hard))


def refuse_deeds(event: str, arguments: tuple[Any, ...]) -> None:
    """Python asks here before it does something outside: nothing a document says can make it write, call or run."""
    if event.startswith(_DEEDS) or (event == "open" and _writes(*arguments)):
        raise PermissionError(event)


_DEEDS: Final = (
    "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec", "os.fork", "os.spawn",
    "os.posix_spawn", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.chmod", "os.chown", "os.truncate", "os.utime", "shutil.", "ctypes.", "winreg.",
)  # fmt: skip
_CHANGES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _writes(path: object, mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and flags & _CHANGES != 0


def answer(data: bytes, kind: str, name: str, aliases: dict[str, str]) -> dict[str, Any]:
    """Raises SopError with words for whoever brought the document."""
    match kind:
        case "json" | "yaml":
            return as_answer(ours(data, kind), [])
        case "pasted":
            document = read_text(data.decode("utf-8", "replace"))
        case _:
            document = read_document(data, name)
    return as_answer(understand(document, aliases=aliases), shown(document))


def ours(data: bytes, kind: str) -> Reading:
    """A procedure in our own format, or what is wrong with it. One that names performers or lines that it does not
    have can be neither drawn nor asked about, and is no beginning for a draft."""
    try:
        sop = sop_from_json(data) if kind == "json" else sop_from_yaml(data)
    except BrokenSop as broken:
        return Reading((), broken.findings)
    astray = tuple(one for one in check(sop) if one.code in _ASTRAY)
    if astray:
        return Reading((), astray)
    places = {line.number for line in sop.lines}, {one.key for one in sop.performers}
    return Reading((replace(sop, findings=tuple(one for one in sop.findings if _stands(one, *places))),), ())


_ASTRAY: Final = {"performer_unknown", "performer_twice", "act_position_unknown", "way_to_nowhere", "number_twice"}


def _stands(finding: Finding, lines: set[int], performers: set[str]) -> bool:
    """Whether the place that a finding speaks of is there to be corrected."""
    match finding.where.split("/"):
        case ["steps" | "closing", _, *_]:
            return finding.line in lines
        case ["performers", key, *_]:
            return key in performers
        case _:
            return True


def as_answer(reading: Reading, blocks: Blocks) -> dict[str, Any]:
    return {
        "procedures": [as_data(sop) for sop in reading.procedures],
        "findings": [finding_as_data(finding) for finding in reading.findings],
        "shown": blocks,
    }


def shown(document: Document) -> Blocks:
    """The document as plain blocks: lines and tables, symbols by their names; the beginning of a very long one."""
    room = _Room()
    return [
        room.line(one) if isinstance(one, Line) else room.table(one)
        for one in document.blocks[:MOST_BLOCKS]
        if room.is_left
    ]


def sign_of(arrow: Arrow) -> str:
    """The arrow's direction on the page."""
    (row, column), (to_row, to_column) = arrow.source, arrow.target
    return _SIGNS[(to_row > row) - (to_row < row), (to_column > column) - (to_column < column)]


_SIGNS: Final = {
    (-1, -1): "↖", (-1, 0): "↑", (-1, 1): "↗",
    (0, -1): "←", (0, 0): "↺", (0, 1): "→",
    (1, -1): "↙", (1, 0): "↓", (1, 1): "↘",
}  # fmt: skip


@dataclass(slots=True)
class _Room:
    """What is still to be had: a page shows an SOP, not a library."""

    cells: int = MOST_CELLS
    signs: int = MOST_SIGNS

    @property
    def is_left(self) -> bool:
        return self.cells > 0 and self.signs > 0

    def line(self, line: Line) -> dict[str, Any]:
        return {"line": self._text(line.text)}

    def table(self, table: Table) -> dict[str, Any]:
        return {"rows": list(self._rows(table))}

    def _rows(self, table: Table) -> Iterator[list[dict[str, Any]]]:
        leaving: dict[Place, list[Arrow]] = {}
        for arrow in table.arrows[:MOST_CELLS]:
            leaving.setdefault(arrow.source, []).append(arrow)
        for at, row in enumerate(table.rows[:MOST_BLOCKS]):
            if not self.is_left:
                return
            placed = ((cell, leaving.get((at, column), ())) for column, cell in enumerate(row))
            yield [self._cell(cell, arrows) for cell, arrows in placed if cell is not None]

    def _cell(self, cell: Cell, arrows: Sequence[Arrow]) -> dict[str, Any]:
        self.cells -= 1
        told: dict[str, Any] = {"text": self._text(cell.text), "rows": cell.rows, "columns": cell.columns}
        told["marks"] = [mark.symbol.value for mark in cell.marks]
        if arrows:
            told["arrows"] = [{"sign": sign_of(one), "label": self._text(one.label)} for one in arrows[:MOST_ARROWS]]
        return told

    def _text(self, text: str) -> str:
        """Signs that no page and no database takes are left out."""
        taken = UNSPEAKABLE.sub("", text[:LONGEST])
        self.signs -= len(taken)
        return taken


if __name__ == "__main__":
    main()
