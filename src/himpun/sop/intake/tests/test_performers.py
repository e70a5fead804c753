"""Who performs a step: the symbol, then the arrow, then the words, then the order in which work is handed over."""

import pytest

from himpun.sop.check import check
from himpun.sop.choices import choices_for
from himpun.sop.intake.grid import Arrow, Cell, Document, Mark, Symbol, Table
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.model import Act, Part, Seat, Severity, Sop, Step

HEAD = "No\tKegiatan\tCamat\tSekretaris\tKasubbag Program\tSeksi\tStaf\tKelengkapan\tWaktu\tOutput"
PLACES = ("camat", "sekretaris", "kasubbag", "seksi", "staf")


def told(*lines: str, signs: dict[int, dict[str, str]] | None = None) -> Sop:
    """An SOP of activities alone, with signs in performers' columns by line."""
    rows = [HEAD]
    for number, activity in enumerate(lines, start=1):
        drawn = (signs or {}).get(number, {})
        rows.append(
            "\t".join([str(number), activity, *(drawn.get(key, "") for key in PLACES), "Berkas", "1 jam", "Berkas"])
        )
    (sop,) = understand(read_text("Nama SOP : Pengumpulan Data\n" + "\n".join(rows))).procedures
    return sop


def does(step: Step) -> list[str]:
    return [role.key for role in step.performers if role.part is Part.DOES]


def receives(step: Step) -> list[str]:
    return [role.key for role in step.performers if role.part is Part.RECEIVES]


def guessed(sop: Sop, number: int) -> list[str]:
    return [f.reason for f in sop.findings if f.where == f"steps/{number}/performers" and f.severity is Severity.GUESS]


def test_a_symbol_in_a_cell_is_no_guess() -> None:
    sop = told("Menyusun laporan", signs={1: {"staf": "■"}})
    assert does(sop.steps[0]) == ["staf"]
    assert guessed(sop, 1) == []


def test_the_symbol_outweighs_the_words() -> None:
    sop = told("Sekretaris menyusun laporan", signs={1: {"kasubbag": "■"}})
    assert does(sop.steps[0]) == ["kasubbag"]


def test_the_arrow_outweighs_the_order() -> None:
    sop = told("Memerintahkan Sekretaris", "Menyusun laporan", signs={2: {"kasubbag": "↓"}})
    assert does(sop.steps[1]) == ["kasubbag"]
    assert "yakin" in guessed(sop, 2)[0]


def test_an_upright_arrow_stays_where_level_ones_pass() -> None:
    sop = told("Menghimpun dan memeriksa data", signs={1: {"seksi": "←", "sekretaris": "←", "kasubbag": "↑"}})
    assert does(sop.steps[0])[-1] == "kasubbag"


def test_the_one_told_to_do_something_is_not_the_one_who_tells() -> None:
    sop = told("Memerintahkan Sekretaris menyusun data", "Menugaskan Ka. Subbag Program", "Menyusun konsep laporan")
    assert [does(step) for step in sop.steps] == [["camat"], ["sekretaris"], ["kasubbag"]]
    assert [receives(step) for step in sop.steps[:2]] == [["sekretaris"], ["kasubbag"]]


def acts_asked(sop: Sop, number: int) -> list[str]:
    return [f.message for f in sop.findings if f.where == f"steps/{number}/acts" and f.severity is Severity.GUESS]


def joins(step: Step) -> list[str]:
    return [role.key for role in step.performers if role.part is Part.JOINS]


def test_ordered_work_is_done_by_whom_it_was_ordered_though_no_untuk_parts_them() -> None:
    sop = told("Staf mengisi data", "Menugaskan Kasubbag Program menyusun laporan", signs={2: {"sekretaris": "v"}})
    step = sop.steps[1]
    assert step.acts == (Act.INSTRUCT, Act.RECAP)
    assert [(role.key, role.acts) for role in step.performers] == [("sekretaris", (1,)), ("kasubbag", (2,))]
    assert "merekap" in acts_asked(sop, 2)[0]


def test_ordered_work_that_a_later_line_does_is_done_there() -> None:
    sop = told(
        "Memerintahkan Kasubbag Program mengumpulkan data kinerja",
        "Meminta Seksi mengisi format",
        "Mengisi format",
        signs={1: {"camat": "v"}, 2: {"kasubbag": "v"}, 3: {"seksi": "v"}},
    )
    assert [step.acts[-1] for step in sop.steps] == [Act.INSTRUCT, Act.DISTRIBUTE, Act.FILL]
    assert does(sop.steps[0]) == ["camat"]
    assert "menyusul" in acts_asked(sop, 1)[0]


