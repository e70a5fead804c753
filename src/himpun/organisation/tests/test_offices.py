"""Offices, units, posts and people: names are taken once, and the database keeps office and office apart."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from himpun.organisation.actions import (
    add_post,
    add_unit,
    correct_person,
    end_unit,
    found_government,
    register_person,
)
from himpun.organisation.drafts import PostDraft
from himpun.organisation.errors import NameTaken, NotANip, NotHeldThen, OfAnotherOffice
from himpun.organisation.models import Person, Post
from himpun.organisation.nip import plain_nip, spaced_nip
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, district, office_of, post_in
from himpun.trail.models import Entry


@pytest.mark.django_db
def test_an_office_has_its_name_once_in_its_government() -> None:
    here = district()
    with pytest.raises(NameTaken):
        office_of(here.government, "Kecamatan Sungai Jernih")
    other = found_government(SETUP, "Kota Seberang", at=AT)
    office_of(other, "Kecamatan Sungai Jernih")


@pytest.mark.django_db
def test_the_name_of_an_ended_unit_is_free_again() -> None:
    here = district()
    with pytest.raises(NameTaken):
        add_unit(SETUP, here.office, name=here.seksi.name, starts=NEW_YEAR, at=AT)
    end_unit(SETUP, here.seksi, ends=date(2026, 6, 30), at=AT)
    add_unit(SETUP, here.office, name=here.seksi.name, starts=date(2026, 7, 1), at=AT)


@pytest.mark.django_db
def test_a_unit_does_not_end_before_it_starts_nor_twice() -> None:
    here = district()
    with pytest.raises(NotHeldThen):
        end_unit(SETUP, here.seksi, ends=date(2025, 12, 31), at=AT)
    end_unit(SETUP, here.seksi, ends=date(2026, 6, 30), at=AT)
    with pytest.raises(NotHeldThen):
        end_unit(SETUP, here.seksi, ends=date(2026, 8, 31), at=AT)


@pytest.mark.django_db
def test_an_office_has_one_head() -> None:
    here = district()
    with pytest.raises(NameTaken):
        post_in(here.office, "Wakil Camat", heads_office=True)


@pytest.mark.django_db
def test_a_post_says_what_it_heads() -> None:
    here = district()
    camat, kasi = Post.objects.get(pk=here.camat.pk), Post.objects.get(pk=here.kasi.pk)
    assert (camat.heads_office, camat.heads_unit, camat.unit) == (True, False, None)
    assert (kasi.heads_office, kasi.heads_unit, kasi.unit) == (False, True, here.seksi)


@pytest.mark.django_db
def test_a_post_lies_in_the_office_of_its_unit() -> None:
    here = district()
    with pytest.raises(OfAnotherOffice):
        add_post(SETUP, here.neighbour, draft=PostDraft("Kasi", here.seksi), starts=NEW_YEAR, at=AT)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_at_commit_what_a_forgotten_filter_would_hang_under_another_office() -> None:
    here = district()
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(office=here.neighbour, unit=here.seksi, title="Kasi", starts=NEW_YEAR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=here.kasi.pk).update(office=here.neighbour)
    assert Post.objects.get(pk=here.kasi.pk).office == here.office


@pytest.mark.django_db
def test_a_person_is_corrected_and_what_is_personal_can_be_erased_from_the_journal() -> None:
    here = district()
    correct_person(SETUP, here.rusdi, name="Rusdi Anwar, S.E., M.M.", rank="Penata Tk. I, III/d", at=AT)
    assert Person.objects.get(pk=here.rusdi.pk).rank == "Penata Tk. I, III/d"
    assert not [entry for entry in Entry.objects.all() if "Rusdi" in entry.body]
    assert [entry for entry in Entry.objects.all() if "Rusdi" in (entry.personal or "")]


@pytest.mark.django_db
def test_a_nip_belongs_to_one_person() -> None:
    here = district()
    with pytest.raises(NameTaken):
        register_person(SETUP, here.office, name="Orang lain", nip=here.halimah.nip, at=AT)
    correct_person(SETUP, here.halimah, name="Halimah", nip=here.halimah.nip, at=AT)


def test_a_nip_is_read_with_and_without_spaces_and_printed_with_them() -> None:
    assert plain_nip("19750101 200003 2 001") == plain_nip("197501012000032001") == "197501012000032001"
    assert spaced_nip("197501012000032001") == "19750101 200003 2 001"
    assert plain_nip("  ") == spaced_nip("") == ""


@pytest.mark.parametrize("written", ["12345", "19751301 200003 2 001", "19750101 200003 2 00x", "١" * 18])
def test_what_is_not_a_nip_is_refused(written: str) -> None:
    with pytest.raises(NotANip):
        plain_nip(written)
