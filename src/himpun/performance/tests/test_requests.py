"""What a case asks is frozen when it is distributed: units, indicators, targets and what figures mean."""

from dataclasses import replace
from decimal import Decimal

import pytest

from himpun.lib.periods import Period, PeriodKind
from himpun.performance.actions import IndicatorDraft, Promise, promise_all, set_meaning, set_target
from himpun.performance.asking import asked_periods
from himpun.performance.errors import NothingIsAsked, PostWithoutUnit
from himpun.performance.layout import Candidate, Layout, Seat, shared_out
from himpun.performance.models import Request, Sheet, SheetLine
from himpun.performance.scoring import Goal, Meaning, Polarity
from himpun.performance.tests.world import (
    DAY_ONE,
    LATER,
    QUARTER,
    SETUP,
    do,
    fill,
    opened,
    promise,
    run_out,
    run_to,
    the_task,
    world,
)

pytestmark = pytest.mark.django_db

KASI = "Kepala Seksi/Lurah 1"


def test_a_quarter_asks_a_monthly_indicator_for_its_three_months() -> None:
    periods = asked_periods(PeriodKind.MONTH, Period.parse("2026-TW2"))
    assert [p.key for p in periods] == ["2026-04", "2026-05", "2026-06"]


@pytest.mark.parametrize(
    ("case", "asked"), [("2026-TW1", []), ("2026-TW4", ["2026"]), ("2026-12", ["2026"]), ("2026-11", [])]
)
def test_a_yearly_indicator_is_asked_when_its_year_ends(case: str, asked: list[str]) -> None:
    assert [p.key for p in asked_periods(PeriodKind.YEAR, Period.parse(case))] == asked


def test_members_get_their_own_indicators_and_the_first_member_the_units() -> None:
    seats = [Seat(1, 11, 11), Seat(1, 12, 12), Seat(2, 0, 20)]
    shares = shared_out(
        seats, [Candidate(5, 1, 12), Candidate(6, 1, None), Candidate(7, 2, None), Candidate(8, 3, None)]
    )
    assert shares == {seats[0]: [6], seats[1]: [5], seats[2]: [7]}


def test_distributing_freezes_targets_and_meanings() -> None:
    made = world("batui-selatan")
    indicator = promise(made, KASI, "Layanan", "80")
    case = opened(made)
    run_to(made, case, act="fill")
    set_target(SETUP, indicator, QUARTER, goal=Goal(Decimal(99)), at=LATER)
    set_meaning(SETUP, indicator, Meaning(polarity=Polarity.LOWER), starts=DAY_ONE, at=LATER)
    line = SheetLine.objects.get(indicator=indicator)
    assert line.target == 80
    assert Meaning.from_data(line.meaning).polarity is Polarity.HIGHER
    request = Request.objects.get(case=case)
    assert Layout.from_data(request.content).digest == request.digest


def test_a_prepared_request_is_what_gets_distributed() -> None:
    made = world("batui-selatan")
    indicator = promise(made, KASI, "Layanan", "80")
    case = opened(made)
    run_to(made, case, act="distribute")
    set_target(SETUP, indicator, QUARTER, goal=Goal(Decimal(99)), at=LATER)
    do(made, the_task(case, "distribute"), at=LATER)
    assert SheetLine.objects.get(indicator=indicator).target == 80


def test_an_sop_without_a_step_for_it_freezes_when_units_are_to_fill() -> None:
    made = world("simpang-empat-2025")
    promise(made, "Kepala Seksi 1" if "Kepala Seksi 1" in made.units else next(iter(made.units)), "Layanan")
    case = opened(made)
    run_to(made, case, act="fill")
    assert Request.objects.get(case=case).distributed_at is not None
    assert Sheet.objects.filter(case=case).exclude(task=None).count() == 4


