"""Every procedure of the catalogue, from its first line to its archive, by hands in a real browser.

All by keyboard alone, and every act once with scripts switched off. Besides: one is done on phones, in one a Plh.
signs, one goes on without a late unit, in one two windows press at once, and in each that lets a return point, a unit
is sent back.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from himpun.cases.models import Case, Return, Task
from himpun.cases.seating import seating_of
from himpun.documents.models import Paper
from himpun.installation.explained import EXPLAINED
from himpun.installation.rehearsal import figures
from himpun.organisation.actions import appoint_acting
from himpun.organisation.drafts import Mandate
from himpun.organisation.models import Holder, Person, Post, Standing
from himpun.sop.catalogue import keys
from himpun.sop.model import Act
from himpun.trail.models import Entry
from himpun.trail.verify import verify
from tests.journeys.by_hand import WRONG, do
from tests.journeys.keys import Keys
from tests.journeys.stage import Journey, begin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = "tebing-tinggi-dinas-2022"
WITHOUT_SCRIPTS = ("batui-selatan", "tatah-makmur-2021", "tebing-tinggi-2022")
"""Together these have every act."""
ACTING = "simpang-empat-2025"
LATE = "tatah-makmur-2021"
AT_ONCE = "inspektorat-tapin-2022"


@pytest.fixture
def journey(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Journey]:
    played = begin(browser, live_server.url, request.param)
    yield played
    played.close()


@pytest.mark.parametrize("journey", keys(), indirect=True)
def test_a_procedure_is_done_by_hand_to_its_archive(journey: Journey) -> None:
    key = journey.case.procedure.key
    journey.width = 360 if key == PHONE else 1280
    journey.scripts = key not in WITHOUT_SCRIPTS
    journey.hands = Keys
    if key == ACTING:
        let_somebody_act(journey)
    for _ in range(200):
        tasks = journey.open_tasks()
        if not tasks:
            break
        one_turn(journey, key, tasks)
    case = Case.objects.get(pk=journey.case.pk)
    assert case.finished_at
    assert Paper.objects.get(filed__case=case, kind="report", replaced_at=None).final_file
    assert verify(EXPLAINED).findings == ()
    assert named_for_ever() == set()
    assert Return.objects.filter(case=case).exists() == can_return(journey)


def named_for_ever() -> set[str]:
    """Names and NIPs in the part of the journal that can never be erased."""
    people = [one for row in Person.objects.values_list("name", "nip") for one in row if one]
    bodies = "\n".join(Entry.objects.values_list("body", flat=True))
    return {one for one in people if one in bodies}


def one_turn(journey: Journey, key: str, tasks: list[Task]) -> None:
    task = tasks[0]
    if key == LATE and task.act == Act.FILL and len(tasks) == 1:
        go_on_without(journey, task)
    elif key == AT_ONCE and task.act == Act.INITIAL and not journey.noted:
        two_at_once(journey, task)
    elif sends_back(journey, task):
        send_back(journey, task)
    elif task.act == Act.FILL and task.round == 1 and not journey.wrong:
        journey.wrong = True
        fill_wrongly(journey, task)
    else:
        presses = 1 + do(journey, task)  # and the one that opened it
        assert presses <= 5 or task.act != Act.SIGN, "a signature is at most five presses"


def can_return(journey: Journey) -> bool:
    return any(way.points for ways in seating_of(journey.case).route.returns.values() for way in ways)


def sends_back(journey: Journey, task: Task) -> bool:
    """At the first decision that may point, once a wrong figure lies before it."""
    ways = [way for way in seating_of(task.case).route.returns[task.line] if way.points]
    decides = Act(task.act).decides and bool(ways) and task.round == 1
    return decides and not Return.objects.filter(case=task.case).exists() and figures.wrong_cell(task.case) is not None


def fill_wrongly(journey: Journey, task: Task) -> None:
    hand = journey.hand(task)
    for cell, figure in zip(hand.page.locator("[name^=nilai-]").all(), (WRONG, "5", "2,5", "0"), strict=False):
        hand.fill(cell, figure)
    hand.choose(hand.page.locator("[name^=jawab-]").nth(4), "not_started")
    hand.fill(hand.page.locator("[name^=alasan-]").nth(4), "Dana cair triwulan depan")
    journey.press(hand.page, "Kirim isian")


def send_back(journey: Journey, task: Task) -> None:
    """At most eight presses: point, open, say why, send."""
    point = figures.wrong_cell(task.case)
    assert point is not None
    hand = journey.hand(task)
    hand.check(f"[name=tunjuk][value$=':{point.field}']")
    hand.click(hand.page.locator("details.back summary"))
    hand.fill("[name=alasan]", "Angka sepuluh kali target, periksa koma.")
    hand.also("Kembalikan untuk diperbaiki")
    journey.press(hand.page, "Kembalikan untuk diperbaiki")
    assert hand.count <= 8


def go_on_without(journey: Journey, task: Task) -> None:
    """The last unit does not answer; the head decides, with a reason that the report prints."""
    head = Post.objects.get(office=task.office_id, heads_office=True)
    page = journey.page_of(head.pk)
    page.goto(f"{journey.address}/berkas/{journey.case.pk}/lanjutkan-tanpa")
    page.get_by_role("radio").or_(page.get_by_role("checkbox")).first.check()
    page.get_by_label("Alasan").fill("Lurah berhalangan, data menyusul pada triwulan berikutnya.")
    page.get_by_role("button", name="Lanjutkan tanpa unit").click()
    journey.keep_promises()
    assert Task.objects.get(pk=task.pk).state == "excused"


def two_at_once(journey: Journey, task: Task) -> None:
    """The same seat open in two windows: both press, one initial stands, both are told the truth."""
    journey.noted = True
    first = journey.at(task)
    second = first.context.new_page()
    second.goto(first.url)
    journey.press(first, "Paraf")
    second.get_by_role("button", name="Paraf", exact=True).click()
    second.wait_for_url(f"**/berkas/{journey.case.pk}?selesai=*")
    expect(second.get_by_role("heading", level=1)).to_be_visible()
    assert Task.objects.get(pk=task.pk).state == "done"
    second.close()


def let_somebody_act(journey: Journey) -> None:
    """The head is away: a Plh. of today's order holds the post, and the paper says so."""
    head = Post.objects.get(office=journey.stage.office, heads_office=True)
    today = journey.case.opened_at.date()
    other = Holder.objects.filter(post__office=journey.stage.office).exclude(post=head).order_by("pk")[0]
    mandate = Mandate(Standing.PLH, today - timedelta(days=1), today + timedelta(days=5), "SP 1/2026")
    appoint_acting(journey.stage.administrator, head, person=other.person, mandate=mandate, at=journey.case.opened_at)
    journey.stage.accounts[head.pk] = journey.stage.accounts[other.post_id]
