"""Coming in with a one-time code: no mail, no password that anybody else knows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from himpun.organisation.actions import invite, offer_new_password
from himpun.organisation.models import Account, Attempt
from himpun.organisation.tests.people import PASSWORD, SETUP
from himpun.web.accounts.tests.place import Place, place
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, text_of

pytestmark = pytest.mark.django_db

NEW = "tiga-perahu-menuju-muara"


def code_for_rusdi(made: Place) -> str:
    return invite(SETUP, made.rusdi, at=NOW)[1]


def takes(code: str, browser: Client | None = None, typed: dict[str, str] | None = None) -> Any:
    form = {"kode": code, "nama": "rusdi.anwar", "sandi": NEW, "ulang": NEW, **(typed or {})}
    return (browser or Client()).post("/undangan", form)


def test_a_code_shows_name_and_post_and_proposes_a_user_name() -> None:
    made = place()
    said = Client().post("/undangan", {"kode": code_for_rusdi(made).lower().replace("-", " ")})
    text = text_of(said)
    assert said.status_code == 200
    assert "Rusdi Anwar" in text
    assert "Kepala Seksi Pemerintahan" in text
    assert 'value="rusdi.anwar"' in text
    assert faults(text) == []


def test_name_and_password_chosen_one_is_in() -> None:
    made = place()
    browser = Client()
    assert takes(code_for_rusdi(made), browser)["Location"] == "/"
    assert "Rusdi Anwar" in text_of(browser.get("/akun/saya"))
    assert browser.post("/masuk", {"nama": "rusdi.anwar", "sandi": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sandi": "pendek", "ulang": "pendek"}, "sandi"),
        ({"ulang": NEW + "x"}, "ulang"),
        ({"nama": "halimah"}, "nama"),
        ({"nama": "dua kata"}, "nama"),
        ({"nama": "<script>"}, "nama"),
        ({"nama": "х" * 3000}, "nama"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_code_still_works(typed: dict[str, str], field: str) -> None:
    made = place()
    code = code_for_rusdi(made)
    said = takes(code, typed=typed)
    assert said.status_code == 422
    assert f'id="salah-{field}"' in text_of(said)
    assert "<script>" not in text_of(said)
    assert NEW not in text_of(said)
    assert faults(text_of(said)) == []
    assert takes(code).status_code == 302


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "<b>x</b>", "x" * 9000, "a\0b"])
def test_a_wrong_code_a_used_one_and_an_old_one_are_told_the_same(typed: str) -> None:
    made = place()
    code = code_for_rusdi(made)
    takes(code)
    wrong, used = Client().post("/undangan", {"kode": typed}), takes(code)
    assert wrong.status_code == used.status_code == 422
    words = "Kode ini tidak cocok, sudah dipakai"
    assert words in text_of(wrong)
    assert words in text_of(used)
    assert not Account.objects.filter(username="x").exists()


def test_a_forgotten_password_is_set_anew_without_the_administrator_knowing() -> None:
    made = place()
    _, code = offer_new_password(SETUP, made.halimah, at=NOW)
    asked = text_of(Client().post("/undangan", {"kode": code}))
    assert "Nama pengguna Anda tetap <b>halimah</b>" in asked
    assert 'name="nama"' not in asked
    browser = Client()
    assert takes(code, browser, {"nama": "lain"}).status_code == 302
    assert browser.get("/akun/saya").status_code == 200
    assert made.admin.get("/").status_code == 302, "every session of before has ended"
    assert Client().post("/masuk", {"nama": "halimah", "sandi": PASSWORD}).status_code == 422


def test_who_types_codes_at_random_is_made_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    made = place()
    code = code_for_rusdi(made)
    guess = [Client().post("/undangan", {"kode": f"AAAA-AAAA-AA{n:02}"}).status_code for n in range(31)]
    assert guess == [422] * 30 + [429]
    waiting = Client().post("/undangan", {"kode": code})
    assert (waiting.status_code, waiting["Retry-After"]) == (429, "5")
    assert f'value="{code}"' in text_of(waiting), "what was typed stays"
    elsewhere = Client(REMOTE_ADDR="10.1.2.3").post("/undangan", {"kode": code})
    assert elsewhere.status_code == 200
    monkeypatch.setattr("himpun.web.identity.now", lambda: NOW + timedelta(seconds=5))
    assert Client().post("/undangan", {"kode": code}).status_code == 200


def test_a_right_code_is_not_counted() -> None:
    made = place()
    code = code_for_rusdi(made)
    for _ in range(3):
        Client().post("/undangan", {"kode": code})
    assert {row.failures for row in Attempt.objects.all()} == {0}
