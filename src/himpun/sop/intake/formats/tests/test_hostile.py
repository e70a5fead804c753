"""Whatever a stranger's file holds: a document, or an error of this room, and soon."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import Encrypted, FormatError, TooLarge, Unreadable
from himpun.sop.intake.formats.packed import MAX_ENTRIES
from himpun.sop.intake.formats.pdf_open import MAX_PAGES
from himpun.sop.intake.formats.sheet import MAX_COLUMNS, MAX_ROWS
from himpun.sop.intake.formats.tests.papers import (
    KINDS,
    RELATIONS,
    bound,
    docx,
    p,
    pdf,
    ruled,
    said,
    shape,
    tables,
    tbl,
    tc,
    zipped,
)

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;'
    "</w:t></w:r></w:p></w:body></w:document>"
)
ABROAD = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/hostname">')


def with_document(content: str) -> bytes:
    return zipped({"[Content_Types].xml": KINDS, "_rels/.rels": RELATIONS, "word/document.xml": content})


def flat(length: int) -> bytes:
    return with_document("<a>" + " " * length + "</a>")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (with_document(LAUGHS), Unreadable),
        (with_document(ABROAD), Unreadable),
        (with_document("<not xml"), Unreadable),
        (with_document("<a/>"), Unreadable),
        (flat(30_000_000), TooLarge),
        (zipped({"word/document.xml": "<a/>", **{f"word/{n}": "" for n in range(MAX_ENTRIES)}}), TooLarge),
    ],
    ids=["entities", "entity from a file", "broken", "another root", "bomb", "many entries"],
)
def test_a_word_document_made_to_harm_is_refused(data: bytes, refusal: type[FormatError]) -> None:
    with pytest.raises(refusal):
        read_document(data, "sop.docx")


def test_a_size_that_lies_is_found_out_while_unpacking() -> None:
    data = bytearray(flat(30_000_000))
    real, forged = (30_000_007).to_bytes(4, "little"), (900).to_bytes(4, "little")
    assert real in data
    with pytest.raises(FormatError):
        read_document(bytes(data.replace(real, forged)), "sop.docx")


def test_two_parts_of_one_name_are_refused() -> None:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        for words in ("satu", "dua"):
            with pytest.warns(UserWarning, match="Duplicate") if words == "dua" else _nothing():
                package.writestr("word/document.xml", words)
    with pytest.raises(Unreadable):
        read_document(held.getvalue(), "sop.docx")


class _nothing:  # noqa: N801
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def test_a_locked_part_is_told_as_locked() -> None:
    data = bytearray(docx(p("SOP")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    with pytest.raises(Encrypted):
        read_document(bytes(data), "sop.docx")


def test_macros_are_left_out_and_told() -> None:
    data = zipped(
        {
            "word/document.xml": docx_xml(p("SOP")),
            "word/vbaProject.bin": "Sub AutoOpen()",
        }
    )
    assert [loss.code for loss in read_document(data, "sop.docx").losses] == ["macros_left_out"]


def docx_xml(body: str) -> str:
    with ZipFile(BytesIO(docx(body))) as package:
        return package.read("word/document.xml").decode()


def test_a_table_without_end_is_cut_and_told() -> None:
    found = read_document(docx(tbl(*[[tc("1"), tc("x")]] * (MAX_ROWS + 50))), "sop.docx")
    assert len(tables(found)[0].rows) == MAX_ROWS
    assert [loss.code for loss in found.losses] == ["rows_left_out"]


def test_tables_within_tables_end() -> None:
    body = p("dasar")
    for _ in range(60):
        body = tbl([tc("a"), tc("b"), tc("c")], [tc("1"), tc("2"), tc(body + p())])
    assert read_document(docx(body), "sop.docx").blocks


def test_spans_without_end_are_cut() -> None:
    page = "<table><tr><td colspan=99999999 rowspan=99999999>x</td></tr><tr><td>y</td></tr></table>"
    (table,) = tables(read_document(page.encode(), "sop.html"))
    assert len(table.rows[0]) <= MAX_COLUMNS
    assert len(table.rows) == 2


def test_thousands_of_shapes_are_too_many() -> None:
    drawn = "".join(shape("rect", number) for number in range(2_100))
    with pytest.raises(TooLarge):
        read_document(docx(tbl([tc("1"), tc(f"<w:p>{drawn}</w:p>")], widths=(500, 1200))), "sop.docx")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "svg", "font color=1"])
def test_a_page_nested_without_end_is_refused(tag: str) -> None:
    with pytest.raises(TooLarge):
        read_document(f"<html><body>{f'<{tag}>' * 60_000}".encode(), "sop.html")


def test_a_page_never_sends_for_anything() -> None:
    page = (
        "<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x'><link href='http://127.0.0.1:9/'><p>SOP<img src='file:///etc/x'>"
    )
    assert [loss.code for loss in read_document(page.encode(), "sop.html").losses] == ["picture"]


def test_more_pages_than_an_sop_has_are_left_out_and_told() -> None:
    found = read_document(
        pdf(*[said(40, 300, f"Halaman ke {number} dari SOP") for number in range(MAX_PAGES + 5)]), "a.pdf"
    )
    assert [loss.code for loss in found.losses] == ["pages_left_out"]
    assert len(found.blocks) == MAX_PAGES


def stream(data: bytes, more: str = "/Filter/FlateDecode") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more.encode(), len(data), data)


def one_page(content: bytes, **more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Contents 11 0 R/Resources 12 0 R>>"
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[10 0 R]>>", 10: page, 11: content}
    return bound(
        {**objects, 12: more.get("resources", b"<<>>"), **{n: more[f"n{n}"] for n in (20, 21) if f"n{n}" in more}}
    )


DEEP = range(2, 3_000)


def forms_in_forms() -> bytes:
    calls = b" ".join([b"/X1 Do"] * 60)
    inner = stream(
        b" ".join([b"/X2 Do"] * 60), "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X2 21 0 R>>>>"
    )
    last = stream(b"0 0 m 9 9 l S", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return one_page(stream(calls, ""), resources=b"<</XObject<</X1 20 0 R>>>>", n20=inner, n21=last)


def font(widths: str) -> bytes:
    system = "/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>"
    spec = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/A{system}/W[{widths}]>>"
    outer = f"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[{spec}]>>"
    return one_page(stream(b"BT /F1 9 Tf (a) Tj ET", ""), resources=b"<</Font<</F1 20 0 R>>>>", n20=outer.encode())


@pytest.mark.parametrize(
    "data",
    [
        one_page(stream(zlib.compress(b" " * 60_000_000))),
        one_page(stream(zlib.compress(zlib.compress(b" " * 9_000_000)), "/Filter[/FlateDecode/FlateDecode]")),
        one_page(b"20 0 R", n20=b"20 0 R"),
        one_page(b"20 0 R", n20=b"21 0 R", n21=b"20 0 R"),
        forms_in_forms(),
        font("0 2000000000 500"),
        one_page(stream(b"0 0 m 9 9 l S " * 20_000, "")),
        pdf(ruled([float(x) for x in range(600)], [float(y) / 2 for y in range(790)]) + said(40, 300, "SOP " * 9)),
        b"%PDF-1.4\n" + b"1 0 obj <</Kids[1 0 R]>>\n" * 20_000,
        b"%PDF-1.7\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        bound({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]>>"}),
        bound({1: b"<</Type/Catalog/Pages 2 0 R>>", **{n: b"<</Type/Pages/Kids[%d 0 R]>>" % (n + 1) for n in DEEP}}),
        bound({1: b"<</Type/Catalog>>"}, "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -1>>/ID[(a)(b)]"),
    ],
    ids=[
        "bomb", "bomb in a bomb", "refers to itself", "circle", "forms in forms", "widths", "strokes", "rules",
        "no pages", "no table", "table circle", "page circle", "deep pages", "locked",
    ],
)  # fmt: skip
def test_a_pdf_made_to_harm_is_refused_or_read_without_harm(data: bytes) -> None:
    assert outcome(data, "sop.pdf") in {"read", "too_large", "unreadable", "scan_without_text", "encrypted"}


@pytest.mark.parametrize(
    "data", [docx(tbl([tc("1"), tc("x")])), pdf(said(9, 9, "SOP Pengumpulan Data")), b"<table><td>x"]
)
def test_a_file_cut_anywhere_is_read_or_refused(data: bytes) -> None:
    for cut in range(1, len(data), max(1, len(data) // 150)):
        assert outcome(data[:cut])


@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_file_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    assert outcome(bytes(whole))


def outcome(data: bytes, name: str = "sop") -> str:
    """What comes of a file: "read", or the code of its refusal. Any other error escapes."""
    try:
        read_document(data, name)
    except FormatError as error:
        return error.code
    return "read"


WHOLE = [
    pdf(ruled([40.0, 90, 200], [100.0, 150, 200]) + said(45, 120, "SOP Pengumpulan Data") + "60 110 20 9 re S"),
    b"<table><tr><td rowspan=2>1<td><svg><path d='M0 0h20v14l-10 6z'/></svg></table>",
    docx(tbl([tc("1"), tc(f"<w:p>{shape('rect', 1)}</w:p>")], widths=(500, 1200))),
]
