"""A Word document gives its lines, its cells with their spans, and the shapes that stand in them."""

import pytest

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import Empty
from himpun.sop.intake.formats.tests.papers import (
    connector,
    docx,
    joined,
    marked,
    p,
    part,
    shape,
    tables,
    tbl,
    tc,
    texts,
)
from himpun.sop.intake.grid import Document, Line

NAME = "sop.docx"
NUMBERING = part(
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>",
    "w:numbering",
)


def read(body: str, **parts: str) -> Document:
    return read_document(docx(body, **parts), NAME)


def listed(level: int = 0, number: int = 7) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'


def test_paragraphs_are_lines_and_keep_their_tabs() -> None:
    body = "<w:p><w:r><w:t>Nomor SOP</w:t><w:tab/><w:t>: 065/12</w:t></w:r></w:p><w:p/>" + p("Nama SOP")
    assert read(body).blocks == (Line("Nomor SOP\t: 065/12"), Line("Nama SOP"))


def test_merged_cells_stand_once() -> None:
    merged, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = read(
        tbl(
            [tc("No", merged), tc("Pelaksana", '<w:gridSpan w:val="2"/>')],
            [tc("", goes_on), tc("Camat"), tc("Kasi")],
        )
    )
    (table,) = tables(found)
    assert texts(table) == [["No", "Pelaksana", None], [None, "Camat", "Kasi"]]
    assert table.rows[0][0] is not None
    assert (table.rows[0][0].rows, table.rows[0][0].columns) == (2, 1)


def test_columns_in_which_nothing_begins_fall_away() -> None:
    wide = '<w:gridSpan w:val="3"/>'
    (table,) = tables(read(tbl([tc("No"), tc("Uraian", wide)], [tc("1"), tc("Menyusun", wide)])))
    assert texts(table) == [["No", "Uraian"], ["1", "Menyusun"]]


def test_the_numbers_that_word_prints_are_words() -> None:
    body = p("satu", listed()) + p("anak", listed(1)) + p("dua", listed()) + p("lain", listed(number=8))
    found = read(body, numbering=NUMBERING)
    assert [block.text for block in found.blocks if isinstance(block, Line)] == [
        "1. satu",
        "a) anak",
        "2. dua",
        "1. lain",
    ]


def test_an_empty_cell_of_a_numbered_list_holds_its_number() -> None:
    body = tbl([tc(p("", listed())), tc("Menugaskan")], [tc(p("", listed())), tc("Menyusun")])
    (table,) = tables(read(body, numbering=NUMBERING))
    assert texts(table) == [["1.", "Menugaskan"], ["2.", "Menyusun"]]


def test_deleted_and_hidden_words_are_no_words() -> None:
    body = (
        "<w:p><w:r><w:t>Camat</w:t></w:r><w:del><w:r><w:delText>Lurah</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r><w:ins><w:r><w:t> baru</w:t></w:r></w:ins></w:p>"
    )
    assert read(body).blocks == (Line("Camat baru"),)


def test_a_table_in_a_cell_stands_for_itself_when_it_has_rows_and_columns() -> None:
    inner = tbl([tc("No"), tc("Uraian"), tc("Waktu")], [tc("1"), tc("Menyusun"), tc("1 hari")])
    found = read(tbl([tc(p("Halaman") + inner + p())]))
    assert found.blocks[0] == Line("Halaman")
    assert texts(tables(found)[0])[1] == ["1", "Menyusun", "1 hari"]


def test_a_small_table_in_a_cell_is_part_of_its_words() -> None:
    inner = tbl([tc("Agenda")], [tc("Disposisi")])
    (table,) = tables(read(tbl([tc("1"), tc(inner + p())])))
    assert texts(table) == [["1", "Agenda\nDisposisi"]]


def test_a_shape_stands_in_the_cell_of_its_anchor() -> None:
    cells = [tc("1"), tc("Menugaskan"), tc(f"<w:p>{shape('flowChartTerminator', 1)}</w:p>"), tc("")]
    (table,) = tables(read(tbl(cells, widths=(600, 3000, 1200, 1200))))
    assert marked(table) == {(0, 2): ["terminator"]}


@pytest.mark.parametrize(
    ("preset", "symbol"),
    [
        ("flowChartTerminator", "terminator"),
        ("rect", "process"),
        ("flowChartProcess", "process"),
        ("flowChartDecision", "decision"),
        ("diamond", "decision"),
        ("flowChartConnector", "connector"),
        ("flowChartOffpageConnector", "off_page"),
        ("ellipse", "terminator"),
        ("roundRect", "terminator"),
    ],
)
def test_each_preset_is_one_of_the_five_symbols(preset: str, symbol: str) -> None:
    (table,) = tables(read(tbl([tc("1"), tc(f"<w:p>{shape(preset, 1)}</w:p>")], widths=(1000, 1200))))
    assert marked(table) == {(0, 1): [symbol]}


