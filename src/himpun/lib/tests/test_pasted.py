"""Lists as they are copied out of spreadsheets, whatever they are about."""

from collections.abc import Sequence

import pytest

from himpun.lib.pasted import Problem, beneath_header, is_numbering, lines_of, said_of, stood_before, too_long


def header(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells that name a column "Nama"."""
    return tuple(cells) if "Nama" in cells else ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Nama\tNIP\n\n  Siti   Aminah\t1", [(1, ["Nama", "NIP"]), (3, ["Siti Aminah", "1"])]),
        ("Nama;NIP\r\nSiti;1\r\n", [(1, ["Nama", "NIP"]), (2, ["Siti", "1"])]),
        ("Nama,NIP\nSiti,1", [(1, ["Nama", "NIP"]), (2, ["Siti", "1"])]),
        ("Halimah, S.Sos.\nRahmat, S.IP", [(1, ["Halimah, S.Sos."]), (2, ["Rahmat, S.IP"])]),
        ('"Siti\nAminah"\t1', [(1, ["Siti Aminah", "1"])]),
        ('Pipa 4"\t1\nPipa 6\t2', [(1, ['Pipa 4"', "1"]), (2, ["Pipa 6", "2"])]),
        ("\ufeffNama\t\x07NIP", [(1, ["Nama", "NIP"])]),
        ("Nama\tNIP\tUnit\n(1)\t(2)\t(3)\nSiti\t1\tA", [(1, ["Nama", "NIP", "Unit"]), (3, ["Siti", "1", "A"])]),
        (" \n\t\n", []),
    ],
)
def test_a_list_is_read_into_its_written_lines(text: str, lines: list[tuple[int, list[str]]]) -> None:
    assert lines_of(text, header_of=header) == lines


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1", "2", "3", "4"], True),
        (["(1)", "(2)", "(3)"], True),
        (["1", "2", "", "3"], True),
        (["1", "2"], True),
        (["1", "", "2"], False),
        (["80", "85", "90", "95"], False),
        (["1", "80", "85", "90"], False),
        (["1", "2", "4"], False),
        (["", "", ""], False),
        (["1"], False),
    ],
)
def test_only_a_count_from_one_numbers_the_columns_since_other_figures_may_be_somebodys(
    cells: list[str], numbers: bool
) -> None:
    assert is_numbering(cells) is numbers


def test_a_header_stands_within_the_first_lines_or_not_at_all() -> None:
    titled = lines_of("DAFTAR PEGAWAI\n\nNama\tNIP\nSiti\t1", header_of=header)
    assert beneath_header(titled, header) == (("Nama", "NIP"), [(4, ["Siti", "1"])])
    late = lines_of("judul\tini\n" * 10 + "Nama\tNIP", header_of=header)
    assert beneath_header(late, header) is None


def test_what_stands_twice_is_told_with_its_first_line() -> None:
    seen: dict[str, int] = {}
    assert [stood_before(seen, key, number) for number, key in enumerate("aba", start=1)] == [None, None, 1]


def test_only_the_fields_that_are_kept_have_a_longest_and_each_is_told_beside_itself() -> None:
    problems = [*too_long({"name": "a" * 11, "code": "b", "note": "c" * 99}, {"name": 10, "code": 10})]
    assert [(one.field, one.code) for one in problems] == [("name", "too_long")]
    assert said_of([*problems, Problem("code", "any", "Tulis.")], "code") == "Tulis."
