"""The demo: an invented district with the five offices, last year's and this year's quarters, and cases under way.

One case is in full swing, one is late, the others are finished, signed and archived. All of it is played by the same
verbs as the pages use; making it twice does nothing the second time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cases.models import Case, Task
from himpun.documents.work import HANDLERS
from himpun.installation.rehearsal.clock import StageClock
from himpun.installation.rehearsal.director import first_opening, next_task, promise_figures
from himpun.installation.rehearsal.people import Invented, people, rank_for
from himpun.installation.rehearsal.player import Player
from himpun.installation.rehearsal.stage import Stage, cast_procedure, found
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.organisation.actions import appoint_acting, found_government, register_person, set_holidays
from himpun.organisation.calendars import calendar_of
from himpun.organisation.drafts import Mandate, OfficeDraft
from himpun.organisation.holidays import national_days
from himpun.organisation.models import Account, Government, Post, Standing
from himpun.performance.actions import open_due_cases
from himpun.procedures.actions import schedule_procedure
from himpun.procedures.models import Procedure
from himpun.sop.catalogue import load
from himpun.sop.model import Act
from himpun.sop.walk import State
from himpun.trail.actor import Actor
from himpun.trail.outbox import keep

DISTRICT: Final = "Kabupaten Banua Raya"
PASSWORD: Final = "cobalah-himpun-2026"  # noqa: S105 -- printed for whoever tries the demo
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One office of the demo: its letterhead, its procedures, and how far its newest case has come."""

    draft: OfficeDraft
    keys: tuple[str, ...]
    quarters: int  # how many past quarters it has worked with Himpun
    until: Callable[[Case], bool] | None = None  # none: to its archive


def _half_filled(case: Case) -> bool:
    """Most units have sent their figures, two have not."""
    fills = Task.objects.filter(case=case, act=Act.FILL)
    return fills.exists() and fills.filter(state=State.OPEN).count() <= 2


SCENES: Final = (
    Scene(
        OfficeDraft(
            "Kecamatan Batui Selatan", "BTS", "Asia/Makassar", "Jalan Trans Sulawesi Nomor 7", "", "Batui Selatan"
        ),
        ("batui-selatan",),
        quarters=7,
        until=_half_filled,
    ),
    Scene(
        OfficeDraft("Kecamatan Tatah Makmur", "TTM", "Asia/Makassar", "Jalan Pemajatan Nomor 3", "", "Tatah Makmur"),
        ("tatah-makmur-2021",),
        quarters=2,
    ),
    Scene(
        OfficeDraft("Kecamatan Simpang Empat", "SPE", "Asia/Makassar", "Jalan Ahmad Yani Km 68", "", "Simpang Empat"),
        ("simpang-empat-2025",),
        quarters=2,
        until=_half_filled,
    ),
    Scene(
        OfficeDraft("Kantor Camat Tebing Tinggi", "TBT", "Asia/Jakarta", "Jalan Lintas Timur", "", "Tebing Tinggi"),
        ("tebing-tinggi-2022", "tebing-tinggi-pengumpulan-2022"),
        quarters=1,
    ),
    Scene(
        OfficeDraft("Inspektorat", "INSP", "Asia/Makassar", "Jalan Gerilya Nomor 1", "", "Rantau"),
        ("inspektorat-tapin-2022",),
        quarters=1,
    ),
)
IN_FULL_SWING: Final = "batui-selatan"
DAYS_AGO: Final = 1
"""Working days since the case in full swing was opened."""


def make_demo(*, say: Say, now: datetime | None = None) -> str:
    """Make the demo's data when there is none. Returns who can log in, in words."""
    now = now or datetime.now(UTC)
    if not Government.objects.filter(name=DISTRICT).exists():
        _make(say, now)
    return _accounts()


def _make(say: Say, now: datetime) -> None:
    newest = period_of(now.date(), PeriodKind.QUARTER).previous
    say(f"Menyiapkan {DISTRICT}: lima kantor dengan orang-orang rekaan ...")
    begin = _instant(newest.year_before.year_before.end)
    government = found_government(Actor(name="Penyusun demo"), DISTRICT, at=begin)
    crowd = people()
    stages = [_office(government, scene, crowd, newest, begin) for scene in SCENES]
    for period in _quarters(newest, max(scene.quarters for scene in SCENES)):
        _quarter(stages, period, newest=newest, now=now, say=say)
    _acting(stages[0], now)
    keep(HANDLERS, at=now, limit=1000)


def _office(government: Government, scene: Scene, crowd: Iterator[Invented], newest: Period, begin: datetime) -> Stage:
    """Found an office, give it its days off, and publish its procedures as of its first quarter with Himpun."""
    stage = found(government, scene.draft, crowd, password=PASSWORD, at=begin)
    for year in range(newest.year - 1, newest.year + 2):
        set_holidays(stage.administrator, stage.office, days=national_days(year), at=begin)
    first = _quarters(newest, scene.quarters)[0]
    stage.at = _instant(first.end)
    for key in scene.keys:
        sop = load(key)
        procedure = cast_procedure(stage, key, sop)
        promise_figures(stage, procedure, sop, years=range(newest.year - 2, newest.year + 2))
    return stage


