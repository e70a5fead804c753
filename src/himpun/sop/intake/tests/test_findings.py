"""What a reading says about a document: what it could not take, what it put right, what somebody should look at."""

from decimal import Decimal

from himpun.lib.worktime import TimeUnit
from himpun.sop.intake.grid import Cell, Document, Line, Loss, Table
from himpun.sop.intake.tests.documents import (
    BELOW,
    HEAD,
    ROWS,
    by_tabs,
    identity,
    one_below_another,
    row,
    rows,
    told_identity,
)
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand


def codes(text: str) -> list[str]:
    reading = understand(read_text(text))
    return [f.code for f in (*reading.findings, *(f for sop in reading.procedures for f in sop.findings))]


def test_a_story_without_a_table_gives_nothing_and_says_so() -> None:
    story = "SOP PENGUMPULAN DATA\nMula-mula Camat memerintahkan Sekretaris. Lalu data dikumpulkan selama 3 hari."
    reading = understand(read_text(story))
    assert reading.procedures == ()
    assert [f.code for f in reading.findings] == ["no_procedure_table"]


def test_a_numbered_list_without_columns_is_told_which_shapes_are_read() -> None:
    listed = "1. Kadis mendisposisikan surat (10 menit)\n2. Sekretaris menugaskan Kasubag (15 menit)\n3. Kadis ttd"
    (finding,) = understand(read_text(f"SOP PENGUMPULAN DATA\n{listed}")).findings
    assert finding.code == "no_procedure_table"
    assert "Kegiatan, Pelaksana, Kelengkapan, Waktu dan Output" in finding.message


APART = """Nama SOP: Pengumpulan Data
Pelaksana: Lurah, Sekretaris Lurah, Kasi, Staf
Uraian Prosedur
1. Lurah memerintahkan Sekretaris Lurah
2. Kasi mengisi format
3. Staf merekap data
4. Lurah menandatangani laporan
Kelengkapan
1. Surat
2. Format
3. Data
4. Rekap
Waktu
1. 15 menit
2. 2 hari
4. 10 menit
Output
1. Disposisi
2. Data
3. Rekap
4. Laporan
"""


def test_a_time_that_is_missing_leaves_its_own_line_without_one_and_no_other() -> None:
    (sop,) = understand(read_text(APART)).procedures
    assert [step.duration.raw if step.duration else "" for step in sop.steps] == ["15 menit", "2 hari", "", "10 menit"]
    assert "dipasangkan menurut nomornya" in " ".join(f.message for f in sop.findings if f.code == "table_guessed")


def test_performers_in_a_line_above_the_columns_have_columns() -> None:
    (sop,) = understand(read_text(APART)).procedures
    columns = [(one.name, one.seat.value) for one in sop.performers if one.column]
    assert columns == [("Lurah", "post"), ("Sekretaris Lurah", "post"), ("Kasi", "units"), ("Staf", "post")]
    assert [step.performers[0].key for step in sop.steps] == ["lurah", "kasi", "staf", "lurah"]


def test_a_table_in_one_line_has_its_identity_before_it() -> None:
    page = "PEMERINTAH KABUPATEN BUKIT HIJAU DINAS TENAGA KERJA Nomor SOP 5/NAKER/2024 Nama SOP Pengumpulan Data"
    (sop,) = understand(read_text(f"{page} {by_words()}")).procedures
    assert (sop.number, sop.title, sop.office) == ("5/NAKER/2024", "Pengumpulan Data", "Dinas Tenaga Kerja")


def by_words() -> str:
    return " ".join(cell for cells in rows() for cell in cells if cell)


def test_an_empty_document_says_that_it_has_no_text() -> None:
    assert [f.code for f in understand(read_text(" \n\n")).findings] == ["no_text"]


def test_what_the_format_lost_is_listed() -> None:
    lost = Document((Line("Halaman judul"),), "docx", (Loss("shape_outside", "Satu lambang berada di luar tabel."),))
    assert "shape_outside" in [f.code for f in understand(lost).findings]


def test_two_procedures_in_one_file_are_two() -> None:
    other = identity().replace("065/12", "065/13").replace("Triwulanan", "Bulanan")
    below = [name.replace("Perencanaan", "Keuangan") for name in BELOW]
    text = identity() + by_tabs(rows()) + "\n\n" + other + by_tabs([HEAD, below, *rows()[2:]])
    found = understand(read_text(text)).procedures
    assert [sop.number for sop in found] == ["065/12/SOP-KSR/2024", "065/13/SOP-KSR/2024"]
    assert [len(sop.steps) for sop in found] == [len(ROWS)] * 2
    assert found[1].title == "Pengumpulan Data Kinerja Bulanan"


def test_the_same_procedure_twice_in_a_file_is_one() -> None:
    reading = understand(read_text((identity() + by_tabs(rows()) + "\n\n") * 2))
    assert len(reading.procedures) == 1
    assert "procedure_twice" in [f.code for f in reading.findings]


