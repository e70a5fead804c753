"""Posts, and who has held them."""

import pytest

from himpun.organisation.models import Post
from himpun.web.organisation.tests.scene import TODAY, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import text_of

pytestmark = pytest.mark.django_db


def test_a_post_is_added_in_a_unit_which_it_heads() -> None:
    here = scene()
    unit = here.office.units.first()
    assert unit is not None
    typed = {"judul": "Kepala Seksi Baru", "unit": unit.pk, "kepala": "unit", "mulai": f"{TODAY}"}
    answer = press(here.admin, "/kantor/jabatan", "tambah", **typed)
    post = Post.objects.get(title="Kepala Seksi Baru")
    assert answer.headers["Location"] == f"/kantor/jabatan/{post.pk}?sudah=tambah"
    assert (post.unit_id, post.heads_unit, post.heads_office) == (unit.pk, True, False)


def test_a_unit_of_another_office_cannot_be_chosen_nor_a_unit_headed_without_one() -> None:
    here, there = scene(), scene()
    unit = there.office.units.first()
    assert unit is not None
    for chosen in (str(unit.pk), ""):
        typed = {"judul": "Kepala Seksi Baru", "unit": chosen, "kepala": "unit", "mulai": f"{TODAY}"}
        answer = press(here.admin, "/kantor/jabatan", "tambah", **typed)
        assert answer.status_code == 422
        assert 'id="salah-unit"' in text_of(answer)
    assert not Post.objects.filter(title="Kepala Seksi Baru").exists()


def test_a_second_head_is_refused_beside_the_title() -> None:
    here = scene()
    Post.objects.filter(office=here.office).order_by("pk")[:1].get()
    first = {"judul": "Kepala Kantor", "kepala": "kantor", "mulai": f"{TODAY}"}
    press(here.admin, "/kantor/jabatan", "tambah", **first)
    answer = press(here.admin, "/kantor/jabatan", "tambah", **{**first, "judul": "Kepala Kedua"})
    assert answer.status_code == 422
    assert "sudah mempunyai jabatan kepala" in text_of(answer)
    assert 'value="Kepala Kedua"' in text_of(answer)


def test_a_post_shows_who_acts_and_the_work_that_waits() -> None:
    here = scene()
    task = here.stage.case.tasks.filter(state="open").exclude(post=None)[0]
    page = text_of(here.admin.get(f"/kantor/jabatan/{task.post_id}"))
    assert "bertindak hari ini" in page
    assert here.stage.case.title in page
    assert faults(page) == []


def test_a_title_is_corrected_and_a_post_ended() -> None:
    here = scene()
    post = next(iter(here.stage.world.posts.values()))
    address = f"/kantor/jabatan/{post.pk}"
    assert press(here.admin, address, "namai", judul="Nama Jabatan Baru").status_code == 302
    assert press(here.admin, address, "akhiri", akhir=f"{TODAY}").status_code == 302
    kept = Post.objects.get(pk=post.pk)
    assert (kept.title, kept.ends) == ("Nama Jabatan Baru", TODAY)
    assert press(here.admin, address, "akhiri", akhir="kemarin").status_code == 422


def test_posts_stand_in_the_order_numbered() -> None:
    here = scene()
    posts = list(Post.objects.filter(office=here.office))
    last = {f"urut-{posts[0].pk}": "99", f"urut-{posts[1].pk}": "1"}
    assert press(here.admin, "/kantor/jabatan", "urutkan", **last).status_code == 302
    assert Post.objects.filter(office=here.office)[0].pk == posts[1].pk
    assert faults(text_of(here.admin.get("/kantor/jabatan"))) == []


def test_a_posts_unit_and_headship_are_repaired_on_its_page_and_told_in_the_history() -> None:
    here = scene()
    unit = here.office.units.first()
    assert unit is not None
    press(here.admin, "/kantor/jabatan", "tambah", judul="Kepala Seksi Baru", mulai=f"{TODAY}")
    post = Post.objects.get(title="Kepala Seksi Baru")
    address = f"/kantor/jabatan/{post.pk}"
    assert "Unit dan kepala" in text_of(here.admin.get(address))
    answer = press(here.admin, address, "tempatkan", unit=unit.pk, kepala="unit")
    assert answer.headers["Location"] == f"{address}?sudah=unit"
    kept = Post.objects.get(pk=post.pk)
    assert (kept.unit_id, kept.heads_unit) == (unit.pk, True)
    told = f"menempatkan jabatan “Kepala Seksi Baru” di unit “{unit.name}” sebagai kepalanya"
    assert told in text_of(here.admin.get("/kantor/riwayat"))
    assert press(here.admin, address, "tempatkan", unit="", kepala="").status_code == 302
    assert "langsung di bawah kantor" in text_of(here.admin.get("/kantor/riwayat"))


def test_a_post_cannot_be_placed_in_anothers_unit_nor_head_none() -> None:
    here, there = scene(), scene()
    post = next(iter(here.stage.world.posts.values()))
    before = post.unit_id
    foreign = there.office.units.first()
    assert foreign is not None
    for chosen in (str(foreign.pk), ""):
        answer = press(here.admin, f"/kantor/jabatan/{post.pk}", "tempatkan", unit=chosen, kepala="unit")
        assert answer.status_code == 422
        assert 'id="salah-unit"' in text_of(answer)
        assert faults(text_of(answer)) == []
    assert Post.objects.get(pk=post.pk).unit_id == before
