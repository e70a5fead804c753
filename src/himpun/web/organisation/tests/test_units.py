"""Units: added, ordered, renamed, ended."""

import pytest

from himpun.organisation.models import Post, Unit
from himpun.web.organisation.tests.scene import TODAY, TOMORROW, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import stage, text_of

pytestmark = pytest.mark.django_db


def test_a_unit_is_added_at_the_end_of_the_list() -> None:
    here = scene()
    answer = press(here.admin, "/kantor/unit", "tambah", nama="Seksi Pemberdayaan", mulai="1-9-2026")
    assert answer.headers["Location"] == "/kantor/unit?sudah=tambah"
    assert list(Unit.objects.filter(office=here.office))[-1].name == "Seksi Pemberdayaan"


def test_a_name_that_lives_already_is_told_beside_it_with_what_was_typed() -> None:
    here = scene()
    first = here.office.units.first()
    assert first is not None
    answer = press(here.admin, "/kantor/unit", "tambah", nama=first.name, mulai="2026-09-01")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "sudah ada" in page.split('id="salah-nama"')[1][:200]
    assert 'value="2026-09-01"' in page
    assert faults(page) == []


def test_nothing_typed_is_told_field_by_field() -> None:
    here = scene()
    page = text_of(press(here.admin, "/kantor/unit", "tambah"))
    assert 'id="salah-nama"' in page
    assert 'id="salah-mulai"' in page
    assert here.admin.post("/kantor/unit", {}).status_code == 422


def test_the_order_is_as_numbered() -> None:
    here = scene()
    units = list(Unit.objects.filter(office=here.office))
    numbers = {f"urut-{unit.pk}": str(len(units) - at) for at, unit in enumerate(units)}
    assert press(here.admin, "/kantor/unit", "urutkan", **numbers).status_code == 302
    assert [unit.pk for unit in Unit.objects.filter(office=here.office)] == [unit.pk for unit in reversed(units)]
    wrong = press(here.admin, "/kantor/unit", "urutkan", **{f"urut-{units[0].pk}": "dua"})
    assert wrong.status_code == 422
    assert 'value="dua"' not in text_of(here.admin.get("/kantor/unit"))


def test_a_new_name_holds_from_now_on_and_the_history_knows_the_old_one() -> None:
    here = scene()
    unit = here.office.units.first()
    assert unit is not None
    assert press(here.admin, f"/kantor/unit/{unit.pk}", "namai", nama="Seksi Umum Baru").status_code == 302
    assert Unit.objects.get(pk=unit.pk).name == "Seksi Umum Baru"
    assert f"“{unit.name}” menjadi “Seksi Umum Baru”" in text_of(here.admin.get("/kantor/riwayat"))


def test_a_unit_ends_with_a_day_and_only_nearer() -> None:
    here = scene()
    unit = here.office.units.first()
    assert unit is not None
    address = f"/kantor/unit/{unit.pk}"
    assert press(here.admin, address, "akhiri", akhir=f"{TODAY}", diperiksa=f"{TODAY}").status_code == 302
    assert Unit.objects.get(pk=unit.pk).ends == TODAY
    late = press(here.admin, address, "akhiri", akhir=f"{TOMORROW}")
    assert late.status_code == 422
    assert 'id="salah-akhir"' in text_of(late)
    assert faults(text_of(here.admin.get(address))) == []


def test_the_end_of_a_unit_is_told_before_it_is_kept_and_taken_back_while_nothing_followed() -> None:
    made = stage(units=2, act="fill")
    admin, unit = made.administrator(), next(one for one in made.world.units.values() if one.name.endswith("1"))
    address, post = f"/kantor/unit/{unit.pk}", Post.objects.filter(unit=unit)[0]
    told = text_of(press(admin, address, "akhiri", akhir=f"{TOMORROW}"))
    assert "1 tugas unit ini masih terbuka pada berkas Triwulan II 2026" in told
    assert f"Jabatan {post.title}, dijabat {made.world.people[post.pk].name}, tidak ikut berakhir" in told
    assert "tidak meminta data unit ini. 1 indikatornya tidak diminta lagi." in told
    assert faults(told) == []
    assert press(admin, address, "akhiri", akhir=f"{TOMORROW}", diperiksa=f"{TODAY}").status_code == 200
    assert Unit.objects.get(pk=unit.pk).ends is None, "what was read was about another day"
    press(admin, address, "akhiri", akhir=f"{TOMORROW}", diperiksa=f"{TOMORROW}")
    assert Unit.objects.get(pk=unit.pk).ends == TOMORROW
    assert press(admin, address, "lanjutkan").status_code == 302
    assert Unit.objects.get(pk=unit.pk).ends is None
    assert f"membatalkan berakhirnya unit “{unit.name}”" in text_of(admin.get("/kantor/riwayat"))


def test_the_end_of_a_unit_stays_once_a_case_was_opened_without_it() -> None:
    here = scene()
    unit = here.office.units.first()
    assert unit is not None
    day = unit.starts
    press(here.admin, f"/kantor/unit/{unit.pk}", "akhiri", akhir=f"{day}", diperiksa=f"{day}")
    assert "Batalkan, unit tetap berjalan" not in text_of(here.admin.get(f"/kantor/unit/{unit.pk}"))
    assert press(here.admin, f"/kantor/unit/{unit.pk}", "lanjutkan").status_code == 422
    assert Unit.objects.get(pk=unit.pk).ends == day
