"""Every form, with nothing, too much, markup, another script's letters: a clear word, and what was typed is kept."""

import html as markup
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client

from himpun.cases.actions import send_back
from himpun.cases.deeds import Point, SendBack
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.performance.tests.world import LATER, open_tasks, the_task
from himpun.sop.catalogue import load
from himpun.sop.model import Act
from himpun.web.policy import Policy
from himpun.web.tests.stage import Stage, stage
from himpun.web.urls import PAGES
from tests.hostile.forms import MARKUP, TYPED, Form, forms_of

pytestmark = pytest.mark.django_db

TOGETHER = ("batui-selatan", "tatah-makmur-2021", "tebing-tinggi-2022")
ANSWERED = {200, 302, 400, 403, 404, 409, 413, 422, 429}
"""Done, or refused in words: never a fault of ours."""


class _Undo(Exception):
    """Ends a try: what a form did is taken back."""


def tried(browser: Client, address: str, form: Form, text: str) -> Any:
    """What the page answers; nothing of it stays."""
    try:
        with transaction.atomic():
            answer = browser.post(urljoin(address, form.action), form.typed(text))
            raise _Undo
    except _Undo:
        return answer


def faults_of(browser: Client, address: str) -> Iterator[str]:
    page = browser.get(address)
    if page.status_code != 200 or page.streaming:
        return
    for form in forms_of(page.content.decode()):
        if form.action == "/keluar":
            continue
        for name, text in TYPED.items():
            answer = tried(browser, address, form, text)
            yield from (f"{address} {form.action} with {name}: {one}" for one in wrong_with(answer, form, name))


def wrong_with(answer: Any, form: Form, name: str) -> Iterator[str]:
    if answer.status_code not in ANSWERED:
        yield f"answers {answer.status_code}"
    said = "" if answer.streaming else answer.content.decode()
    if "<script>alert(1)" in said:
        yield "gives markup back as markup"
    if answer.status_code == 422:
        if 'role="alert"' not in said and 'class="wrong"' not in said:
            yield "refuses without a word"
        if name == "markup" and takes_text(form) and markup.escape(MARKUP) not in said:
            yield "loses what was typed"


def takes_text(form: Form) -> bool:
    return any(kind in ("text", "input", "textarea") for _, kind, _ in form.fields)


def at_act(key: str, act: Act) -> tuple[Stage, Task]:
    """A case in which this act is to be done; mending is asked for by a return."""
    if act is not Act.REVISE:
        made = stage(key, act=act)
    else:
        made = stage(key, act="review", line=5)
        task = the_task(made.case, "review")
        back = SendBack(6, "Salah ketik.", (Point(next(iter(made.world.units.values())).pk),))
        send_back(made.world.doer(task), task, back, read=reading_of(task).digest, at=LATER)
    return made, next(task for task in open_tasks(made.case) if task.act == act)


@pytest.mark.parametrize(
    ("key", "act"),
    [
        (key, act)
        for key in TOGETHER
        for act in sorted(
            {act for step in load(key).lines for act in step.acts}
            - {act for before in TOGETHER[: TOGETHER.index(key)] for step in load(before).lines for act in step.acts}
        )
    ],
)
def test_an_acts_form_takes_anything_without_a_fault(key: str, act: Act) -> None:
    made, task = at_act(key, act)
    assert list(faults_of(made.at(task), f"/tugas/{task.pk}")) == []


def test_every_other_form_takes_anything_without_a_fault() -> None:
    made = stage(act="fill")
    case, member, administrator = made.case.pk, made.browser(next(iter(made.world.people))), made.administrator()
    faults, asked = [], 0
    for page in PAGES.values():
        if "GET" not in page.methods or "POST" not in page.methods or page.policy is Policy.SEAT:
            continue
        address = "/" + page.address.replace("<key:pk>", str(case))
        for browser in (Client() if page.policy is Policy.PUBLIC else administrator, member):
            asked += 1
            faults += list(faults_of(browser, address))
    assert faults == []
    assert asked >= 6
