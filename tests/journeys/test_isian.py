"""A unit's sheet in a real browser: keys, paste, each cell kept as it is left, and nothing lost."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from himpun.cases import deeds
from himpun.cases.actions import send_back
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.organisation.models import Account, Session
from himpun.organisation.sessions import SessionStore
from himpun.performance.models import Draft, Evidence, Figure, SheetLine, Submission
from himpun.performance.tests.world import LATER, fill, open_tasks, opened, promise, run_to, the_task, world
from himpun.web.tests.stage import NOW, PASSWORD, Stage, account_of, stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Playwright's synchronous driver runs an event loop in this thread; the tests' own looks into the database are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

KASI = "Kepala Seksi/Lurah 1"
TEN = "93,12\n5\n2,5\n0\n1.234,56\n7\n8\n9\n10\n11"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("himpun.web.identity.now", lambda: NOW)


@dataclass
class Unit:
    """A unit whose sheet of ten indicators lies open, and the browsers of its people."""

    browser: Browser
    address: str
    made: Stage
    task: Task
    lines: list[int]
    contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return account_of(self.made.world, self.task.post_id or 0)

    def device(self, *, script: bool = True, width: int = 1280) -> BrowserContext:
        """A browser of its own, logged in."""
        context = self.browser.new_context(
            locale="id-ID", viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        self.contexts.append(context)
        session = SessionStore()
        session.log_in(self.account)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": self.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        return context

    def sheet(self, context: BrowserContext | None = None) -> Page:
        page = (context or self.device()).new_page()
        page.goto(f"{self.address}/tugas/{self.task.pk}")
        return page

    def kept(self) -> dict[str, str]:
        """The figures of the draft, by line."""
        draft = Draft.objects.filter(sheet__task=self.task.pk).first()
        return {key: cell[1] for key, cell in draft.content["cells"].items()} if draft else {}


@pytest.fixture
def unit(browser: Browser, live_server: LiveServer) -> Iterator[Unit]:
    made = stage()
    for number in range(2, 11):
        promise(made.world, KASI, f"Indikator {number}")
    run_to(made.world, made.case, act="fill")
    yield from played(browser, live_server, made)


def played(browser: Browser, live_server: LiveServer, made: Stage) -> Iterator[Unit]:
    task = next(t for t in open_tasks(made.case) if t.unit == made.world.units[KASI].pk)
    lines = list(SheetLine.objects.filter(sheet__task=task.pk).values_list("pk", flat=True))
    found = Unit(browser, live_server.url, made, task, lines)
    yield found
    for context in found.contexts:
        context.close()


def figure(page: Page, line: int) -> Locator:
    return page.locator(f"[name=nilai-{line}]")


def state(page: Page, line: int) -> Locator:
    return page.locator(f"#baris-{line} [data-keadaan]")


def paste(cell: Locator, text: str) -> None:
    """As Excel puts a block on the clipboard."""
    cell.focus()
    cell.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    cell.page.keyboard.press("Control+V")


def test_keys_move_between_cells_as_in_a_spreadsheet(unit: Unit) -> None:
    page, (first, second, third, *_) = unit.sheet(), unit.lines
    figure(page, first).focus()
    for key, line in (("Enter", second), ("ArrowDown", third), ("ArrowUp", second), ("Shift+Enter", first)):
        page.keyboard.press(key)
        expect(figure(page, line)).to_be_focused()
    page.keyboard.type("12")
    page.keyboard.press("ArrowLeft")
    expect(figure(page, first)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"[name=kendala-{first}]")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(figure(page, first)).to_be_focused()


def test_a_cell_is_kept_as_it_is_left_and_what_is_wrong_is_told_beside_it(unit: Unit) -> None:
    page, (first, second, *_) = unit.sheet(), unit.lines
    expect(page.locator("[data-hitung]")).to_contain_text("0 dari 10 indikator terjawab. 10 sel belum dijawab")
    figure(page, first).fill("93,12")
    page.keyboard.press("Enter")
    expect(state(page, first)).to_contain_text("tersimpan ")
    page.keyboard.type("83.15")
    page.keyboard.press("Enter")
    expect(page.locator(f"#salah-nilai-{second}")).to_contain_text("83,15")
    expect(state(page, second)).to_have_text("ketikan disimpan, belum sah")
    expect(page.locator("[data-hitung]")).to_contain_text("1 dari 10 indikator terjawab. 8 sel belum dijawab")
    expect(page.locator("[data-hitung]")).to_contain_text("1 sel perlu diperbaiki: 2")
    assert unit.kept() == {str(first): "93,12", str(second): "83.15"}
    page.locator("[data-hitung] a").first.click()
    expect(figure(page, unit.lines[2])).to_be_focused()
    figure(page, second).fill("83,15")
    page.keyboard.press("Enter")
    expect(page.locator(f"#salah-nilai-{second}")).to_have_count(0)
    assert unit.sheet().locator(f"[name=nilai-{second}]").input_value() == "83,15", "another device"


def test_a_block_from_a_spreadsheet_fills_ten_cells_and_one_press_sends_them(unit: Unit) -> None:
    page = unit.sheet()
    page.locator(f"[name=jawab-{unit.lines[0]}]").select_option("not_started")
    paste(figure(page, unit.lines[0]), TEN)
    expect(page.locator("[data-hitung]")).to_contain_text("10 dari 10 indikator terjawab.")
    page.get_by_role("button", name="Kirim isian").click()
    page.wait_for_url(f"{unit.address}/berkas/{unit.made.case.pk}?selesai=*")
    figures = Figure.objects.filter(submission__task=unit.task).order_by("line__position")
    assert [str(f.value).rstrip("0").rstrip(".") for f in figures][:5] == ["93.12", "5", "2.5", "0", "1234.56"]
    assert {f.answer for f in figures} == {"value"}


def test_a_second_column_goes_to_the_obstacle_and_words_to_the_answer(unit: Unit) -> None:
    page, lines = unit.sheet(), unit.lines
    paste(figure(page, lines[8]), '1\t"Jalan\nputus"\r\nBelum berjalan\tDana belum cair\r\n3\tlebih\r\n')
    expect(page.locator("#kabar")).to_contain_text("1 baris terakhir tidak ditempel")
    expect(state(page, lines[9])).to_contain_text("tersimpan")
    expect(page.locator(f"[name=kendala-{lines[8]}]")).to_have_value("Jalan putus")
    expect(page.locator(f"[name=jawab-{lines[9]}]")).to_have_value("not_started")
    expect(page.locator(f"[name=alasan-{lines[9]}]")).to_have_value("Dana belum cair")


def test_a_cut_line_loses_nothing_and_says_what_is_only_here(unit: Unit) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[0]
    context.set_offline(True)
    figure(page, line).fill("41")
    page.keyboard.press("Tab")
    expect(state(page, line)).to_contain_text("hanya di perangkat ini")
    expect(page.get_by_role("status")).to_contain_text("1 sel hanya di perangkat ini")
    page.get_by_role("button", name="Kirim isian").click()
    expect(page.locator("#kabar")).to_contain_text("isian belum dikirim")
    assert unit.kept() == {}
    context.set_offline(False)
    expect(state(page, line)).to_contain_text("tersimpan")
    assert unit.kept() == {str(line): "41"}


def test_a_closed_tab_brings_back_what_was_never_sent(unit: Unit) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[0]
    context.set_offline(True)
    figure(page, line).fill("4")
    page.close()
    context.set_offline(False)
    again = unit.sheet(context)
    expect(figure(again, line)).to_have_value("4")
    expect(state(again, line)).to_contain_text("tersimpan")
    assert unit.kept() == {str(line): "4"}
    assert again.evaluate("Object.keys(localStorage).length") == 0, "what the server has is not kept twice"


@pytest.mark.parametrize("forgotten", [False, True], ids=["session", "all cookies"])
def test_an_ended_session_keeps_all_and_sends_it_after_the_log_in(unit: Unit, *, forgotten: bool) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[-1]
    if forgotten:
        context.clear_cookies()
    else:
        Session.objects.all().delete()
    figure(page, line).fill("55")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Sesi Anda berakhir")
    expect(page.get_by_role("link", name="Masuk lagi")).to_be_in_viewport()
    expect(state(page, line)).to_contain_text("sesi berakhir: hanya di perangkat ini")
    page.get_by_role("link", name="Masuk lagi").click()
    page.fill("[name=nama]", unit.account.username)
    page.fill("[name=sandi]", PASSWORD)
    page.click("main button")
    expect(figure(page, line)).to_have_value("55")
    expect(state(page, line)).to_contain_text("tersimpan")
    assert unit.kept() == {str(line): "55"}


def test_a_log_in_in_another_tab_is_enough(unit: Unit) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[0]
    Session.objects.all().delete()
    figure(page, line).fill("55")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Sesi Anda berakhir")
    other = context.new_page()
    other.goto(f"{unit.address}/masuk")
    other.fill("[name=nama]", unit.account.username)
    other.fill("[name=sandi]", PASSWORD)
    other.click("main button")
    other.wait_for_url(f"{unit.address}/")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(state(page, line)).to_contain_text("tersimpan")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_next_person_at_the_device_sees_nothing_of_it(unit: Unit) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[0]
    context.set_offline(True)
    figure(page, line).fill("4")
    page.close()
    context.set_offline(False)
    successor = next(post for post in unit.made.world.people if post != unit.task.post_id)
    Task.objects.filter(pk=unit.task.pk).update(post=successor)
    session = SessionStore()
    session.log_in(account_of(unit.made.world, successor))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": unit.address}
    context.add_cookies([cookie])  # type: ignore[list-item]
    again = unit.sheet(context)
    expect(figure(again, line)).to_have_value("")
    assert again.evaluate("Object.keys(localStorage).length") == 1, "kept for its owner"


@pytest.mark.parametrize(("choice", "stands"), [("Pakai yang di sana", "1"), ("Pakai yang di sini", "2")])
def test_two_tabs_that_differ_are_asked_which_counts(unit: Unit, choice: str, stands: str) -> None:
    one, other, line = unit.sheet(), unit.sheet(), unit.lines[0]
    figure(one, line).fill("1")
    one.keyboard.press("Enter")
    expect(state(one, line)).to_contain_text("tersimpan")
    figure(other, line).fill("2")
    other.keyboard.press("Enter")
    apart = other.get_by_role("group", name="Dua isian berbeda")
    expect(apart).to_contain_text("Di sana: 1")
    expect(apart).to_contain_text("Di sini: 2")
    assert unit.kept() == {str(line): "1"}
    apart.get_by_role("button", name=choice).click()
    expect(state(other, line)).to_contain_text("tersimpan")
    expect(figure(other, line)).to_have_value(stands)
    assert unit.kept() == {str(line): stands}


@pytest.mark.parametrize(("choice", "stands"), [("Pakai yang di sana", "8"), ("Pakai yang di sini", "9")])
def test_what_is_asked_shown_and_kept_agree_however_often_the_page_is_opened(
    unit: Unit, choice: str, stands: str
) -> None:
    context = unit.device()
    one, other, line = unit.sheet(context), unit.sheet(context), unit.lines[0]
    figure(one, line).fill("8")
    one.keyboard.press("Enter")
    expect(state(one, line)).to_contain_text("tersimpan")
    figure(other, line).fill("9")
    other.keyboard.press("Enter")
    apart = other.get_by_role("group", name="Dua isian berbeda")
    expect(apart).to_contain_text("Di sini: 9")
    other.close()
    one.reload()
    apart = one.get_by_role("group", name="Dua isian berbeda")
    expect(apart).to_contain_text("Di sana: 8")
    one.get_by_role("button", name="Kirim isian").click()
    expect(one.locator("#kabar")).to_contain_text("Pilih dahulu")
    expect(state(one, line)).to_contain_text("berbeda: pilih salah satu")
    assert unit.kept() == {str(line): "8"}
    apart.get_by_role("button", name=choice).click()
    expect(state(one, line)).to_contain_text("tersimpan")
    expect(figure(one, line)).to_have_value(stands)
    assert unit.kept() == {str(line): stands}


def test_a_refused_sheet_asks_which_counts_and_keeps_neither_by_itself(unit: Unit) -> None:
    context = unit.device()
    one, other, line = unit.sheet(context), unit.sheet(context), unit.lines[0]
    figure(one, line).fill("8")
    one.keyboard.press("Enter")
    expect(state(one, line)).to_contain_text("tersimpan")
    figure(other, line).fill("9")
    other.evaluate("document.querySelector('form.lembar').submit()")  # quicker than any script
    for _ in range(2):
        expect(other.get_by_role("group", name="Dua isian berbeda")).to_contain_text("Di sana: 8")
        expect(other.get_by_role("group", name="Dua isian berbeda")).to_contain_text("Di sini: 9")
        expect(state(other, line)).to_contain_text("berbeda: pilih salah satu")
        assert unit.kept()[str(line)] == "8"
        other.goto(f"{unit.address}/tugas/{unit.task.pk}")


def test_a_sheet_that_was_sent_elsewhere_says_so(unit: Unit) -> None:
    page = unit.sheet()
    fill(unit.made.world, unit.task)
    figure(page, unit.lines[0]).fill("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tugas ini sudah diselesaikan oleh")


def test_evidence_is_taken_in_by_choosing_or_dropping_it(unit: Unit, tmp_path: Path) -> None:
    line = unit.lines[0]
    SheetLine.objects.filter(pk=line).update(needs_evidence=True)
    page = unit.sheet()
    row = page.locator(f"#baris-{line}")
    figure(page, line).fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(f"#salah-bukti-{line}")).to_contain_text("meminta data dukung")
    chosen = tmp_path / "register.pdf"
    chosen.write_bytes(b"%PDF-1.7 isi")
    row.locator("[type=file]").set_input_files(chosen)
    expect(row.get_by_role("link", name="register.pdf")).to_be_visible()
    expect(page.locator(f"#salah-bukti-{line}")).to_have_count(0)
    drop(row, "foto.txt", "isi foto")
    expect(row.get_by_role("link", name="foto.txt")).to_be_visible()
    drop(row, "program.exe", "MZ program")
    expect(row).to_contain_text("program.exe: ditolak")
    row.get_by_role("button", name="Lepas register.pdf").click()
    expect(row.get_by_role("link", name="register.pdf")).to_have_count(0)
    assert [e.file.name for e in Evidence.objects.filter(removed_at=None)] == ["foto.txt"]


def drop(row: Locator, name: str, content: str) -> None:
    script = "([n, c]) => { const d = new DataTransfer(); d.items.add(new File([c], n)); return d; }"
    data = row.page.evaluate_handle(script, [name, content])
    row.dispatch_event("drop", {"dataTransfer": data})


def test_a_file_waits_for_the_line_and_the_button_waits_for_the_file(unit: Unit) -> None:
    context = unit.device()
    page, line = unit.sheet(context), unit.lines[0]
    context.set_offline(True)
    row = page.locator(f"#baris-{line}")
    drop(row, "foto.txt", "isi foto")
    expect(row).to_contain_text("foto.txt: belum terunggah, menunggu sambungan")
    expect(page.get_by_role("status")).to_contain_text("1 berkas belum terunggah")
    context.set_offline(False)
    expect(row.get_by_role("link", name="foto.txt")).to_be_visible()


def test_with_a_script_the_form_leaves_without_its_files_and_without_one_it_still_works(unit: Unit) -> None:
    page = unit.sheet()
    paste(figure(page, unit.lines[0]), TEN)
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith(f"/tugas/{unit.task.pk}")) as sent:
        page.get_by_role("button", name="Kirim isian").click()
    assert sent.value.headers["content-type"] == "application/x-www-form-urlencoded"


def test_without_a_script_the_sheet_is_a_plain_form(unit: Unit, tmp_path: Path) -> None:
    page, line = unit.sheet(unit.device(script=False)), unit.lines[0]
    proof = tmp_path / "register.pdf"
    proof.write_bytes(b"%PDF-1.7 isi")
    figure(page, line).fill("83.15")
    page.locator(f"[name=bukti-{line}]").set_input_files(proof)
    page.get_by_role("button", name="Simpan konsep dan data dukung").click()
    expect(page.get_by_role("link", name="register.pdf")).to_be_visible()
    expect(page.locator(f"#salah-nilai-{line}")).to_contain_text("83,15")
    page.get_by_role("button", name="Kirim isian").click()
    expect(page.locator(".kurang li")).to_have_count(1)
    expect(page.locator("[data-hitung]")).to_contain_text("9 sel belum dijawab: 2 3 4 5 6 7 8 9 10")
    assert page.get_by_text("Belum dijawab. Isi angka").count() == 9, "beside each cell"
    for one in unit.lines:
        figure(page, one).fill("9")
    page.get_by_role("button", name="Kirim isian").click()
    page.wait_for_url(f"{unit.address}/berkas/{unit.made.case.pk}?selesai=*")
    assert Submission.objects.filter(task=unit.task).count() == 1


def test_on_a_phone_nothing_leaves_the_screen_and_every_target_is_large_enough(unit: Unit) -> None:
    page = unit.sheet(unit.device(width=360))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    figure(page, unit.lines[0]).fill("1")
    page.keyboard.press("Enter")
    expect(state(page, unit.lines[0])).to_contain_text("tersimpan")
    heights = page.eval_on_selector_all(
        ".lembar :is(input:not([type=hidden]):not([type=file]), select, button:not(.skip), label.pilih)",
        "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)",
    )
    assert min(heights) >= 40


def test_only_the_pointed_cell_is_mended_with_the_reason_beside_it(browser: Browser, live_server: LiveServer) -> None:
    made = world("tebing-tinggi-2022")
    for name in made.units:
        promise(made, name, f"Layanan {name}")
    case = opened(made)
    run_to(made, case, act="review", line=5)
    line = SheetLine.objects.filter(sheet__case=case).select_related("sheet").order_by("pk")[0]
    task = the_task(case, "review")
    point = deeds.Point(line.sheet.unit_id, field=str(line.pk), note="Koma tergeser")
    send_back(
        made.doer(task), task, deeds.SendBack(6, "Perlu perbaikan.", (point,)), read=reading_of(task).digest, at=LATER
    )
    unit = Unit(browser, live_server.url, Stage(made, case), the_task(case, "revise"), [line.pk])
    page = unit.sheet()
    expect(page.locator("[name^=nilai-]")).to_have_count(1)
    expect(page.locator(f"#baris-{line.pk}")).to_contain_text("Diminta diperbaiki: Koma tergeser")
    figure(page, line.pk).fill("9,7")
    page.reload()
    expect(figure(page, line.pk)).to_have_value("9,7")
    expect(state(page, line.pk)).to_contain_text("hanya di perangkat ini")
    page.get_by_role("button", name="Kirim perbaikan").click()
    page.wait_for_url(f"{unit.address}/berkas/{case.pk}?selesai=*")
    assert Submission.objects.get(on_behalf=True).sheet_id == line.sheet_id
    unit.contexts[0].close()


def test_pressing_send_while_a_cell_is_on_its_way_sends_the_sheet_once_it_has_arrived(unit: Unit) -> None:
    """A cell changed twice on a slow line: its first state must not come back as somebody else's change."""
    page = unit.sheet()

    def answered_late(route: Route) -> None:
        answer = route.fetch()
        page.wait_for_timeout(700)
        route.fulfill(response=answer)

    page.route("**/isian/*", answered_late)
    page.locator(f"[name=jawab-{unit.lines[0]}]").select_option("not_started")
    page.locator(f"[name=alasan-{unit.lines[0]}]").fill("Dana cair triwulan depan")
    for line in unit.lines[1:]:
        figure(page, line).fill("5")
    page.get_by_role("button", name="Kirim isian").click()
    page.wait_for_url(f"{unit.address}/berkas/{unit.made.case.pk}?selesai=*")
    assert Task.objects.get(pk=unit.task.pk).state == "done"
