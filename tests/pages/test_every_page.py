"""Every page at 1280 and 360 pixels: axe finds nothing, it fits, it is light, and it asks no other host."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Task
from himpun.documents.models import Paper
from himpun.installation.rehearsal.director import PASSWORD
from himpun.installation.rehearsal.player import Player
from himpun.procedures.actions import begin_draft
from himpun.procedures.drafts import DraftText
from himpun.procedures.queries import sop_of
from himpun.sop.catalogue import load
from himpun.sop.model import Act
from himpun.web.policy import Policy
from himpun.web.urls import PAGES
from tests.journeys.stage import Journey, begin
from tests.pages.judged import WIDTHS, faults_at, wired

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST, NEXT = 100_000, 20_000
"""Bytes of a first visit with the typeface, and of each that follows."""

TOGETHER = ("batui-selatan", "tatah-makmur-2021", "tebing-tinggi-2022")
"""Procedures that together have every act."""


def acts_of(key: str) -> set[Act]:
    return {act for step in load(key).lines for act in step.acts}


@pytest.fixture
def journey(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Journey]:
    played = begin(browser, live_server.url, request.param)
    yield played
    played.close()


def on_with(task: Task) -> None:
    Player(PASSWORD).play(task, at=datetime.now(UTC))


def judged(journey: Journey, task: Task) -> list[str]:
    page = journey.at(task)
    return [fault for width in WIDTHS for fault in faults_at(page, width)]


def finished(journey: Journey) -> list[str]:
    """What is wrong with the pages of a case that is over, and with the page on which its report is checked."""
    report = Paper.objects.get(filed__case=journey.case, kind="report", replaced_at=None)
    page, faults = next(iter(journey.pages.values())), []
    for address in (f"/periksa/{report.check_code}", *(f"/berkas/{journey.case.pk}{tab}" for tab in TABS)):
        page.goto(journey.address + address)
        faults += [fault for width in WIDTHS for fault in faults_at(page, width)]
    return faults


TABS = ("", "/data", "/dokumen", "/riwayat")


def test_these_procedures_have_every_act() -> None:
    assert {act for key in TOGETHER for act in acts_of(key)} == set(Act)


@pytest.mark.parametrize("journey", TOGETHER, indirect=True)
def test_every_acts_page_is_open_to_everybody(journey: Journey) -> None:
    key = journey.case.procedure.key
    judged_before = {act for earlier in TOGETHER[: TOGETHER.index(key)] for act in acts_of(earlier)}
    wanted, faults = acts_of(key) - judged_before, []
    while task := next(iter(journey.open_tasks()), None):
        if task.act in wanted:
            wanted.remove(Act(task.act))
            faults += judged(journey, task)
        on_with(task)
        journey.keep_promises()
    assert faults + finished(journey) == []
    assert wanted == set()


NO_PAGES = {"sehat", "dokumen", "dokumen-naskah", "lampiran", "data-dukung", "kantor-lambang", "berkas-format"}
NO_PAGES |= {"siapkan-gladi-dokumen", "siapkan-bagan"}
NO_PAGES |= {page.name for page in PAGES.values() if "ekspor" in page.address}
"""Addresses that answer with a file, or with nothing to look at."""
JUDGED_ELSEWHERE = {"periksa-naskah", "siapkan-mulai"}
"""At the end of a case, and in an installation that is still empty."""
WORDS = {"sop-katalog": "batui-selatan", "bantuan-peran": "sekretaris"}


def addresses(journey: Journey) -> dict[str, list[str]]:
    """Every page that can be looked at while a case is being filled in, by who opens it."""
    keys, stage = keys_of(journey), journey.stage
    found: dict[str, list[str]] = {"member": [], "administrator": []}
    for page in PAGES.values():
        if "GET" not in page.methods or page.name in NO_PAGES | JUDGED_ELSEWHERE:
            continue
        key = next((key for name, key in keys.items() if page.name.startswith(name)), 0)
        address = page.address.replace("<key:pk>", str(key))
        address = re.sub("<str:[a-z]+>", WORDS.get(page.name, next(iter(stage.procedures))), address)
        whose = "administrator" if page.policy is Policy.ADMINISTRATOR else "member"
        found[whose].append(f"/{address}{QUESTIONS.get(page.name, '')}")
    return found


def keys_of(journey: Journey) -> dict[str, int]:
    """What an address with a key leads to, by how the page's name begins."""
    stage, case = journey.stage, journey.case
    unit, post = next(iter(stage.units.values())), next(iter(stage.posts.values()))
    holder = post.holders.get()
    text = DraftText(sop_of(case.edition), procedure=case.procedure)
    draft = begin_draft(stage.administrator, stage.office, text, at=datetime.now(UTC))
    return {
        "tugas": journey.open_tasks()[0].pk,
        "berkas-": case.pk,
        "sop-konsep-": draft.pk,
        "sop-edisi": case.edition_id,
        "kantor-satu-unit": unit.pk,
        "kantor-satu-jabatan": post.pk,
        "kantor-tunjuk": post.pk,
        "kantor-akhiri": holder.pk,
        "kantor-satu-pegawai": holder.person_id,
    }


