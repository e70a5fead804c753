"""The office page that everybody of the office may read."""

import pytest
from django.test import Client

from himpun.organisation.actions import set_holidays, set_ramadan_hours
from himpun.organisation.holidays import national_days
from himpun.performance.tests.world import LATER, SETUP
from himpun.web.organisation.tests.scene import TODAY, TOMORROW, neighbour, scene
from himpun.web.organisation.urls import PAGES
from himpun.web.policy import Policy
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import text_of

pytestmark = pytest.mark.django_db


def test_a_colleague_reads_posts_units_hours_and_days_off_and_is_offered_no_change() -> None:
    here = scene()
    set_holidays(SETUP, here.office, national_days(TODAY.year), at=LATER)
    page = text_of(here.colleague().get("/kantor"))
    posts = list(here.stage.world.posts.values())
    assert posts[0].title in page
    assert "Jam kerja (Perpres 21/2023)" in page
    assert "WITA" in page
    assert "/kantor/jabatan" not in page
    assert faults(page) == []


def test_the_administrator_finds_a_way_to_every_change() -> None:
    here = scene()
    page = text_of(here.admin.get("/kantor"))
    for address in ("kop", "unit", "jabatan", "pegawai", "libur", "jam-kerja", "riwayat"):
        assert f'href="/kantor/{address}"' in page
    assert faults(page) == []


def test_whoever_does_not_administer_is_refused_at_every_page_of_change() -> None:
    here = scene()
    colleague = here.colleague()
    kept = [page for page in PAGES if page.policy is Policy.ADMINISTRATOR]
    assert len(kept) > 10
    for page in kept:
        answer = colleague.get(f"/{page.address}".replace("<key:pk>", "1"))
        assert answer.status_code == 403, page.address
        assert "bukan untuk jabatan Anda" in text_of(answer)


def test_another_office_is_not_there() -> None:
    here = scene()
    other, admin = neighbour(here)
    assert here.admin.get(f"/kantor?kantor={other.pk}").status_code == 404
    assert here.admin.get("/kantor?kantor=bukan").status_code == 404
    post = next(iter(here.stage.world.posts.values()))
    person = here.somebody()
    holder = post.holders.get()
    unit = here.office.units.first()
    assert unit is not None
    for address in (
        f"unit/{unit.pk}",
        f"jabatan/{post.pk}",
        f"jabatan/{post.pk}/pejabat",
        f"pejabat/{holder.pk}",
        f"pegawai/{person.pk}",
    ):
        assert here.admin.get(f"/kantor/{address}").status_code == 200
        assert admin.get(f"/kantor/{address}").status_code == 404
        assert admin.post(f"/kantor/{address}", {"tindakan": "akhiri", "akhir": f"{TODAY}"}).status_code == 404


def test_hours_that_will_change_soon_are_announced() -> None:
    here = scene()
    set_ramadan_hours(SETUP, here.office, starts=TOMORROW, ends=TOMORROW, at=LATER)
    assert "Jam kerja Ramadan" in text_of(here.colleague().get("/kantor"))


def test_nobody_reads_it_without_a_log_in() -> None:
    assert Client().get("/kantor").status_code == 302
    assert Client().get("/kantor/lambang").status_code == 302
