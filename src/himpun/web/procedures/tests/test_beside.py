"""The document beside what was read of it: whose column a mark is in, where a line stands, and the way back."""

from typing import Any

from himpun.sop.catalogue import load
from himpun.sop.model import Sop
from himpun.web.procedures.beside import Table, Text, marked, row_with

SOP = load("batui-selatan")


def cell(text: str = "", *, rows: int = 1, columns: int = 1, marks: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"text": text, "rows": rows, "columns": columns, "marks": list(marks)}


def activity(number: int) -> dict[str, Any]:
    return cell(SOP.line(number).activity)


HEAD = [
    [cell("No", rows=2), cell("Kegiatan", rows=2), cell("Pelaksana", columns=2), cell("Mutu Baku", columns=2)],
    [cell("Camat"), cell("Sekretaris Camat"), cell("Waktu"), cell("Output")],
]


def line(number: int) -> list[dict[str, Any]]:
    return [cell(f"{number}"), activity(number), cell(marks=("process",)), cell(), cell("1 hari"), cell("Disposisi")]


def tables(*blocks: dict[str, Any], sop: Sop = SOP) -> list[Table]:
    return [block for block in marked(list(blocks), sop)[0] if isinstance(block, Table)]


def test_the_heading_is_told_at_each_cell_and_a_mark_shows_whose_column_it_is_in() -> None:
    (table,) = tables({"rows": [*HEAD, line(1), line(2)]})
    assert len(table.head) == 2
    assert [one.label for one in table.rows[0].cells] == [
        "No", "Kegiatan", "Camat", "Sekretaris Camat", "Waktu", "Output",
    ]  # fmt: skip
    assert [one.upright for one in table.head[1].cells] == [True, True, False, False]


def test_what_stands_above_the_heading_is_a_table_of_its_own() -> None:
    above = [cell("Disahkan oleh"), cell("Camat", columns=5)]
    identity, table = tables({"rows": [above, *HEAD, line(1)]})
    assert (identity.head, len(identity.rows)) == ((), 1)
    assert table.head[0].cells[0].text == "No"


def test_a_table_that_goes_on_on_the_next_page_stands_under_the_heading_of_before() -> None:
    _, following = tables({"rows": [*HEAD, line(1)]}, {"rows": [line(2)]})
    assert following.rows[0].cells[2].label == "Camat"


def test_a_merged_cell_moves_those_beside_it_to_their_own_columns() -> None:
    tall = [cell("1", rows=2), activity(1), cell(), cell(marks=("process",)), cell("1 hari"), cell("Surat")]
    short = [activity(2), cell(marks=("process",)), cell(), cell("1 hari"), cell("Surat")]
    (table,) = tables({"rows": [*HEAD, tall, short]})
    assert [one.label for one in table.rows[1].cells][:2] == ["Kegiatan", "Camat"]


def test_a_lines_row_is_found_in_a_table_and_in_plain_text() -> None:
    told = {"line": f"3. {SOP.line(3).activity}"}
    shown, anchors = marked([{"rows": [*HEAD, line(1), line(2)]}, {"line": " "}, told], SOP)
    assert anchors == {1: "baris-1", 2: "baris-2", 3: "baris-3"}
    row = row_with(shown, 3)
    assert row is not None
    assert row.cells[0].text == told["line"]
    assert [type(block) for block in shown] == [Table, Text]
    assert row_with(shown, 4) is None


def test_a_table_without_a_heading_is_shown_as_it_is() -> None:
    (table,) = tables({"rows": [line(1)]})
    assert (table.head, table.rows[0].cells[0].label) == ((), "")
