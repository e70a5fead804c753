"""Days off, working hours and the zone, with what they make of a due time."""

from datetime import date

import pytest

from himpun.organisation.calendars import calendar_of
from himpun.organisation.models import Holiday, OfficeHours
from himpun.web.organisation.tests.scene import TODAY, press, scene
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import text_of

pytestmark = pytest.mark.django_db

HOURS = "/kantor/jam-kerja"


def week(**changed: str) -> dict[str, str]:
    """Monday to Friday 08.00-12.00 and 13.00-16.00."""
    spans = {"mulai1": "08:00", "selesai1": "12:00", "mulai2": "13:00", "selesai2": "16:00"}
    return {f"{name}-{day}": clock for day in range(5) for name, clock in spans.items()} | changed


def test_national_days_are_taken_over_with_their_decree() -> None:
    here = scene()
    page = text_of(here.admin.get("/kantor/libur?tahun=2026"))
    assert "2026-08-17" in page
    days = ["2026-08-17", "2026-12-25"]
    answer = press(here.admin, "/kantor/libur?tahun=2026", "ambil", hari=days, nomor="SKB 1/2026")
    assert answer.status_code == 302
    assert set(Holiday.objects.values_list("day", "decree")) == {
        (date(2026, 8, 17), "SKB 1/2026"),
        (date(2026, 12, 25), "SKB 1/2026"),
    }
    assert date(2026, 8, 17) in calendar_of(here.office).holidays
    assert faults(text_of(here.admin.get("/kantor/libur?tahun=2026&sudah=libur"))) == []


def test_a_year_without_a_decree_says_that_all_of_it_is_an_estimate() -> None:
    here = scene()
    page = text_of(here.admin.get("/kantor/libur?tahun=2031"))
    assert "semua tanggal di bawah masih perkiraan" in page
    press(here.admin, "/kantor/libur?tahun=2031", "ambil", hari=["2031-08-17"], nomor="")
    assert "Perkiraan" in Holiday.objects.get().decree
    assert "nomor keputusannya belum dicatat" in text_of(here.admin.get("/kantor/libur?tahun=2031"))
    press(here.admin, "/kantor/libur?tahun=2031", "ambil", hari=["2031-08-17"], nomor="SKB 9/2030")
    assert Holiday.objects.get().decree == "SKB 9/2030"


def test_a_cancelled_day_is_not_ticked_again_by_itself() -> None:
    here = scene()
    address = "/kantor/libur?tahun=2026"
    press(here.admin, address, "ambil", hari=["2026-12-24"], nomor="SKB 1/2026")
    press(here.admin, address, "batalkan", batal="2026-12-24", dasar_batal="SKB 2/2026")
    page = text_of(here.admin.get(address))
    assert 'value="2026-12-24">' in page
    assert 'value="2026-12-25" checked>' in page


def test_only_days_that_were_proposed_are_taken() -> None:
    here = scene()
    for days in ([], ["2026-08-18"], ["bukan"], ["2031-08-17"]):
        answer = press(here.admin, "/kantor/libur?tahun=2026", "ambil", hari=days, nomor="")
        assert answer.status_code == 422
        assert 'id="salah-hari"' in text_of(answer)
    assert not Holiday.objects.exists()


def test_a_local_day_is_added_and_made_a_working_day_again_by_its_decree() -> None:
    here = scene()
    address = "/kantor/libur?tahun=2026"
    local = {"tanggal": "2026-10-20", "nama": "Hari jadi kabupaten", "dasar": "Kep. Bupati 7/2026"}
    assert press(here.admin, address, "tambah", **local).status_code == 302
    bare = press(here.admin, address, "batalkan", batal="2026-10-20")
    assert bare.status_code == 422
    assert 'id="salah-dasar_batal"' in text_of(bare)
    assert press(here.admin, address, "batalkan", batal="2026-10-20", dasar_batal="Kep. 9/2026").status_code == 302
    assert date(2026, 10, 20) not in calendar_of(here.office).holidays
    page = text_of(here.admin.get(address))
    assert "dibatalkan" in page
    assert "Hari jadi kabupaten" in page
    assert press(here.admin, address, "batalkan", batal="2026-10-20", dasar_batal="Kep. 9/2026").status_code == 422


def test_a_local_day_without_name_and_decree_is_told_beside_each() -> None:
    here = scene()
    page = text_of(press(here.admin, "/kantor/libur?tahun=2026", "tambah", tanggal="31-2-2026"))
    for field in ("tanggal", "nama", "dasar"):
        assert f'id="salah-{field}"' in page
    assert 'value="31-2-2026"' in page


