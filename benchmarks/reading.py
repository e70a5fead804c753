"""Reading a ten-page document: ours, against opening the same file with a well-kept library and walking its cells.

The library's side is python-docx for Word and pdfplumber for PDF: every paragraph and every cell's text of every
table, nothing else. Ours gives the same cells, and besides them their merging, symbols, arrows and losses. Both files
are made here, by python-docx and by Typst.
"""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import pdfplumber
import typst

from benchmarks.pairs import in_turns, seconds
from benchmarks.table import Line, no_slower
from himpun.sop.intake.formats import read_document
from himpun.sop.intake.grid import Document, Table

PAGES: Final = 10
ROWS: Final = 12
"""Of each page's table, its two lines of heads left out."""
HEAD: Final = ("No", "Kegiatan", "Camat", "Sekretaris", "Kasi", "Staf", "Kelengkapan", "Waktu", "Output", "Keterangan")
DOCX_GOAL, PDF_GOAL = 1.0, 1.0


def measure() -> list[Line]:
    word, page = by_python_docx(), by_typst()
    return [
        _against(f"reading a .docx of {PAGES} pages, against python-docx", word, "sop.docx", walk_docx, DOCX_GOAL),
        _against(f"reading a .pdf of {PAGES} pages, against pdfplumber", page, "sop.pdf", walk_pdf, PDF_GOAL),
    ]


def _against(name: str, data: bytes, file: str, walk: Callable[[bytes], int], goal: float) -> Line:
    cells = PAGES * (ROWS + 1) * len(HEAD)
    read = count(read_document(data, file))
    if min(read, walk(data)) < cells:
        raise AssertionError(f"{file}: {read} and {walk(data)} of {cells} cells were read")
    times = in_turns(lambda: seconds(lambda: read_document(data, file)), lambda: seconds(lambda: walk(data)), rounds=5)
    return no_slower(name, times, goal=goal, unit="s")


def count(document: Document) -> int:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return sum(1 for table in tables for row in table.rows for cell in row if cell is not None)


def walk_docx(data: bytes) -> int:
    """Every paragraph and cell by python-docx."""
    opened = docx.Document(BytesIO(data))
    said = [paragraph.text for paragraph in opened.paragraphs]
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return len(cells) if said else 0


def walk_pdf(data: bytes) -> int:
    """Every word and cell by pdfplumber."""
    found = 0
    with pdfplumber.open(BytesIO(data)) as opened:
        for page in opened.pages:
            page.extract_text()
            found += sum(len(row) for table in page.extract_tables() for row in table)
    return found


def rows_of(page: int) -> list[tuple[str, ...]]:
    """The lines of one page's table."""
    rows = []
    for n in range(1, ROWS + 1):
        number = page * ROWS + n
        marks = ("●" if place == number % 4 else "" for place in range(4))
        activity = f"Menghimpun data kinerja bagian {number} dan menyampaikannya kepada pimpinan"
        rows.append((str(number), activity, *marks, "Lembar disposisi", "2 jam", f"Rekap bagian {number}", ""))
    return rows


def by_python_docx() -> bytes:
    paper: Any = docx.Document()
    for page in range(PAGES):
        paper.add_paragraph(f"SOP Pengumpulan Data Kinerja, bagian {page + 1}")
        table = paper.add_table(rows=0, cols=len(HEAD))
        for cells in (HEAD, *rows_of(page)):
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        if page + 1 < PAGES:
            paper.add_page_break()
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def by_typst() -> bytes:
    widths = "22pt, 1fr, 40pt, 48pt, 32pt, 32pt, 80pt, 44pt, 80pt, 60pt"
    parts = ['#set page("a4", flipped: true, margin: 1.5cm)\n#set text(size: 8pt)\n']
    for page in range(PAGES):
        cells = "".join(f"[{text}]," for row in (HEAD, *rows_of(page)) for text in row)
        parts.append(f"SOP Pengumpulan Data Kinerja, bagian {page + 1}\n#table(columns: ({widths}), {cells})\n")
    with tempfile.TemporaryDirectory(prefix="himpun-bench-") as folder:
        source = Path(folder) / "sop.typ"
        source.write_text("#pagebreak()\n".join([parts[0] + parts[1], *parts[2:]]), encoding="utf-8")
        made: bytes = typst.compile(str(source))
    return made
