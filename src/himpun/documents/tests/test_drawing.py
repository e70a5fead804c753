"""Every kind of paper as it is drawn."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from himpun.documents.content import (
    Align,
    Block,
    Column,
    Content,
    Hands,
    Heading,
    Items,
    Kop,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.drawing import draw_content
from himpun.documents.kinds import PaperKind
from himpun.documents.tests.samples import SAMPLES

AT = datetime(2026, 10, 6, 2, 30, tzinfo=UTC)


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", " ")


@pytest.mark.parametrize("kind", PaperKind)
def test_a_paper_of_every_kind_is_a_pdf_a_that_machines_can_read(kind: PaperKind) -> None:
    pdf = draw_content(kind, SAMPLES[kind], at=AT)
    assert b"pdfaid:part" in pdf
    said = text_of(pdf).upper()
    for word in SAMPLES[kind].title.upper().split():
        assert word in said
    assert "BATUI SELATAN" in said


def test_a_content_that_is_read_back_has_the_same_hash() -> None:
    for content in SAMPLES.values():
        assert Content.from_data(content.as_data()).hash == content.hash


def test_the_same_content_at_the_same_time_is_the_same_bytes() -> None:
    first, second = (draw_content(PaperKind.RECAP, SAMPLES[PaperKind.RECAP], at=AT) for _ in range(2))
    assert first == second


def test_what_people_write_is_text_and_never_markup() -> None:
    hostile = '#import "x" $x$ *tebal* <label> \\ {{7*7}} @ref'
    content = Content(Kop("Pemerintah Kabupaten X", "Kecamatan Y"), "Nota", (Paragraphs((hostile,)),))
    assert "{{7*7}}" in text_of(draw_content(PaperKind.REQUEST_NOTE, content, at=AT))


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    pages = PdfReader(BytesIO(draw_content(PaperKind.REPORT, SAMPLES[PaperKind.REPORT], at=AT))).pages
    with_table = [p.extract_text() for p in pages if "Indikator" in p.extract_text()]
    assert len(with_table) > 1
    assert f"Halaman 1 dari {len(pages)}" in pages[0].extract_text()


def test_only_what_waits_for_a_signature_is_marked_as_a_concept() -> None:
    marked = {k for k in PaperKind if "KONSEP" in text_of(draw_content(k, SAMPLES[k], at=AT)).replace(" ", "")}
    assert marked == {PaperKind.REPORT, PaperKind.SHEET}


def test_a_sheet_that_was_sent_is_no_concept_and_says_how_it_was_given() -> None:
    sender = SignerBlock("LURAH", "Hasan Basri", given="Dikirim secara elektronik\n7 Juli 2026 pukul 14.28 WITA")
    sent = replace(SAMPLES[PaperKind.SHEET], signer=sender, dated=date(2026, 7, 7))
    said = text_of(draw_content(PaperKind.SHEET, sent, at=AT))
    assert "KONSEP" not in said.replace(" ", "")
    assert "Dikirim secara elektronik 7 Juli 2026 pukul 14.28 WITA" in said


def test_a_block_signed_by_a_pen_keeps_the_hash_it_had() -> None:
    assert "given" not in SignerBlock("LURAH", "Hasan Basri").as_data()


def test_a_figure_copied_from_a_paper_is_the_figure_alone() -> None:
    """A long address that may be broken anywhere stands on the same page: its places to break are not in the digits."""
    content = Content(
        Kop("Pemerintah Kabupaten X", "Kecamatan Y"),
        "Nota",
        (Paragraphs(("https://contoh.go.id/periksa/0123456789012345678901234567890123456789", "1.234.567,89")),),
    )
    pdf = draw_content(PaperKind.REQUEST_NOTE, content, at=AT)
    assert "1.234.567,89" in text_of(pdf)


def closed_by_a_signature(*blocks: Block) -> list[str]:
    """The pages of a paper that ends with these blocks and a signature."""
    signer = SignerBlock("KEPALA SEKSI", "Fitriani Lahmuddin, S.Kom.")
    content = Content(Kop("Pemerintah Kabupaten X", "Kecamatan Y"), "Daftar", blocks, signer=signer, landscape=True)
    pages = PdfReader(BytesIO(draw_content(PaperKind.RECAP, content, at=AT))).pages
    return [page.extract_text() for page in pages]


def test_a_signature_never_stands_alone_on_its_page() -> None:
    """However many rows, items or sentences there are, the last one stays with it."""
    turned = 0
    for count in range(13, 26):
        rows = [(f"{n}.", f"Unit {n}") for n in range(1, count + 1)]
        table = closed_by_a_signature(Table((Column("No"), Column("Unit", width=3)), rows))
        items = closed_by_a_signature(Items([f"Butir {n}" for n in range(1, count + 1)]))
        words = closed_by_a_signature(Paragraphs(["Kata. " * 10] * (count - 1) + [f"Kata {count}."]))
        for pages, last in ((table, f"Unit {count}"), (items, f"Butir {count}"), (words, f"Kata {count}.")):
            assert last in pages[-1]
            assert "KEPALA SEKSI" in pages[-1]
            turned += len(pages) > 1
    assert turned > 10, "some of these must turn the page, else nothing is shown"


def test_a_summary_never_stands_alone_below_a_repeated_head() -> None:
    for count in range(22, 32):
        rows = [(f"{n}.", f"Unit {n}") for n in range(1, count + 1)]
        table = Table((Column("No"), Column("Unit", width=3)), rows, summary=(("", "Rata-rata capaian"),))
        pages = closed_by_a_signature(table, Paragraphs(("Kata.",)))
        (with_summary,) = [page for page in pages if "Rata-rata capaian" in page]
        assert f"Unit {count}" in with_summary


def test_a_table_without_rows_says_nihil_above_its_signature() -> None:
    (page,) = closed_by_a_signature(Table((Column("No"), Column("Unit", width=3)), ()))
    assert page.index("Nihil") < page.index("KEPALA SEKSI")


def test_figures_stand_with_their_commas_below_one_another_and_are_read_as_they_are() -> None:
    figures = ("95", "1.234,5", "belum berjalan", "3 – 5")
    table = Table((Column("Realisasi", Align.DECIMAL), Column("Ket", width=1)), [(one, "x") for one in figures])
    content = Content(Kop("Pemerintah Kabupaten X", "Kecamatan Y"), "Daftar", (table,))
    (page,) = PdfReader(BytesIO(draw_content(PaperKind.RECAP, content, at=AT))).pages
    lines = page.extract_text().splitlines()
    for one in figures:
        assert any(line.split(" x")[0].strip() == one for line in lines)


def test_beneath_the_kop_stand_a_thick_and_a_thin_line_with_white_between() -> None:
    strokes: list[tuple[float, float]] = []
    page = PdfReader(BytesIO(draw_content(PaperKind.MINUTES, SAMPLES[PaperKind.MINUTES], at=AT))).pages[0]
    width = 0.0

    def seen(operator: bytes, operands: Any, ctm: Any, _: Any) -> None:
        nonlocal width
        if operator == b"w":
            width = round(float(operands[0]), 2)
        if operator == b"m":
            strokes.append((width, ctm[5] + ctm[3] * float(operands[1])))

    page.extract_text(visitor_operand_before=seen)
    (thick,), (thin,) = ([y for w, y in strokes if w == wanted][:1] for wanted in (2.2, 0.6))
    assert abs(thick - thin) - (2.2 + 0.6) / 2 == pytest.approx(1.2, abs=0.05)


def test_a_long_disposition_takes_one_whole_sheet_and_its_signer_stays_on_it() -> None:
    short = SAMPLES[PaperKind.DISPOSITION]
    to = Items(tuple(f"Kepala Seksi Pemberdayaan Masyarakat Desa {n}" for n in range(1, 16)))
    long = replace(short, blocks=(to, *short.blocks[1:2], Paragraphs(("Himpun data dari semua unit. " * 21,))))
    heights = []
    for content in (short, long):
        pages = PdfReader(BytesIO(draw_content(PaperKind.DISPOSITION, content, at=AT))).pages
        assert len(pages) == 1
        assert "Rahmawati Laupe" in pages[0].extract_text()
        heights.append(float(pages[0].mediabox.height))
    assert heights[0] < 0.6 * heights[1]


def test_what_a_disposition_tells_of_the_letter_stands_apart_from_what_the_office_adds() -> None:
    said = text_of(draw_content(PaperKind.DISPOSITION, SAMPLES[PaperKind.DISPOSITION], at=AT))
    order = ("Surat dari", "Nomor surat", "Tanggal surat", "Perihal", "Diterima tanggal", "Nomor agenda", "Sifat")
    places = [said.index(label) for label in order]
    assert places == sorted(places)


def test_a_letters_enclosure_stands_on_a_sheet_behind_its_signer() -> None:
    content = SAMPLES[PaperKind.INVITATION]
    content = replace(content, blocks=(*content.blocks, Heading("Lampiran undangan"), Items(("Lurah Sisipan",))))
    pages = PdfReader(BytesIO(draw_content(PaperKind.INVITATION, content, at=AT))).pages
    assert "Rahmawati Laupe" in pages[0].extract_text()
    assert "Lurah Sisipan" not in pages[0].extract_text()
    assert "Lurah Sisipan" in pages[1].extract_text()


def test_hands_name_who_is_known_and_leave_dots_for_who_is_not() -> None:
    signers = (SignerBlock("", "", lead="Penerima,"), SignerBlock("LURAH", "Hasan Basri", lead="Pengirim,"))
    content = replace(SAMPLES[PaperKind.RECEIPT], blocks=(Hands(signers, "Sukamaju, 4 Mei 2026"),), signer=None)
    said = text_of(draw_content(PaperKind.RECEIPT, content, at=AT))
    for words in ("Penerima,", "………", "Hasan Basri", "Sukamaju, 4 Mei 2026"):
        assert words in said
    assert Content.from_data(content.as_data()).hash == content.hash


def test_only_the_last_block_stays_with_the_signature() -> None:
    """A sheet's notes begin on the page of its table, however many there are of them."""
    notes = [Items([f"Catatan {n}"], heading=f"Hal {n}") for n in range(1, 7)]
    rows = [(f"{n}.", f"Unit {n}") for n in range(1, 12)]
    pages = closed_by_a_signature(Table((Column("No"), Column("Unit", width=3)), rows), *notes)
    assert len(pages) == 2
    assert "Catatan 1" in pages[0]
    assert "Catatan 6" in pages[1]
