"""An empty installation becomes a working office: in a real browser, with and without scripts, counted by presses."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Case, Task
from himpun.installation.explained import EXPLAINED
from himpun.installation.founding import issue_code
from himpun.installation.rehearsal.people import people
from himpun.organisation.models import Account, Office, Person, Post, Unit
from himpun.performance.models import Indicator, Target
from himpun.procedures.models import Casting
from himpun.trail.verify import verify
from tests.house.source import ROOT
from tests.journeys.presses import Presses

# Playwright's synchronous driver runs an event loop in this thread; the tests' own looks into the database are plain.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 120
PASSWORD = "hujan-turun-di-hulu"
SEKSI = ("Pemerintahan", "Pelayanan Umum", "Ketenteraman dan Ketertiban", "Pemberdayaan Masyarakat", "Pembangunan")
KELURAHAN = ("Air Bening", "Sumber Jaya", "Muara Indah")
STAFF = ("Pengadministrasi Umum", "Pengelola Data", "Bendahara", "Pramu Kebersihan", "Pengemudi")


def posts() -> list[tuple[str, str]]:
    """Thirty posts in eleven units, as an office's own list has them: short forms, titles that come again."""
    rows = [("Camat", ""), ("Sekretaris Kecamatan", "Sekretariat")]
    rows += [("Kasubag Perencanaan dan Keuangan", "Subbagian Perencanaan dan Keuangan")]
    rows += [("Kasubbag Umum dan Kepegawaian", "Subbagian Umum dan Kepegawaian")]
    rows += [("Kepala Seksi", f"Seksi {name}") for name in SEKSI]
    rows += [("Lurah", f"Kelurahan {name}") for name in KELURAHAN]
    units = [unit for _, unit in rows if unit]
    return rows + [(STAFF[n % len(STAFF)], units[n % len(units)]) for n in range(30 - len(rows))]


def staff_list() -> str:
    crowd = people(100)
    lines = ["No\tNama\tNIP\tPangkat/Gol\tJabatan\tUnit Kerja"]
    for number, (title, unit) in enumerate(posts(), start=1):
        one = next(crowd)
        lines.append(f"{number}\t{one.name}\t{one.nip}\t{one.rank}\t{title}\t{unit}")
    return "\n".join(lines)


def indicator_list() -> str:
    """Twenty indicators: eleven units, the cell of a unit merged over its rows."""
    units = list(dict.fromkeys(unit for _, unit in posts() if unit))
    lines = ["Unit\tIndikator\tSatuan\tTarget TW I\tTW II\tTW III\tTW IV\tPolaritas\tCara Menghitung"]
    for number, unit in enumerate(units):
        lines.append(f"{unit}\tLayanan selesai tepat waktu\t%\t90\t90\t92\t95\tmakin tinggi\trata-rata")
        if number < 9:
            lines.append("\tPengaduan yang tidak terjawab\tpengaduan\t0\t0\t0\t0\tmakin rendah\tjumlah")
    return "\n".join(lines)


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = browser.new_context(
        locale="id-ID", viewport={"width": 1280, "height": 900}, java_script_enabled=request.param
    )
    yield made
    made.close()


def test_an_office_goes_from_nothing_to_its_first_disposition(
    context: BrowserContext, browser: Browser, live_server: LiveServer
) -> None:
    page = context.new_page()
    presses = Presses(page)
    found_the_office(presses, live_server.url)
    lay_out_people(presses)
    publish_the_sop(presses)
    promise_figures(presses)
    code = invite_everybody(presses, "Camat")
    open_the_first_case(presses, live_server.url)
    the_camat_disposes(browser, presses, live_server.url, code)
    assert presses.count <= MOST, "\n".join(presses.log)
    told = (ROOT / "docs" / "presses.md").read_text(encoding="utf-8")
    assert f"| empty database to the first disposition | {presses.count} | {MOST} |" in told
    assert verify(EXPLAINED).findings == ()