def test_two_marked_cells_are_two_who_take_part_and_that_is_asked() -> None:
    sop = told("Menyusun format bersama", signs={1: {"sekretaris": "√", "kasubbag": "√"}})
    assert (does(sop.steps[0]), joins(sop.steps[0])) == (["sekretaris"], ["kasubbag"])
    assert "Baris ini berlambang di beberapa kolom" in guessed(sop, 1)[0]
    (finding,) = (f for f in sop.findings if f.where == "steps/1/performers")
    assert [choice.label for choice in choices_for(sop, finding)][:2] == ["Hanya Sekretaris", "Hanya Kasubbag Program"]


def test_a_mark_in_a_cell_over_two_columns_stands_in_both() -> None:
    head = tuple(map(Cell, ("No", "Kegiatan", "Camat", "Staf", "Waktu", "Output")))
    over = Cell("", (Mark(Symbol.PROCESS),), columns=2)
    rows = ((Cell("1"), Cell("Menyusun laporan"), over, None, Cell("1 jam"), Cell("Laporan")),)
    alone = tuple(map(Cell, ("2", "Menandatangani laporan", "v", "", "1 jam", "Laporan")))
    last = tuple(map(Cell, ("3", "Mengarsipkan laporan", "", "v", "1 jam", "Arsip")))
    (sop,) = understand(Document((Table((head, *rows, alone, last)),), "docx")).procedures
    assert (does(sop.steps[0]), joins(sop.steps[0])) == (["camat"], ["staf"])


@pytest.mark.parametrize("mark", ["(x)", "[v]", "( √ )"])
def test_a_dash_is_no_mark_and_brackets_are_no_words(mark: str) -> None:
    signs = dict.fromkeys(PLACES, "-") | {"kasubbag": mark}
    sop = told("Memverifikasi data", signs={1: signs})
    assert (does(sop.steps[0]), joins(sop.steps[0])) == (["kasubbag"], [])


def names_asked(sop: Sop) -> list[tuple[str, str]]:
    return [(f.where, f.message) for f in sop.findings if f.code == "name_guessed"]


def test_a_name_that_is_not_the_columns_is_asked_once() -> None:
    sop = told(
        "Menugaskan Kasubag Keuangan", "Kasubbag Program menyusun laporan", "Menyerahkan kepada Kasubag Keuangan"
    )
    ((where, message),) = names_asked(sop)
    assert where == "steps/1/activity"
    assert "“Kasubbag Keuangan” pada langkah 1 dibaca sebagai Kasubbag Program" in message


def test_a_name_that_the_office_explained_is_not_asked() -> None:
    text = f"Nama SOP : Data\n{HEAD}\n" + "\t".join(["1", "Menugaskan Kasubag Keuangan", *[""] * 5, "A", "1 jam", "B"])
    (sop,) = understand(read_text(text), aliases={"Kasubag Keuangan": "Kasubbag Program"}).procedures
    assert receives(sop.steps[0]) == ["kasubbag"]
    assert names_asked(sop) == []


def test_the_superior_is_a_question_where_only_his_rank_is_told() -> None:
    sop = told("Kasubbag Program menyusun data dan menyerahkan kepada atasan langsung", "Menyusun laporan")
    assert receives(sop.steps[0]) == ["sekretaris"]
    assert "“atasan langsung”" in names_asked(sop)[0][1]


def test_who_is_named_and_has_no_column_is_not_silently_his_secretary() -> None:
    head = HEAD.replace("\tCamat\tSekretaris", "\tKasubbag Umum\tSekretaris Camat")
    text = f"Nama SOP : Data\n{head}\n" + "\t".join(
        ["1", "Menyampaikan data kepada Camat", *[""] * 5, "A", "1 jam", "B"]
    )
    (sop,) = understand(read_text(text)).procedures
    assert receives(sop.steps[0]) == ["sekretaris"]
    assert "“Camat” pada langkah 1 dibaca sebagai Sekretaris Camat" in names_asked(sop)[0][1]


def test_an_arrow_that_the_words_outweigh_is_named_in_the_reason() -> None:
    sop = told("Rapat Kasubbag Program dengan Staf membahas format", signs={1: {"sekretaris": "→"}})
    assert "Anak panah di kolom Sekretaris tidak diikuti" in guessed(sop, 1)[0]