def test_looking_at_new_hours_shows_the_due_time_before_and_after_and_keeps_nothing() -> None:
    here = scene()
    short = {f"selesai2-{day}": "14:00" for day in range(5)}
    answer = press(here.admin, HOURS, "lihat-jam", berlaku=f"{TODAY}", sebutan="Uji", **week(**short))
    page = text_of(answer)
    assert answer.status_code == 200
    assert "2 hari kerja sejak Kamis" in page
    assert "pukul 16.00" in page.split("sekarang:")[1]
    assert "pukul 14.00" in page.split("sesudah diubah:")[1]
    assert OfficeHours.objects.filter(office=here.office).count() == 1
    assert faults(page) == []


def test_new_hours_hold_from_their_day() -> None:
    here = scene()
    assert press(here.admin, HOURS, "jam", berlaku=f"{TODAY}", sebutan="Perbup 3", **week()).status_code == 302
    rule = calendar_of(here.office).rule(TODAY)
    assert rule is not None
    assert (rule.name, rule.starts) == ("Perbup 3", TODAY)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"selesai1-0": ""}, "mulai1-0"),
        ({"selesai1-1": "07:00"}, "mulai1-1"),
        ({"mulai2-2": "11:00"}, "mulai2-2"),
        ({"mulai1-3": "pagi"}, "mulai1-3"),
    ],
)
def test_hours_that_cannot_be_are_told_in_their_row(changed: dict[str, str], field: str) -> None:
    here = scene()
    answer = press(here.admin, HOURS, "jam", berlaku=f"{TODAY}", sebutan="Uji", **week(**changed))
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'id="salah-{field}"' in page
    assert faults(page) == []


def test_no_hours_at_all_are_refused() -> None:
    here = scene()
    assert press(here.admin, HOURS, "jam", berlaku=f"{TODAY}", sebutan="Uji").status_code == 422


def test_ramadan_goes_from_a_day_to_a_day_and_then_back() -> None:
    here = scene()
    typed = {"awal": "2027-02-08", "akhir": "2027-03-09"}
    looked = text_of(press(here.admin, HOURS, "lihat-ramadan", **typed))
    assert "pukul 15.00" in looked.split("sesudah diubah:")[1]
    assert press(here.admin, HOURS, "ramadan", **typed).status_code == 302
    calendar = calendar_of(here.office)
    during, after = calendar.rule(date(2027, 2, 20)), calendar.rule(date(2027, 3, 10))
    assert during is not None
    assert after is not None
    assert (during.name, after.name) == ("Jam kerja Ramadan 2027", "Jam kerja (Perpres 21/2023)")
    again = press(here.admin, HOURS, "ramadan", **typed)
    assert again.status_code == 422
    assert 'id="salah-awal"' in text_of(again)


def test_hours_that_have_not_begun_are_withdrawn_and_those_in_force_are_not() -> None:
    here = scene()
    press(here.admin, HOURS, "ramadan", awal="2027-02-08", akhir="2027-03-09")
    assert "Cabut" in text_of(here.admin.get(HOURS))
    for day in ("2027-02-08", "2027-03-10"):
        assert press(here.admin, HOURS, "cabut", dicabut=day).status_code == 302
    assert "mencabut Jam kerja Ramadan 2027" in text_of(here.admin.get("/kantor/riwayat"))
    for day in ("2023-04-12", "2027-02-08", "", "kemarin"):
        assert press(here.admin, HOURS, "cabut", dicabut=day).status_code == 422
    assert [rule.name for rule in calendar_of(here.office).hours] == ["Jam kerja (Perpres 21/2023)"]


def test_ramadan_backwards_is_told_beside_its_last_day() -> None:
    here = scene()
    answer = press(here.admin, HOURS, "ramadan", awal="2027-03-09", akhir="2027-02-08")
    assert answer.status_code == 422
    assert 'id="salah-akhir"' in text_of(answer)


def test_a_wrong_zone_is_put_right_and_no_other_is_taken() -> None:
    here = scene()
    assert "WIB" in text_of(press(here.admin, HOURS, "lihat-zona", zona="Asia/Jakarta"))
    assert press(here.admin, HOURS, "zona", zona="Mars/Olympus").status_code == 422
    assert press(here.admin, HOURS, "zona", zona="Asia/Jakarta").status_code == 302
    assert here.office.zone == "Asia/Jakarta"