def test_numbering_that_stumbles_is_put_right_and_said() -> None:
    numbers = ["1.", "2.", "3.", "3.", "4.", "6.", "7."]
    stumbling = [(number, *row(at)[1:]) for at, number in enumerate(numbers)]
    text = identity() + by_tabs([HEAD, BELOW, *stumbling])
    (sop,) = understand(read_text(text)).procedures
    assert [step.number for step in sop.steps] == list(range(1, 8))
    assert "numbering_stumbles" in codes(text)


def test_a_unit_in_the_cell_against_the_heading_is_a_guess() -> None:
    below = [name.replace("Waktu", "Waktu (hari)") for name in BELOW]
    assert "duration_guessed" in codes(identity() + by_tabs([HEAD, below, *rows()[2:]]))


def test_bare_numbers_take_the_unit_of_the_heading_even_without_columns() -> None:
    below = [name.replace("Waktu", "Waktu (menit)") for name in BELOW]
    bare = [(*cells[:8], str(10 * at), *cells[9:]) for at, cells in enumerate(rows()[2:], start=1)]
    (sop,) = understand(read_text(told_identity() + one_below_another([HEAD, below, *bare]))).procedures
    assert [(step.duration.value, step.duration.unit) for step in sop.steps if step.duration] == [
        (Decimal(10 * at), TimeUnit.MINUTE) for at in range(1, 8)
    ]


def test_a_time_without_any_unit_is_asked_for() -> None:
    bare = [(*cells[:8], "15", *cells[9:]) for cells in rows()[2:]]
    assert codes(identity() + by_tabs([HEAD, BELOW, *bare])).count("duration_without_unit") == len(ROWS)


def test_an_identity_that_is_missing_is_asked_for_not_invented() -> None:
    (sop,) = understand(read_text(by_tabs(rows()))).procedures
    missing = {f.where for f in sop.findings if f.code == "identity_missing"}
    assert missing == {"government", "office", "title"}


def test_labels_before_all_values_are_matched_in_their_order() -> None:
    masthead = "PEMERINTAH KABUPATEN MUARA KELANA\nKECAMATAN SUNGAI RINDANG\n"
    head = masthead + "Nomor SOP\nTanggal Pembuatan\nTanggal Revisi\nNama SOP\n"
    values = ": 12/SOP/2024\n: 4 Maret 2024\n: -\n: Pengumpulan Data\n"
    (sop,) = understand(read_text(head + values + by_tabs(rows()))).procedures
    assert (sop.number, sop.title) == ("12/SOP/2024", "Pengumpulan Data")
    assert (sop.dates.made, sop.dates.revised) == ("2024-03-04", None)


def test_an_endless_table_is_cut_and_said() -> None:
    endless = [(str(n), *row(0)[1:]) for n in range(1, 400)]
    reading = understand(read_text(identity() + by_tabs([HEAD, BELOW, *endless])))
    assert len(reading.procedures[0].steps) <= 200
    assert "too_many_steps" in [f.code for f in reading.procedures[0].findings]


def test_a_table_cut_finer_by_the_page_above_it_is_read_in_its_own_columns() -> None:
    head = (Cell("No"), Cell("Kegiatan"), Cell("Camat"), Cell("Staf", columns=2), None, Cell("Waktu"), Cell("Output"))
    body = tuple(
        (Cell(str(n)), Cell("Menyusun laporan"), Cell(), Cell("■", columns=2), None, Cell("1 jam"), Cell("Laporan"))
        for n in (1, 2)
    )
    (sop,) = understand(Document((Table((head, *body)),), "pdf")).procedures
    assert [one.name for one in sop.performers if one.column] == ["Camat", "Staf"]
    assert [step.performers[0].key for step in sop.steps] == ["staf", "staf"]


def test_a_row_broken_by_the_page_goes_on_at_the_top_of_the_next() -> None:
    head = tuple(map(Cell, ("No", "Kegiatan", "Camat", "Staf", "Waktu", "Output")))
    first = tuple(map(Cell, ("1", "Menyusun laporan yang", "", "■", "1 jam", "Laporan")))
    rest = tuple(map(Cell, ("", "Diminta Bupati", "", "", "", "")))
    last = tuple(map(Cell, ("2", "Menandatangani laporan", "■", "", "1 jam", "Laporan")))
    pages = (Table((head, first)), Line("2"), Table((rest, last), page=2))
    (sop,) = understand(Document(pages, "pdf")).procedures
    assert [step.activity for step in sop.steps] == ["Menyusun laporan yang Diminta Bupati", "Menandatangani laporan"]


def test_a_table_without_performers_is_given_one_to_be_named() -> None:
    table = "No\tKegiatan\tKelengkapan\tWaktu\tOutput\n1\tMenyusun laporan\tData\t1 jam\tLaporan"
    (sop,) = understand(read_text(table)).procedures
    assert ("Pelaksana", False) in [(one.name, one.column) for one in sop.performers]
    assert "performers/pelaksana" in [f.where for f in sop.findings]


