"""The nine lines of batui-selatan and its closing, by eleven people in a real browser."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Task
from himpun.documents.models import Paper
from himpun.files.store import read
from himpun.installation.explained import EXPLAINED
from himpun.installation.rehearsal.director import PASSWORD
from himpun.performance.models import Sheet
from himpun.trail.verify import verify
from tests.journeys.stage import Journey, begin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG_UNIT = "Kelurahan Mekar Jaya"


@pytest.fixture
def journey(browser: Browser, live_server: LiveServer) -> Iterator[Journey]:
    played = begin(browser, live_server.url, "batui-selatan")
    yield played
    played.close()


def test_an_office_plays_its_quarter_from_the_disposition_to_the_archive(journey: Journey, tmp_path: Path) -> None:
    lines_one_to_four(journey)
    fill_everywhere(journey)
    recap(journey, 6)
    send_one_unit_back(journey)
    mend(journey)
    recap(journey, 6)
    accept(journey)
    hand_everything_over(journey)
    recap(journey, 9)
    initial_twice(journey)
    sign(journey)
    archive(journey)
    the_case_has_ended(journey)
    the_sealed_report_is_genuine(journey, tmp_path)
    assert verify(EXPLAINED).findings == ()


def lines_one_to_four(journey: Journey) -> None:
    for line, button in ((1, "Kirim disposisi"), (2, "Kirim disposisi")):
        page = journey.at(journey.task(line))
        page.fill("[name=text]", "Segera dilaksanakan")
        journey.press(page, button)
    journey.press(journey.at(journey.task(2, 2)), "Tetapkan format")
    journey.press(journey.at(journey.task(3)), "Kirim permintaan ke unit")
    page = journey.at(journey.task(4))
    page.fill("[name=held_at]", datetime.now(UTC).strftime("%Y-%m-%dT00:01"))
    page.fill("[name=minutes]", "Cara mengisi dijelaskan.")
    for box in page.locator("[name=present]").all()[:5]:
        box.check()
    journey.press(page, "Simpan hasil rapat")


def fill_everywhere(journey: Journey) -> None:
    tasks = journey.open_tasks()
    assert len(tasks) == 6, "three seksi, two kelurahan, the secretariat"
    for task in tasks:
        wrong = task.unit == journey.stage.units[WRONG_UNIT].pk
        page = journey.at(task)
        fill(page, first="931,2" if wrong else "93,12")
        journey.press(page, "Kirim isian")


def fill(page: Page, *, first: str) -> None:
    for cell, value in zip(page.locator("[name^=nilai-]").all(), (first, "5", "2,5", "0"), strict=False):
        cell.fill(value)
    page.locator("[name^=jawab-]").nth(4).select_option("not_started")
    page.locator("[name^=alasan-]").nth(4).fill("Dana cair triwulan depan")


def recap(journey: Journey, line: int) -> None:
    journey.press(journey.at(journey.task(line)), "Buat rekap dan konsep laporan")


def send_one_unit_back(journey: Journey) -> None:
    journey.press(journey.at(journey.task(7)), "Terima dan himpun")
    page = journey.at(journey.task(7, 2))
    page.get_by_label(f"Tunjuk {WRONG_UNIT}, Persentase layanan selesai tepat waktu").check()
    page.get_by_text("Minta perbaikan").click()
    page.get_by_label("Alasan").fill("Angka sepuluh kali target, periksa koma.")
    journey.press(page, "Kembalikan untuk diperbaiki")
    assert [t.unit for t in journey.open_tasks()] == [journey.stage.units[WRONG_UNIT].pk]


def mend(journey: Journey) -> None:
    page = journey.at(journey.task(5, unit=WRONG_UNIT))
    expect(page.get_by_text("Angka sepuluh kali target, periksa koma.").first).to_be_visible()
    assert page.locator("[name^=nilai-]").count() == 1, "only the pointed cell is asked for"
    page.locator("[name^=nilai-]").fill("93,12")
    journey.press(page, "Kirim isian")
    assert Sheet.objects.get(case=journey.case, unit=journey.stage.units[WRONG_UNIT]).revision == 2


def accept(journey: Journey) -> None:
    journey.press(journey.at(journey.task(7)), "Terima dan himpun")
    journey.press(journey.at(journey.task(7, 2)), "Terima")


def hand_everything_over(journey: Journey) -> None:
    for task in journey.open_tasks():
        journey.press(journey.at(task), "Serahkan")


def initial_twice(journey: Journey) -> None:
    journey.press(journey.at(journey.task(10)), "Paraf")
    journey.press(journey.at(journey.task(11)), "Paraf")


def sign(journey: Journey) -> None:
    task = journey.task(12)
    page = journey.at(task)
    page.fill("[name=sandi]", "bukan kata sandinya")
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_role("alert")).to_contain_text("Kata sandi")
    assert Task.objects.get(pk=task.pk).state == "open"
    page.fill("[name=sandi]", PASSWORD)
    journey.press(page, "Tanda tangani")


def archive(journey: Journey) -> None:
    page = journey.at(journey.task(13))
    page.get_by_label("Rak").fill("2")
    journey.press(page, "Arsipkan")


def the_case_has_ended(journey: Journey) -> None:
    page = next(iter(journey.pages.values()))
    page.goto(f"{journey.address}/berkas/{journey.case.pk}")
    expect(page.get_by_text("Selesai").first).to_be_visible()
    assert journey.open_tasks() == []


def the_sealed_report_is_genuine(journey: Journey, folder: Path) -> None:
    """Downloaded through the page, and verified by a program that is not ours."""
    report = Paper.objects.get(filed__case=journey.case, kind="report", replaced_at=None)
    page = next(iter(journey.pages.values()))
    answer = page.request.get(f"{journey.address}/dokumen/{report.pk}")
    assert report.final_file is not None
    assert answer.body() == read(report.final_file)
    file = folder / "laporan.pdf"
    file.write_bytes(answer.body())
    said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    page.goto(f"{journey.address}/periksa/{report.check_code}")
    expect(page.get_by_role("status")).to_contain_text("asli dan segelnya utuh")
