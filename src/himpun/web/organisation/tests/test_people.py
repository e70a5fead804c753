"""People: registered one by one or many at once, corrected."""

import re
from typing import Any

import pytest

from himpun.organisation.models import Person
from himpun.web.organisation.tests.scene import Scene, as_read, neighbour, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import text_of

pytestmark = pytest.mark.django_db

HALIMAH, RUSDI = "197501012000032001", "198002022005011003"
LIST = f"NIP\tNama\tPangkat\n19750101 200003 2 001\tHalimah Rantau, S.Sos.\tPembina, IV/a\n{RUSDI}\tRusdi Anwar\t"
PASTE = "/kantor/pegawai/tempel"


def mark_in(page: str) -> str:
    found = re.search(r'name="diperiksa" value="([^"]+)"', page)
    return found[1] if found else ""


def kept(here: Scene, text: str) -> Any:
    page = text_of(press(here.admin, PASTE, "baca", daftar=text))
    return press(here.admin, PASTE, "simpan", daftar=text, diperiksa=mark_in(page))


def test_one_person_is_registered_with_a_nip_in_spaces() -> None:
    here = scene()
    typed = {"nama": "Halimah Rantau, S.Sos.", "nip": "19750101 200003 2 001", "pangkat": "Pembina, IV/a"}
    assert press(here.admin, "/kantor/pegawai", "daftarkan", **typed).status_code == 302
    assert Person.objects.get(nip=HALIMAH).office_id == here.office.pk


def test_a_wrong_nip_is_told_beside_it_and_everything_typed_stays() -> None:
    here = scene()
    answer = press(here.admin, "/kantor/pegawai", "daftarkan", nama="<b>Halimah</b>", nip="123", pangkat="IV/a")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "18 angka" in page.split('id="salah-nip"')[1][:100]
    assert "&lt;b&gt;Halimah&lt;/b&gt;" in page
    assert 'value="123"' in page
    assert faults(page) == []


def test_a_person_is_corrected_and_shows_the_posts_held() -> None:
    here = scene()
    post = next(iter(here.stage.world.posts.values()))
    person = post.holders.get().person
    address = f"/kantor/pegawai/{person.pk}"
    assert post.title in text_of(here.admin.get(address))
    assert press(here.admin, address, "perbaiki", nama="Nama Benar", nip="", pangkat="").status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Nama Benar"
    assert press(here.admin, address, "perbaiki", nama="", nip="").status_code == 422


def test_of_two_pages_that_stand_open_the_second_does_not_undo_the_first() -> None:
    here = scene()
    row = here.somebody()
    address = f"/kantor/pegawai/{row.pk}"
    read = as_read(text_of(here.admin.get(address)))
    first = {"nama": row.name, "nip": "19750101 200003 2 001", "pangkat": "", "asal": read}
    assert [press(here.admin, address, "perbaiki", **first).status_code for _ in range(2)] == [302, 302]
    second = {"nama": "Rusdi Anwar, M.M.", "nip": "", "pangkat": "", "asal": read}
    answer = press(here.admin, address, "perbaiki", **second)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "sudah diubah di tempat lain" in page
    assert f"Tersimpan sekarang: {HALIMAH}" in page.split('id="salah-nip"')[1][:100]
    assert 'value="Rusdi Anwar, M.M."' in page
    assert faults(page) == []
    assert Person.objects.get(pk=row.pk).nip == HALIMAH
    looked_at = second | {"asal": as_read(page)}
    assert press(here.admin, address, "perbaiki", **looked_at).status_code == 302
    assert Person.objects.get(pk=row.pk).nip == ""


def test_a_list_is_shown_row_by_row_before_anything_is_kept() -> None:
    here = scene()
    before = Person.objects.count()
    answer = press(here.admin, PASTE, "baca", daftar=LIST)
    page = text_of(answer)
    assert answer.status_code == 200
    assert "2 pegawai baru" in page
    assert HALIMAH in page
    assert Person.objects.count() == before
    assert faults(page) == []


def test_one_press_keeps_all_of_it_and_a_second_press_nobody_twice() -> None:
    here = scene()
    assert kept(here, LIST).headers["Location"] == "/kantor/pegawai?sudah=tambah"
    assert Person.objects.filter(nip__in=[HALIMAH, RUSDI], office=here.office).count() == 2
    again = press(here.admin, PASTE, "baca", daftar=LIST)
    assert "2 sudah terdaftar" in text_of(again)
    assert mark_in(text_of(again)) == ""
    assert kept(here, "Nama\nTanpa Nomor\n").status_code == 302
    assert kept(here, "Nama\nTanpa Nomor\n").status_code == 422
    assert Person.objects.filter(name="Tanpa Nomor").count() == 1


def test_each_problem_stands_in_its_row_and_nothing_is_kept() -> None:
    here = scene()
    other, _ = neighbour(here)
    Person.objects.filter(office=other).update(nip=RUSDI)
    text = f"NIP\tNama\n1.97E+17\tHalimah\n{RUSDI}\tRusdi\n\tSiti\n\tsiti\n"
    answer = press(here.admin, PASTE, "baca", daftar=text)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "3 baris perlu diperbaiki" in page
    assert "Excel mengubah NIP" in page
    assert "sudah dimiliki pegawai lain" in page
    assert "sudah ada di baris 4" in page
    assert "Wulan" not in page, "another office's people stay its own"
    before = Person.objects.count()
    assert press(here.admin, PASTE, "simpan", daftar=text, diperiksa="apa saja").status_code == 422
    assert Person.objects.count() == before


def test_what_is_kept_is_what_was_looked_at() -> None:
    here = scene()
    mark = mark_in(text_of(press(here.admin, PASTE, "baca", daftar=LIST)))
    answer = press(here.admin, PASTE, "simpan", daftar=f"{LIST}\n\tOrang Ketiga\t", diperiksa=mark)
    assert answer.status_code == 200
    assert "3 pegawai baru" in text_of(answer)
    assert not Person.objects.filter(nip=HALIMAH).exists()


@pytest.mark.parametrize(
    "text", ["", "Nama\n" + "Halimah\n" * 1001, "\x00\x01", "<script>alert(1)</script>\t<b>", "x" * 400_001]
)
def test_nothing_too_much_and_nonsense_are_answered_with_what_was_typed(text: str) -> None:
    here = scene()
    answer = press(here.admin, PASTE, "baca", daftar=text)
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in text_of(answer)
    assert faults(text_of(answer)) == []


def test_people_are_sought_by_name_page_by_page() -> None:
    here = scene()
    kept(here, "Nama\n" + "\n".join(f"Pegawai Nomor {at}" for at in range(120)))
    assert "Berikutnya" in text_of(here.admin.get("/kantor/pegawai"))
    page = text_of(here.admin.get("/kantor/pegawai?cari=nomor+77"))
    assert "Pegawai Nomor 77" in page
    assert "Pegawai Nomor 76" not in page
