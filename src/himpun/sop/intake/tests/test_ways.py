"""Where a line that decides goes on and back, as its words tell it."""

import pytest

from himpun.sop.intake.branches import Branch, branches_of
from himpun.sop.intake.tests.test_performers import told
from himpun.sop.model import Sop, When

FIVE = ("Staf mengisi data", "Kasubbag Program menghimpun data", "Sekretaris memeriksa data")


def ways(sop: Sop, number: int) -> set[tuple[str, int | str]]:
    return {(way.when.value, way.to) for way in sop.steps[number - 1].ways}


@pytest.mark.parametrize(
    ("words", "when", "number"),
    [
        ("Memeriksa; bila lengkap langsung ke langkah 7", When.YES, 7),
        ("Jika tidak valid kembali ke no. 4", When.NO, 4),
        ("Tidak: ke 5", When.NO, 5),
        ("apabila belum sesuai dikembalikan ke Bidang (3)", When.NO, 3),
        ("Kalau salah balik ke no 5", When.NO, 5),
        ("Dalam hal masih salah, diserahkan kembali kepada Sekretaris", When.NO, None),
        ("Jika setuju, memaraf", When.YES, None),
    ],
)
def test_an_answer_leads_where_its_own_clause_says(words: str, when: When, number: int | None) -> None:
    (branch,) = branches_of(words)
    assert (branch.when, branch.number) == (when, number)


@pytest.mark.parametrize("words", ["Dikirim ke Sekretaris untuk koreksi", "Mengirim ke 3 bidang", "Laporan lengkap"])
def test_words_without_a_condition_answer_nothing(words: str) -> None:
    assert branches_of(words) == ()


def test_both_answers_of_a_line_are_kept_apart() -> None:
    words = "apabila terdapat kekurangan dikembalikan ke Bidang untuk dilengkapi, bila lengkap langsung ke langkah 7"
    assert branches_of(words) == (
        Branch(When.NO, None, " ke bidang untuk dilengkapi"),
        Branch(When.YES, 7, ""),
    )


def test_a_return_that_is_told_is_the_only_one() -> None:
    sop = told(*FIVE[:2], f"{FIVE[2]}, apabila kurang dikembalikan ke Staf (1)", "Menandatangani laporan")
    assert ways(sop, 3) == {("no", 1)}
    assert not [f for f in sop.findings if f.where == "steps/3/ways"]


def test_a_way_on_that_is_told_passes_the_lines_between() -> None:
    sop = told(*FIVE[:2], f"{FIVE[2]}; bila lengkap langsung ke langkah 5", "Memperbaiki data", "Menandatangani")
    assert ways(sop, 3) == {("yes", 5), ("no", 4)}


def test_mending_is_passed_over_when_nothing_was_wrong() -> None:
    sop = told(*FIVE, "Memperbaiki data", "Menandatangani laporan")
    assert ways(sop, 3) == {("yes", 5), ("no", 4)}
    assert [f.code for f in sop.findings if f.where == "steps/3/ways"] == ["way_guessed"]
