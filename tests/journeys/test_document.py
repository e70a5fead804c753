"""An office's own Word file becomes an edition that runs: read, answered, corrected, approved, opened; by presses."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Case
from himpun.installation.explained import EXPLAINED
from himpun.installation.rehearsal.director import PASSWORD, promise_figures, stage_for
from himpun.installation.rehearsal.stage import Stage, cast_procedure
from himpun.organisation.models import Post
from himpun.procedures.actions import publish_edition
from himpun.procedures.drafts import text_of
from himpun.procedures.models import DraftEdition, DraftState, Edition
from himpun.procedures.queries import edition_in_force, sop_of
from himpun.sop.catalogue import load
from himpun.sop.edit import line, with_step
from himpun.sop.model import Seat
from himpun.trail.verify import verify
from himpun.web.request import day_of
from tests.journeys.presses import Presses
from tests.pages.judged import WIDTHS, faults_at

# Playwright's synchronous driver runs an event loop in this thread; the tests' own looks into the database are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 32
OPEN = "section[aria-labelledby=pertanyaan] li[id^=tanya-]"
DOCUMENT = Path(__file__).parents[1] / "reading" / "documents" / "talang-di-tempat.docx"


@pytest.fixture(params=[(1280, True), (360, True), (1280, False)], ids=["wide", "narrow", "without-scripts"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scripts = request.param
    made = browser.new_context(locale="id-ID", viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    yield made
    made.close()


def test_a_word_file_becomes_an_edition_on_which_a_case_opens(
    context: BrowserContext, browser: Browser, live_server: LiveServer
) -> None:
    made = office()
    presses = Presses(logged_in(context, live_server.url, "admin.gld"))
    read_the_document(presses, live_server.url)
    answer_everything(presses)
    correct_a_step(presses)
    add_a_performer(presses)
    presses.follow("Pengesahan")
    presses.press("Ajukan untuk disahkan")
    expect(presses.page.get_by_text("menunggu pengesahan").first).to_be_visible()
    edition = the_head_approves(browser, presses, live_server.url, made)
    cast_and_open(presses, live_server.url, edition)
    assert presses.count <= MOST, "\n".join(presses.log)
    assert verify(EXPLAINED).findings == ()


def office() -> Stage:
    """A subdistrict that already runs another SOP: its posts, units and figures are there."""
    now = datetime.now(UTC)
    sop = load("batui-selatan")
    made = stage_for(sop, at=now - timedelta(days=400))
    procedure = cast_procedure(made, "batui-selatan", sop)
    promise_figures(made, procedure, sop, years=range(now.year - 1, now.year + 1))
    Post.objects.filter(title__startswith="Camat").update(heads_office=True)
    return made


def logged_in(context: BrowserContext, address: str, username: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.fill("[name=nama]", username)
    page.fill("[name=sandi]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    return page


def the_draft() -> DraftEdition:
    return DraftEdition.objects.get()


def read_the_document(presses: Presses, address: str) -> None:
    presses.visit(f"{address}/sop")
    presses.follow("Baca dokumen SOP")
    presses.file("[name=berkas]", DOCUMENT)
    presses.press("Baca")
    presses.page.wait_for_url(f"{address}/sop/konsep/*")
    expect(presses.page.locator("h1")).to_have_text("Pengumpulan Data Kinerja")
    assert len(text_of(the_draft()).steps) == 6


def answer_everything(presses: Presses) -> None:
    """One answer otherwise, the others as they are; each is one press, and the next question is at hand."""
    page = presses.page
    presses.click(page.get_by_role("button", name="Hanya ke langkah 3").first)
    page.wait_for_url("**#tanya-*")
    for _ in range(20):
        left = page.locator(OPEN).count()
        if not left:
            break
        presses.click("section[aria-labelledby=pertanyaan] button[value=benar]")
        expect(page.locator(OPEN)).to_have_count(left - 1)
    expect(page.get_by_text("Semua pertanyaan terjawab.")).to_be_visible()
    assert [way.to for way in text_of(the_draft()).steps[4].ways] == [3]


def correct_a_step(presses: Presses) -> None:
    page = presses.page
    presses.click(page.get_by_role("link", name="Ubah langkah 6", exact=True))
    presses.fill("[name=waktu]", "45")
    presses.press("Simpan langkah")
    page.wait_for_url("**#langkah-6")
    time = text_of(the_draft()).steps[5].duration
    assert time is not None
    assert time.written == "45 menit"


def add_a_performer(presses: Presses) -> None:
    """Lurah fill in too: the name is pasted, and stands in the step beside who was there."""
    page = presses.page
    presses.follow("Pelaksana")
    presses.paste("[name=daftar]", "Lurah")
    presses.press("Simpan pelaksana")
    page.wait_for_url("**#langkah")
    fresh = text_of(the_draft()).performers[-1]
    assert (fresh.name, fresh.seat) == ("Lurah", Seat.UNITS)
    presses.click(page.get_by_role("link", name="Ubah langkah 3", exact=True))
    presses.click(page.locator(f"[name=oleh-1][value={fresh.key}]"))
    presses.press("Simpan langkah")
    page.wait_for_url("**#langkah-3")
    expect(page.get_by_text("Semua pertanyaan terjawab.")).to_be_visible()


def test_what_was_typed_and_not_saved_is_there_again_until_it_is_saved(
    browser: Browser, live_server: LiveServer
) -> None:
    office()
    context = browser.new_context(locale="id-ID", viewport={"width": 1280, "height": 900})
    page = logged_in(context, live_server.url, "admin.gld")
    read_the_document(Presses(page), live_server.url)
    address = f"{live_server.url}/sop/konsep/{the_draft().pk}"
    before = text_of(the_draft()).steps[5].activity
    page.goto(f"{address}/langkah?nomor=6")
    page.fill("[name=uraian]", "Menandatangani laporan akhir")
    page.locator("[name=ikut]").first.check()
    page.get_by_role("link", name="Kembali ke konsep").click()
    page.goto(f"{address}/langkah?nomor=6")
    expect(page.locator("[name=uraian]")).to_have_value("Menandatangani laporan akhir")
    expect(page.locator("[name=ikut]").first).to_be_checked()
    page.get_by_role("button", name="Buang ketikan").click()
    expect(page.locator("[name=uraian]")).to_have_value(before)
    page.fill("[name=uraian]", "Menandatangani laporan triwulan")
    page.get_by_role("button", name="Simpan langkah").click()
    page.wait_for_url("**#langkah-6")
    page.goto(f"{address}/langkah?nomor=6")
    expect(page.locator("[name=uraian]")).to_have_value("Menandatangani laporan triwulan")
    expect(page.locator("[role=status]")).to_have_count(0)
    context.close()


def test_from_a_question_to_its_row_and_back(browser: Browser, live_server: LiveServer) -> None:
    office()
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 740})
    page = logged_in(context, live_server.url, "admin.gld")
    read_the_document(Presses(page), live_server.url)
    page.get_by_role("link", name="Lihat langkah").first.click()
    expect(page.locator(".paper :target")).to_be_in_viewport()
    expect(page.locator(".standing")).to_be_in_viewport()
    page.get_by_role("link", name="Kembali ke pertanyaan").click()
    expect(page.locator("li[id^=tanya-]:target")).to_be_in_viewport()
    context.close()


def the_head_approves(browser: Browser, before: Presses, address: str, made: Stage) -> Edition:
    context = browser.new_context(locale="id-ID", viewport={"width": 390, "height": 800})
    head = Post.objects.get(heads_office=True)
    page = logged_in(context, address, made.accounts[head.pk].username)
    presses = Presses(page, since=before)
    presses.visit(f"{address}/sop/konsep/{the_draft().pk}/pengesahan")
    presses.fill("[name=nomor]", "065/07/SOP")
    presses.press("Sahkan SOP")
    page.wait_for_url(f"{address}/sop/edisi/*")
    context.close()
    edition = Edition.objects.latest("pk")
    assert the_draft().state == DraftState.PUBLISHED
    assert edition_in_force(edition.procedure, day_of(datetime.now(UTC))) == edition
    assert sop_of(edition).approved_by.name == head.holders.get().person.name
    return edition


def cast_and_open(presses: Presses, address: str, edition: Edition) -> None:
    """The page of the edition leads on: who plays it, and when its case opens."""
    page = presses.page
    presses.visit(f"{address}/sop/edisi/{edition.pk}")
    presses.follow("Tetapkan pelaksana")
    presses.press("Terima dan simpan")
    presses.visit(f"{address}/sop/edisi/{edition.pk}")
    presses.follow("Atur jadwal dan buka berkas")
    presses.press("Simpan dan buka berkas")
    page.wait_for_url(f"{address}/siapkan?sop=*")
    assert Case.objects.get().edition_id == edition.pk


def test_every_page_of_a_draft_can_be_used_by_everybody(browser: Browser, live_server: LiveServer) -> None:
    """axe finds nothing, and nothing is wider than the screen, at a desk and on a phone."""
    before, after = two_editions(office())
    context = browser.new_context(locale="id-ID", viewport={"width": 1280, "height": 900})
    page = logged_in(context, live_server.url, "admin.gld")
    read_the_document(Presses(page), live_server.url)
    page.click("section[aria-labelledby=pertanyaan] button[value=benar]")
    page.wait_for_url("**#tanya-*")
    page.goto(f"{live_server.url}/sop/batui-selatan")
    page.get_by_role("button", name="Jadikan konsep").click()
    page.wait_for_url("**/sop/konsep/*")
    first, second = DraftEdition.objects.order_by("pk")
    places = [f"/sop/konsep/{first.pk}{rest}" for rest in ("", "/langkah", "/langkah?nomor=5", "/pelaksana")]
    places += [f"/sop/konsep/{first.pk}{rest}" for rest in ("/identitas", "/pengesahan")]
    places += [f"/sop/konsep/{second.pk}", f"/sop/edisi/{after.pk}?banding={before.pk}", "/sop"]
    places += ["/sop/baca", "/sop/konsep", "/sop/batui-selatan"]
    faults = [fault for place in places for width in WIDTHS for fault in judged(page, live_server.url + place, width)]
    context.close()
    assert faults == []


def two_editions(made: Stage) -> tuple[Edition, Edition]:
    """The office's edition, and one that says a line otherwise."""
    first = Edition.objects.get()
    sop = sop_of(first)
    told = with_step(sop, replace(line(sop, 1), activity="Memberi perintah tertulis pengumpulan data"))
    now = datetime.now(UTC)
    second = publish_edition(
        made.administrator, made.office, told, key=first.procedure.key, in_force_from=now.date(), at=now
    )
    return first, second


def judged(page: Page, address: str, width: int) -> list[str]:
    """The page with everything that can be opened open."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach(box => { box.open = true; })")
    return faults_at(page, width)
