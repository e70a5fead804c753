"""The performers of the seven SOPs find their posts by the titles that offices give them."""

import pytest

from himpun.procedures.proposing import Offered, Proposal, propose
from himpun.procedures.titles import words_of
from himpun.sop.catalogue import KEYS, load
from himpun.sop.model import Act, Seat

UNITS = (
    (1, "Sekretariat"),
    (2, "Subbagian Perencanaan dan Keuangan"),
    (3, "Subbagian Umum dan Kepegawaian"),
    (4, "Seksi Pemerintahan"),
    (5, "Seksi Pelayanan Umum"),
    (6, "Kelurahan Air Bening"),
)
POSTS = (
    Offered(10, "Camat Air Bening", heads_office=True),
    Offered(11, "Sekretaris Kecamatan", 1, heads_unit=True),
    Offered(12, "Kasubag Perencanaan dan Keuangan", 2, heads_unit=True),
    Offered(13, "Kepala Sub Bagian Umum dan Kepegawaian", 3, heads_unit=True),
    Offered(14, "Kasi Pemerintahan", 4, heads_unit=True),
    Offered(15, "Kepala Seksi Pelayanan Umum", 5, heads_unit=True),
    Offered(16, "Lurah Air Bening", 6, heads_unit=True),
    Offered(17, "Analis Perencanaan, Evaluasi dan Pelaporan", 2),
    Offered(18, "Pengadministrasi Umum", 3),
)


def of(key: str) -> dict[str, Proposal]:
    return propose(load(key), POSTS, UNITS)


def posts(proposal: Proposal) -> list[int]:
    return [post for _, post in proposal.seats]


def test_short_forms_are_read_as_long_ones() -> None:
    assert words_of("Kasubbag. Perenc & Keu") == ("kepala", "subbagian", "perencanaan", "keuangan")
    assert words_of("Kepala Sub Bagian Umum") == words_of("KASUBAG UMUM")


def test_batui_selatan_finds_everybody() -> None:
    found = of("batui-selatan")
    assert posts(found["camat"]) == [10]
    assert posts(found["sekretaris"]) == [11]
    assert posts(found["kasubag_perenc"]) == [12], "the more particular name comes first"
    assert posts(found["kasubag_evlap"]) == [13], "and the other one takes who is left"
    assert found["kasi_lurah"].seats == ((4, 14), (5, 15), (6, 16))
    assert found["sekretariat"].seats == ((1, 11),)


def test_units_of_two_performers_are_not_mixed() -> None:
    found = of("simpang-empat-2025")
    assert [unit for unit, _ in found["kasubbag"].seats] == [2, 3]
    assert [unit for unit, _ in found["kasi"].seats] == [4, 5]
    assert posts(found["staf"]), "whoever heads nothing"


def test_other_parts_of_the_office_mean_every_unit_but_the_secretariat() -> None:
    found = of("tebing-tinggi-2022")
    assert [unit for unit, _ in found["bidang"].seats] == [2, 3, 4, 5, 6]
    assert posts(found["analis"]) == [17]
    assert posts(found["kasubbag"]) == [12]


def test_auditors_are_sought_in_their_own_unit() -> None:
    inspectors = (
        Offered(1, "Inspektur", heads_office=True),
        Offered(2, "Sekretaris", 1, heads_unit=True),
        Offered(3, "Inspektur Pembantu Wilayah I", 2, heads_unit=True),
        Offered(4, "Auditor Ahli Muda", 2),
        Offered(5, "PPUPD (P2UPD) Ahli Muda", 2),
    )
    found = propose(load("inspektorat-tapin-2022"), inspectors, ((1, "Sekretariat"), (2, "Irban I")))
    assert posts(found["inspektur"]) == [1]
    assert found["irban"].seats == ((2, 3),)
    assert found["auditor"].seats == ((2, 4),)
    assert found["p2upd"].seats == ((2, 5),)


@pytest.mark.parametrize("key", KEYS)
def test_every_performer_gets_a_proposal_with_a_reason(key: str) -> None:
    sop = load(key)
    found = of(key)
    assert list(found) == [one.key for one in sop.performers]
    assert all(proposal.reason for proposal in found.values())
    for one in sop.performers:
        if one.seat is Seat.POST:
            assert len(found[one.key].seats) <= 1


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("inspektorat-tapin-2022",)])
def test_whoever_signs_last_is_the_head_of_the_office(key: str) -> None:
    sop = load(key)
    signer = [
        role.key for step in sop.lines if Act.SIGN in step.acts for role in step.performers if role.part == "does"
    ]
    found = of(key)
    assert posts(found[signer[-1]]) in ([10], [11]), signer


def test_an_office_without_posts_gets_no_seats_and_no_error() -> None:
    found = propose(load("batui-selatan"), (), ())
    assert all(not proposal.seats for proposal in found.values())