QUESTIONS = {"sop-konsep-langkah": "?nomor=1"}


def browsers(journey: Journey, task: Task) -> dict[str, Page]:
    """Whoever fills in, and whoever administers the office."""
    context = journey.browser.new_context(locale="id-ID")
    journey.contexts.append(context)
    administrator = context.new_page()
    journey.log_in(administrator, f"admin.{journey.stage.office.code.lower()}")
    return {"member": journey.at(task), "administrator": administrator}


@pytest.mark.parametrize("journey", ["batui-selatan"], indirect=True)
def test_every_other_page_is_open_to_everybody(journey: Journey) -> None:
    while (task := journey.open_tasks()[0]).act != Act.FILL:
        on_with(task)
        journey.keep_promises()
    pages, faults = browsers(journey, task), []
    for whose, found in addresses(journey).items():
        for address in found:
            answer = pages[whose].goto(journey.address + address)
            assert answer is not None
            assert answer.status == 200, address
            # axe never comes back from a document that is not HTML.
            assert answer.header_value("content-type") == "text/html; charset=utf-8", address
            faults += [fault for width in WIDTHS for fault in faults_at(pages[whose], width)]
    assert faults == []


@pytest.mark.parametrize("journey", ["batui-selatan"], indirect=True)
def test_pages_are_light_and_ask_no_other_host(journey: Journey) -> None:
    while (task := journey.open_tasks()[0]).act != Act.FILL:
        on_with(task)
    pages, heavy = browsers(journey, task), []
    for whose, found in addresses(journey).items():
        fresh = journey.browser.new_context(storage_state=pages[whose].context.storage_state())
        wire = wired(fresh)
        for n, address in enumerate(found):
            weight = wire.visit(journey.address + address)
            if weight > (FIRST if n == 0 else NEXT):
                heavy.append(f"{'next' if n else 'first'} {address}: {weight}")
        assert wire.hosts == {journey.address.removeprefix("http://")}
        fresh.close()
    assert heavy == []


@pytest.mark.parametrize("journey", ["batui-selatan"], indirect=True)
def test_a_first_visit_is_light_wherever_it_begins(journey: Journey) -> None:
    while (task := journey.open_tasks()[0]).act != Act.FILL:
        on_with(task)
    context, weights = journey.at(task).context, {}
    for first in ("/", f"/berkas/{journey.case.pk}", f"/tugas/{task.pk}", "/papan", "/masuk"):
        fresh = journey.browser.new_context(storage_state=context.storage_state())
        weights[first] = wired(fresh).visit(journey.address + first)
        fresh.close()
    assert {first: weight for first, weight in weights.items() if weight > FIRST} == {}


def test_a_page_that_shuts_people_out_is_found(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<main><input><p style='color:#bbb'>pucat</p><div style='width:2000px'>lebar</div></main>")
    said = " ".join(faults_at(page, 360))
    context.close()
    assert "label" in said
    assert "color-contrast" in said
    assert "wider than the screen" in said