def test_a_warning_among_the_records_is_a_warning_and_that_is_asked() -> None:
    page = "Pencatatan dan Pendataan :\n1. Camat : tanda tangan\nSetiap tahap didokumentasikan\n"
    page += "Apabila terlambat maka pelaporan akan terhambat\n"
    (sop,) = understand(read_text(page + by_tabs(rows()))).procedures
    assert sop.warnings == ("Apabila terlambat maka pelaporan akan terhambat",)
    assert sop.records == ("Camat : tanda tangan", "Setiap tahap didokumentasikan")
    assert ("label_guessed", "warnings") in [(f.code, f.where) for f in sop.findings]


def test_related_procedures_under_the_label_of_the_tools_are_moved_and_that_is_asked() -> None:
    page = "Peralatan/Perlengkapan :\n1. SOP Penyusunan LKjIP Keterkaitan\n2. Keterkaitan OPD\n3. Komputer\n"
    (sop,) = understand(read_text(page + by_tabs(rows()))).procedures
    assert (sop.related, sop.equipment) == (("SOP Penyusunan LKjIP", "Keterkaitan OPD"), ("Komputer",))
    assert ("label_guessed", "related") in [(f.code, f.where) for f in sop.findings]


def test_a_table_without_a_page_of_its_own_has_no_date() -> None:
    below = [name.replace("Perencanaan", "Keuangan") for name in BELOW]
    text = identity() + by_tabs(rows()) + "\n\nX\n" + by_tabs([HEAD, below, *rows()[2:]])
    first, second = understand(read_text(text)).procedures
    assert (first.dates.made, second.dates.made) == ("2024-03-04", None)


SIMPLE = "No\tKegiatan\tCamat\tStaf\tSyarat\tWaktu\tOutput\n"


def test_the_name_of_a_part_is_no_step_and_that_is_said() -> None:
    table = SIMPLE + "A\tPERSIAPAN\n1\tMenyusun data\t\tv\tSurat\t1 jam\tData\nPENUTUP\n"
    table += "2\tMenandatangani\tv\t\tData\t1 jam\tLaporan"
    (sop,) = understand(read_text(table.replace("PENUTUP\n", "\tPENUTUP\t\t\n"))).procedures
    assert [step.activity for step in sop.steps] == ["Menyusun data", "Menandatangani"]
    assert "A PERSIAPAN, PENUTUP" in next(f.message for f in sop.findings if f.code == "section_left_out")


def test_parts_of_a_step_have_their_papers_and_the_sum_of_their_times() -> None:
    table = SIMPLE + "1\tMenyusun data:\t\tv\tSurat\n\ta. keuangan\t\tv\t\t1 hari\tData keuangan\n"
    table += "\tb. fisik\t\tv\t\t2 hari\tData fisik\n2a\tMerekap\t\tv\tData\t1 jam\tRekap\n"
    table += "2b\tMenandatangani\tv\t\tData\t1 jam\tLaporan"
    (sop,) = understand(read_text(table)).procedures
    assert [step.activity for step in sop.steps] == ["Menyusun data: a. keuangan b. fisik", "Merekap", "Menandatangani"]
    first = sop.steps[0]
    assert first.duration
    assert (first.outputs, first.duration.value) == (("Data keuangan", "Data fisik"), Decimal(3))
    assert ("duration_guessed", "steps/1/duration") in [(f.code, f.where) for f in sop.findings]


def test_a_heading_of_another_spelling_is_read_and_asked() -> None:
    table = SIMPLE.replace("Waktu", "Wkatu") + "1\tMenyusun data\t\tv\tSurat\t1 jam\tData"
    (sop,) = understand(read_text(table)).procedures
    assert sop.steps[0].duration
    assert "“Wkatu” sebagai waktu" in next(f.message for f in sop.findings if f.code == "heading_guessed")


def test_performers_may_stand_behind_the_standard() -> None:
    table = "Kegiatan\tSyarat\tHasil\tLama\tKepala Dinas\tStaf\tCatatan\n"
    table += "Menyusun data\tSurat\tData\t1 jam\t\tv\tsegera\nMenandatangani\tData\tLaporan\t1 jam\tv\t\t"
    (sop,) = understand(read_text(table)).procedures
    assert [step.performers[0].key for step in sop.steps] == ["staf", "kepala"]
    assert [step.note for step in sop.steps] == ["segera", ""]


def test_labels_stacked_in_one_cell_have_their_values_in_the_next() -> None:
    labels = "Nomor SOP\nTanggal Pembuatan\nTanggal Revisi\nDisahkan oleh\nNama SOP"
    values = ": 3/IND/2025\n: 5 Mei 2025\n: -\n: Kepala Dinas\nBudi Santoso\n: Pengumpulan Data Kinerja"
    page = Table(((Cell("DINAS INDUSTRI"), Cell(labels), Cell(values)),))
    table = read_text(SIMPLE + "1\tMenyusun data\t\tv\tSurat\t1 jam\tData").blocks
    (sop,) = understand(Document((page, *table), "docx")).procedures
    assert (sop.number, sop.title, sop.dates.made) == ("3/IND/2025", "Pengumpulan Data Kinerja", "2025-05-05")
    assert (sop.approved_by.position, sop.approved_by.name) == ("Kepala Dinas", "Budi Santoso")
