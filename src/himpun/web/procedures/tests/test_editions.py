"""The register: every edition with its state, two compared, one withdrawn with open eyes, one taken elsewhere."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from himpun.organisation.models import Account, Office
from himpun.performance.tests.world import SETUP
from himpun.procedures.actions import publish_edition, withdraw_edition
from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition, Edition
from himpun.procedures.queries import sop_of
from himpun.sop.edit import line, with_step
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, Stage, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Stage:
    return stage()


@pytest.fixture
def administrator(made: Stage) -> Client:
    return made.administrator()


def next_edition(first: Edition, words: str, *, days: int = 0) -> Edition:
    """The SOP with its first line said otherwise, in force some days from now."""
    sop = sop_of(first)
    told = with_step(sop, replace(line(sop, 1), activity=words))
    day = NOW.date() + timedelta(days=days)
    return publish_edition(SETUP, first.office, told, key=first.procedure.key, in_force_from=day, at=NOW)


def page_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    assert faults(page) == []
    return " ".join(page.split())


def test_the_register_lists_every_edition_with_its_state(made: Stage, administrator: Client) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    next_edition(first, "Memberi perintah")
    next_edition(first, "Memberi perintah tertulis", days=30)
    page = page_of(administrator, "/sop")
    for state in ("akan berlaku", "berlaku", "diganti"):
        assert f">{state}</span>" in page
    withdraw_edition(SETUP, Edition.objects.latest("pk"), at=NOW)
    assert ">dicabut</span>" in page_of(administrator, "/sop")


def test_the_register_asks_the_database_as_often_whatever_it_holds(
    made: Stage, administrator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    for n in range(4):
        next_edition(first, f"Memberi perintah ke-{n}")
    with django_assert_max_num_queries(15):
        administrator.get("/sop")


def test_two_editions_are_compared_word_by_word(made: Stage, administrator: Client) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    old = line(sop_of(first), 1).activity
    second = next_edition(first, f"{old} sekali lagi")
    page = page_of(administrator, f"/sop/edisi/{second.pk}?banding={first.pk}")
    assert "<ins> sekali lagi</ins>" in page
    back = page_of(administrator, f"/sop/edisi/{first.pk}?banding={second.pk}")
    assert "<del> sekali lagi</del>" in back


def test_running_cases_are_told_with_their_edition(made: Stage, administrator: Client) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    assert "<dt>Berkas berjalan</dt> <dd>1</dd>" in page_of(administrator, f"/sop/edisi/{first.pk}")
    second = next_edition(first, "Memberi perintah")
    assert "<dt>Berkas berjalan</dt> <dd>0</dd>" in page_of(administrator, f"/sop/edisi/{second.pk}")


def test_a_withdrawal_says_first_what_will_happen(made: Stage, administrator: Client) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    page = page_of(administrator, f"/sop/edisi/{first.pk}")
    assert "1 berkas yang sedang berjalan tetap diselesaikan" in page
    assert "Tidak ada edisi yang berlaku" in page
    administrator.post(f"/sop/edisi/{first.pk}", {"putusan": "cabut"})
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert "Cabut edisi" not in page_of(administrator, f"/sop/edisi/{first.pk}")


def test_a_new_edition_leads_on_to_its_performers_and_its_schedule(made: Stage, administrator: Client) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    page = page_of(administrator, f"/sop/edisi/{first.pk}")
    assert f'href="/siapkan/pelaksana/{first.procedure.key}"' in page
    fresh = publish_edition(SETUP, first.office, sop_of(first), key="baru-sekali", in_force_from=NOW.date(), at=NOW)
    assert "belum ditetapkan" in page_of(administrator, f"/sop/edisi/{fresh.pk}")


def test_an_edition_is_taken_over_by_another_office_under_its_own_name(made: Stage) -> None:
    first = Edition.objects.get(procedure=made.case.procedure)
    there = stage().administrator()
    other = Office.objects.latest("pk")
    assert there.post(f"/sop/edisi/{first.pk}", copy_to(other)).status_code == 404
    both = made.browser(next(iter(made.world.people)))
    Account.objects.filter(person=next(iter(made.world.people.values()))).update(administers=other)
    assert "Salin ke kantor lain" in page_of(both, f"/sop/edisi/{first.pk}")
    answer = both.post(f"/sop/edisi/{first.pk}", copy_to(other))
    draft = DraftEdition.objects.get()
    assert answer.headers["Location"] == f"/sop/konsep/{draft.pk}"
    assert (draft.office_id, text_of(draft).office) == (other.pk, other.name)


def copy_to(office: Office) -> dict[str, Any]:
    return {"putusan": "salin", "kantor": office.pk}
