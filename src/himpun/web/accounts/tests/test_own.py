"""One's own account: who one is here, the password, the browsers."""

import pytest
from django.test import Client

from himpun.organisation.models import Session
from himpun.organisation.tests.people import PASSWORD
from himpun.web.accounts.tests.place import place
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import browser_of, text_of

pytestmark = pytest.mark.django_db

NEW = "tiga-perahu-menuju-muara"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def test_the_page_tells_name_posts_and_browsers() -> None:
    made = place()
    phone = Client(HTTP_USER_AGENT=PHONE)
    phone.post("/masuk", {"nama": "halimah", "sandi": PASSWORD})
    text = text_of(made.admin.get("/akun/saya"))
    assert "Camat Sungai Jernih, Kecamatan Sungai Jernih" in text
    assert "Administrator Kecamatan Sungai Jernih" in text
    assert "Chrome di Android" in text
    assert "peramban ini" in text
    assert faults(text) == []


def test_a_changed_password_keeps_this_browser_in_and_puts_the_others_out() -> None:
    made = place()
    other = browser_of(made.halimah)
    typed = {"lama": PASSWORD, "baru": NEW, "ulang": NEW}
    assert made.admin.post("/akun/saya/sandi", typed)["Location"] == "/akun/saya?sudah=sandi"
    assert "Kata sandi sudah diganti" in text_of(made.admin.get("/akun/saya?sudah=sandi"))
    assert other.get("/").status_code == 302
    assert Client().post("/masuk", {"nama": "halimah", "sandi": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"lama": "bukan-itu", "baru": NEW, "ulang": NEW}, "lama"),
        ({"lama": PASSWORD, "baru": "pendek", "ulang": "pendek"}, "baru"),
        ({"lama": PASSWORD, "baru": NEW, "ulang": NEW + "x"}, "ulang"),
        ({}, "lama"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(typed: dict[str, str], field: str) -> None:
    made = place()
    said = made.admin.post("/akun/saya/sandi", typed)
    assert said.status_code == 422
    assert f'id="salah-{field}"' in text_of(said)
    assert PASSWORD not in text_of(said)
    assert made.admin.get("/akun/saya").status_code == 200, "still in"


def test_who_found_the_screen_open_cannot_guess_the_old_password_all_day() -> None:
    made = place()
    wrong = {"lama": "tebakan", "baru": NEW, "ulang": NEW}
    said = [made.admin.post("/akun/saya/sandi", wrong) for _ in range(6)]
    assert [one.status_code for one in said] == [422] * 5 + [429]
    assert said[-1]["Retry-After"] == "5"


def test_one_browser_or_all_others_are_put_out() -> None:
    made = place()
    first, second, third = (browser_of(made.halimah) for _ in range(3))
    assert made.admin.post("/akun/saya/sesi", {"sesi": "lain"}).status_code == 302
    assert [browser.get("/").status_code for browser in (first, second, third, made.admin)] == [302, 302, 302, 200]


def test_a_single_session_is_ended_by_its_name() -> None:
    made = place()
    here = made.admin.cookies["himpun"].value
    other = browser_of(made.halimah)
    page = made.admin.get("/akun/saya")
    (handle,) = [one["handle"] for one in page.context["browsers"] if not one["here"]]
    assert made.admin.post("/akun/saya/sesi", {"sesi": handle}).status_code == 302
    assert other.get("/").status_code == 302
    assert made.admin.post("/akun/saya/sesi", {"sesi": handle}).status_code == 422
    assert made.admin.cookies["himpun"].value == here


@pytest.mark.parametrize("handle", ["", "%", "a" * 16, "0" * 64])
def test_nobody_elses_session_is_ended(handle: str) -> None:
    made = place()
    assert made.admin.post("/akun/saya/sesi", {"sesi": handle}).status_code == 422
    assert Session.objects.count() == 1
