"""The page of copies: started and watched by an administrator, taken away only by who administers every office."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from himpun.installation.actions import begin_run
from himpun.installation.backup.progress import Stage, teller
from himpun.installation.backup.shelf import name_at, progress_file, running_lock, shelf
from himpun.installation.locks import held
from himpun.installation.models import Outcome, Run
from himpun.organisation.models import Account, Office
from himpun.trail.actor import Actor
from himpun.trail.models import Entry, Outbox
from himpun.web.accounts.tests.place import Place, place
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, browser_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_shelf_of_its_own(tmp_path: Path, settings: Settings) -> None:
    settings.HIMPUN_DATA = tmp_path


def shown(browser: Client) -> str:
    answer = browser.get("/cadangan")
    assert answer.status_code == 200
    assert faults(text_of(answer)) == []
    return text_of(answer)


def put_copy() -> str:
    shelf().mkdir(parents=True, exist_ok=True)
    (shelf() / name_at(NOW)).write_bytes(b"PK isi cadangan")
    return name_at(NOW)


def only_office(made: Place) -> None:
    """As in an installation of one office."""
    Office.objects.filter(pk=made.here.neighbour.pk).update(government=made.here.government)
    made.jamal.delete()
    made.here.neighbour.hours.all().delete()
    made.here.neighbour.delete()


def test_an_administrator_asks_for_a_copy_and_sees_that_it_waits() -> None:
    made = place()
    assert "Belum ada cadangan" in shown(made.admin)
    assert made.admin.post("/cadangan/buat")["Location"] == "/cadangan"
    text = shown(made.admin)
    assert "Menunggu giliran" in text
    assert "<noscript><meta http-equiv" in text
    assert "Buat cadangan</button>" not in text
    assert Run.objects.get().asked_by == made.halimah
    assert Outbox.objects.get().kind == "installation.copy"
    again = made.admin.post("/cadangan/buat")
    assert again.status_code == 422
    assert "sedang berjalan" in text_of(again)


def test_the_stage_of_a_run_is_seen_while_its_process_lives() -> None:
    made = place()
    made.admin.post("/cadangan/buat")
    run = begin_run(Actor.schedule(), Run.objects.get().pk, at=NOW)
    assert run is not None
    with held(running_lock()):
        teller(progress_file(), run.pk)(Stage.PACKING)
        assert "Tahap 4 dari 5: Membungkus salinan" in shown(made.admin)
    text = shown(made.admin)
    assert "terhenti sebelum selesai" in text
    assert made.admin.post("/cadangan/buat").status_code == 302
    assert Run.objects.filter(outcome=Outcome.DIED).count() == 1


def test_without_a_copy_nothing_is_proven() -> None:
    made = place()
    said = made.admin.post("/cadangan/buktikan")
    assert said.status_code == 422
    assert "Belum ada cadangan" in text_of(said)
    put_copy()
    assert made.admin.post("/cadangan/buktikan").status_code == 302


def test_a_copy_of_several_offices_is_not_handed_to_one_of_them() -> None:
    made = place()
    name = put_copy()
    assert "Unduh</button>" not in shown(made.admin)
    said = made.admin.post("/cadangan/unduh", {"berkas": name})
    assert said.status_code == 403
    assert "administrator semua kantor" in text_of(said)


def test_who_administers_every_office_takes_a_copy_away_and_the_journal_tells() -> None:
    made = place()
    name = put_copy()
    only_office(made)
    assert "Unduh</button>" in shown(made.admin)
    answer: Any = made.admin.post("/cadangan/unduh", {"berkas": name})
    assert b"".join(answer.streaming_content) == b"PK isi cadangan"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert Entry.objects.filter(kind="installation.copy_taken_away", account=made.halimah.pk).count() == 1


@pytest.mark.parametrize("name", ["", "running.lock", "../himpun.sqlite3", "himpun-20260101-000000.zip", "a\0b"])
def test_what_is_no_copy_is_not_there(name: str) -> None:
    made = place()
    put_copy()
    only_office(made)
    assert made.admin.post("/cadangan/unduh", {"berkas": name}).status_code == 404


def test_who_administers_nothing_sees_and_starts_nothing() -> None:
    made = place()
    Account.objects.filter(pk=made.halimah.pk).update(administers=None)
    browser = browser_of(Account.objects.select_related("person").get(pk=made.halimah.pk))
    assert browser.get("/cadangan").status_code == 403
    assert browser.post("/cadangan/buat").status_code == 403
    assert not Run.objects.exists()
