"""Who acts for a post on a day: definitive, Plt. and Plh. over dates."""

from datetime import date

import pytest

from himpun.organisation.actions import (
    appoint,
    appoint_acting,
    end_holding,
    found_government,
    register_person,
)
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import MandateIsOpenEnded, NotHeldThen, OfAnotherOffice, PostIsHeld
from himpun.organisation.models import Holder, Standing
from himpun.organisation.queries import hats, head_of, held_by, holder_of, holders_of, signer_of
from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, District, district, hold, office_of
from himpun.trail.actor import Actor

pytestmark = pytest.mark.django_db

MARCH = (date(2026, 3, 2), date(2026, 3, 13))


def acting(
    here: District, standing: Standing = Standing.PLH, starts: date = MARCH[0], ends: date | None = MARCH[1]
) -> Holder:
    mandate = Mandate(standing, starts, ends, order="800/7/2026")
    return appoint_acting(SETUP, here.camat, person=here.rusdi, mandate=mandate, at=AT)


def name_on(here: District, day: date) -> str | None:
    holder = holder_of(here.camat, on=day)
    return holder.person.name if holder else None


def test_a_plh_acts_from_the_first_to_the_last_day_and_then_the_camat_is_back() -> None:
    here = district()
    hold(here.camat, here.halimah)
    acting(here)
    assert name_on(here, date(2026, 3, 1)) == here.halimah.name
    assert name_on(here, date(2026, 3, 2)) == here.rusdi.name
    assert name_on(here, date(2026, 3, 13)) == here.rusdi.name
    assert name_on(here, date(2026, 3, 14)) == here.halimah.name


def test_the_hat_goes_over_to_the_plh_and_comes_back() -> None:
    here = district()
    hold(here.camat, here.halimah)
    hold(here.kasi, here.rusdi)
    acting(here)
    before, during = date(2026, 3, 1), date(2026, 3, 5)
    assert [hat.capacity for hat in hats(here.halimah.pk, on=before)] == ["Camat Sungai Jernih"]
    assert hats(here.halimah.pk, on=during) == ()
    rusdi = [hat.capacity for hat in hats(here.rusdi.pk, on=during)]
    assert rusdi == ["Plh. Camat Sungai Jernih", "Kepala Seksi Pemerintahan"]


def test_a_plh_goes_before_a_plt() -> None:
    here = district()
    mandate = Mandate(Standing.PLT, NEW_YEAR, None, order="800/1/2026")
    appoint_acting(SETUP, here.camat, person=here.halimah, mandate=mandate, at=AT)
    acting(here)
    assert name_on(here, date(2026, 2, 1)) == here.halimah.name
    assert name_on(here, MARCH[0]) == here.rusdi.name
    assert hats(here.halimah.pk, on=MARCH[0]) == ()


def test_a_vacant_post_has_no_holder_and_no_signer() -> None:
    here = district()
    assert holder_of(here.camat, on=NEW_YEAR) is None
    assert signer_of(here.camat, NEW_YEAR) is None
    assert holders_of([here.camat.pk, here.kasi.pk], on=NEW_YEAR) == {}


def test_a_second_definitive_holder_is_refused_while_the_first_holds_the_post() -> None:
    here = district()
    first = hold(here.camat, here.halimah)
    with pytest.raises(PostIsHeld):
        hold(here.camat, here.rusdi, starts=date(2026, 6, 1))
    end_holding(SETUP, first, ends=date(2026, 5, 31), at=AT)
    hold(here.camat, here.rusdi, starts=date(2026, 6, 1))
    assert name_on(here, date(2026, 5, 31)) == here.halimah.name
    assert name_on(here, date(2026, 6, 1)) == here.rusdi.name


