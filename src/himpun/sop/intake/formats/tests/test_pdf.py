"""A PDF gives its tables by their rules, its symbols and arrows by their geometry, its words by their lines."""

from itertools import pairwise

import pytest

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import ScanWithoutText
from himpun.sop.intake.formats.tests.papers import joined, marked, pdf, ruled, said, tables, texts
from himpun.sop.intake.grid import Document, Line

NAME = "sop.pdf"
# Columns: number, activity, two performers, time. Rows: a heading and two steps.
XS, YS = [40.0, 70, 250, 330, 410, 500], [100.0, 180, 260, 300]
HEADING = said(45, 280, "No") + said(75, 280, "Kegiatan") + said(255, 280, "Camat") + said(335, 280, "Kasi")
STEPS = said(45, 240, "1.") + said(75, 240, "Menugaskan Kasi") + said(45, 160, "2.") + said(75, 160, "Menyusun data")
TIMES = said(415, 240, "15 menit") + said(415, 160, "1 hari")
TABLE = ruled(XS, YS) + HEADING + STEPS + TIMES
BOX = "265 210 50 20 re S\n"
DIAMOND = "345 140 m 370 155 l 395 140 l 370 125 l h S\n"
# From the box's side to above the diamond, then down onto it: two strokes and a head.
ELBOW = "315 220 m 370 220 l S 370 220 m 370 158 l S 367 161 m 373 161 l 370 155 l h f\n"


def read(*contents: str) -> Document:
    return read_document(pdf(*contents), NAME)


def test_rules_make_a_table() -> None:
    (table,) = tables(read(TABLE))
    assert texts(table) == [
        ["No", "Kegiatan", "Camat", "Kasi", ""],
        ["1.", "Menugaskan Kasi", "", "", "15 menit"],
        ["2.", "Menyusun data", "", "", "1 hari"],
    ]


def test_cells_drawn_one_by_one_as_boxes_make_a_table() -> None:
    boxes = "".join(
        f"{left} {low} {right - left} {high - low} re S\n" for left, right in pairwise(XS) for low, high in pairwise(YS)
    )
    (table,) = tables(read(boxes + HEADING + STEPS + TIMES))
    assert texts(table)[1] == ["1.", "Menugaskan Kasi", "", "", "15 menit"]
    assert marked(table) == {}


def test_thin_filled_boxes_are_rules() -> None:
    level = "".join(f"{XS[0]} {y} {XS[-1] - XS[0]} 0.5 re f\n" for y in YS)
    upright = "".join(f"{x} {YS[0]} 0.5 {YS[-1] - YS[0]} re f\n" for x in XS)
    (table,) = tables(read(level + upright + HEADING + STEPS + TIMES))
    assert texts(table)[2][1] == "Menyusun data"


def test_where_no_rule_parts_two_fields_they_are_one_cell() -> None:
    level = "40 100 m 200 100 l S 40 140 m 200 140 l S 40 180 m 200 180 l S\n"
    upright = "40 100 m 40 180 l S 200 100 m 200 180 l S 120 100 m 120 140 l S\n"
    (table,) = tables(
        read(level + upright + said(45, 160, "Pelaksana dan mutu") + said(45, 120, "a") + said(125, 120, "b"))
    )
    assert texts(table) == [["Pelaksana dan mutu", None], ["a", "b"]]


def test_symbols_stand_in_their_cells() -> None:
    (table,) = tables(read(TABLE + BOX + DIAMOND))
    assert marked(table) == {(1, 2): ["process"], (2, 3): ["decision"]}


def test_rounded_boxes_and_circles_are_told_apart() -> None:
    capsule = "275 210 m 305 210 l 317 210 317 230 305 230 c 275 230 l 263 230 263 210 275 210 c h S\n"
    circle = "370 125 m 376 125 381 130 381 136 c 381 142 376 147 370 147 c 364 147 359 142 359 136 c "
    circle += "359 130 364 125 370 125 c h S\n"
    (table,) = tables(read(TABLE + capsule + circle))
    assert marked(table) == {(1, 2): ["terminator"], (2, 3): ["connector"]}


