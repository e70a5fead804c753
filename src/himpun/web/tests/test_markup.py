"""Every page in the browser's eyes: one heading, labels, nothing from elsewhere, nothing that the policy would stop."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import himpun.web
from himpun.performance.tests.world import LATER, fill, open_tasks, run_out
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import Stage, keep_promises, stage, text_of

pytestmark = pytest.mark.django_db

STATIC = Path(himpun.web.__file__).parent / "static" / "himpun"
FIRST_LOAD = 100_000
ACTS = {
    "instruct": "tatah-makmur-2021",
    "form_team": "tatah-makmur-2021",
    "plan": "tatah-makmur-2021",
    "prepare_request": "batui-selatan",
    "distribute": "batui-selatan",
    "meet": "tatah-makmur-2021",
    "fill": "batui-selatan",
    "hand_over": "tatah-makmur-2021",
    "gather": "tatah-makmur-2021",
    "recap": "tatah-makmur-2021",
    "analyse": "tebing-tinggi-2022",
    "review": "batui-selatan",
    "initial": "batui-selatan",
    "sign": "batui-selatan",
    "publish": "tebing-tinggi-dinas-2022",
    "archive": "batui-selatan",
}


def at(act: str) -> Stage:
    if act not in ("publish", "archive"):
        return stage(ACTS[act], act=act)
    made = stage(ACTS[act])
    run_out(made.world, made.case, but=frozenset({"publish", "archive"}))
    return made


@pytest.mark.parametrize("act", ACTS)
def test_an_acts_page_is_sound_when_looked_at_and_when_refused(act: str) -> None:
    made = at(act)
    task = next(t for t in open_tasks(made.case) if t.act == act)
    assert faults(text_of(made.get(task))) == []
    refused = made.post(task, {"putusan": "kembalikan"} if act in ("review", "initial", "sign") else {"until": "x"})
    if refused.status_code != 302:
        assert refused.status_code == 422
        assert faults(text_of(refused)) == []
    else:
        assert faults(text_of(made.get(task))) == [], "the page of a task that is over"


def addresses(made: Stage) -> Iterator[str]:
    yield from ("/", "/berkas", "/berkas/buka", "/sop", "/sop/batui-selatan", "/kantor", "/periksa", "/periksa/x")
    yield from (f"/berkas/{made.case.pk}{tab}" for tab in ("", "/data", "/dokumen", "/riwayat", "/batalkan"))
    yield from (f"/berkas/{made.case.pk}/lanjutkan-tanpa", "/berkas/0", "/tidak/ada", "/berkas/buka?x=1")


def test_all_other_pages_are_sound_in_the_middle_and_at_the_end_of_a_case() -> None:
    made = stage(act="fill")
    fill(made.world, open_tasks(made.case)[0])
    browser = made.browser(next(iter(made.world.people)))
    for address in addresses(made):
        assert faults(text_of(browser.get(address))) == [], address
    run_out(made.world, made.case, at=LATER, but=frozenset({"archive"}))
    keep_promises()
    for address in addresses(made):
        assert faults(text_of(browser.get(address))) == [], address
    for address in ("/berkas/buka", f"/berkas/{made.case.pk}/batalkan", f"/berkas/{made.case.pk}/lanjutkan-tanpa"):
        assert faults(text_of(browser.post(address, {"asal": "surat"}))) == [], address
    for address in ("/masuk", "/periksa", "/periksa/x"):
        assert faults(text_of(Client().get(address))) == [], address
    assert faults(text_of(Client().post("/masuk", {"nama": "x", "sandi": "y"}))) == []
    assert faults(text_of(Client().post(f"/berkas/{made.case.pk}/batalkan", {"alasan": "x"}))) == []


def test_empty_pages_say_what_to_do() -> None:
    made = stage()
    admin = made.administrator()
    made.case.tasks.update(state="withdrawn", ended_at="2026-07-02T00:00Z")
    for address, words in (("/", "Meja Anda bersih"), (f"/berkas/{made.case.pk}/dokumen", "Belum ada dokumen")):
        page = text_of(admin.get(address))
        assert words in page
        assert faults(page) == []


def test_a_fault_is_found() -> None:
    sound = '<html lang="id"><head><title>a</title></head><body><main><h1>a</h1>{}</main></body></html>'
    assert faults(sound.format("")) == []
    bad = (
        "<h1>b</h1>",
        '<p style="color:red">',
        "<script>1</script>",
        '<img src="/x">',
        '<a href="https://lain.example">a</a>',
        '<input name="a">',
        '<form method="post"></form>',
        '<p id="a"></p><p id="a"></p>',
        '<a href="#tidak-ada">a</a>',
        '<p aria-describedby="x"></p>',
        "<div>",
        "<button></button>",
    )
    assert [one for one in bad if not faults(sound.format(one))] == []


def test_the_first_load_of_the_largest_page_is_under_a_hundred_kilobytes() -> None:
    made = stage(units=20, act="fill")
    page = made.browser(next(iter(made.world.people))).get(f"/berkas/{made.case.pk}").content
    asked = set(re.findall(r'"/static/himpun/([^?"]+)', page.decode()))
    assert {"himpun.css", "mark.svg"} <= asked
    texts = [page, *((STATIC / name).read_bytes() for name in asked)]
    font = (STATIC / "public-sans.woff2").stat().st_size
    assert font + sum(len(gzip.compress(one)) for one in texts) < FIRST_LOAD


def test_every_answer_tells_the_browser_what_it_may_do() -> None:
    made = stage()
    browser = made.browser(next(iter(made.world.people)))
    for address in ("/", "/berkas/0", "/masuk", "/sehat"):
        answer = browser.get(address)
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store", "a page read after the log-out is nobody's"
