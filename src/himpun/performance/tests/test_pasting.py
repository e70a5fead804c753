"""Indicators pasted from a spreadsheet are understood row by row, and every problem stands beside its row."""

from decimal import Decimal

import pytest

from himpun.lib.periods import Period
from himpun.performance.pasting import MOST_ROWS, Pasted, read_indicators
from himpun.performance.scoring import Aggregation, Goal, Polarity, ZeroRule

UNITS = ((4, "Seksi Pemerintahan"), (5, "Seksi Pelayanan Umum"), (6, "Kelurahan Air Bening"))
HEADER = "No\tUnit\tIndikator\tSatuan\tTarget TW I\tTW II\tTriwulan III\tTW4\tPolaritas\tCara Menghitung"


def read(text: str, year: int = 2026) -> Pasted:
    return read_indicators(text, units=UNITS, year=year)


def codes(pasted: Pasted) -> list[tuple[int, str, str]]:
    whole = [(0, one.field, one.code) for one in pasted.problems]
    return whole + [(row.number, one.field, one.code) for row in pasted.rows for one in row.problems]


def test_a_whole_row_is_understood() -> None:
    pasted = read(
        f"{HEADER}\n1\tSeksi Pemerintahan\tLayanan tepat waktu\t%\t90\t92,5\t95 %\t1.250\tmakin rendah\tjumlah"
    )
    (row,) = pasted.rows
    assert pasted.sound
    assert (row.unit, row.name, row.measure) == (4, "Layanan tepat waktu", "%")
    assert row.quarters == (Goal(Decimal(90)), Goal(Decimal("92.5")), Goal(Decimal(95)), Goal(Decimal(1250)))
    assert (row.meaning.polarity, row.meaning.aggregation) == (Polarity.LOWER, Aggregation.SUM)


def test_columns_stand_in_any_order_under_a_title() -> None:
    header = "Target 2027\tSatuan\tIndikator Kinerja\tUnit Kerja"
    pasted = read(f"DAFTAR INDIKATOR\n\n{header}\n95\t%\tLayanan\tSeksi Pemerintahan")
    assert pasted.sound
    assert pasted.year == 2027, "the header's own year goes before"
    assert pasted.rows[0].goals[Period.parse("2027-TW2")] == Goal(Decimal(95))
    assert pasted.rows[0].goals[Period.parse("2027")] == Goal(Decimal(95))


def test_a_merged_cell_of_a_unit_holds_for_the_rows_beneath() -> None:
    pasted = read(f"{HEADER}\n1\tSeksi Pemerintahan\tA\t%\t90\n2\t\tB\t%\t91\n3\tkelurahan  air bening\tC\t%\t92")
    assert [row.unit for row in pasted.rows] == [4, 4, 6]


def test_a_unit_that_the_office_does_not_have_is_told_with_the_nearest() -> None:
    pasted = read(f"{HEADER}\n1\tSeksi Pemerintah\tA\t%\t90")
    assert codes(pasted) == [(2, "unit", "no_such_unit")]
    assert "Seksi Pemerintahan" in pasted.rows[0].problem_of("unit")


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ("\t\t%\t90", "name", "no_name"),
        ("\tA\t\t90", "measure", "no_measure"),
        ("\tA\t%\t83.15", "quarter_1", "dot_as_comma"),
        ("\tA\t%\tseratus", "quarter_1", "not_a_figure"),
        ("\tA\t%\t90-80", "quarter_1", "upside_down"),
        ("\tA\t%\t\t\t\t", "target", "no_target"),
        ("\tA\t%\t90\t\t\t\tbaik", "polarity", "unknown_polarity"),
        ("\tA\t%\t90\t\t\t\t\tentah", "aggregation", "unknown_aggregation"),
        ("\tA\t%\t90\t\t\t\trentang", "target", "no_range"),
        (f"\t{'A' * 501}\t%\t90", "name", "too_long"),
    ],
)
def test_what_is_wrong_stands_beside_its_column(cells: str, column: str, code: str) -> None:
    assert (2, column, code) in codes(read(f"{HEADER}\n1\tSeksi Pemerintahan{cells}"))