def found_the_office(presses: Presses, address: str) -> None:
    page = presses.page
    presses.visit(f"{address}/siapkan/mulai?kode={issue_code()}")
    presses.fill("[name=pemda]", "Kabupaten Banua Raya")
    presses.fill("[name=kantor]", "Kecamatan Air Bening")
    presses.fill("[name=alamat]", "Jalan Melati Nomor 5")
    presses.click("[name=zona][value='Asia/Makassar']")
    presses.fill("[name=nama]", "Tuti Maharani, S.Kom.")
    presses.fill("[name=pengguna]", "tuti.maharani")
    presses.fill("[name=sandi]", PASSWORD)
    presses.fill("[name=ulang]", PASSWORD)
    presses.press("Dirikan kantor")
    page.wait_for_url(f"{address}/siapkan")
    office = Office.objects.get()
    assert (office.name, office.code, office.place) == ("Kecamatan Air Bening", "KAB", "Air Bening")
    assert office.holidays.exists()
    page.goto(f"{address}/siapkan/mulai")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ditemukan")
    page.goto(f"{address}/siapkan")
    assert step(page, "Zona dan jam kerja") == "selesai"
    assert step(page, "Jabatan dan pegawai") == "belum"


def step(page: Page, title: str) -> str:
    """What the list says of a step."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.locator(".setup-steps > li").filter(has=heading).locator("> .chip").inner_text()


def lay_out_people(presses: Presses) -> None:
    page = presses.page
    presses.follow("Jabatan dan pegawai")
    presses.paste("[name=daftar]", staff_list())
    presses.press("Baca")
    expect(page.get_by_role("status")).to_contain_text("Terbaca 30 jabatan di 11 unit dan 30 pegawai")
    presses.press("Simpan semua")
    assert (Post.objects.count(), Unit.objects.count(), Person.objects.count()) == (30, 11, 31)
    assert step(page, "Jabatan dan pegawai") == "selesai"


def publish_the_sop(presses: Presses) -> None:
    page = presses.page
    presses.follow("SOP")
    presses.click("button[name=sop][value=batui-selatan]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pelaksana SOP")
    presses.press("Terima dan simpan")
    assert step(page, "Pelaksana SOP") == "selesai"
    units = Casting.objects.filter(performer="kasi_lurah").values_list("unit__name", flat=True)
    assert len(units) == len(SEKSI) + len(KELURAHAN)


def promise_figures(presses: Presses) -> None:
    page = presses.page
    presses.follow("Indikator dan target")
    presses.paste("[name=daftar]", indicator_list())
    presses.press("Baca")
    presses.press("Simpan semua")
    assert (Indicator.objects.count(), Target.objects.count()) == (20, 80)
    assert step(page, "Indikator dan target") == "selesai"


def invite_everybody(presses: Presses, title: str) -> str:
    """All codes at one press; returns that of a post's holder, as it stands on the printed sheet."""
    page = presses.page
    presses.follow("Akun")
    presses.press("Buat kode untuk 30 orang")
    assert page.locator(".code-shown").count() == 30
    holder = Post.objects.get(title=title).holders.get().person
    card = page.locator(".card").filter(has_text=holder.name)
    return card.locator(".code-shown").inner_text()


def open_the_first_case(presses: Presses, address: str) -> None:
    page = presses.page
    presses.visit(f"{address}/siapkan")
    presses.follow("Periode pertama")
    presses.press("Simpan dan buka berkas")
    page.wait_for_url(f"{address}/siapkan?sop=batui-selatan")
    assert step(page, "Periode pertama") == "selesai"
    expect(page.get_by_role("link", name="Buka berkas")).to_have_attribute("href", f"/berkas/{Case.objects.get().pk}")


def the_camat_disposes(browser: Browser, before: Presses, address: str, code: str) -> None:
    """A phone of his own: accepts the invitation, and gives the first disposition."""
    context = browser.new_context(locale="id-ID", viewport={"width": 390, "height": 800})
    page = context.new_page()
    presses = Presses(page, since=before)
    presses.visit(f"{address}/undangan")
    presses.fill("[name=kode]", code)
    presses.press("Lanjutkan")
    presses.fill("[name=sandi]", PASSWORD)
    presses.fill("[name=ulang]", PASSWORD)
    presses.press("Buat akun dan masuk")
    page.wait_for_url(f"{address}/")
    assert Account.objects.count() == 2
    task = Task.objects.get(state="open")
    presses.click(f"a[href='/tugas/{task.pk}']")
    presses.fill("[name=text]", "Segera kumpulkan data kinerja")
    presses.press("Kirim disposisi")
    page.wait_for_url(f"{address}/berkas/{task.case_id}?selesai=*")
    assert Task.objects.get(pk=task.pk).state == "done"
    context.close()
