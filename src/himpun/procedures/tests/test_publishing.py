"""Publishing: errors are refused with their places, editions are numbered and never change."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from himpun.organisation.errors import NotHere
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, district
from himpun.procedures.access import edition_for, edition_for_admin, procedure_for, procedure_for_admin
from himpun.procedures.actions import (
    publish_edition,
    publish_from_catalogue,
    retire_procedure,
    withdraw_edition,
)
from himpun.procedures.errors import AlreadyWithdrawn, CannotPublish, EditionDamaged, NothingNew, NotTheAdministrator
from himpun.procedures.models import Edition, Procedure
from himpun.procedures.queries import _sop, edition_in_force, editions_of, register_of, sop_of
from himpun.procedures.tests.register import published, small_sop
from himpun.sop.catalogue import KEYS
from himpun.sop.errors import UnknownProcedure
from himpun.sop.write import digest
from himpun.trail.actor import Actor, Hat

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 1)


def test_an_edition_carries_the_name_of_the_office_that_published_it() -> None:
    here = district()
    edition = published(here.office)
    sop = sop_of(edition)
    assert (sop.government, sop.office) == ("Kabupaten Hulu Jernih", "Kecamatan Sungai Jernih")
    assert edition.number == 1
    assert digest(sop) == edition.digest


def test_an_sop_with_errors_is_refused_with_every_place_and_nothing_is_stored() -> None:
    here = district()
    sop = small_sop()
    broken = replace(sop, performers=sop.performers[:1], steps=(replace(sop.steps[0], acts=()), *sop.steps[1:]))
    with pytest.raises(CannotPublish) as refused:
        publish_edition(SETUP, here.office, broken, key="rusak", in_force_from=NEW_YEAR, at=AT)
    assert len(refused.value.findings) >= 2
    assert all(finding.where for finding in refused.value.findings)
    assert not Procedure.objects.exists()


def test_editions_are_numbered_one_after_the_other_and_each_keeps_its_text() -> None:
    here = district()
    first = published(here.office)
    second = published(here.office, title="Pengumpulan Data Kinerja (perubahan)", in_force_from=JULY)
    assert [edition.number for edition in editions_of(first.procedure)] == [2, 1]
    assert second.procedure == first.procedure
    assert sop_of(Edition.objects.get(pk=first.pk)).title == "Pengumpulan Data Kinerja Kecamatan"
    assert Procedure.objects.get().title == "Pengumpulan Data Kinerja (perubahan)"


def test_the_same_text_is_not_published_twice() -> None:
    here = district()
    published(here.office)
    with pytest.raises(NothingNew):
        published(here.office, in_force_from=JULY)


def test_two_offices_publish_the_same_sop_side_by_side() -> None:
    here = district()
    own, other = published(here.office), published(here.neighbour)
    assert own.digest != other.digest
    assert own.procedure != other.procedure


def test_each_edition_holds_from_its_day_until_the_next() -> None:
    here = district()
    first = published(here.office)
    second = published(here.office, title="Baru", in_force_from=JULY)
    procedure = first.procedure
    assert edition_in_force(procedure, date(2025, 12, 31)) is None
    assert edition_in_force(procedure, NEW_YEAR) == first
    assert edition_in_force(procedure, date(2026, 6, 30)) == first
    assert edition_in_force(procedure, JULY) == second


def test_a_withdrawn_edition_brings_back_none_that_it_replaced() -> None:
    here = district()
    first = published(here.office)
    second = published(here.office, title="Baru", in_force_from=JULY)
    withdraw_edition(SETUP, second, at=datetime(2026, 8, 9, 16, 30, tzinfo=UTC))  # 10 August, 00.30 WITA
    assert edition_in_force(first.procedure, date(2026, 8, 9)) == second
    assert edition_in_force(first.procedure, date(2026, 8, 10)) is None
    with pytest.raises(AlreadyWithdrawn):
        withdraw_edition(SETUP, second, at=AT)


def test_an_edition_withdrawn_before_its_day_replaces_nothing() -> None:
    here = district()
    first = published(here.office)
    second = published(here.office, title="Baru", in_force_from=JULY)
    withdraw_edition(SETUP, second, at=AT)
    assert edition_in_force(first.procedure, JULY) == first


def test_an_edition_withdrawn_on_its_first_day_was_in_force_and_brings_back_none() -> None:
    here = district()
    first = published(here.office)
    second = published(here.office, title="Baru", in_force_from=JULY)
    withdraw_edition(SETUP, second, at=datetime(JULY.year, JULY.month, JULY.day, 3, tzinfo=UTC))
    assert edition_in_force(first.procedure, JULY) is None


@pytest.mark.parametrize("key", KEYS)
def test_every_procedure_of_the_catalogue_can_be_published(key: str) -> None:
    here = district()
    edition = publish_from_catalogue(SETUP, here.office, key, in_force_from=NEW_YEAR, at=AT)
    assert edition.procedure.key == key
    assert sop_of(edition).office == here.office.name


def test_a_key_that_the_catalogue_does_not_hold_is_refused() -> None:
    here = district()
    with pytest.raises(UnknownProcedure):
        publish_from_catalogue(SETUP, here.office, "tidak-ada", in_force_from=NEW_YEAR, at=AT)


def test_an_edition_changed_in_the_database_is_not_read() -> None:
    here = district()
    edition = published(here.office)
    _sop.cache_clear()
    Edition.objects.filter(pk=edition.pk).update(sop={**edition.sop, "title": "Diubah diam-diam"})
    with pytest.raises(EditionDamaged):
        sop_of(edition)
    _sop.cache_clear()


def test_a_retired_procedure_leaves_the_register() -> None:
    here = district()
    procedure = published(here.office).procedure
    assert register_of(here.office.pk) == [procedure]
    retire_procedure(SETUP, procedure, at=AT)
    assert register_of(here.office.pk) == []


def test_the_register_of_another_office_is_not_there() -> None:
    here = district()
    edition = published(here.office)
    own = Actor(name="Admin", administers=frozenset({here.office.pk}))
    stranger = Actor(name="Tetangga", administers=frozenset({here.neighbour.pk}))
    assert procedure_for(own, edition.procedure_id) == procedure_for_admin(own, edition.procedure_id)
    assert edition_for(own, edition.pk) == edition_for_admin(own, edition.pk) == edition
    for fetch in (procedure_for, procedure_for_admin):
        with pytest.raises(NotHere):
            fetch(stranger, edition.procedure_id)
    for find in (edition_for, edition_for_admin):
        with pytest.raises(NotHere):
            find(stranger, edition.pk)


def test_an_edition_is_renewed_by_whoever_administers_its_office_and_only_seen_by_the_others() -> None:
    here = district()
    edition = published(here.office)
    member = Actor(name="Camat", hats=(Hat(1, here.office.pk, None, "Camat"),))
    assert edition_for(member, edition.pk) == edition
    with pytest.raises(NotTheAdministrator):
        edition_for_admin(member, edition.pk)
