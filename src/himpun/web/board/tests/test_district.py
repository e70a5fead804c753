"""The board of many offices: for whoever holds posts in several, and for the district's coordinator."""

from datetime import date, timedelta

import pytest
from django.test import Client

from himpun.cases.models import Case, Task
from himpun.organisation.actions import appoint, end_oversight, grant_oversight
from himpun.organisation.errors import NotHeldThen, PostIsHeld
from himpun.organisation.fold import EXPLAINED
from himpun.organisation.models import Office, Oversight, Person, Post
from himpun.performance.tests.world import DAY_ONE, LATER, SETUP
from himpun.procedures.models import Edition, Procedure
from himpun.trail.verify import verify
from himpun.web.tests.stage import NOW, Stage, stage, text_of
from himpun.web.tests.test_statements import asked

pytestmark = pytest.mark.django_db

MOST = 15


def two_offices() -> tuple[Stage, Stage]:
    """Of one government; the second is late for longer."""
    first, second = stage(act="fill"), stage(act="fill")
    government = first.world.office.government
    Office.objects.filter(pk=second.world.office.pk).update(government=government, name="Kecamatan Bukit Damar")
    Person.objects.filter(office=second.world.office).update(government=government)
    for made, days in ((first, 1), (second, 2)):
        Task.objects.filter(case=made.case, state="open").update(due_at=NOW - timedelta(days=days))
    return first, second


def member(made: Stage) -> Client:
    return made.browser(next(iter(made.world.people)))


def a_post(made: Stage) -> Post:
    return Post.objects.get(pk=next(iter(made.world.people)))


def test_whoever_holds_posts_in_two_offices_sees_both_the_later_first() -> None:
    first, second = two_offices()
    post = Post.objects.create(office=second.world.office, title="Camat Bukit Damar", starts=DAY_ONE)
    appoint(SETUP, post, first.world.people[a_post(first).pk], starts=DAY_ONE, order="821/2", at=LATER)
    page = text_of(member(first).get("/papan/kabupaten"))
    assert page.index("Kecamatan Bukit Damar</td>") < page.index("Kecamatan Sungai Jernih</td>")
    assert f"/berkas/{second.case.pk}" in page
    assert "Kecamatan Sungai Jernih</td>" not in text_of(member(second).get("/papan/kabupaten"))


def test_a_coordinator_reads_the_boards_of_all_offices_and_nothing_else_there() -> None:
    first, second = two_offices()
    browser = member(first)
    assert "Kecamatan Bukit Damar" not in text_of(browser.get("/papan/kabupaten"))
    grant_oversight(SETUP, a_post(first), starts=date(2026, 7, 1), order="188/1", at=LATER)
    page = text_of(browser.get("/papan/kabupaten"))
    assert "Kecamatan Bukit Damar</td>" in page
    assert f"/berkas/{second.case.pk}" not in page
    assert "Kecamatan Bukit Damar" in text_of(browser.get("/papan/kabupaten/ekspor.csv"))
    assert browser.get(f"/berkas/{second.case.pk}").status_code == 404
    assert "Kecamatan Bukit Damar" not in text_of(browser.get("/papan"))
    colleague = first.browser(list(first.world.people)[1])
    assert "Kecamatan Bukit Damar" not in text_of(colleague.get("/papan/kabupaten")), "it is the post's"


def test_oversight_ends_with_its_last_day_and_reaches_no_other_government() -> None:
    first, second = two_offices()
    elsewhere = stage(act="fill")
    Case.objects.filter(pk=elsewhere.case.pk).update(title="DAERAH-LAIN")
    oversight = grant_oversight(SETUP, a_post(first), starts=date(2026, 7, 1), order="188/1", at=LATER)
    assert "DAERAH-LAIN" not in text_of(member(first).get("/papan/kabupaten"))
    end_oversight(SETUP, oversight, ends=date(2026, 7, 2), at=LATER)
    assert "Kecamatan Bukit Damar" not in text_of(member(first).get("/papan/kabupaten"))
    assert second.case.pk != first.case.pk


def test_a_post_oversees_once_at_a_time_and_ends_once() -> None:
    made = stage()
    oversight = grant_oversight(SETUP, a_post(made), starts=date(2026, 7, 1), order="188/1", at=LATER)
    with pytest.raises(PostIsHeld):
        grant_oversight(SETUP, a_post(made), starts=date(2026, 8, 1), order="188/2", at=LATER)
    with pytest.raises(NotHeldThen):
        end_oversight(SETUP, oversight, ends=date(2026, 6, 30), at=LATER)
    end_oversight(SETUP, oversight, ends=date(2026, 7, 31), at=LATER)
    with pytest.raises(NotHeldThen):
        end_oversight(SETUP, oversight, ends=date(2026, 8, 31), at=LATER)
    grant_oversight(SETUP, a_post(made), starts=date(2026, 8, 1), order="188/2", at=LATER)


def test_the_journal_explains_every_oversight() -> None:
    made = stage()
    oversight = grant_oversight(SETUP, a_post(made), starts=date(2026, 7, 1), order="188/1", at=LATER)
    end_oversight(SETUP, oversight, ends=date(2026, 7, 31), at=LATER)
    assert verify(EXPLAINED).findings == ()
    Oversight.objects.filter(pk=oversight.pk).update(ends=None)
    assert [finding.code for finding in verify(EXPLAINED).findings] == ["row_differs"]


def test_two_hundred_offices_ask_no_more_than_two() -> None:
    first, second = two_offices()
    grant_oversight(SETUP, a_post(first), starts=date(2026, 7, 1), order="188/1", at=LATER)
    few = len(asked(member(first), "/papan/kabupaten"))
    for number in range(200):
        _another_office(second.case, f"Kecamatan Rekaan {number}")
    many = len(asked(member(first), "/papan/kabupaten"))
    assert few == many <= MOST
    page = text_of(member(first).get("/papan/kabupaten"))
    assert "202 kantor" in page
    assert "?halaman=2" in page


def _another_office(case: Case, name: str) -> None:
    """By hand: an office with its own copy of a running case, of which only the board is looked at."""
    office, procedure, edition = (
        Office.objects.get(pk=case.office_id),
        Procedure.objects.get(pk=case.procedure_id),
        Edition.objects.get(pk=case.edition_id),
    )
    office.pk, office.name = None, name
    office.save(force_insert=True)
    procedure.pk, procedure.office = None, office
    procedure.save(force_insert=True)
    edition.pk, edition.office, edition.procedure = None, office, procedure
    edition.save(force_insert=True)
    copy = Case.objects.get(pk=case.pk)
    copy.pk, copy.office, copy.procedure, copy.edition = None, office, procedure, edition
    copy.save(force_insert=True)