def test_strokes_that_touch_are_one_arrow_and_no_rules() -> None:
    (table,) = tables(read(TABLE + BOX + DIAMOND + ELBOW))
    assert joined(table) == [((1, 2), (2, 3), "")]
    assert len(table.rows[0]) == 5


def test_a_head_at_the_upper_end_leads_back() -> None:
    back = "345 140 m 290 140 l S 290 140 m 290 207 l S 287 204 m 293 204 l 290 210 l h f\n"
    (table,) = tables(read(TABLE + BOX + DIAMOND + back))
    assert joined(table) == [((2, 3), (1, 2), "")]


def test_a_word_beside_an_arrow_from_a_decision_is_its_label() -> None:
    back = "345 140 m 290 140 l S 290 140 m 290 207 l S 287 204 m 293 204 l 290 210 l h f\n"
    (table,) = tables(read(TABLE + BOX + DIAMOND + back + said(300, 143, "Tidak", 7)))
    assert joined(table) == [((2, 3), (1, 2), "Tidak")]
    assert texts(table)[2][2] == ""


def test_words_inside_a_symbol_are_the_symbols_words() -> None:
    (table,) = tables(read(TABLE + BOX + said(272, 217, "Mulai", 8)))
    cell = table.rows[1][2]
    assert cell is not None
    assert [mark.text for mark in cell.marks] == ["Mulai"]
    assert cell.text == ""


def test_a_table_goes_on_overleaf_without_its_repeated_heading() -> None:
    second = ruled(XS, YS) + HEADING + said(45, 240, "3.") + said(75, 240, "Memeriksa") + said(45, 160, "4.")
    (table,) = tables(read(TABLE + said(280, 20, "1"), second + said(280, 20, "2") + DIAMOND))
    assert [row[0] for row in texts(table)] == ["No", "1.", "2.", "3.", "4."]
    assert marked(table) == {(4, 3): ["decision"]}


def test_lines_that_only_the_width_broke_are_one_paragraph() -> None:
    frame = "40 100 m 175 100 l S 40 200 m 175 200 l S 40 100 m 40 200 l S 175 100 m 175 200 l S\n"
    broken = (
        said(44, 180, "Menyusun format data kinerja") + said(44, 168, "perangkat daerah") + said(44, 156, "Disposisi")
    )
    (table,) = tables(read(frame + broken))
    assert texts(table) == [["Menyusun format data kinerja perangkat daerah\nDisposisi"]]


def test_turned_words_are_read() -> None:
    turned = "BT /F1 9 Tf 0 1 -1 0 290 185 Tm (Sekretaris) Tj ET\n"
    (table,) = tables(read(ruled(XS, YS) + STEPS + turned))
    assert texts(table)[1][2] == "Sekretaris"


def test_a_wide_gap_in_a_line_is_a_tab() -> None:
    assert read(said(40, 300, "Nomor SOP") + said(200, 300, ": 065/12")).blocks == (Line("Nomor SOP\t: 065/12"),)


def test_a_picture_of_a_page_is_told_apart_from_an_empty_one() -> None:
    looks = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1"
    image = b"<<%s>>stream\n\0\nendstream" % looks
    with pytest.raises(ScanWithoutText):
        read_document(pdf("600 0 0 400 0 0 cm /X0 Do", objects=(image,)), NAME)


