"""Appointing, replacing, acting for a time, ending: the consequences are told before anything is kept."""

import re
from datetime import timedelta
from typing import Any

import pytest

from himpun.organisation.actions import appoint_acting
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Holder, Person, Post, Standing
from himpun.organisation.queries import holder_of
from himpun.performance.tests.world import LATER, SETUP
from himpun.web.organisation.tests.scene import TODAY, TOMORROW, YESTERDAY, Scene, neighbour, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import text_of

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def busy_post(here: Scene) -> Post:
    """A post for which work is open."""
    task = here.stage.case.tasks.filter(state="open").exclude(post=None)[0]
    assert task.post is not None
    return task.post


def form(person: Person, way: str, **more: Any) -> dict[str, Any]:
    return {"pegawai": person.pk, "cara": way, "nomor": "821/7/2026", "mulai": f"{TODAY}", "sampai": "", **more}


def keep(here: Scene, post: Post, typed: dict[str, Any]) -> Any:
    """Look, then keep what was looked at."""
    address = f"/kantor/jabatan/{post.pk}/pejabat"
    told = text_of(press(here.admin, address, "periksa", **typed))
    mark = re.search(r'name="diperiksa" value="([^"]+)"', told)
    return press(here.admin, address, "simpan", diperiksa=mark[1] if mark else "", **typed)


def test_looking_says_what_will_happen_and_keeps_nothing() -> None:
    here = scene()
    post, rusdi = busy_post(here), here.somebody()
    old = holder_of(post, on=TODAY)
    assert old is not None
    answer = press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **form(rusdi, "ganti"))
    page = text_of(answer)
    assert answer.status_code == 200
    assert f"Masa {old.person.name} berakhir" in page
    assert "tugas terbuka berpindah ke Rusdi Anwar, S.E." in page
    assert "belum mempunyai akun" in page
    assert faults(page) == []
    assert holder_of(post, on=TODAY) == old


def test_a_mutation_ends_the_old_the_day_before_and_appoints_the_new() -> None:
    here = scene()
    post, rusdi = busy_post(here), here.somebody()
    old = holder_of(post, on=TODAY)
    assert old is not None
    answer = keep(here, post, form(rusdi, "ganti"))
    assert answer.headers["Location"] == f"/kantor/jabatan/{post.pk}?sudah=tunjuk"
    now = holder_of(post, on=TODAY)
    assert now is not None
    assert now.person == rusdi
    assert Holder.objects.get(pk=old.pk).ends == YESTERDAY
    assert f"mengakhiri masa {old.person.name}" in text_of(here.admin.get("/kantor/riwayat"))


def test_what_is_kept_is_what_was_looked_at() -> None:
    here = scene()
    post, rusdi = busy_post(here), here.somebody()
    address = f"/kantor/jabatan/{post.pk}/pejabat"
    told = text_of(press(here.admin, address, "periksa", **form(rusdi, "ganti")))
    mark = re.findall(r'name="diperiksa" value="([^"]+)"', told)[0]
    changed = form(rusdi, "ganti", mulai=f"{TOMORROW}")
    answer = press(here.admin, address, "simpan", diperiksa=mark, **changed)
    assert answer.status_code == 200
    assert "Yang akan terjadi" in text_of(answer)
    assert not Holder.objects.filter(person=rusdi).exists()


def test_a_plh_acts_for_a_week_and_the_work_comes_back() -> None:
    here = scene()
    post, rusdi = busy_post(here), here.somebody()
    old = holder_of(post, on=TODAY)
    assert old is not None
    typed = form(rusdi, "plh", sampai=f"{TODAY + WEEK}")
    page = text_of(press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **typed))
    assert f"tugas kembali kepada {old.person.name}" in page
    keep(here, post, typed)
    during, after = holder_of(post, on=TODAY), holder_of(post, on=TODAY + WEEK + timedelta(days=1))
    assert during is not None
    assert (during.person, during.standing, during.order) == (rusdi, Standing.PLH, "821/7/2026")
    assert after == old


