"""The papers in a cell, as many as it names."""

import pytest

from himpun.sop.intake.listing import papers


@pytest.mark.parametrize(
    "written", ["Persiapan /Draft", "Bahan-bahan materi /Draft", "Publikasi/ Dokumentasi/pelaporan", "Data / isian"]
)
def test_a_slash_parts_no_papers(written: str) -> None:
    assert papers(written) == (written,)


@pytest.mark.parametrize("written", ["- PK - RA", "1. PK 2. RA", "PK; RA"])
def test_dashes_numbers_and_semicolons_do(written: str) -> None:
    assert papers(written) == ("PK", "RA")