def test_a_table_without_rules_is_told_by_where_its_words_stand() -> None:
    heads = said(252, 354, "Pelaksana", 12) + said(40, 340, "No") + said(70, 340, "Kegiatan") + said(230, 340, "Camat")
    heads += said(300, 340, "Kasi") + said(370, 340, "Waktu") + said(440, 340, "Output")
    first = said(40, 320, "1.") + said(70, 320, "Menugaskan kepala") + said(70, 309, "seksi") + said(240, 320, "v")
    first += said(370, 320, "15 menit") + said(440, 320, "Disposisi")
    second = said(40, 290, "2.") + said(70, 290, "Mengisi data") + said(370, 290, "2 hari") + said(440, 290, "Isian")
    third = said(40, 270, "3.") + said(70, 270, "Menandatangani") + said(370, 270, "1 jam")
    third += said(440, 270, "Laporan")
    drawn = "300 288 30 12 re S\n225 268 30 12 re S\n"
    found = read(
        said(40, 380, "SOP Pengumpulan Data") + heads + first + second + third + drawn + said(40, 200, "Camat")
    )
    assert found.blocks[0] == Line("SOP Pengumpulan Data")
    assert found.blocks[-1] == Line("Camat")
    (table,) = tables(found)
    assert texts(table) == [
        ["", "", "Pelaksana", None, "", ""],
        ["No", "Kegiatan", "Camat", "Kasi", "Waktu", "Output"],
        ["1.", "Menugaskan kepala seksi", "v", "", "15 menit", "Disposisi"],
        ["2.", "Mengisi data", "", "", "2 hari", "Isian"],
        ["3.", "Menandatangani", "", "", "1 jam", "Laporan"],
    ]
    assert marked(table) == {(3, 3): ["process"], (4, 2): ["process"]}


PLACES = (40.0, 70.0, 230.0, 370.0, 440.0)
HEADS = "".join(
    said(x, 340, text) for x, text in zip(PLACES, ("No", "Kegiatan", "Camat", "Waktu", "Output"), strict=True)
)


def steps(*numbers: int, below: float = 320) -> str:
    """Rows without rules, from a height down."""
    rows = [(f"{n}.", f"Langkah {n}", "v", f"{n} hari", "Surat") for n in numbers]
    return "".join(
        said(x, below - 20 * at, text) for at, row in enumerate(rows) for x, text in zip(PLACES, row, strict=True)
    )


def numbers(document: Document) -> list[list[str | None]]:
    return [[row[0] for row in texts(table)] for table in tables(document)]


def test_a_table_without_rules_goes_on_overleaf_under_its_heading_or_without_it() -> None:
    again, bare = HEADS + steps(4, 5), steps(6, 7)
    found = read(HEADS + steps(1, 2, 3), again, bare)
    assert numbers(found) == [["No", *(f"{n}." for n in range(1, 8))]]


def test_page_numbers_and_running_feet_do_not_part_it() -> None:
    foot = said(40, 20, "SOP Pengumpulan Data")
    first, second = said(300, 10, "Halaman 1 dari 2") + foot, said(300, 10, "Halaman 2 dari 2") + foot
    assert numbers(read(HEADS + steps(1, 2, 3) + first, steps(4, 5) + second)) == [["No", "1.", "2.", "3.", "4.", "5."]]


def test_the_rest_of_a_row_stands_under_the_heading_printed_again() -> None:
    found = read(HEADS + steps(1, 2, 3), HEADS + said(70, 320, "dan seterusnya") + steps(4, 5, below=300))
    assert numbers(found) == [["No", "1.", "2.", "3.", "", "4.", "5."]]


def test_a_heading_in_the_middle_of_a_page_parts_rows_and_is_no_row() -> None:
    again = HEADS.replace(" 340 Td", " 260 Td")
    assert numbers(read(HEADS + steps(1, 2, 3) + again + steps(4, 5, below=240))) == [
        ["No", "1.", "2.", "3.", "4.", "5."]
    ]


def test_a_page_with_nothing_but_headings_is_no_table() -> None:
    twice = HEADS + HEADS.replace(" 340 Td", " 329 Td")
    assert numbers(read(HEADS + steps(1, 2, 3), twice)) == [["No", "1.", "2.", "3."]]


def test_a_word_that_its_column_was_too_narrow_for_is_whole() -> None:
    heads = HEADS.replace("(Camat)", "(Sekretari)") + said(230, 329, "s")
    (table,) = tables(read(heads.replace("370", "275") + steps(1, 2, 3, below=310).replace("370.0", "275.0")))
    assert "Sekretaris" in [cell for row in texts(table) for cell in row]
