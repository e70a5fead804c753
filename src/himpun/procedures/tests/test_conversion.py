"""An old paper becomes .docx where LibreOffice is installed; where it is not, a word says so."""

import pytest

from himpun.procedures import conversion
from himpun.procedures.conversion import NoConverter, NotConverted, converted, converter
from himpun.sop.intake.formats import read_document
from himpun.sop.intake.formats.errors import NeedsConversion
from himpun.sop.intake.grid import Line

RICH = rb"{\rtf1\ansi SOP Pengumpulan Data Kinerja\par Kecamatan Talang Rimbo\par}"


def test_without_libreoffice_a_word_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "PLACES", ())
    with pytest.raises(NoConverter):
        converted(RICH, "sop.rtf")


def test_an_old_paper_becomes_docx_where_libreoffice_is() -> None:
    """Its name leads nowhere: only what kind it is counts."""
    with pytest.raises(NeedsConversion):
        read_document(RICH, "sop.rtf")
    if converter() is None:
        with pytest.raises(NoConverter):
            converted(RICH, "sop.rtf")
        return
    found = read_document(converted(RICH, "../../../sop.rtf"), "sop.docx")
    assert found.blocks == (Line("SOP Pengumpulan Data Kinerja"), Line("Kecamatan Talang Rimbo"))


def test_a_paper_without_end_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "MAX_BYTES", 10)
    with pytest.raises(NotConverted):
        converted(RICH, "sop.rtf")
