"""What some bytes are is told by the bytes; where they need another program, a word says which."""

import pytest

from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import Empty, Encrypted, FormatError, NeedsConversion, Unreadable
from himpun.sop.intake.formats.read import OLE, Kind, kind_of
from himpun.sop.intake.formats.tests.papers import docx, p, pdf, said, zipped


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (docx(p("SOP")), "sop.pdf", Kind.DOCX),
        (pdf(said(40, 300, "SOP")), "sop.docx", Kind.PDF),
        (b"<html><body>SOP</body></html>", "sop.docx", Kind.HTML),
        (b"SOP\tPengumpulan <b>data</b>", "sop.txt", Kind.TEXT),
        (b"<p>SOP</p>", "sop.html", Kind.HTML),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "", Kind.HTML),
    ],
)
def test_a_name_may_lie(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Empty),
        (b" \n\t ", Empty),
        (OLE + b"\0" * 600, NeedsConversion),
        (OLE + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), Encrypted),
        (b"{\\rtf1 SOP}", NeedsConversion),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), NeedsConversion),
        (zipped({"xl/workbook.xml": "<a/>"}), Unreadable),
        (zipped({"a.txt": "SOP"}), Unreadable),
        (b"PK\x03\x04 broken", Unreadable),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, Unreadable),
    ],
)
def test_what_is_no_document_is_told_with_a_code(data: bytes, refusal: type[FormatError]) -> None:
    with pytest.raises(refusal) as caught:
        read_document(data, "berkas\n../../x.docx")
    assert caught.value.code == refusal.code
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_every_alphabet_of_an_office(coding: str) -> None:
    text = "SOP – Pengumpulan Data “Kinerja”\n1. Menugaskan\n"
    found = read_document(text.encode(coding), "sop.txt")
    assert "“Kinerja”" in str(found.blocks)
