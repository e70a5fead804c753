"""Every page at 1280 and 360 pixels: axe finds nothing, it fits, it is light, and it asks no other host."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Task
from himpun.documents.models import Paper
from himpun.installation.rehearsal.director import PASSWORD
from himpun.installation.rehearsal.player import Player
from himpun.sop.catalogue import load
from himpun.sop.model import Act
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


def addresses(journey: Journey) -> list[str]:
    """Every page that can be looked at, of a case that is being filled in."""
    keys = {"berkas": journey.case.pk, "tugas": journey.open_tasks()[0].pk}
    found = []
    for page in PAGES.values():
        if "GET" not in page.methods or page.name in DOWNLOADS:
            continue
        where = page.address.split("/")[0]
        address = page.address.replace("<key:pk>", str(keys.get(where, "")))
        found.append(WORDS.get(page.name, address))
    return [f"/{one}" for one in found]


DOWNLOADS = {"dokumen", "lampiran", "data-dukung", "sehat", "periksa-naskah"}
WORDS = {"sop-katalog": "sop/batui-selatan", "bantuan-peran": "bantuan/kasubag-perencanaan"}


@pytest.mark.parametrize("journey", ["batui-selatan"], indirect=True)
def test_every_other_page_is_open_to_everybody(journey: Journey) -> None:
    while (task := journey.open_tasks()[0]).act != Act.FILL:
        on_with(task)
        journey.keep_promises()
    page = journey.at(task)
    faults = []
    for address in addresses(journey):
        answer = page.goto(journey.address + address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [fault for width in WIDTHS for fault in faults_at(page, width)]
    assert faults == []


@pytest.mark.parametrize("journey", ["batui-selatan"], indirect=True)
def test_pages_are_light_and_ask_no_other_host(journey: Journey) -> None:
    while (task := journey.open_tasks()[0]).act != Act.FILL:
        on_with(task)
    context = journey.at(task).context
    heavy = []
    for first in ("/", f"/berkas/{journey.case.pk}", f"/tugas/{task.pk}"):
        fresh = journey.browser.new_context(storage_state=context.storage_state())
        wire = wired(fresh)
        if (weight := wire.visit(journey.address + first)) > FIRST:
            heavy.append(f"first {first}: {weight}")
        for address in addresses(journey):
            if (weight := wire.visit(journey.address + address)) > NEXT:
                heavy.append(f"next {address}: {weight}")
        assert wire.hosts == {journey.address.removeprefix("http://")}
        fresh.close()
    assert heavy == []


def test_a_page_that_shuts_people_out_is_found(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<main><input><p style='color:#bbb'>pucat</p><div style='width:2000px'>lebar</div></main>")
    said = " ".join(faults_at(page, 360))
    context.close()
    assert "label" in said
    assert "color-contrast" in said
    assert "wider than the screen" in said
