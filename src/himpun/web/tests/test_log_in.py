"""Coming in: by name and password, onward to where one was heading, and never elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from himpun.organisation.actions import deactivate_account
from himpun.organisation.models import Account, Session
from himpun.performance.models import Draft
from himpun.performance.tests.world import SETUP, open_tasks, world
from himpun.web.tests.stage import NOW, PASSWORD, account_of, cells, stage, text_of, the_line

pytestmark = pytest.mark.django_db


def somebody() -> Account:
    made = world("batui-selatan")
    return account_of(made, next(iter(made.people)))


def comes(account: Account, onward: str = "/", password: str = PASSWORD) -> Any:
    return Client().post("/masuk", {"nama": account.username, "sandi": password, "lanjut": onward})


def test_name_and_password_lead_to_where_one_was_heading() -> None:
    account = somebody()
    browser = Client()
    asked = browser.get("/berkas?halaman=2")
    assert asked["Location"] == "/masuk?lanjut=%2Fberkas%3Fhalaman%3D2"
    assert 'value="/berkas?halaman=2"' in text_of(browser.get(asked["Location"]))
    came = browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD, "lanjut": "/berkas?halaman=2"})
    assert came["Location"] == "/berkas?halaman=2"
    assert browser.get("/berkas").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//jahat.example",
        "https://jahat.example/",
        "/\\jahat.example",
        "\\\\jahat.example",
        "javascript:alert(1)",
        "/\t/x",
    ],
)
def test_the_log_in_leads_to_no_other_site(elsewhere: str) -> None:
    assert comes(somebody(), elsewhere)["Location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_what_to_do() -> None:
    account = somebody()
    said = comes(account, password="bukan-kata-sandinya")
    assert said.status_code == 422
    assert f'value="{account.username}"' in text_of(said)
    assert "bukan-kata-sandinya" not in text_of(said)
    assert "kata sandi tidak cocok" in text_of(said)
    assert Session.objects.exclude(account=None).count() == 0


@pytest.mark.parametrize("name", ["", "tidak-ada", "a\0b", "x" * 5000, "' OR 1=1 --", "<script>"])
def test_an_unknown_name_is_told_nothing_more(name: str) -> None:
    said = Client().post("/masuk", {"nama": name, "sandi": PASSWORD})
    assert said.status_code == 422
    assert "<script>" not in text_of(said)


def test_a_deactivated_account_does_not_come_in_and_is_put_out() -> None:
    account = somebody()
    browser = Client()
    browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    assert browser.get("/").status_code == 200
    deactivate_account(SETUP, account, at=NOW + timedelta(minutes=1))
    assert browser.get("/")["Location"] == "/masuk?lanjut=%2F"
    assert comes(account).status_code == 422


def test_logging_in_draws_a_new_session() -> None:
    account = somebody()
    browser = Client()
    browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    first = browser.cookies["himpun"].value
    browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    assert browser.cookies["himpun"].value != first
    assert Session.objects.count() == 1


def test_going_out_ends_the_session_and_only_by_pressing() -> None:
    account = somebody()
    browser = Client()
    browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    assert browser.get("/keluar").status_code == 405
    assert browser.get("/").status_code == 200
    assert browser.post("/keluar")["Location"] == "/masuk"
    assert browser.get("/").status_code == 302


def test_a_form_without_our_token_is_refused(settings: Any) -> None:
    settings.CSRF_FAILURE_VIEW = "himpun.web.identity.without_token"
    account = somebody()
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    assert refused.status_code == 403
    assert "muat ulang" in text_of(refused)
    assert Session.objects.count() == 0


@pytest.mark.parametrize(("origin", "status"), [("http://testserver", 401), ("https://jahat.example", 403), ("", 403)])
def test_a_browser_without_cookies_is_asked_to_log_in_by_our_own_page_alone(
    settings: Any, origin: str, status: int
) -> None:
    settings.CSRF_FAILURE_VIEW = "himpun.web.identity.without_token"
    strict = Client(enforce_csrf_checks=True)
    more: dict[str, Any] = {"HTTP_ORIGIN": origin} if origin else {}
    for address in ("/tugas/1", "/tugas/1/isian/1"):
        answer = strict.post(address, {"nilai-1": "88"}, **more)
        assert answer.status_code == status
        assert ("88" in text_of(answer)) == (status == 401)


def test_what_was_typed_survives_an_ended_session() -> None:
    """Typed, ended, logged in again, sent: nothing is lost, and nothing was done in between."""
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    line = the_line(task)
    typed = cells(task, "88,5") | {
        f"kendala-{line.pk}": "Listrik padam\r\ndua hari",
        "sandi": "rahasia",
        "putusan": "simpan",
    }
    browser = Client()
    asked = browser.post(f"/tugas/{task.pk}", typed)
    assert asked.status_code == 401
    assert not Draft.objects.exists()
    kept = asked.context["typed_before"]
    assert "rahasia" not in kept
    account = account_of(made.world, task.post_id or 0)
    form = {"nama": account.username, "lanjut": asked.context["onward"], "ketikan": kept}
    assert browser.post("/masuk", form | {"sandi": "salah-sekali"}).context["typed_before"] == kept
    offered = browser.post("/masuk", form | {"sandi": PASSWORD})
    assert f'action="/tugas/{task.pk}"' in text_of(offered)
    again = dict(offered.context["fields"])
    assert browser.post(f"/tugas/{task.pk}", again).status_code == 302
    assert Draft.objects.get().content["cells"][str(line.pk)] == ["value", "88,5", "", "Listrik padam\ndua hari"]


def test_a_browser_goes_through_the_log_in_page_by_page_so_that_its_way_back_asks_nothing() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    account = account_of(made.world, task.post_id or 0)
    browser = Client(headers={"accept": "text/html,application/xhtml+xml"})
    here = f"/tugas/{task.pk}"
    form = cells(task, "88,5") | {"sandi": "rahasia", "putusan": "simpan"}
    asked = browser.post(here, form)
    assert (asked.status_code, asked["Location"].split("?")[0]) == (303, "/masuk")
    assert "rahasia" not in str(asked.cookies)
    assert "Sesi Anda sudah berakhir" in text_of(browser.get(asked["Location"]))
    came = browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD, "lanjut": here})
    assert came.status_code == 303
    offered = browser.get(came["Location"])
    assert dict(offered.context["fields"])[f"nilai-{the_line(task).pk}"] == "88,5"
    again = browser.get(came["Location"])
    assert again["Location"] == here, "once: on the way back the page itself is opened"
    assert browser.post(here, dict(offered.context["fields"])).status_code == 302
    assert Draft.objects.exists()


def test_what_was_typed_is_offered_for_its_own_page_alone_and_what_is_too_large_goes_by_the_form() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    account = account_of(made.world, task.post_id or 0)
    browser = Client(headers={"accept": "text/html"})
    browser.post(f"/tugas/{task.pk}", cells(task))
    assert browser.post("/masuk", {"nama": account.username, "sandi": PASSWORD, "lanjut": "/"})["Location"] == "/"
    large = "".join(f"{number:x}" for number in range(9000))
    asked = Client(headers={"accept": "text/html"}).post(f"/tugas/{task.pk}", {"alasan-1": large})
    assert asked.status_code == 401
    assert large in text_of(asked)


def test_after_five_wrong_passwords_the_name_is_made_to_wait_but_not_its_owners_browser() -> None:
    account = somebody()
    known = Client()
    known.post("/masuk", {"nama": account.username, "sandi": PASSWORD})
    known.post("/keluar")
    wrong = [comes(account, password="tebakan").status_code for _ in range(6)]
    assert wrong == [422] * 5 + [429]
    waiting = comes(account)
    assert (waiting.status_code, waiting["Retry-After"]) == (429, "5")
    assert "Tunggu 5 detik" in text_of(waiting)
    assert f'value="{account.username}"' in text_of(waiting)
    assert known.post("/masuk", {"nama": account.username, "sandi": PASSWORD}).status_code == 302


def test_a_forged_mark_makes_no_browser_known() -> None:
    account = somebody()
    for _ in range(5):
        comes(account, password="tebakan")
    forged = Client()
    forged.cookies["himpun-kenal"] = "abc.0011223344556677:1:zzz"
    assert forged.post("/masuk", {"nama": account.username, "sandi": PASSWORD}).status_code == 429
