"""A table that goes on over the page stays one, whatever the end of the page has broken."""

from himpun.sop.intake.tests.documents import BELOW, HEAD, ROWS, by_tabs, identity, row, rows
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import Reading, understand

REST = ("", "beserta lampirannya", *[""] * 5, "dan disposisi", "", "", "")
WORDLESS = ("", "", *[""] * 5, "dan disposisi", "", "", "")


def read(*table: tuple[str, ...]) -> Reading:
    return understand(read_text(f"{identity()}\n\n{by_tabs(table)}"))


def activities(reading: Reading) -> list[list[str]]:
    return [[step.activity for step in sop.steps] for sop in reading.procedures]


def test_the_rest_of_a_row_below_the_heading_printed_again_belongs_to_the_row_above() -> None:
    before, after = rows("v")[:6], [row(at, "v") for at in range(4, len(ROWS))]
    (steps,) = activities(read(*before, HEAD, BELOW, REST, *after))
    assert steps == [*(r[0] for r in ROWS[:3]), f"{ROWS[3][0]} beserta lampirannya", *(r[0] for r in ROWS[4:])]


def test_a_rest_without_an_activity_is_kept_too() -> None:
    before, after = rows("v")[:6], [row(at, "v") for at in range(4, len(ROWS))]
    (sop,) = read(*before, HEAD, BELOW, WORDLESS, *after).procedures
    assert [len(step.requirements) for step in sop.steps] == [1] * len(ROWS)
    assert sop.steps[3].requirements == ("Format dan disposisi",)


def test_the_last_page_may_hold_nothing_but_a_rest() -> None:
    (steps,) = activities(read(*rows("v"), HEAD, BELOW, REST))
    assert steps == [*(r[0] for r in ROWS[:-1]), f"{ROWS[-1][0]} beserta lampirannya"]


def test_a_second_sop_under_the_same_heading_stays_a_second_one() -> None:
    other = [(str(at + 1), f"Kedua: {r[0]}", *row(at, "v")[2:]) for at, r in enumerate(ROWS)]
    assert [len(steps) for steps in activities(read(*rows("v"), HEAD, BELOW, *other))] == [len(ROWS), len(ROWS)]


def unread(tail: str) -> list[str]:
    (sop,) = understand(read_text(f"{identity()}\n\n{by_tabs(rows('v'))}\n\n{tail}")).procedures
    return [finding.message for finding in sop.findings if finding.code == "rows_not_read"]


def test_rows_that_fell_out_of_the_table_are_named() -> None:
    (message,) = unread("8 Mengirim laporan ke kabupaten\nv\nLaporan\n1 hari\nTanda terima\n9 Menyimpan salinan\nv\n")
    assert "“8 Mengirim laporan ke kabupaten" in message
    assert "“9 Menyimpan salinan" in message


def test_a_row_without_a_number_is_named_where_a_sign_and_a_time_stand_in_it() -> None:
    (message,) = unread("Mengirim laporan ke kabupaten\n√\nLaporan\n1 hari")
    assert "Mengirim laporan" in message


def test_lists_signatures_and_notes_below_a_table_are_no_rows() -> None:
    lists = "Dasar Hukum\n1. Peraturan Presiden Nomor 29 Tahun 2014\n2. Peraturan Bupati Nomor 3 Tahun 2020\n"
    notes = "Catatan: waktu penyelesaian paling lama\n3 hari\nCamat,\n-\nSITI RAHMA\nNIP. 19700101 199003 2 001"
    assert unread(lists + notes) == []
