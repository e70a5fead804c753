"""The office's own changes in sentences, and how few statements its pages ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from himpun.organisation.actions import add_unit
from himpun.performance.tests.world import LATER, SETUP
from himpun.trail.erasure import erase_personal_parts
from himpun.trail.models import Entry
from himpun.web.organisation.tests.scene import TODAY, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, text_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def test_changes_are_told_the_newest_first_with_who_made_them() -> None:
    here = scene()
    press(here.admin, "/kantor/unit", "tambah", nama="Seksi Satu", mulai=f"{TODAY}")
    press(here.admin, "/kantor/unit", "tambah", nama="Seksi Dua", mulai=f"{TODAY}")
    page = text_of(here.admin.get("/kantor/riwayat"))
    assert "Tuti Maharani (Administrator) menambah unit “Seksi Dua” sejak" in page
    assert page.index("Seksi Dua") < page.index("Seksi Satu")
    assert faults(page) == []


def test_long_histories_come_in_pages() -> None:
    here = scene()
    for at in range(60):
        add_unit(SETUP, here.office, name=f"Unit ke-{at}", starts=TODAY, at=LATER)
    first = text_of(here.admin.get("/kantor/riwayat"))
    assert "?halaman=2" in first
    assert "Unit ke-3”" in text_of(here.admin.get("/kantor/riwayat?halaman=2"))
    assert here.admin.get("/kantor/riwayat?halaman=99999").status_code == 200


def test_whoever_was_erased_is_somebody() -> None:
    here = scene()
    person = here.somebody("Nama Rahasia")
    seqs = list(Entry.objects.filter(office_id=here.office.pk).values_list("seq", flat=True))
    erase_personal_parts(SETUP, here.office.pk, seqs=seqs, why="permintaan pemilik data", at=NOW)
    assert "Seseorang" in text_of(here.admin.get("/kantor/riwayat"))
    assert person.name


def test_no_page_asks_more_than_fifteen_statements_whatever_the_number_of_rows() -> None:
    here = scene()
    post = next(iter(here.stage.world.posts.values()))
    person = post.holders.get().person
    unit = here.office.units.first()
    assert unit is not None
    for at in range(30):
        add_unit(SETUP, here.office, name=f"Unit ke-{at}", starts=TODAY, at=LATER)
        here.somebody(f"Pegawai ke-{at}")
    asked = {}
    for part in (
        "", "/kop", "/unit", f"/unit/{unit.pk}", "/jabatan", f"/jabatan/{post.pk}", f"/jabatan/{post.pk}/pejabat",
        f"/pejabat/{post.holders.get().pk}", "/pegawai", f"/pegawai/{person.pk}", "/pegawai/tempel", "/libur",
        "/jam-kerja", "/riwayat",
    ):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = here.admin.get(f"/kantor{part}")
        assert page.status_code == 200
        assert faults(text_of(page)) == [], part
        asked[part] = len(queries)
    assert max(asked.values()) <= MOST_QUERIES, asked
