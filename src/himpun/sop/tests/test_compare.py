"""Two texts of an SOP compared step by step, and an SOP taken over by another office."""

from dataclasses import replace
from decimal import Decimal

import pytest

from himpun.sop.adapt import adapt, is_of_another_office
from himpun.sop.catalogue import keys, load
from himpun.sop.compare import Kind, compare
from himpun.sop.model import Sop, Step


def renumbered(sop: Sop, steps: tuple[Step, ...]) -> Sop:
    """The steps in this order under new numbers, with ways that still lead to the same steps."""
    numbers = {step.number: n for n, step in enumerate((*steps, *sop.closing), start=1)}

    def under(step: Step) -> Step:
        ways = tuple(replace(way, to="end" if way.to == "end" else numbers[way.to]) for way in step.ways)
        return replace(step, number=numbers[step.number], ways=ways)

    return replace(sop, steps=tuple(map(under, steps)), closing=tuple(map(under, sop.closing)))


@pytest.mark.parametrize("key", keys())
def test_an_sop_differs_from_itself_in_nothing(key: str) -> None:
    assert compare(load(key), load(key)) == ()


def test_a_step_put_in_at_the_top_changes_no_other_step() -> None:
    sop = load("batui-selatan")
    new = replace(sop.steps[0], number=99, activity="Menerima surat permintaan dari bupati", ways=())
    changes = compare(sop, renumbered(sop, (new, *sop.steps)))
    assert [(c.kind, c.where) for c in changes] == [(Kind.ADDED, "steps/1")]


def test_a_step_taken_out_is_named_by_what_it_said() -> None:
    sop = load("batui-selatan")
    (gone,) = compare(sop, renumbered(sop, sop.steps[:3] + sop.steps[4:]))
    assert (gone.kind, gone.before) == (Kind.REMOVED, sop.steps[3].activity)


def test_two_steps_that_changed_places_are_one_that_moved() -> None:
    sop = load("tebing-tinggi-2022")
    first, second, *rest = sop.steps
    changes = compare(sop, renumbered(sop, (second, first, *rest)))
    assert [change.kind for change in changes] == [Kind.MOVED]


def test_a_standard_time_that_changed_is_told_with_both() -> None:
    sop = load("batui-selatan")
    assert sop.steps[0].duration is not None
    longer = replace(sop.steps[0], duration=replace(sop.steps[0].duration, raw="45 menit", value=Decimal(45)))
    (change,) = compare(sop, replace(sop, steps=(longer, *sop.steps[1:])))
    assert (change.where, change.before, change.after) == ("steps/1/duration", "15 menit", "45 menit")


def test_a_performer_that_came_and_one_that_went_are_told() -> None:
    sop = load("batui-selatan")
    other = replace(sop.performers[0], key="lain", name="Operator")
    kinds = {c.kind for c in compare(sop, replace(sop, performers=(other, *sop.performers))) if "performers" in c.where}
    assert kinds == {Kind.ADDED}


def test_lines_of_the_closing_are_named_where_they_stand() -> None:
    sop = load("batui-selatan")
    last = sop.closing[-1]
    without = replace(sop, closing=sop.closing[:-1])
    noted = replace(sop, closing=(*sop.closing[:-1], replace(last, note="Rangkap dua.")))
    assert [one.where for one in compare(sop, without)] == [f"closing/{last.number}"]
    assert [one.where for one in compare(without, sop)] == [f"closing/{last.number}"]
    assert [one.where for one in compare(sop, noted)] == [f"closing/{last.number}/note"]


def test_a_copy_for_another_office_says_what_it_changed() -> None:
    sop = load("batui-selatan")
    taken = adapt(sop, government="Pemerintah Kabupaten Contoh", office="Kecamatan Mekar Sari")
    assert taken.sop.office == "Kecamatan Mekar Sari"
    assert {"office", "government"} <= {change.field for change in taken.changes}
    assert "Batui" not in repr([taken.sop.steps, taken.sop.performers, taken.sop.records, taken.sop.approved_by])


def test_a_copy_brings_no_approval_number_or_date_along() -> None:
    sop = replace(load("simpang-empat-2025"), number="002")
    taken = adapt(sop, government=sop.government, office="Kecamatan Mekar Sari").sop
    assert (taken.number, taken.approved_by.name, taken.dates.approved) == ("", "", None)


def test_another_regions_law_is_asked_about() -> None:
    law = "Peraturan Daerah Kabupaten Banggai Nomor 1 Tahun 2017"
    sop = replace(load("batui-selatan"), government="Pemerintah Kabupaten Banggai", legal_basis=(law,))
    taken = adapt(sop, government="Pemerintah Kabupaten Contoh", office="Kecamatan Mekar Sari")
    assert [f.where for f in taken.sop.findings if f.code == "law_of_another_region"] == ["legal_basis/1"]


def test_a_copy_within_the_office_changes_only_what_is_not_its_own_to_give() -> None:
    sop = load("batui-selatan")
    taken = adapt(sop, government=sop.government, office=sop.office)
    assert {change.field for change in taken.changes} <= {"number", "approved_by"}


@pytest.mark.parametrize(
    ("office", "government", "theirs"),
    [
        ("Kantor Camat Mekar Sari", "Pemerintah Kabupaten Contoh", False),
        ("KECAMATAN MEKAR SARI KABUPATEN CONTOH", "", False),
        ("Kec. Mekar Sari", "Kab. Contoh", False),
        ("(belum disebut)", "(belum disebut)", False),
        ("", "Pemerintah Kabupaten Contoh", False),
        ("Kecamatan Mekar", "Pemerintah Kabupaten Contoh", True),
        ("Kelurahan Mekar Sari", "", True),
        ("Kecamatan Mekar Sari", "Pemerintah Kabupaten Lain", True),
        ("(belum disebut)", "Pemerintah Kabupaten Lain", True),
    ],
)
def test_a_text_is_another_offices_when_it_bears_another_name(office: str, government: str, theirs: bool) -> None:
    sop = replace(load("batui-selatan"), office=office, government=government)
    told = is_of_another_office(sop, government="Pemerintah Kabupaten Contoh", office="Kecamatan Mekar Sari")
    assert told is theirs
