"""The first page of an empty installation: by the printed code, once, everything typed kept."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from himpun.installation.founding import fits, issue_code
from himpun.organisation.models import Account, Government, Holiday, Office

pytestmark = pytest.mark.django_db

TYPED = {
    "pemda": "Kabupaten Banua Raya",
    "kantor": "Kecamatan Air Bening",
    "zona": "Asia/Makassar",
    "nama": "Tuti Maharani, S.Kom.",
    "pengguna": "Tuti.Maharani",
    "sandi": "hujan-turun-di-hulu",
    "ulang": "hujan-turun-di-hulu",
}


def send(client: Any = None, **changed: str) -> Any:
    typed = {**TYPED, "kode": str(changed.pop("kode", None) or issue_code()), **changed}
    return (client or Client()).post("/siapkan/mulai", typed)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_printed_address_shows_the_form_with_its_code() -> None:
    code = issue_code()
    answer = Client().get(f"/siapkan/mulai?kode={code}")
    assert answer.status_code == 200
    assert f'value="{code}"' in text_of(answer)


def test_only_a_hash_of_the_code_is_kept(tmp_path: Path) -> None:
    code = issue_code()
    kept = (tmp_path / "keys" / "setup-code").read_text()
    assert code is not None
    assert code not in kept
    assert len(kept) == 64


def test_the_office_is_founded_with_hours_and_two_years_of_days_off_and_its_administrator_is_in() -> None:
    client = Client()
    answer = send(client)
    assert (answer.status_code, answer["Location"]) == (302, "/siapkan")
    office = Office.objects.get()
    assert (office.code, office.place, office.zone) == ("KAB", "Air Bening", "Asia/Makassar")
    assert office.hours.exists()
    assert Holiday.objects.values("day__year").distinct().count() == 2
    account = Account.objects.get()
    assert (account.username, account.administers) == ("tuti.maharani", office)
    assert "Kecamatan Air Bening" in text_of(client.get("/siapkan"))


@pytest.mark.parametrize(
    ("office", "government", "typed", "place"),
    [
        ("Kantor Camat Air Bening", "Kabupaten Banua Raya", "", "Air Bening"),
        ("Inspektorat Kabupaten Banua Raya", "Pemerintah Kabupaten Banua Raya", "", "Banua Raya"),
        ("Dinas Kesehatan", "Kota Muara", "", "Muara"),
        ("Inspektorat", "Kabupaten Banua Raya", "Rantau Bujur", "Rantau Bujur"),
    ],
)
def test_letters_are_dated_at_a_place_and_never_at_an_office(
    office: str, government: str, typed: str, place: str
) -> None:
    send(kantor=office, pemda=government, tempat=typed)
    assert Office.objects.get().place == place


def test_afterwards_the_page_is_nobodys() -> None:
    send()
    for method in ("get", "post"):
        assert getattr(Client(), method)("/siapkan/mulai").status_code == 404
    assert issue_code() is None


def test_a_wrong_code_founds_nothing_and_keeps_what_was_typed() -> None:
    issue_code()
    answer = send(kode="aaaaa-bbbbb-ccccc")
    assert answer.status_code == 422
    assert "Kode penyiapan tidak cocok" in text_of(answer)
    assert "Kecamatan Air Bening" in text_of(answer)
    assert "hujan-turun" not in text_of(answer), "a password is never sent back"
    assert not Government.objects.exists()


def test_the_code_of_an_earlier_start_is_void() -> None:
    first = issue_code()
    issue_code()
    assert first is not None
    assert send(kode=first).status_code == 422


@pytest.mark.parametrize("field", ["pemda", "kantor", "zona", "nama", "pengguna", "sandi"])
def test_what_is_missing_is_said_beside_its_field(field: str) -> None:
    answer = send(**{field: ""})
    assert answer.status_code == 422
    assert f'id="salah-{field}"' in text_of(answer)
    assert not Office.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sandi", "pendek"),
        ("ulang", "hujan-turun-di-hilir"),
        ("pengguna", "dua kata"),
        ("kantor", "K" * 201),
        ("zona", "Mars/Olympus"),
        ("nama", "x" * 5000),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(field: str, value: str) -> None:
    answer = send(**{field: value})
    assert answer.status_code == 422
    assert f'id="salah-{field}"' in text_of(answer)
    assert not Government.objects.exists(), "nothing is half founded"


def test_everything_wrong_is_told_at_once() -> None:
    answer = send(zona="Mars/Olympus", pengguna="dua kata", sandi="pendek", pemda="")
    assert answer.status_code == 422
    for field in ("pemda", "zona", "pengguna", "sandi"):
        assert f'id="salah-{field}"' in text_of(answer), field
    assert not Government.objects.exists()


def test_after_a_refusal_the_same_code_still_fits() -> None:
    code = issue_code()
    assert code is not None
    send(kode=code, sandi="pendek")
    assert fits(code)
    assert send(kode=code).status_code == 302


def test_markup_in_a_name_stays_text() -> None:
    client = Client()
    send(client, kantor="<script>alert(1)</script>")
    assert "<script>alert(1)" not in text_of(client.get("/siapkan"))


def test_capitals_and_spaces_in_the_code_do_not_matter() -> None:
    code = issue_code()
    assert code is not None
    assert send(kode=f" {code.upper().replace('-', ' ')} ").status_code == 302


def test_every_page_of_an_empty_installation_leads_to_the_first() -> None:
    for address in ("/", "/masuk", "/berkas", "/siapkan", "/papan"):
        assert Client().get(address)["Location"].startswith(("/siapkan/mulai", "/masuk")), address
    assert Client().get("/masuk")["Location"] == "/siapkan/mulai"
    assert Client().get("/sehat").status_code == 200
    send()
    assert Client().get("/masuk").status_code == 200
