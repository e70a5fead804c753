"""A document at the door: its bytes read into procedures, and its own words kept to be shown beside them."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from himpun.procedures.conversion import KINDS, converted
from himpun.procedures.models import Alias
from himpun.sop.errors import BrokenSop
from himpun.sop.intake.formats import read_document
from himpun.sop.intake.grid import Cell, Document, Line, Table
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import Reading, understand
from himpun.sop.model import Finding
from himpun.sop.read import sop_from_json, sop_from_yaml

Blocks = list[dict[str, Any]]
MOST_BLOCKS: Final = 600
LONGEST: Final = 2000
OURS: Final = {".json": sop_from_json, ".yaml": sop_from_yaml, ".yml": sop_from_yaml}


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what the document looks like."""

    reading: Reading
    shown: Blocks


def read_upload(data: bytes, name: str, office_id: int) -> Read:
    """Raises SopError and ProcedureError with words for whoever uploaded it; never anything else."""
    kind = PurePath(name).suffix.lower()
    if kind in OURS:
        return Read(_our_own(data, kind), [])
    if kind in KINDS:
        data, name = converted(data, name), f"{PurePath(name).stem}.docx"
    return _understood(read_document(data, name), office_id)


def read_pasted(text: str, office_id: int) -> Read:
    return _understood(read_text(text), office_id)


def _our_own(data: bytes, kind: str) -> Reading:
    try:
        return Reading((OURS[kind](data),), ())
    except BrokenSop as broken:
        return Reading((), broken.findings)


def _understood(document: Document, office_id: int) -> Read:
    aliases = dict(Alias.objects.filter(office=office_id).values_list("written", "meant"))
    return Read(understand(document, aliases=aliases), _shown(document))


def _shown(document: Document) -> Blocks:
    """The document as plain blocks: lines and tables, symbols by their names."""
    blocks = document.blocks[:MOST_BLOCKS]
    return [_line(one) if isinstance(one, Line) else _table(one) for one in blocks]


def _line(line: Line) -> dict[str, Any]:
    return {"line": line.text[:LONGEST]}


def _table(table: Table) -> dict[str, Any]:
    return {"rows": [[_cell(cell) for cell in row if cell is not None] for row in table.rows[:MOST_BLOCKS]]}


def _cell(cell: Cell) -> dict[str, Any]:
    marks = [mark.symbol.value for mark in cell.marks]
    return {"text": cell.text[:LONGEST], "rows": cell.rows, "columns": cell.columns, "marks": marks}


def said(findings: tuple[Finding, ...]) -> str:
    """What a document gave instead of a procedure, in one text."""
    return " ".join(one.message for one in findings) or "Tidak ada tabel prosedur di dalam dokumen ini."
