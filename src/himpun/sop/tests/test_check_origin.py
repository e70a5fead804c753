"""What was left in from elsewhere: another office's posts and names, a legal basis that is no more."""

from dataclasses import replace

import pytest

from himpun.sop.catalogue import load
from himpun.sop.check import check
from himpun.sop.model import Sop
from himpun.sop.regulations import citation_in, replaced_by


def with_basis(*lines: str) -> Sop:
    return replace(load("simpang-empat-2025"), legal_basis=lines)


def codes(sop: Sop) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in check(sop)]


@pytest.mark.parametrize(
    "line",
    [
        "Peraturan Pemerintah Nomor 79 Tahun 2005 tentang Pembinaan",
        "PP No. 79 Tahun 2005",
        "PP 79/2005",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 12 Tahun 2015",
        "Permenpan RB No. 12 Tahun 2015",
    ],
)
def test_a_regulation_that_was_replaced_is_told_however_it_is_cited(line: str) -> None:
    assert ("regulation_replaced", "legal_basis/1") in codes(with_basis(line))


def test_a_regulation_under_a_wrong_name_is_told() -> None:
    assert ("regulation_misnamed", "legal_basis/2") in codes(
        with_basis("Perpres 29/2014", "Peraturan Presiden Nomor 8 Tahun 2006 tentang Pelaporan")
    )


@pytest.mark.parametrize(
    "line", ["Perda Kabupaten Contoh 12/2015", "Peraturan Bupati Nomor 79 Tahun 2005", "Perpres 29/2014"]
)
def test_regional_rules_and_those_in_force_are_left_in_peace(line: str) -> None:
    assert not [code for code, _ in codes(with_basis(line)) if code.startswith("regulation")]


def test_what_replaces_is_named() -> None:
    citation = citation_in("Peraturan Pemerintah Nomor 53 Tahun 2010")
    assert citation
    assert replaced_by(citation) == "PP 94/2021"


def test_the_posts_of_another_kind_of_office_are_told() -> None:
    sop = load("simpang-empat-2025")
    performers = tuple(replace(one, name="Kepala Dinas") if one.key == "camat" else one for one in sop.performers)
    assert ("office_template", "performers/camat") in codes(replace(sop, performers=performers))


def test_the_name_of_another_district_is_told() -> None:
    sop = load("simpang-empat-2025")
    first = replace(sop.steps[0], activity="Mengumpulkan data Kecamatan Batui Selatan")
    assert ("office_name_differs", "steps/1") in codes(replace(sop, steps=(first, *sop.steps[1:])))


def test_a_line_of_the_closing_is_told_where_it_stands() -> None:
    sop = load("batui-selatan")
    last = replace(sop.closing[-1], note="Arsip Kecamatan Simpang Empat")
    place = f"closing/{last.number}"
    assert ("office_name_differs", place) in codes(replace(sop, closing=(*sop.closing[:-1], last)))


def test_the_office_s_own_name_is_no_other() -> None:
    sop = load("simpang-empat-2025")
    first = replace(sop.steps[0], activity="Mengumpulkan data Kecamatan Simpang Empat Kabupaten Banjar")
    assert not [code for code, _ in codes(replace(sop, steps=(first, *sop.steps[1:]))) if code == "office_name_differs"]


def test_what_the_identity_page_kept_of_a_template_is_told() -> None:
    sop = replace(
        load("simpang-empat-2025"),
        qualifications=("Mengetahui uraian tugas Inspektorat",),
        records=("Kepala OPD : lembar disposisi", "Camat : tanda tangan"),
    )
    found = [where for code, where in codes(sop) if code == "office_template"]
    assert found == ["qualifications/1", "records/1"]


def test_an_inspectorate_may_receive_what_a_line_makes() -> None:
    assert "office_template" not in [code for code, _ in codes(load("simpang-empat-2025"))]
