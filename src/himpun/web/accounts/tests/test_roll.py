"""The administrator's page of accounts: codes shown once, deeds that say what will happen, one's own office alone."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from himpun.organisation.actions import invite, register_person
from himpun.organisation.models import Account, Invitation
from himpun.organisation.tests.people import AT, SETUP, account_of
from himpun.web.accounts.tests.place import Place, place
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, browser_of, text_of

pytestmark = pytest.mark.django_db

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def codes(answer: Any) -> list[str]:
    return sorted(set(CODE.findall(text_of(answer))))


def person_page(made: Place, key: int) -> Any:
    return made.admin.get("/akun/orang", {"nomor": key})


def change(made: Place, key: int, deed: str) -> Any:
    return made.admin.post("/akun/ubah", {"orang": key, "perbuatan": deed})


def test_the_page_lists_everybody_of_the_office_and_nobody_else() -> None:
    made = place()
    text = text_of(made.admin.get("/akun"))
    assert "Rusdi Anwar" in text
    assert "Belum ada akun" in text
    assert "Jamal Tepi" not in text
    assert "Buat kode untuk 1 orang" in text
    assert faults(text) == []


def test_codes_for_all_are_made_at_one_press_and_shown_once() -> None:
    made = place()
    register_person(SETUP, made.here.office, name="Aminah Seberang", at=AT)
    answer = made.admin.post("/akun/kode", {"untuk": "sisa"})
    assert len(codes(answer)) == 2
    assert answer["Cache-Control"] == "no-store"
    assert "/undangan" in text_of(answer)
    assert faults(text_of(answer)) == []
    assert codes(made.admin.get("/akun")) == []
    assert made.admin.post("/akun/kode", {"untuk": "sisa"}).status_code == 422
    again = made.admin.post("/akun/kode", {"untuk": "semua"})
    assert len(codes(again)) == 2
    assert Client().post("/undangan", {"kode": codes(answer)[0]}).status_code == 422


def test_one_persons_code_opens_the_account() -> None:
    made = place()
    (code,) = codes(made.admin.post("/akun/kode", {"orang": made.rusdi.pk}))
    assert Client().post("/undangan", {"kode": code}).status_code == 200
    assert "Kode belum dipakai" in text_of(person_page(made, made.rusdi.pk))


def test_a_message_is_ready_to_copy() -> None:
    made = place()
    answer = made.admin.post("/akun/kode", {"orang": made.rusdi.pk})
    (code,) = codes(answer)
    message = text_of(answer).split("<textarea")[1]
    assert code in message
    assert "Rusdi Anwar" in message
    assert "Jangan diteruskan" in message


def test_a_forgotten_password_is_helped_by_a_code() -> None:
    made = place()
    rusdi = account_of(made.rusdi, username="rusdi")
    answer = made.admin.post("/akun/kode", {"orang": made.rusdi.pk})
    assert "Nama pengguna Anda tetap rusdi" in text_of(answer)
    assert Invitation.objects.get(person=rusdi.person).purpose == "password"


def test_an_account_is_closed_and_opened_again_and_the_page_says_what_happens() -> None:
    made = place()
    rusdi = account_of(made.rusdi, username="rusdi")
    browser = browser_of(rusdi)
    page = text_of(person_page(made, made.rusdi.pk))
    assert "semua sesinya berakhir saat ini juga" in page
    assert faults(page) == []
    done = change(made, made.rusdi.pk, "nonaktif")
    assert "sudah=nonaktif" in done["Location"]
    assert "sudah dinonaktifkan" in text_of(made.admin.get(done["Location"]))
    assert browser.get("/").status_code == 302
    assert change(made, made.rusdi.pk, "nonaktif").status_code == 422
    assert change(made, made.rusdi.pk, "aktif").status_code == 302


def test_the_role_of_administrator_is_given_and_taken_and_the_last_stays() -> None:
    made = place()
    alone = change(made, made.here.halimah.pk, "nonaktif")
    assert alone.status_code == 422
    assert "satu-satunya administrator" in text_of(alone)
    account_of(made.rusdi, username="rusdi")
    assert change(made, made.rusdi.pk, "jadikan").status_code == 302
    assert change(made, made.here.halimah.pk, "cabut").status_code == 302
    assert made.admin.get("/akun").status_code == 403
    assert list(Account.objects.exclude(administers=None).values_list("username", flat=True)) == ["rusdi"]


def test_a_code_is_withdrawn() -> None:
    made = place()
    _, code = invite(SETUP, made.rusdi, at=NOW)
    assert change(made, made.rusdi.pk, "tarik").status_code == 302
    assert Client().post("/undangan", {"kode": code}).status_code == 422


@pytest.mark.parametrize("key", ["", "0", "abc", "9" * 40, "-1", "١"])
def test_who_is_not_there_is_not_there(key: str) -> None:
    made = place()
    asked = made.admin.get("/akun/orang", {"nomor": key})
    assert asked.status_code == (404 if key else 302)
    assert change(made, key, "nonaktif").status_code == (404 if key else 422)  # type: ignore[arg-type]
    assert made.admin.post("/akun/kode", {"orang": key}).status_code == (404 if key else 422)


def test_the_neighbours_people_are_not_there_either() -> None:
    made = place()
    account_of(made.jamal, username="jamal")
    assert person_page(made, made.jamal.pk).status_code == 404
    for deed in ("nonaktif", "jadikan", "cabut", "aktif", "tarik"):
        assert change(made, made.jamal.pk, deed).status_code == 404
    assert made.admin.post("/akun/kode", {"orang": made.jamal.pk}).status_code == 404
    assert Account.objects.get(username="jamal").is_active


def test_who_administers_nothing_sees_no_accounts() -> None:
    made = place()
    browser = browser_of(account_of(made.rusdi, username="rusdi"))
    assert browser.get("/akun").status_code == 403
    assert browser.post("/akun/kode", {"untuk": "semua"}).status_code == 403
    assert not Invitation.objects.exists()


def test_the_page_asks_no_more_often_for_forty_people_than_for_two() -> None:
    made = place()
    few = statements(made)
    for number in range(40):
        person = register_person(SETUP, made.here.office, name=f"Pegawai {number}", at=AT)
        if number % 10 == 0:
            account_of(person, username=f"pegawai{number}")
    assert few == statements(made) <= 15


def statements(made: Place) -> int:
    with CaptureQueriesContext(connection) as said:
        made.admin.get("/akun")
    return len(said)
