"""What a list pasted from a spreadsheet is understood to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.organisation.paste import MOST_ROWS, Heads, Pasted, Row, read_people
from himpun.organisation.paste_columns import Column

HALIMAH = "197501012000032001"
RUSDI = "198002022005011003"


def codes(pasted: Pasted) -> list[tuple[int, str, str]]:
    return [(row.number, problem.field, problem.code) for row in pasted.rows for problem in row.problems]


def only(text: str) -> Row:
    (row,) = read_people(text).rows
    return row


def test_columns_are_told_by_their_header_in_any_order() -> None:
    head = "Pangkat/Gol. Ruang\tUnit Kerja\tNIP\tNama Pegawai\tNama Jabatan"
    text = f"{head}\nPenata, III/c\tSeksi Umum\t{HALIMAH}\tHalimah\tKepala Seksi Umum"
    row = only(text)
    assert (row.rank, row.unit, row.nip, row.name, row.title) == (
        "Penata, III/c",
        "Seksi Umum",
        HALIMAH,
        "Halimah",
        "Kepala Seksi Umum",
    )
    assert read_people(text).by_header
    assert read_people(text).sound


def test_without_a_header_columns_are_guessed_by_what_stands_in_them() -> None:
    camat = f"1\tCamat\tHalimah Rantau, S.Sos.\t{HALIMAH}\tPembina, IV/a"
    text = f"{camat}\n2\tLurah Hulu\tRusdi Anwar\t{RUSDI}\tPenata, III/c"
    pasted = read_people(text)
    assert pasted.columns == (None, Column.TITLE, Column.NAME, Column.NIP, Column.RANK)
    assert [row.name for row in pasted.rows] == ["Halimah Rantau, S.Sos.", "Rusdi Anwar"]
    assert pasted.sound


def test_semicolons_divide_as_tabs_do_and_commas_only_under_a_header() -> None:
    assert only(f"{HALIMAH};Halimah Rantau, S.Sos.").name == "Halimah Rantau, S.Sos."
    assert only(f"NIP,Nama\n{HALIMAH},Halimah").nip == HALIMAH
    assert only("Halimah Rantau, S.Sos.").name == "Halimah Rantau, S.Sos."


def test_a_title_above_and_a_numbering_beneath_the_header_are_passed_over() -> None:
    text = "DAFTAR PEGAWAI\n\nNo\tNama\tPangkat\tEselon\n1\t2\t3\t4\n1\tHalimah\tPenata\tIII.a"
    row = only(text)
    assert (row.number, row.name, row.rank) == (5, "Halimah", "Penata")


def test_a_nip_within_the_cell_of_the_name_is_taken_out_of_it() -> None:
    row = only('No\tNama / NIP\tJabatan\n1\t"Halimah Rantau, S.Sos.\nNIP. 19750101 200003 2 001"\tCamat')
    assert (row.name, row.nip) == ("Halimah Rantau, S.Sos.", HALIMAH)


def test_rank_and_grade_in_two_columns_become_one() -> None:
    assert only("Nama\tPangkat\tGol\nHalimah\tPembina\tIV/a").rank == "Pembina, IV/a"


@pytest.mark.parametrize("written", ["19750101 200003 2 001", "'197501012000032001", "19750101.200003.2.001"])
def test_a_nip_may_be_written_with_spaces_dots_or_an_apostrophe(written: str) -> None:
    row = only(f"NIP\tNama\n{written}\tHalimah")
    assert (row.nip, row.problems) == (HALIMAH, ())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.97501E+17", "nip_as_number"),
        ("1,97501E+17", "nip_as_number"),
        ("197501012000032000", "nip_rounded"),
        ("19750101200003", "not_a_nip"),
        ("197513012000032001", "not_a_nip"),
        ("tidak ada", "not_a_nip"),
    ],
)
def test_what_a_spreadsheet_did_to_a_nip_is_said_beside_it(written: str, code: str) -> None:
    pasted = read_people(f"NIP\tNama\n{written}\tHalimah")
    assert codes(pasted) == [(2, "nip", code)]
    assert pasted.rows[0].nip == written, "what was written stays to be mended"


def test_a_nip_and_a_post_that_stand_twice_are_told_with_their_first_line() -> None:
    pasted = read_people(f"Jabatan\tNama\tNIP\nCamat\tHalimah\t{HALIMAH}\ncamat\tRusdi\t{HALIMAH}")
    assert codes(pasted) == [(3, "title", "title_twice"), (3, "nip", "nip_twice")]
    assert "baris 2" in pasted.rows[1].problem_of("nip")


def test_a_vacant_post_needs_no_name_but_a_list_of_people_does() -> None:
    pasted = read_people("Jabatan\tNama\nSekretaris\t-\n")
    assert pasted.sound
    assert codes(pasted.of_people()) == [(2, "name", "no_name")]


def test_a_list_of_people_passes_over_what_is_wrong_with_posts() -> None:
    pasted = read_people("Jabatan\tNama\nStaf\tHalimah\nStaf\tRusdi")
    assert codes(pasted) == [(3, "title", "title_twice")]
    assert pasted.of_people().sound


def test_a_rank_without_a_name_and_a_name_of_digits_are_problems() -> None:
    assert codes(read_people("Jabatan\tNama\tPangkat\nCamat\t\tPembina\nLurah\t12\t")) == [
        (2, "name", "no_name"),
        (3, "name", "not_a_name"),
    ]


def test_an_acting_title_is_the_post_and_how_it_is_held() -> None:
    row = only("Jabatan\tNama\nPlt. Camat Hulu\tHalimah")
    assert (row.standing, row.title, row.heads) == ("Plt.", "Camat Hulu", Heads.OFFICE)


@pytest.mark.parametrize(
    ("title", "unit", "said", "heads"),
    [
        ("Camat", "", "", Heads.OFFICE),
        ("Inspektur", "", "", Heads.OFFICE),
        ("Inspektur Pembantu I", "Irban I", "", Heads.UNIT),
        ("Kepala Dinas Perhubungan", "", "", Heads.OFFICE),
        ("Lurah Hulu", "Kelurahan Hulu", "", Heads.UNIT),
        ("Kepala Seksi Umum", "", "", Heads.NOTHING),
        ("Staf", "Seksi Umum", "", Heads.NOTHING),
        ("Koordinator", "Seksi Umum", "ya", Heads.UNIT),
        ("Koordinator", "", "kantor", Heads.OFFICE),
        ("Camat", "", "tidak", Heads.NOTHING),
    ],
)
def test_who_heads_what_is_guessed_from_the_title_unless_a_column_says_it(
    title: str, unit: str, said: str, heads: Heads
) -> None:
    assert only(f"Jabatan\tUnit\tNama\tKepala\n{title}\t{unit}\tHalimah\t{said}").heads is heads


def test_more_than_a_thousand_lines_are_refused_as_a_whole() -> None:
    pasted = read_people("Nama\n" + "Halimah\n" * (MOST_ROWS + 1))
    assert [problem.code for problem in pasted.problems] == ["too_many"]
    assert len(pasted.rows) == MOST_ROWS
    assert not pasted.sound


@pytest.mark.parametrize(
    ("text", "code"), [("", "nothing"), (" \n\t\n", "nothing"), ("Nama\tNIP", "nothing"), ("1\t2\n5\t7x", "no_column")]
)
def test_nothing_and_what_is_no_list_are_said(text: str, code: str) -> None:
    assert [problem.code for problem in read_people(text).problems] == [code]


def test_too_long_a_name_is_told_and_not_cut() -> None:
    pasted = read_people(f"Nama\tPangkat\n{'Ha' * 101}\t{'P' * 81}")
    assert codes(pasted) == [(2, "name", "too_long"), (2, "rank", "too_long")]


def test_a_lone_quotation_mark_swallows_no_lines() -> None:
    assert [row.name for row in read_people('Nama\tPangkat\n"Halimah\tPenata\nRusdi\tPenata').rows] == [
        '"Halimah',
        "Rusdi",
    ]


@given(st.text(alphabet=st.sampled_from("\t;,\n\r\"'0123456789.E+ NIPNamacatJbtn-/<é字\x00\ufeff"), max_size=400))
def test_whatever_is_pasted_is_answered(text: str) -> None:
    pasted = read_people(text)
    assert pasted.rows or pasted.problems
    assert all(row.name or row.title or row.problems for row in pasted.rows)
    assert not any(control in row.name + row.title for row in pasted.rows for control in "\n\t\x00")


NAMES = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .,'", min_size=3, max_size=40).filter(
    lambda name: sum(map(str.isalpha, name)) > 2
)
PEOPLE = st.lists(
    st.tuples(NAMES, st.dates().map(lambda day: f"{day:%Y%m%d}" if day.year > 999 else "19750101")), max_size=20
)


@given(PEOPLE, st.permutations(["NIP", "Nama", "Pangkat"]))
def test_a_list_says_the_same_in_any_order_of_its_columns(people: list[tuple[str, str]], order: list[str]) -> None:
    told = [
        {"NIP": f"{born}200003{at:04}"[:18], "Nama": f"Bapak {name}", "Pangkat": "Penata, III/c"}
        for at, (name, born) in enumerate(people, start=1001)
    ]
    lines = ["\t".join(order), *("\t".join(person[column] for column in order) for person in told)]
    rows = read_people("\n".join(lines)).rows
    assert [(row.nip, row.name) for row in rows] == [(one["NIP"], " ".join(one["Nama"].split())) for one in told]
    assert not [row.problems for row in rows if row.problems]