def test_a_plh_without_a_last_day_and_a_definitive_with_one_are_told_beside_the_day() -> None:
    here = scene()
    post, rusdi = busy_post(here), here.somebody()
    for typed in (form(rusdi, "plh"), form(rusdi, "ganti", sampai=f"{TOMORROW}")):
        answer = press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **typed)
        assert answer.status_code == 422
        assert 'id="salah-sampai"' in text_of(answer)


def test_an_overlap_says_with_whom_and_until_when() -> None:
    here = scene()
    post, rusdi, siti = busy_post(here), here.somebody(), here.somebody("Siti Maryam")
    mandate = Mandate(Standing.PLH, TODAY, TODAY + WEEK, order="800/1")
    appoint_acting(SETUP, post, rusdi, mandate=mandate, at=LATER)
    typed = form(siti, "plh", mulai=f"{TOMORROW}", sampai=f"{TOMORROW}")
    answer = press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **typed)
    page = text_of(answer)
    assert answer.status_code == 422
    told = page.split('id="salah-mulai"')[1][:300]
    assert "Rusdi Anwar" in told
    assert "s.d." in told
    assert 'value="821/7/2026"' in page, "what was typed stays"


def test_a_stronger_standing_that_goes_on_is_told() -> None:
    here = scene()
    post, rusdi, siti = busy_post(here), here.somebody(), here.somebody("Siti Maryam")
    appoint_acting(SETUP, post, rusdi, mandate=Mandate(Standing.PLH, TODAY, TOMORROW, order="800/1"), at=LATER)
    page = text_of(press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **form(siti, "ganti")))
    assert "Plh. Rusdi Anwar, S.E. tetap bertindak lebih dahulu" in page


def test_a_plt_leaves_with_the_vacancy() -> None:
    here = scene()
    post, rusdi, siti = busy_post(here), here.somebody(), here.somebody("Siti Maryam")
    post.holders.update(ends=YESTERDAY - WEEK)
    appoint_acting(SETUP, post, rusdi, mandate=Mandate(Standing.PLT, YESTERDAY, None, order="800/1"), at=LATER)
    keep(here, post, form(siti, "ganti"))
    now = holder_of(post, on=TODAY)
    assert now is not None
    assert now.person == siti


def test_somebody_of_another_office_is_found_by_name_and_may_act() -> None:
    here = scene()
    post = busy_post(here)
    other, _ = neighbour(here)
    wulan = Person.objects.get(office=other)
    address = f"/kantor/jabatan/{post.pk}/pejabat"
    page = text_of(press(here.admin, address, "cari", cari="wulan", nomor="821/7/2026"))
    assert f'value="{wulan.pk}"' in page
    assert 'value="821/7/2026"' in page
    typed = form(wulan, "plh", sampai=f"{TOMORROW}")
    assert f"pegawai {other.name}" in text_of(press(here.admin, address, "periksa", **typed))
    assert keep(here, post, typed).status_code == 302


def test_somebody_of_another_government_is_nobody_here() -> None:
    here, there = scene(), scene()
    stranger = there.somebody("Orang Asing")
    post = busy_post(here)
    answer = press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa", **form(stranger, "ganti"))
    assert answer.status_code == 422
    assert "Orang Asing" not in text_of(answer)
    assert 'id="salah-pegawai"' in text_of(answer)


def test_nothing_typed_is_told_field_by_field() -> None:
    here = scene()
    post = busy_post(here)
    page = text_of(press(here.admin, f"/kantor/jabatan/{post.pk}/pejabat", "periksa"))
    for field in ("pegawai", "cara", "nomor", "mulai"):
        assert f'id="salah-{field}"' in page
    assert faults(page) == []


def test_a_holding_is_ended_with_a_day() -> None:
    here = scene()
    post = busy_post(here)
    holder = holder_of(post, on=TODAY)
    assert holder is not None
    address = f"/kantor/pejabat/{holder.pk}"
    page = text_of(here.admin.get(address))
    assert "jabatan ini kosong" in page
    assert faults(page) == []
    early = press(here.admin, address, "akhiri", akhir="2001-01-01")
    assert early.status_code == 422
    assert 'id="salah-akhir"' in text_of(early)
    assert press(here.admin, address, "akhiri", akhir=f"{TODAY}").status_code == 302
    assert holder_of(post, on=TOMORROW) is None