def test_a_shape_drawn_elsewhere_than_its_anchor_stands_where_it_is_drawn() -> None:
    """Both hang on the first cell; one lies 90 points to the right, one a row lower."""
    far = shape("rect", 1, x=95) + shape("flowChartDecision", 2, x=95, y=26)
    rows = ([tc(f"<w:p>{far}</w:p>"), tc(""), tc("")], [tc(""), tc(""), tc("")])
    tall = tbl(*rows, widths=(1600, 1600, 1600)).replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="480"/></w:trPr>')
    (table,) = tables(read(tall))
    assert marked(table) == {(0, 1): ["process"], (1, 1): ["decision"]}


def test_shapes_that_all_hang_on_one_paragraph_follow_the_steps_in_their_order() -> None:
    """The rows are higher than their words tell, so that heights alone would lead astray."""
    drawn = "".join(shape("rect", number, x=250, y=10 + 70 * number) for number in range(3))
    rows = [[tc(f"{number}."), tc("Menyusun"), tc("")] for number in (1, 2, 3)]
    body = f"<w:p>{drawn}</w:p>" + tbl(*rows, widths=(600, 4000, 1600))
    (table,) = tables(read(body))
    assert marked(table) == {(0, 2): ["process"], (1, 2): ["process"], (2, 2): ["process"]}


def test_a_connector_leads_from_the_shape_it_is_glued_to_to_the_other() -> None:
    first = tc(f"<w:p>{shape('rect', 1)}{connector(1, 2)}</w:p>")
    (table,) = tables(read(tbl([tc("1"), first], [tc("2"), tc(f"<w:p>{shape('rect', 2)}</w:p>")], widths=(500, 1200))))
    assert joined(table) == [((0, 1), (1, 1), "")]


def test_a_word_in_a_box_beside_an_arrow_is_its_label() -> None:
    first = tc(f"<w:p>{shape('flowChartDecision', 1)}{connector(1, 2)}{shape('rect', 3, 12, 16, text='Ya')}</w:p>")
    (table,) = tables(read(tbl([tc("1"), first], [tc("2"), tc(f"<w:p>{shape('rect', 2)}</w:p>")], widths=(500, 1200))))
    assert joined(table) == [((0, 1), (1, 1), "Ya")]
    assert marked(table) == {(0, 1): ["decision"], (1, 1): ["process"]}


def test_words_inside_a_symbol_are_the_symbols_words() -> None:
    cells = [tc("1"), tc(f"<w:p>{shape('rect', 1, text='Mulai')}</w:p>")]
    (table,) = tables(read(tbl(cells, widths=(500, 1200))))
    cell = table.rows[0][1]
    assert cell is not None
    assert [(mark.symbol.value, mark.text) for mark in cell.marks] == [("terminator", "Mulai")]
    assert cell.text == ""


def test_old_word_shapes_are_read_too() -> None:
    drawn = (
        '<w:r><w:pict><v:shape id="a" type="#_x0000_t110" style="position:absolute;margin-left:4pt;margin-top:3pt;'
        'width:40pt;height:20pt"/></w:pict></w:r><w:r><w:pict><v:shape id="b" type="#_x0000_t32" '
        'o:connectortype="straight" '
        'style="position:absolute;margin-left:24pt;margin-top:23pt;width:0;height:30pt"><v:stroke endarrow="block"/>'
        "</v:shape></w:pict></w:r>"
    )
    style = "position:absolute;margin-left:4pt;margin-top:3pt;width:40pt;height:15pt"
    below = f'<w:r><w:pict><v:rect style="{style}"/></w:pict></w:r>'
    rows = ([tc("1"), tc(f"<w:p>{drawn}</w:p>")], [tc("2"), tc(f"<w:p>{below}</w:p>")])
    tall = tbl(*rows, widths=(500, 1200)).replace("<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="1000"/></w:trPr>')
    (table,) = tables(read(tall))
    assert marked(table) == {(0, 1): ["decision"], (1, 1): ["process"]}
    assert joined(table) == [((0, 1), (1, 1), "")]


def test_of_two_ways_to_draw_the_same_the_newer_is_read_once() -> None:
    new = shape("flowChartDecision", 1).removeprefix("<w:r>").removesuffix("</w:r>")
    old = '<w:pict><v:rect style="position:absolute;width:40pt;height:15pt"/></w:pict>'
    both = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    (table,) = tables(read(tbl([tc("1"), tc(both)], widths=(500, 1200))))
    assert marked(table) == {(0, 1): ["decision"]}


PICTURE = (
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='9' cy='9'/><a:graphic><a:graphicData><pic:pic/></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def test_pictures_are_told_as_lost() -> None:
    assert [loss.code for loss in read(p("SOP") + PICTURE).losses] == ["picture"]


def test_a_picture_alone_in_a_cell_is_a_symbol() -> None:
    (table,) = tables(read(tbl([tc("1"), tc(PICTURE), tc(p("Logo") + PICTURE)])))
    assert marked(table) == {(0, 1): ["process"]}


def test_a_document_without_a_word_is_empty() -> None:
    with pytest.raises(Empty):
        read("<w:p/>")
