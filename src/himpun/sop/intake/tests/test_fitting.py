"""What was read fits himpun-sop/1, whatever stood in the document: it can be kept and read again."""

import pytest

from himpun.sop.intake.grid import Cell, Document, Line, Mark, Symbol, Table
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.model import Sop
from himpun.sop.read import sop_from
from himpun.sop.write import as_data, as_json

HEAD = ("No", "Kegiatan", "Camat", "Sekretaris", "Kelengkapan", "Waktu", "Output")
ROWS = (
    ("1", "Memerintahkan pengumpulan data", "●", "", "Surat", "15 menit", "Disposisi"),
    ("2", "Menghimpun dan merekap data", "", "●", "Disposisi", "1 hari", "Rekap"),
    ("3", "Menandatangani rekap", "●", "", "Rekap", "30 menit", "Rekap"),
)


def document(*changes: tuple[str, str], head: tuple[str, ...] = HEAD) -> Document:
    """The small SOP with some words replaced."""
    rows = [head, *ROWS]
    for old, new in changes:
        rows = [tuple(cell.replace(old, new) for cell in row) for row in rows]
    return Document((Table(tuple(tuple(Cell(cell) for cell in row) for row in rows)),), "docx")


def read_again(found: Document) -> Sop:
    """The one procedure, as it comes back from where it is kept."""
    (sop,) = understand(found).procedures
    again = sop_from(as_data(sop))
    assert as_json(again) == as_json(sop)
    return again


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\x85", "\x9d", "\udc80", "\ufffe", "\uffff"])
def test_signs_that_nobody_types_are_left_out(sign: str) -> None:
    sop = read_again(document(("merekap", f"mere{sign}kap"), ("Rekap", f"Re{sign}kap"), ("Camat", f"Ca{sign}mat")))
    assert sop.steps[1].activity == "Menghimpun dan merekap data"
    assert sop.steps[1].outputs == ("Rekap",)
    assert sop.performers[0].name == "Camat"


def test_signs_in_a_symbol_or_a_line_are_left_out_too() -> None:
    table = document().blocks[0]
    assert isinstance(table, Table)
    rows = [list(row) for row in table.rows]
    rows[1][2] = Cell("\x02", (Mark(Symbol.TERMINATOR, "Mu\x02lai"),))
    found = Document((Line("Nama SOP: Da\x1fta"), Table(tuple(map(tuple, rows)))), "docx")
    assert read_again(found).title == "Data"


def test_accents_are_joined_before_a_text_is_cut() -> None:
    """Of a sign that joining makes into three, a text cut first would be three times too long afterwards."""
    assert len(read_again(document(("merekap", "\U0001d160" * 4000))).steps[1].activity) <= 4000


def test_a_column_whose_name_begins_with_a_number_gets_a_key_that_fits() -> None:
    name = "1. memeriksa " + " ".join(f"bagian{n}" for n in range(30))
    sop = read_again(document(head=("No", "Kegiatan", name, name, "Kelengkapan", "Waktu", "Output")))
    assert all(len(one.key) <= 60 for one in sop.performers)


@pytest.mark.parametrize("text", ["|" * 1_000_000, "a\tb\n" * 20_000, "a\t" * 9_000 + "\n" + "a\tb\n" * 30_000])
def test_a_text_table_without_end_is_cut_and_told(text: str) -> None:
    found = read_text(text)
    assert [loss.code for loss in found.losses] == ["rows_left_out"]
    assert sum(len(row) for block in found.blocks if isinstance(block, Table) for row in block.rows) <= 100_000
