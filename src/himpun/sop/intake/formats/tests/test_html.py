"""A web page gives its lines, its cells with their spans, and the symbols that it draws in them."""

import pytest

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.tests.papers import marked, tables, texts
from himpun.sop.intake.grid import Document, Line


def read(body: str) -> Document:
    return read_document(f"<!doctype html><html><body>{body}</body></html>".encode(), "sop.html")


def test_spans_leave_their_places_empty() -> None:
    (table,) = tables(
        read(
            "<table><tr><th rowspan=2>No<th colspan=2>Pelaksana</tr><tr><td>Camat<td>Kasi</tr>"
            "<tr><td>1<td>x<td></tr></table>"
        )
    )
    assert texts(table) == [["No", "Pelaksana", None], [None, "Camat", "Kasi"], ["1", "x", ""]]


def test_lists_in_a_cell_are_lines() -> None:
    (table,) = tables(
        read("<table><tr><td>1</td><td><ol start=2><li>Agenda<li>Surat</ol><ul><li>ATK</ul></td></tr></table>")
    )
    assert texts(table) == [["1", "2. Agenda\n3. Surat\n- ATK"]]


def test_lines_outside_tables_end_where_blocks_end() -> None:
    found = read("<h1>SOP</h1><p>Nomor:\n  <b>065</b>/12<br>Tanggal</p><script>alert(1)</script>")
    assert found.blocks == (Line("SOP"), Line("Nomor: 065/12"), Line("Tanggal"))


@pytest.mark.parametrize(
    ("drawn", "symbol"),
    [
        ("<svg><rect width=60 height=24 /></svg>", "process"),
        ("<svg><rect width=60 height=24 rx=12 /></svg>", "terminator"),
        ("<svg><polygon points='30,0 60,15 30,30 0,15'/></svg>", "decision"),
        ("<svg><path d='M0 10L20 0L40 10L20 20Z'/></svg>", "decision"),
        ("<svg><circle r=9 /></svg>", "connector"),
        ("<svg><path d='M0 0h20v14l-10 6l-10 -6z'/></svg>", "off_page"),
        ("<div class='diamond'></div>", "decision"),
        ("<div style='width:60px;height:30px;border:1px solid'></div>", "process"),
        ("<div style='width:30px;height:30px;border:1px solid;transform:rotate(45deg)'></div>", "decision"),
        ("<div style='width:60px;height:24px;border:1px solid;border-radius:12px'></div>", "terminator"),
        ("<img alt='Terminator' src='a.gif'>", "terminator"),
        ("<!--[if gte vml 1]><v:oval style='width:60pt;height:20pt'/><![endif]-->", "terminator"),
    ],
)
def test_symbols_in_cells(drawn: str, symbol: str) -> None:
    (table,) = tables(read(f"<table><tr><td>1</td><td>{drawn}</td></tr></table>"))
    assert marked(table) == {(0, 1): [symbol]}
    assert texts(table) == [["1", ""]]


def test_a_picture_alone_in_a_cell_is_a_symbol_and_is_told_as_a_picture_too() -> None:
    found = read("<table><tr><td>1<td><img src='images/image2.png'><td>Logo <img src='a.png'></tr></table>")
    assert marked(tables(found)[0]) == {(0, 1): ["process"]}
    assert [loss.code for loss in found.losses] == ["picture"]


def test_a_table_for_layout_gives_way_to_the_one_inside() -> None:
    inner = "<table><tr><td>No<td>Uraian<td>Waktu</tr><tr><td>1<td>Menyusun<td>1 hari</tr></table>"
    found = read(f"<table><tr><td><p>SOP</p>{inner}</td></tr></table>")
    assert found.blocks[0] == Line("SOP")
    assert texts(tables(found)[0])[1] == ["1", "Menyusun", "1 hari"]


def test_rows_without_a_table_are_still_rows() -> None:
    found = read_document(b"<table><td>No<td>Uraian<tr><td>1<td>Menyusun", "tempelan")
    assert texts(tables(found)[0]) == [["No", "Uraian"], ["1", "Menyusun"]]