def _late_day(stage: Stage, newest: Period, now: datetime) -> date | None:
    """A few working days ago, as far as it lies behind the newest quarter; then the case opens on the first day."""
    calendar = calendar_of(stage.office.pk)
    today = calendar.local(now).date()
    days = [day for n in range(1, 93) if calendar.on(day := newest.end + timedelta(days=n)) and day < today]
    return days[-DAYS_AGO] if len(days) > DAYS_AGO else None


def _postpone(stage: Stage, newest: Period, day: date, *, at: datetime) -> None:
    """Let the schedule open the office's case on that day, whatever day it is today."""
    calendar = calendar_of(stage.office.pk)
    days = (day - newest.end).days
    nth = sum(bool(calendar.on(newest.end + timedelta(days=n))) for n in range(1, days + 1))
    procedure = Procedure.objects.get(pk=stage.procedures[IN_FULL_SWING].pk)
    schedule_procedure(stage.administrator, procedure, every=PeriodKind.QUARTER, opens_day=nth, at=at)


def _quarter(stages: list[Stage], period: Period, *, newest: Period, now: datetime, say: Say) -> None:
    """Open what the schedule owes for a quarter, on the day it owes it, and play each case as far as it has come."""
    calendar = calendar_of(stages[0].office.pk)
    days = [period.end + timedelta(days=1)]
    late = _late_day(stages[0], newest, now) if period == newest else None
    if late is not None:
        _postpone(stages[0], newest, late, at=_instant(days[0]))
        days.append(late)
    for day in days:
        cases = open_due_cases(Actor.schedule(), at=first_opening(day, calendar))
        for case in cases:
            say(f"  {case.office.name}: {case.title}, {Period.parse(case.period).label}")
        _play_together([_running(stages, case, period == newest) for case in cases], until=now)


@dataclass(frozen=True, slots=True)
class Running:
    """A case that is being played, by its own people and clock, until somebody should find it so."""

    case: Case
    player: Player
    clock: StageClock
    until: Callable[[Case], bool] | None

    def next(self) -> tuple[datetime, int, "Running", Task] | None:
        """What is done next in it, and when; nothing when it has come as far as it should."""
        self.case.refresh_from_db()
        task = None if self.case.finished_at or (self.until and self.until(self.case)) else next_task(self.case)
        return (self.clock.done_at(task), self.case.pk, self, task) if task else None


def _running(stages: list[Stage], case: Case, is_newest: bool) -> Running:
    number = next(n for n, stage in enumerate(stages) if stage.office.pk == case.office_id)
    until = SCENES[number].until if is_newest else None
    return Running(case, Player(PASSWORD), StageClock(case.opened_at, calendar_of(case.office_id)), until)


def _play_together(running: list[Running], *, until: datetime) -> None:
    """Do the tasks of all cases in the order of time, as far as it is past: no journal goes back, or ahead of today."""
    while coming := [found for one in running if (found := one.next()) is not None]:
        at, _, one, task = min(coming, key=lambda found: found[:2])
        if at > until:
            return
        one.clock.work(task)
        one.player.play(task, at=at)
        keep(HANDLERS, at=at)


def _quarters(newest: Period, count: int) -> list[Period]:
    found = [newest]
    while len(found) < count:
        found.append(found[-1].previous)
    return found[::-1]


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(1), tzinfo=UTC)


def _acting(stage: Stage, now: datetime) -> None:
    """Somebody is away: a Plh. holds one post for some days around today."""
    post = next(p for title, p in stage.posts.items() if title.startswith("Lurah"))
    someone = next(stage.crowd)
    person = register_person(
        stage.administrator, stage.office, name=someone.name, nip=someone.nip, rank=rank_for("Sekretaris"), at=now
    )
    today = now.date()
    mandate = Mandate(Standing.PLH, today - timedelta(days=3), today + timedelta(days=10), "800/112/BTS/2026")
    appoint_acting(stage.administrator, post, person=person, mandate=mandate, at=now)


def _accounts() -> str:
    """The demo's people by office: what to type, and as whom."""
    lines = [f"\nAkun demo, semua dengan kata sandi  {PASSWORD}"]
    accounts = {a.person_id: a for a in Account.objects.select_related("administers").order_by("pk")}
    office = ""
    for post in Post.objects.select_related("office").order_by("office", "position"):
        holder = post.holders.filter(standing="").first()
        if holder is None or holder.person_id not in accounts:
            continue
        if post.office.name != office:
            office = post.office.name
            lines.append(f"\n  {office}")
        lines.append(f"    {accounts[holder.person_id].username:24}{post.title}")
    lines += [f"    {a.username:24}Administrator {a.administers.name}" for a in accounts.values() if a.administers]
    return "\n".join(lines) + "\n"
