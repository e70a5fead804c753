"""How a person does each act on its page. One dictionary from act to what is typed before the button is pressed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from himpun.cases.models import Task
from himpun.installation.rehearsal.director import PASSWORD
from himpun.sop.model import Act
from himpun.web.cases.act_pages import ACTS
from tests.journeys.presses import Presses
from tests.journeys.stage import Journey

FIGURES = ("93,12", "5", "2,5", "0")
WRONG = "931,2"


def do(journey: Journey, task: Task) -> int:
    """The act of this task, on its page, by whoever holds its seat. Returns the presses."""
    hand = journey.hand(task)
    act = Act(task.act)
    BY_HAND[act](hand)
    hand.also(ACTS[act].button)
    journey.press(hand.page, ACTS[act].button)
    return hand.count


def nothing(hand: Presses) -> None:
    """The page says what will happen; its button is all there is."""


def instruct(hand: Presses) -> None:
    _somebody(hand, "addressees")
    hand.fill("[name=text]", "Segera dilaksanakan sesuai SOP.")


def form_team(hand: Presses) -> None:
    leader = hand.page.locator("[name=leader] option").nth(1).get_attribute("value")
    assert leader
    hand.choose("[name=leader]", leader)
    members = [box for box in hand.page.locator("[name=members]").all() if box.get_attribute("value") != leader]
    for box in members[:2]:
        hand.check(box)


def plan(hand: Presses) -> None:
    """The lines of the SOP stand there; what they lack is when."""
    today = datetime.now(UTC).date()
    for row in hand.page.locator("[name^=what-]").all():
        number = (row.get_attribute("name") or "").removeprefix("what-")
        if row.input_value():
            hand.fill(f"[name=starts-{number}]", today.isoformat())
            hand.fill(f"[name=ends-{number}]", (today + timedelta(days=3)).isoformat())


def meet(hand: Presses) -> None:
    hand.fill("[name=held_at]", datetime.now(UTC).strftime("%Y-%m-%dT00:01"))
    hand.fill("[name=place]", "Ruang rapat kantor")
    for box in hand.page.locator("[name=present]").all()[:3]:
        hand.check(box)
    hand.fill("[name=minutes]", "Cara mengisi dijelaskan satu per satu.")


def fill(hand: Presses) -> None:
    cells = hand.page.locator("[name^=nilai-]").all()
    for cell, figure in zip(cells, FIGURES, strict=False):
        hand.fill(cell, figure)
    if len(cells) > len(FIGURES):
        hand.choose(hand.page.locator("[name^=jawab-]").nth(len(FIGURES)), "not_started")
        hand.fill(hand.page.locator("[name^=alasan-]").nth(len(FIGURES)), "Dana cair triwulan depan")


def hand_over(hand: Presses) -> None:
    _somebody(hand, "to")


def analyse(hand: Presses) -> None:
    until = (datetime.now(UTC).date() + timedelta(days=60)).isoformat()
    for name, text in (("sebab", "Menunggu pencairan"), ("tindak", "Jadwal ulang"), ("siapa", "Kepala seksi")):
        for field in hand.page.locator(f"[name^={name}-]").all():
            hand.fill(field, text)
    for field in hand.page.locator("[name^=sampai-]").all():
        hand.fill(field, until)
    hand.fill("[name=simpulan]", "Sebagian besar target tercapai.")


def review(hand: Presses) -> None:
    for field in hand.page.locator("textarea[name^=rekomendasi-]").all():
        hand.fill(field, "Pertahankan.")


def revise(hand: Presses) -> None:
    for cell in hand.page.locator("[name^=nilai-]").all():
        hand.fill(cell, FIGURES[0])


def sign(hand: Presses) -> None:
    expect(hand.page.get_by_text("Dengan menandatangani").first).to_be_visible()
    hand.fill("[name=sandi]", PASSWORD)


def publish(hand: Presses) -> None:
    hand.fill("[name=recipients]", "Bupati melalui Bagian Organisasi")


def archive(hand: Presses) -> None:
    hand.fill("[name=rack]", "2")


def _somebody(hand: Presses, field: str) -> None:
    """Whoever the SOP names is ticked already; where it names nobody, the first."""
    if not hand.page.locator(f"[name={field}]:checked").count():
        hand.check(hand.page.locator(f"[name={field}]").first)


BY_HAND: Mapping[Act, Callable[[Presses], None]] = {
    Act.INSTRUCT: instruct,
    Act.FORM_TEAM: form_team,
    Act.PLAN: plan,
    Act.PREPARE_REQUEST: nothing,
    Act.DISTRIBUTE: nothing,
    Act.MEET: meet,
    Act.FILL: fill,
    Act.HAND_OVER: hand_over,
    Act.GATHER: nothing,
    Act.RECAP: nothing,
    Act.ANALYSE: analyse,
    Act.REVIEW: review,
    Act.REVISE: revise,
    Act.INITIAL: nothing,
    Act.SIGN: sign,
    Act.PUBLISH: publish,
    Act.ARCHIVE: archive,
}