def test_nothing_is_not_zero() -> None:
    pasted = read(f"{HEADER}\n1\tSeksi Pemerintahan\tA\tkasus\t0\t-\t\t\tmakin rendah")
    assert pasted.rows[0].quarters == (Goal(Decimal(0)), None, None, None)
    assert pasted.rows[0].meaning.zero_rule is ZeroRule.MET


def test_a_range_is_a_target_too() -> None:
    pasted = read(f"{HEADER}\n1\tSeksi Pemerintahan\tA\t%\t80-90\t80 s.d. 90\t80,5–90\t85\trentang")
    assert pasted.rows[0].quarters[:3] == (
        Goal(Decimal(80), Decimal(90)),
        Goal(Decimal(80), Decimal(90)),
        Goal(Decimal("80.5"), Decimal(90)),
    )
    assert codes(pasted) == [(2, "target", "no_range")], "the last quarter's is none"


def test_a_sum_of_the_year_is_shared_out_only_when_it_goes_into_four() -> None:
    header = "Unit\tIndikator\tSatuan\tTarget\tAkumulasi"
    pasted = read(f"{header}\nSeksi Pemerintahan\tA\tdok\t12\tjumlah\nSeksi Pemerintahan\tB\tdok\t10\tjumlah")
    assert pasted.rows[0].quarters == (Goal(Decimal(3)),) * 4
    assert codes(pasted) == [(3, "target", "not_shared_out")]


def test_the_same_indicator_twice_in_a_unit_is_told() -> None:
    lines = ("Seksi Pemerintahan\tA", "Seksi Pemerintahan\t a ", "Kelurahan Air Bening\tA")
    pasted = read(HEADER + "".join(f"\n1\t{line}\t%\t90" for line in lines))
    assert codes(pasted) == [(3, "name", "name_twice")]


@pytest.mark.parametrize(
    "text", ["", "  \n\t\n", "<script>alert(1)</script>", "\x00\x01", "سکرتریت\tשלום", "a;b;c\n1;2;3"]
)
def test_what_is_no_list_is_told_in_a_sentence(text: str) -> None:
    pasted = read(text)
    assert not pasted.rows
    assert pasted.problems[0].message


def test_a_list_without_units_is_told() -> None:
    assert codes(read("Indikator\tSatuan\tTarget\nA\t%\t1"))[0] == (0, "", "no_column")


def test_an_office_of_one_unit_needs_no_column_for_it() -> None:
    pasted = read_indicators("Indikator\tSatuan\tTarget\nA\t%\t1", units=((9, "Sekretariat"),), year=2026)
    assert pasted.sound
    assert pasted.rows[0].unit == 9


def test_a_thousand_lines_are_too_many_and_still_read() -> None:
    line = "\n1\tSeksi Pemerintahan\tIndikator {n}\t%\t90"
    pasted = read(HEADER + "".join(line.format(n=n) for n in range(1000)))
    assert (0, "", "too_many") in codes(pasted)
    assert len(pasted.rows) == MOST_ROWS


def test_markup_and_other_scripts_stay_text() -> None:
    pasted = read(f"{HEADER}\n1\tSeksi Pemerintahan\t<b>Pelayanan</b> 服务 خدمة\t%\t90")
    assert pasted.rows[0].name == "<b>Pelayanan</b> 服务 خدمة"
    assert pasted.sound


def test_a_cell_with_a_line_end_inside_is_one_cell() -> None:
    pasted = read(f'{HEADER}\n1\tSeksi Pemerintahan\t"Layanan\ntepat waktu"\t%\t90')
    assert pasted.rows[0].name == "Layanan tepat waktu"


@pytest.mark.parametrize(
    ("cell", "needed", "named"),
    [
        ("Laporan bulanan", True, "Laporan bulanan"),
        ("ya", True, ""),
        ("wajib", True, ""),
        ("tidak", False, ""),
        ("-", False, ""),
    ],
)
def test_the_evidence_that_a_cell_names_is_kept_by_its_name(cell: str, needed: bool, named: str) -> None:
    text = f"Unit\tIndikator\tSatuan\tTarget TW I\tData dukung\nSeksi Pemerintahan\tLayanan\t%\t90\t{cell}"
    (row,) = read(text).rows
    assert (row.needs_evidence, row.evidence) == (needed, named)
