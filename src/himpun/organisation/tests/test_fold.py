"""The journal explains every row of the organisation, and sees a row that no verb wrote."""

from datetime import date

import pytest

from himpun.organisation import actions
from himpun.organisation.drafts import Mandate
from himpun.organisation.fold import EXPLAINED
from himpun.organisation.holidays import national_days
from himpun.organisation.models import Account, Holder, Holiday, Person, Standing
from himpun.organisation.tests.people import AT, PASSWORD, SETUP, District, account_of, district, hold
from himpun.trail.erasure import erase_personal_parts
from himpun.trail.models import Entry
from himpun.trail.verify import verify

pytestmark = pytest.mark.django_db

MARCH = Mandate(Standing.PLH, date(2026, 3, 2), date(2026, 3, 13), order="800/7/2026")


def busy_district() -> District:
    """An office in which every verb has been used."""
    here = district()
    office = here.office
    hold(here.kasi, here.rusdi)
    acting = actions.appoint_acting(SETUP, here.camat, here.rusdi, mandate=MARCH, at=AT)
    actions.end_holding(SETUP, acting, ends=date(2026, 3, 6), at=AT)
    actions.correct_person(SETUP, here.rusdi, name="Rusdi Anwar, M.M.", rank="Penata", at=AT)
    account = account_of(here.halimah, administers=office)
    actions.change_password(SETUP, account, old=PASSWORD, new=PASSWORD + "-dua", at=AT)
    actions.reset_password(SETUP, account, new=PASSWORD, at=AT)
    _, code = actions.invite(SETUP, here.rusdi, at=AT)
    actions.withdraw_invitation(SETUP, here.rusdi, at=AT)
    _, code = actions.invite(SETUP, here.rusdi, at=AT)
    second = actions.accept_invitation(SETUP, code, username="rusdi", password=PASSWORD, at=AT)
    actions.make_administrator(SETUP, second, office, at=AT)
    _, code = actions.offer_new_password(SETUP, account, at=AT)
    actions.accept_new_password(SETUP, code, password=PASSWORD + "-tiga", at=AT)
    actions.deactivate_account(SETUP, account, at=AT)
    actions.reactivate_account(SETUP, account, at=AT)
    actions.end_administration(SETUP, second, at=AT)
    actions.set_holidays(SETUP, office, national_days(2026), at=AT)
    actions.set_holidays(SETUP, office, {date(2026, 3, 19): ("Nyepi", "SKB")}, at=AT)
    actions.cancel_holidays(SETUP, office, days=[date(2026, 12, 24)], decree="SKB perubahan", at=AT)
    actions.set_ramadan_hours(SETUP, office, starts=date(2026, 2, 18), ends=date(2026, 3, 19), at=AT)
    actions.move_to_zone(SETUP, office, zone="Asia/Jakarta", at=AT)
    actions.change_letterhead(SETUP, office, address="Jl. Dermaga 1", contact="", place="Hulu", at=AT)
    actions.end_post(SETUP, here.kasi, ends=date(2026, 12, 31), at=AT)
    actions.end_unit(SETUP, here.seksi, ends=date(2026, 12, 31), at=AT)
    return here


def test_every_row_that_the_verbs_wrote_is_explained() -> None:
    busy_district()
    assert verify(EXPLAINED).findings == ()


def test_a_holding_prolonged_by_hand_is_seen() -> None:
    busy_district()
    Holder.objects.filter(standing=Standing.PLH).update(ends=date(2026, 12, 31))
    assert [finding.code for finding in verify(EXPLAINED).findings] == ["row_differs"]


def test_an_account_and_a_holiday_made_by_hand_are_seen() -> None:
    here = busy_district()
    somebody = actions.register_person(SETUP, here.office, name="Jamal Tepi", at=AT)
    Account.objects.create(username="pintu-belakang", person=somebody, administers=here.office)
    Holiday.objects.filter(day=date(2026, 1, 1)).delete()
    codes = {finding.code for finding in verify(EXPLAINED).findings}
    assert codes == {"row_unexplained", "row_missing"}


def test_a_name_changed_by_hand_is_seen_and_an_erased_one_is_allowed() -> None:
    here = busy_district()
    seqs = [entry.seq for entry in Entry.objects.filter(office_id=here.office.pk, kind__contains="person_")]
    erase_personal_parts(SETUP, here.office.pk, seqs=seqs, why="permintaan pemilik data", at=AT)
    assert verify(EXPLAINED).findings == ()
    Person.objects.filter(pk=here.halimah.pk).update(office=here.neighbour)
    assert [finding.code for finding in verify(EXPLAINED).findings] == ["row_differs"]