def test_a_post_that_fills_in_by_itself_answers_for_its_unit() -> None:
    made = world("simpang-empat-2025")
    promise(made, "Sekretariat", "Dokumen tepat waktu")
    case = opened(made)
    run_to(made, case, act="fill", line=3)
    task = the_task(case, "fill", line=3)
    assert task.unit == 0
    fill(made, task, {"Dokumen tepat waktu": "88"})
    own = Sheet.objects.get(case=case, unit=made.units["Sekretariat"])
    assert (own.revision, own.post, own.member) == (1, task.post_id, 0)


def test_each_member_of_a_unit_has_a_sheet() -> None:
    made = world("inspektorat-tapin-2022", units=1)
    unit = next(name for name in made.units if name != "Sekretariat")
    members = [post for title, post in made.posts.items() if title.endswith(f"pada {unit}")]
    promise(made, unit, "Umum")
    promise(made, unit, "Milik auditor", post=members[1])
    case = opened(made)
    run_to(made, case, act="fill")
    lines = SheetLine.objects.filter(sheet__case=case).values_list("sheet__member", "name")
    assert set(lines) == {(members[0].pk, "Umum"), (members[1].pk, "Milik auditor")}


def test_a_case_in_which_nothing_is_asked_says_so() -> None:
    made = world("batui-selatan")
    case = opened(made)
    run_to(made, case, act="prepare_request")
    with pytest.raises(NothingIsAsked):
        do(made, the_task(case, "prepare_request"), at=LATER)


def test_a_post_that_fills_in_but_lies_in_no_unit_is_named() -> None:
    made = world("simpang-empat-2025")
    promise(made, "Sekretariat", "Layanan")
    secretary = next(post for title, post in made.posts.items() if title.startswith("Sekretaris"))
    secretary.unit = None
    secretary.save()
    case = opened(made)
    with pytest.raises(PostWithoutUnit) as refused:
        run_to(made, case, act="fill")
    assert secretary.title in refused.value.message


def test_the_next_quarters_sheet_shows_what_was_sent_before() -> None:
    made = world("batui-selatan")
    promise(made, KASI, "Layanan", "80", meaning=Meaning(decimals=2))
    first = opened(made, Period.parse("2026-TW1"))
    run_out(made, first, but=frozenset({"publish", "archive"}))
    second = opened(made, QUARTER)
    run_to(made, second, act="fill")
    line = SheetLine.objects.get(sheet__case=second, name="Layanan")
    assert (line.previous, line.last_year, line.past["values"]) == (Decimal(90), None, ["90"])


def test_the_named_evidence_is_asked_for_on_the_sheet_and_an_unnamed_one_leaves_the_digest_as_it_was() -> None:
    made = world("batui-selatan")
    unit = next(name for name in made.units if name != "Sekretariat")
    promise(made, unit, "Layanan", needs_evidence=True, evidence="Laporan bulanan")
    case = opened(made)
    run_to(made, case, act="fill")
    assert SheetLine.objects.get(name="Layanan").named_evidence == "Laporan bulanan"
    layout = Layout.from_data(Request.objects.get(case=case).content)
    told = next(line for one in layout.as_data()["sheets"] for line in one["lines"])
    assert told["named_evidence"] == "Laporan bulanan"
    bare = [replace(one, lines=tuple(replace(line, named_evidence="") for line in one.lines)) for one in layout.sheets]
    unnamed = replace(layout, sheets=tuple(bare)).as_data()["sheets"]
    assert not any("named_evidence" in line for one in unnamed for line in one["lines"])


def test_pasted_again_an_indicator_learns_which_evidence_it_asks_for() -> None:
    made = world("batui-selatan")
    name, unit = next((name, unit) for name, unit in made.units.items() if name != "Sekretariat")
    indicator = promise(made, name, "Layanan")
    draft = IndicatorDraft("Layanan", "%", DAY_ONE, needs_evidence=True, evidence="Laporan bulanan")
    promise_all(SETUP, [Promise(unit, draft, {})], at=LATER)
    indicator.refresh_from_db()
    assert (indicator.needs_evidence, indicator.named_evidence) == (True, "Laporan bulanan")
