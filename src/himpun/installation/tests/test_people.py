"""The invented people of a rehearsal could be people: what their numbers and ranks say fits their names and posts."""

from datetime import date
from itertools import islice

import pytest

from himpun.installation.rehearsal.people import people, rank_for

ORDER = ("III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b", "IV/c")


def height(title: str, *, heads_office: bool = False) -> int:
    return ORDER.index(rank_for(title, heads_office=heads_office).split(", ")[1])


def test_a_nip_says_the_sex_that_the_name_says_and_service_began_in_adult_years() -> None:
    everybody = list(islice(people(), 200))
    assert len({one.nip for one in everybody}) == len(everybody)
    said = {one.name.split()[0]: one.nip[14] for one in everybody}
    assert (said["Dewi"], said["Sekar"], said["Bayu"], said["Joko"]) == ("2", "2", "1", "1")
    for one in everybody:
        born = date.fromisoformat(one.nip[:8])
        assert 20 <= int(one.nip[8:12]) - born.year <= 30


@pytest.mark.parametrize(
    "line",
    [
        ("Camat Air Bening", "Sekretaris", "Kepala Seksi Pelayanan Umum", "Kasubbag Perencanaan", "Analis Perencanaan"),
        ("Inspektur", "Inspektur Pembantu I", "Kepala Sub Bagian Penyusunan Program", "Auditor Irban I"),
    ],
)
def test_nobody_leads_somebody_of_a_higher_rank(line: tuple[str, ...]) -> None:
    heights = [height(title, heads_office=n == 0) for n, title in enumerate(line)]
    assert heights == sorted(set(heights), reverse=True)