def test_a_guess_says_why_and_how_sure_it_is() -> None:
    sop = told("Memerintahkan Sekretaris", "Menelaah surat")
    assert "mungkin, 0,7" in guessed(sop, 2)[0]


def test_nobody_checks_his_own_work() -> None:
    sop = told("Staf menyusun konsep laporan", "Memeriksa konsep laporan", "Memeriksa dan memaraf konsep laporan")
    assert [does(step) for step in sop.steps] == [["staf"], ["kasubbag"], ["sekretaris"]]


def test_who_reports_to_the_head_stands_just_below() -> None:
    sop = told("Staf menyusun laporan", "Memeriksa, memaraf dan melaporkan kepada Camat")
    assert does(sop.steps[1]) == ["sekretaris"]


def test_who_gathers_from_somebody_is_who_asked_them() -> None:
    sop = told(
        "Staf menyampaikan format isian kepada Kasubbag Program",
        "Menyampaikan format isian kepada Sekretaris",
        "Menghimpun data dari Sekretaris dan menyampaikan kepada Camat",
        "Menghimpun data dari Kasubbag Program",
    )
    assert does(sop.steps[2])[-1] == "kasubbag"
    assert does(sop.steps[3])[-1] == "staf"


def test_the_head_signs_and_the_staff_archive() -> None:
    sop = told("Staf menyusun laporan", "Menandatangani laporan", "Mengarsipkan laporan")
    assert [does(step) for step in sop.steps] == [["staf"], ["camat"], ["staf"]]
    assert "lemah" in guessed(sop, 3)[0]


def test_units_write_their_own_data_each() -> None:
    sop = told(
        "Kasubbag Program menyampaikan format isian kepada setiap Seksi",
        "Mengisi data kinerja",
        "Menghimpun data dari Seksi",
    )
    filling = sop.steps[1]
    assert sop.performer("seksi").seat is Seat.UNITS
    assert (filling.acts, does(filling)) == ((Act.FILL,), ["seksi"])
    assert filling.per
    assert filling.per.each == "units"


def test_units_fill_in_where_the_table_forgets_them() -> None:
    sop = told("Memerintahkan Kasubbag Program", "Menghimpun data kinerja", "Menyusun laporan")
    assert sop.steps[1].acts == (Act.FILL, Act.GATHER)
    assert does(sop.steps[1]) == ["seksi", "kasubbag"]


def test_somebody_without_a_column_is_added_and_said() -> None:
    sop = told("Menugaskan Bendahara menyiapkan data", "Menyusun laporan")
    assert not sop.performer("bendahara").column
    assert [f.code for f in sop.findings if f.where == "performers/bendahara"] == ["performer_guessed"]


def test_an_alias_that_the_office_has_taught_is_followed() -> None:
    text = f"Nama SOP : X\n{HEAD}\n1\tMenyerahkan berkas kepada Kasi Evlap" + "\t" * 6 + "Berkas\t1 jam\tBerkas"
    (plain,) = understand(read_text(text)).procedures
    (taught,) = understand(read_text(text), aliases={"Kasi Evlap": "Kasubbag Program"}).procedures
    assert "kasubbag" not in receives(plain.steps[0])
    assert receives(taught.steps[0]) == ["kasubbag"]


def test_names_in_one_column_are_the_performers() -> None:
    rows = [
        ("1", "Memerintahkan", "Camat"),
        ("2", "Menyusun laporan", "Kasubbag Umum"),
        ("3", "Menandatangani", "Camat"),
    ]
    table = "\n".join("\t".join([*row, "Berkas", "1 jam", "Berkas"]) for row in rows)
    (sop,) = understand(read_text(f"No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\n{table}")).procedures
    assert [does(step) for step in sop.steps] == [["camat"], ["kasubbag"], ["camat"]]


def drawn_table(arrows: tuple[Arrow, ...]) -> Document:
    def cell(text: str = "", symbol: Symbol | None = None) -> Cell:
        return Cell(text, (Mark(symbol),) if symbol else ())

    head = ("No", "Kegiatan", "Kepala Dinas", "Staf", "Kelengkapan", "Waktu", "Output")
    rows = (
        ("1", "Menyusun konsep surat", None, Symbol.TERMINATOR),
        ("2", "Memeriksa konsep surat", Symbol.DECISION, None),
        ("3", "Mengarsipkan surat", None, Symbol.TERMINATOR),
    )
    body = (
        (cell(n), cell(told), cell("", left), cell("", right), *map(cell, ("Surat", "1 jam", "Surat")))
        for n, told, left, right in rows
    )
    return Document((Table((tuple(cell(text) for text in head), *body), arrows),), "docx")


