"""The seven procedures that come with Himpun."""

import re
from importlib import resources
from pathlib import Path

import pytest

from himpun.sop.catalogue import keys, load
from himpun.sop.check import check
from himpun.sop.errors import UnknownProcedure
from himpun.sop.model import Act, Seat, Severity
from himpun.sop.read import sop_from, sop_from_json
from himpun.sop.table import procedures_page, standard_total
from himpun.sop.write import as_data, as_json

PAGE = Path(__file__).parents[4] / "docs" / "procedures.md"

MINUTES_AND_DAYS = {
    "tatah-makmur-2021": "15m 30m 3d 1d 1d 30m 1d",
    "batui-selatan": "15m 30m 15m 60m 480m 480m 480m 15m 480m",
    "tebing-tinggi-dinas-2022": "1d 1d 2d 3d 2d 1d 1d 3d 1d 20m",
    "tebing-tinggi-2022": "1d 1d 2d 3d 2d 1d 1d 3d 1d 20m",
    "tebing-tinggi-pengumpulan-2022": "5m 5m 10m 480m 480m 480m",
    "simpang-empat-2025": "5m 1d 1d 30m 30m",
    "inspektorat-tapin-2022": "30m 30m 2d 2d 1d 1d 2d 60m 60m 2h 15m",
}
TOTALS = {
    "tatah-makmur-2021": "6 hari + 75 menit",
    "batui-selatan": "2.055 menit",
    "tebing-tinggi-dinas-2022": "15 hari + 20 menit",
    "tebing-tinggi-2022": "15 hari + 20 menit",
    "tebing-tinggi-pengumpulan-2022": "1.460 menit",
    "simpang-empat-2025": "2 hari + 65 menit",
    "inspektorat-tapin-2022": "8 hari kerja + 315 menit",
}
COLUMNS = dict(zip(TOTALS, (4, 5, 5, 5, 4, 5, 5), strict=True))

every_procedure = pytest.mark.parametrize("key", keys())


def test_the_catalogue_holds_the_seven_procedures() -> None:
    assert keys() == tuple(TOTALS)


def test_every_file_of_the_catalogue_is_listed() -> None:
    files = {one.name for one in resources.files("himpun.sop.catalogue").iterdir() if one.name.endswith(".yaml")}
    assert files == {f"{key}.yaml" for key in keys()}


def test_an_unknown_procedure_is_refused_by_name() -> None:
    with pytest.raises(UnknownProcedure) as refused:
        load("../model")
    assert refused.value.code == "unknown_procedure"


@every_procedure
def test_no_error_stops_its_publication(key: str) -> None:
    assert [one for one in check(load(key)) if one.severity is Severity.ERROR] == []


@every_procedure
def test_its_standard_times_are_those_of_the_paper(key: str) -> None:
    durations = [step.duration for step in load(key).steps]
    told = [f"{one.value}{one.unit[0]}" for one in durations if one]
    assert " ".join(told) == MINUTES_AND_DAYS[key]
    assert standard_total(load(key)) == TOTALS[key]


@every_procedure
def test_its_columns_are_those_of_the_paper(key: str) -> None:
    assert sum(one.column for one in load(key).performers) == COLUMNS[key]


@every_procedure
def test_it_reads_back_as_it_was_written(key: str) -> None:
    sop = load(key)
    assert sop_from(as_data(sop)) == sop == sop_from_json(as_json(sop))


@every_procedure
def test_units_fill_and_a_post_signs_and_somebody_archives(key: str) -> None:
    sop = load(key)
    acts = {act for step in sop.lines for act in step.acts}
    assert {Act.FILL, Act.SIGN, Act.ARCHIVE} <= acts
    assert any(one.seat in (Seat.UNITS, Seat.UNIT_MEMBERS) for one in sop.performers)


@every_procedure
def test_every_guess_has_a_reason_and_a_place_in_the_sop(key: str) -> None:
    sop = load(key)
    data = as_data(sop)
    for finding in sop.findings:
        assert finding.reason or finding.severity is not Severity.GUESS
        room, *rest = finding.where.split("/")
        assert room in data
        if room in ("steps", "closing") and rest:
            assert int(rest[0]) in {step.number for step in getattr(sop, room)}
        if room == "performers":
            assert sop.performer(rest[0])


@every_procedure
def test_no_person_is_named(key: str) -> None:
    sop = load(key)
    assert sop.approved_by.position
    assert not sop.approved_by.name + sop.approved_by.nip + sop.approved_by.rank
    assert not re.search(r"NIP|[0-9]{8} ?[0-9]{6}", as_json(sop).replace('"nip"', ""))


def test_the_procedures_with_a_closing_keep_it_outside_their_standard_time() -> None:
    closings = {key: [step.number for step in load(key).closing] for key in keys() if load(key).closing}
    assert closings == {
        "tatah-makmur-2021": [8],
        "batui-selatan": [10, 11, 12, 13],
        "tebing-tinggi-pengumpulan-2022": [7, 8, 9, 10],
    }


def test_the_page_of_procedures_stands_as_the_catalogue_does() -> None:
    renew = (
        "renew it in Python: from pathlib import Path; from himpun.sop.table import procedures_page; "
        "Path('docs/procedures.md').write_text(procedures_page(), encoding='utf-8', newline='\\n')"
    )
    assert PAGE.read_text(encoding="utf-8") == procedures_page(), renew
