"""Texts and keys that nobody types by accident: shown as they are, never run, never a fault of ours."""

from typing import Any

import pytest

from himpun.cases.models import Case, Deed, Task
from himpun.cases.reading import reading_of
from himpun.performance.models import Figure, Sheet
from himpun.performance.tests.world import open_tasks, run_to, the_task
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import NOW, cells, keep_promises, stage, text_of, the_line
from tests.hostile.two_offices import contents

pytestmark = pytest.mark.django_db

XSS = "\"><script>alert('h')</script><img src=x onerror=alert(1)>"
TEMPLATE = "{{7*7}} {% load x %} ${7*7} {0.__class__} #{7*7}"
TYPST = '#import "/etc/passwd" #eval("1") *tebal* $x$ \\ ` @rujukan <label>'
ODD = (XSS, TEMPLATE, TYPST, '=HYPERLINK("http://x")', "\u202eterbalik", "a\u0301" * 200, "NUL\0di sini", "\x1b[31m")


@pytest.mark.parametrize("text", ODD)
def test_a_text_is_kept_shown_and_drawn_as_it_was_typed(text: str) -> None:
    made = stage("tatah-makmur-2021", act="instruct")
    task = the_task(made.case, "instruct")
    refused = made.post(task, {"text": text})
    assert refused.status_code == 422
    assert "<script>alert" not in text_of(refused)
    assert "49 " not in text_of(refused).split("<textarea")[1].split("</textarea>")[0]
    assert faults(text_of(refused)) == []
    someone = next(post for post in made.world.people if post != task.post_id)
    assert made.post(task, {"text": text, "addressees": [someone]}).status_code == 302
    kept = "".join(c for c in text if c >= " ")
    assert Deed.objects.get(task=task).content["text"] == kept.strip()
    keep_promises()
    for tab in ("", "/dokumen", "/riwayat"):
        page = text_of(made.browser(someone).get(f"/berkas/{made.case.pk}{tab}"))
        assert "<script>alert" not in page
        assert faults(page) == []


@pytest.mark.parametrize("text", ODD)
def test_a_units_words_reach_its_reader_as_they_were_typed(text: str) -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    line = the_line(task)
    answer = made.post(task, cells(task) | {f"kendala-{line.pk}": text})
    if answer.status_code == 422:
        assert "tidak dapat dibaca" in text_of(answer)
        assert not Figure.objects.exists()
        return
    run_to(made.world, made.case, act="review", at=NOW)
    page = text_of(made.get(the_task(made.case, "review")))
    assert "<script>alert" not in page
    assert faults(page) == []


def test_fields_that_no_form_has_change_nothing() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    other = stage("simpang-empat-2025")
    forged = {
        "state": "done",
        "office": other.world.office.pk,
        "office_id": other.world.office.pk,
        "case": other.case.pk,
        "ended_by": 1,
        "is_superuser": "1",
        "administers": made.world.office.pk,
        "revision": "9",
        "sent_at": "2020-01-01",
        "_method": "DELETE",
    }
    assert made.post(task, cells(task) | forged).status_code == 302
    sheet = Sheet.objects.get(task=task.pk)
    assert (sheet.revision, sheet.office_id) == (1, made.world.office.pk)
    assert (
        not made.world.people[task.post_id or 0].__class__.objects.filter(account__administers__isnull=False).exists()
    )


@pytest.mark.parametrize(
    "form",
    [
        {f"nilai-{'9' * 18}": "1"},
        {f"nilai-{'9' * 500}": "1"},
        {"nilai--1": "1"},
        {"nilai-٣": "1"},
        {"nilai-": "1", "jawab-x": "value"},
        {"kunci": "k" * 5000},
        {"putusan": "hapus-" + "9" * 5000},
        {"putusan": "\0"},
        {"__proto__": "1", "csrfmiddlewaretoken": "x"},
    ],
)
def test_odd_keys_in_a_sheet_are_refused_or_passed_over(form: dict[str, str]) -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    answer = made.post(task, form)
    assert answer.status_code in (302, 404, 422)
    assert not Figure.objects.exists()


def test_a_method_in_a_header_or_a_field_is_not_obeyed() -> None:
    made = stage()
    browser = made.browser(next(iter(made.world.people)))
    before = contents()
    answer = browser.get(f"/berkas/{made.case.pk}/batalkan", headers={"X-HTTP-Method-Override": "POST"})
    assert answer.status_code == 200
    assert contents() == before


def test_a_form_too_large_or_with_too_many_fields_is_refused() -> None:
    made = stage(act="fill")
    task = open_tasks(made.case)[0]
    many: dict[str, Any] = {f"x{n}": "1" for n in range(2100)}
    assert made.post(task, many).status_code == 400
    assert made.post(task, {"text": "a" * 6_000_000}).status_code == 400
    assert Task.objects.get(pk=task.pk).state == "open"


def test_a_return_with_points_of_another_office_is_refused() -> None:
    made, other = stage(act="review"), stage("simpang-empat-2025")
    task = the_task(made.case, "review")
    stranger = next(iter(other.world.units.values())).pk
    read = reading_of(task).digest
    form = {"putusan": "kembalikan", "ke": "5", "alasan": "x", "tunjuk": [f"{stranger}:0:"], "read": read}
    assert made.post(task, form).status_code == 422
    assert Task.objects.get(pk=task.pk).state == "open"


def test_a_foreign_host_is_not_served() -> None:
    made = stage()
    browser = made.browser(next(iter(made.world.people)))
    assert browser.get("/", headers={"Host": "jahat.example"}).status_code == 400
    forwarded = browser.get("/berkas/buka", headers={"X-Forwarded-Host": "jahat.example", "X-Forwarded-Proto": "https"})
    assert "jahat.example" not in text_of(forwarded)
    assert Case.objects.count() == 1