@pytest.mark.parametrize("label", ["Tidak", "T", ""])
def test_a_drawn_arrow_that_leads_up_is_the_return(label: str) -> None:
    arrows = (Arrow((1, 3), (2, 2)), Arrow((2, 2), (1, 3), label), Arrow((2, 2), (3, 3), "Ya"))
    (sop,) = understand(drawn_table(arrows)).procedures
    assert [does(step) for step in sop.steps] == [["staf"], ["kepala"], ["staf"]]
    assert [(way.when, way.to) for way in sop.steps[1].ways] == [("no", 1)]
    assert not [f for f in sop.findings if f.where == "steps/2/ways"]


def test_words_tell_where_work_goes_back_to() -> None:
    sop = told(
        "Staf menyusun laporan",
        "Kasubbag Program merekap data",
        "Memeriksa laporan, jika ditolak, kembali ke langkah 1",
    )
    assert [way.to for way in sop.steps[2].ways] == [1]


def test_mending_when_needed_makes_the_line_before_a_decision() -> None:
    sop = told(
        "Staf menyusun konsep",
        "Kasubbag Program menelaah konsep",
        "Melakukan perbaikan apabila masih perlu perbaikan",
        "Memaraf konsep",
    )
    assert Act.REVIEW in sop.steps[1].acts
    assert {(way.when, way.to) for way in sop.steps[1].ways} == {("yes", 4), ("no", 3)}
    assert does(sop.steps[2]) == ["staf"]


def test_the_closing_adds_what_the_table_lacks() -> None:
    sop = told("Memerintahkan Kasubbag Program", "Menyusun laporan")
    assert [step.acts[-1] for step in sop.closing] == [Act.INITIAL, Act.INITIAL, Act.SIGN, Act.ARCHIVE]
    assert does(sop.closing[2]) == ["camat"]
    assert [f for f in check(sop) if f.severity is Severity.ERROR] == []


def in_one_column(*names: str) -> Sop:
    lines = ("Menyusun format", "Merekap data", "Menandatangani laporan")
    rows = enumerate(zip(lines, names, strict=True), start=1)
    table = "\n".join("\t".join([str(n), told, who, "Berkas", "1 jam", "Berkas"]) for n, (told, who) in rows)
    (sop,) = understand(read_text(f"No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\n{table}")).procedures
    return sop


@pytest.mark.parametrize("between", [" dan ", "/", ", "])
def test_a_cell_that_names_two_posts_means_both_and_that_is_asked(between: str) -> None:
    sop = in_one_column(f"Kasubbag Umum{between}Staf", "Staf", "Kepala Dinas")
    assert [one.name for one in sop.performers if one.column] == ["Kasubbag Umum", "Staf", "Kepala Dinas"]
    assert (does(sop.steps[0]), joins(sop.steps[0])) == (["kasubbag"], ["staf"])
    assert "beberapa pelaksana" in guessed(sop, 1)[0]


def test_a_name_with_an_and_of_its_own_is_one_post() -> None:
    sop = in_one_column("Kasubbag Umum dan Kepegawaian", "Staf", "Kepala Dinas")
    assert does(sop.steps[0]) == ["kasubbag"]
    assert guessed(sop, 1) == []


def test_one_post_under_two_spellings_is_one_performer_and_that_is_asked() -> None:
    sop = in_one_column("Kepala Dinas", "Staf", "Kadis")
    assert [one.name for one in sop.performers if one.column] == ["Kepala Dinas", "Staf"]
    assert does(sop.steps[2]) == ["kepala"]
    assert "“Kadis” pada langkah 3 dibaca sebagai Kepala Dinas" in names_asked(sop)[0][1]


def test_a_columns_name_that_was_broken_into_pieces_is_whole_again_and_that_is_said() -> None:
    head = "No\tKegiatan\tSEK RE TA RIS DE WAN\tKA SUB BAG PRO GRAM\tS T A F\tKepala Dinas\tWaktu\tOutput"
    (sop,) = understand(read_text(f"{head}\n1\tMenyusun laporan\t\tv\t\t\t1 jam\tLaporan")).procedures
    names = [one.name for one in sop.performers if one.column]
    assert names == ["SEKRETARIS DEWAN", "KASUBBAG PROGRAM", "STAF", "Kepala Dinas"]
    assert len([where for where, _ in names_asked(sop) if where.startswith("performers/")]) == 3
