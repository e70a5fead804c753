"""Casting: which posts and units play an SOP's performers, from a day on."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.organisation.tests.people import AT, NEW_YEAR, SETUP, District, district, post_in
from himpun.procedures.actions import cast
from himpun.procedures.casting import Cast, missing_performers
from himpun.procedures.errors import CannotCast
from himpun.procedures.models import Casting, Procedure
from himpun.procedures.queries import casting_on, sop_of
from himpun.procedures.tests.register import published, small_sop
from himpun.sop.model import Severity

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 1)


def set_up(here: District) -> Procedure:
    procedure = published(here.office).procedure
    cast(SETUP, procedure, performer="camat", seats=[(None, here.camat)], starts=NEW_YEAR, at=AT)
    cast(SETUP, procedure, performer="seksi", seats=[(here.seksi, here.kasi)], starts=NEW_YEAR, at=AT)
    return procedure


def test_performers_are_played_by_posts_and_by_units_with_the_post_that_answers() -> None:
    here = district()
    cast_now = casting_on(set_up(here), NEW_YEAR)
    assert cast_now.posts == {"camat": here.camat.pk}
    assert cast_now.units == {"seksi": ((here.seksi.pk, here.kasi.pk),)}


def test_a_new_cast_replaces_the_old_from_its_day() -> None:
    here = district()
    procedure = set_up(here)
    sekcam = post_in(here.office, "Sekretaris Camat")
    cast(SETUP, procedure, performer="camat", seats=[(None, sekcam)], starts=JULY, at=AT)
    assert casting_on(procedure, JULY - timedelta(days=1)).posts == {"camat": here.camat.pk}
    assert casting_on(procedure, JULY).posts == {"camat": sekcam.pk}
    assert "seksi" in casting_on(procedure, JULY).units


def test_a_cast_still_to_come_is_replaced_by_an_earlier_one() -> None:
    here = district()
    procedure = set_up(here)
    sekcam = post_in(here.office, "Sekretaris Camat")
    cast(SETUP, procedure, performer="camat", seats=[(None, sekcam)], starts=JULY, at=AT)
    may = date(2026, 5, 1)
    cast(SETUP, procedure, performer="camat", seats=[(None, here.kasi)], starts=may, at=AT)
    assert casting_on(procedure, may - timedelta(days=1)).posts == {"camat": here.camat.pk}
    assert casting_on(procedure, JULY).posts == {"camat": here.kasi.pk}


def test_casting_twice_on_one_day_leaves_the_last() -> None:
    here = district()
    procedure = set_up(here)
    cast(SETUP, procedure, performer="camat", seats=[(None, here.kasi)], starts=NEW_YEAR, at=AT)
    cast(SETUP, procedure, performer="camat", seats=[(None, here.camat)], starts=NEW_YEAR, at=AT)
    assert casting_on(procedure, NEW_YEAR).posts == {"camat": here.camat.pk}
    assert Casting.objects.filter(performer="camat", ends=None).count() == 1


def test_members_are_cast_within_their_units_in_the_given_order() -> None:
    here = district()
    procedure = set_up(here)
    first, second = post_in(here.office, "Pengelola Data"), post_in(here.office, "Pengadministrasi")
    seats = [(here.seksi, second), (here.seksi, first)]
    cast(SETUP, procedure, performer="staf", seats=seats, starts=NEW_YEAR, at=AT)
    expected = ((here.seksi.pk, second.pk), (here.seksi.pk, first.pk))
    assert casting_on(procedure, NEW_YEAR).members == {"staf": expected}


def test_no_seats_mean_that_nobody_plays_it_any_more() -> None:
    here = district()
    procedure = set_up(here)
    cast(SETUP, procedure, performer="camat", seats=[], starts=JULY, at=AT)
    assert casting_on(procedure, JULY).posts == {}


def test_a_post_of_another_office_is_refused() -> None:
    here = district()
    procedure = set_up(here)
    stranger = post_in(here.neighbour, "Camat Bukit Damar", heads_office=True)
    with pytest.raises(CannotCast):
        cast(SETUP, procedure, performer="camat", seats=[(None, stranger)], starts=JULY, at=AT)


def test_a_seat_named_twice_is_refused() -> None:
    here = district()
    procedure = set_up(here)
    seats = [(here.seksi, here.kasi), (here.seksi, here.kasi)]
    with pytest.raises(CannotCast):
        cast(SETUP, procedure, performer="seksi", seats=seats, starts=JULY, at=AT)


def test_casting_costs_the_same_for_one_unit_and_for_twenty() -> None:
    here = district()
    procedure = set_up(here)
    posts = [post_in(here.office, f"Kasi {number}") for number in range(20)]

    def statements(seats: list[tuple[None, object]]) -> int:
        with CaptureQueriesContext(connection) as met:
            cast(SETUP, procedure, performer="seksi", seats=seats, starts=JULY, at=AT)  # type: ignore[arg-type]
        return len(met)

    one = statements([(None, posts[0])])
    assert statements([(None, post) for post in posts]) == one


def test_a_cast_is_the_same_after_json() -> None:
    here = district()
    procedure = set_up(here)
    cast(SETUP, procedure, performer="staf", seats=[(here.seksi, here.kasi)], starts=NEW_YEAR, at=AT)
    now = casting_on(procedure, NEW_YEAR)
    assert Cast.from_data(now.as_data()) == now
    with pytest.raises(ValueError, match="version"):
        Cast.from_data({"v": 2})


def test_performers_who_do_something_must_be_cast_and_others_may() -> None:
    found = {f.where: f.severity for f in missing_performers(small_sop(), Cast())}
    assert found == {
        "performers/camat": Severity.ERROR,
        "performers/seksi": Severity.WARNING,
        "performers/staf": Severity.ERROR,
        "performers/arsiparis": Severity.WARNING,
    }


def test_a_unit_without_members_is_told() -> None:
    here = district()
    procedure = set_up(here)
    sop = sop_of(procedure.editions.get())
    cast_now = casting_on(procedure, NEW_YEAR)
    codes = [finding.code for finding in missing_performers(sop, cast_now)]
    assert "unit_without_members" in codes