@pytest.mark.parametrize(
    "days",
    [
        (MARCH[0], MARCH[1]),
        (date(2026, 3, 13), date(2026, 3, 20)),
        (date(2026, 2, 1), date(2026, 3, 2)),
        (date(2026, 2, 1), date(2026, 4, 1)),
        (date(2026, 3, 5), date(2026, 3, 5)),
    ],
)
def test_two_plh_on_one_day_are_refused(days: tuple[date, date]) -> None:
    here = district()
    acting(here)
    with pytest.raises(PostIsHeld):
        acting(here, starts=days[0], ends=days[1])


def test_a_plh_may_follow_the_day_after_another() -> None:
    here = district()
    acting(here)
    acting(here, starts=date(2026, 3, 14), ends=date(2026, 3, 14))
    assert Holder.objects.count() == 2


def test_a_plh_without_a_last_day_is_refused() -> None:
    here = district()
    with pytest.raises(MandateIsOpenEnded):
        acting(here, ends=None)


def test_a_mandate_that_ends_before_it_starts_is_refused() -> None:
    here = district()
    with pytest.raises(NotHeldThen):
        acting(here, starts=MARCH[1], ends=MARCH[0])


def test_nobody_holds_a_post_before_there_is_one() -> None:
    here = district()
    with pytest.raises(NotHeldThen):
        hold(here.camat, here.halimah, starts=date(2025, 12, 31))


def test_an_acting_official_may_come_from_another_office_of_the_same_government() -> None:
    here = district()
    guest = register_person(SETUP, here.neighbour, name="Maryam Sidik, S.IP.", at=AT)
    mandate = Mandate(Standing.PLT, NEW_YEAR, None, order="800/2/2026")
    appoint_acting(SETUP, here.camat, person=guest, mandate=mandate, at=AT)
    assert hats(guest.pk, on=NEW_YEAR)[0].office == here.office.pk


def test_nobody_is_appointed_from_another_government() -> None:
    here = district()
    other = office_of(found_government(SETUP, "Kota Seberang", at=AT), "Kecamatan Hilir")
    guest = register_person(SETUP, other, name="Yusuf Lamaddu", at=AT)
    with pytest.raises(OfAnotherOffice):
        appoint(SETUP, here.camat, person=guest, starts=NEW_YEAR, order="x", at=AT)


def test_a_holding_that_has_ended_is_not_prolonged() -> None:
    here = district()
    holder = acting(here)
    with pytest.raises(NotHeldThen):
        end_holding(SETUP, holder, ends=date(2026, 4, 1), at=AT)
    end_holding(SETUP, holder, ends=date(2026, 3, 6), at=AT)
    assert holder_of(here.camat, on=date(2026, 3, 7)) is None


def test_the_signers_block_says_in_which_capacity() -> None:
    here = district()
    mandate = Mandate(Standing.PLT, NEW_YEAR, None, order="800/1/2026")
    appoint_acting(SETUP, here.camat, person=here.halimah, mandate=mandate, at=AT)
    signer = signer_of(here.camat, NEW_YEAR)
    assert signer is not None
    assert signer.capacity == "Plt. CAMAT SUNGAI JERNIH"
    assert signer.nip == "19750101 200003 2 001"


def test_the_head_of_an_office_is_the_post_that_heads_it_that_day() -> None:
    here = district()
    assert head_of(here.office.pk, on=NEW_YEAR) == here.camat
    assert head_of(here.office.pk, on=date(2025, 1, 1)) is None


def test_whoever_is_covered_by_a_plh_reads_as_before_and_acts_for_nothing() -> None:
    here = district()
    hold(here.camat, here.halimah)
    acting(here)
    held = held_by(here.halimah.pk, on=date(2026, 3, 5))
    assert held.hats == ()
    assert [hat.capacity for hat in held.covered] == ["Camat Sungai Jernih"]
    actor = Actor(here.halimah.name, person=here.halimah.pk, hats=held.hats, covered=held.covered)
    assert actor.offices == {here.office.pk}
    assert actor.wearing(here.camat.pk) is None
    assert held_by(here.rusdi.pk, on=date(2026, 3, 5)).covered == ()
