"""Plays the performers: for each act, what an office would type, handed to the same verbs as the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from himpun.cases import actions as acts
from himpun.cases.access import task_for
from himpun.cases.deeds import (
    Accepted,
    Addressee,
    Archiving,
    Attendee,
    HandOver,
    Instruction,
    Meeting,
    Member,
    Nature,
    Plan,
    PlanItem,
    Publication,
    SendBack,
    TeamFormed,
)
from himpun.cases.models import Task
from himpun.cases.reading import reading_of
from himpun.cases.receivers import named_by_sop
from himpun.cases.seating import seating_of
from himpun.documents.proof import prove
from himpun.installation.rehearsal import figures
from himpun.lib.periods import Period
from himpun.organisation.calendars import calendar_of
from himpun.organisation.identity import actor_for
from himpun.organisation.models import Account, Post
from himpun.organisation.queries import holders_of
from himpun.performance.actions import (
    analyse,
    distribute_request,
    gather_sheets,
    make_recap,
    prepare_request,
    recommend,
)
from himpun.performance.analysis import Analysis, Item
from himpun.performance.gathered import recap_now
from himpun.performance.models import Sheet
from himpun.sop.model import Act, Step
from himpun.sop.walk import State
from himpun.trail.actor import Actor

RETURN_REASON: Final = "Angka ini tidak sesuai dengan data dukungnya. Mohon diperiksa dan dikirim ulang."


@dataclass(slots=True)
class Player:
    """Everybody of the office. `returns` says how many times a unit is still to be sent back."""

    password: str
    returns: int = 1

    def play(self, task: Task, *, at: datetime) -> None:
        """Do this task as the holder of its seat."""
        task, actor = task_for(self._somebody(task, at), task.pk)
        if self._wants_back(actor, task, at):
            return
        _PLAYS[Act(task.act)](self, actor, task, at)

    def _somebody(self, task: Task, at: datetime) -> Actor:
        """Whoever holds the seat that day: the post's holder, or the team's leader."""
        post = task.post_id or task.case.team.filter(team=task.team).order_by("-role").values_list("post", flat=True)[0]
        holder = holders_of([post], on=at.date())[post]
        account = Account.objects.select_related("person").get(person=holder.person_id)
        return actor_for(account, on=at.date())

    def _wants_back(self, actor: Actor, task: Task, at: datetime) -> bool:
        """Send one unit back, once, at the first decision from which the SOP lets a return point."""
        ways = [w for w in seating_of(task.case).route.returns[task.line] if w.points and w.to != "end"]
        if not (self.returns and ways and Act(task.act).decides):
            return False
        point = figures.wrong_cell(task.case)
        if point is None:
            return False
        self.returns -= 1
        decision = SendBack(int(ways[0].to), RETURN_REASON, (point,))
        acts.send_back(actor, task, decision, read=reading_of(task).digest, at=at)
        return True


def _line(task: Task) -> Step:
    return seating_of(task.case).sop.line(task.line)


def _others(actor: Actor, task: Task) -> tuple[Addressee, ...]:
    """Whom the SOP names; where it names nobody else, the office's first other post."""
    own = actor.hat.post if actor.hat else None
    others = Post.objects.filter(office=task.office_id).exclude(pk=own or 0).order_by("position", "pk")
    posts = named_by_sop(task, own) or others.values_list("pk")[0]
    titles = dict(Post.objects.filter(pk__in=posts).values_list("pk", "title"))
    return tuple(Addressee(post, titles[post]) for post in posts)


def _working(task: Task, day: date, *, after: int) -> date:
    """The working day on which so many working days have passed; the first one from a day on for none."""
    calendar = calendar_of(task.office_id)
    while not calendar.on(day):
        day += timedelta(days=1)
    for _ in range(after):
        day += timedelta(days=1)
        while not calendar.on(day):
            day += timedelta(days=1)
    return day


def _instruct(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    deed = Instruction(
        requests=("Kumpulkan data kinerja sesuai SOP", "Laporkan hasilnya"),
        text=f"{_line(task).activity}. Selesaikan sesuai waktu baku.",
        addressees=_others(actor, task),
        nature=Nature.PROMPT,
        until=_working(task, at.date(), after=7),
    )
    acts.instruct(actor, task, deed, at=at)


def _form_team(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    posts = [p for p in Post.objects.filter(office=task.office_id, ends=None) if not p.heads_office][:4]
    members = tuple(Member(post.pk, post.title, "Ketua" if n == 0 else "Anggota") for n, post in enumerate(posts))
    team = TeamFormed("Tim Penyusun SAKIP", members, _working(task, at.date(), after=20))
    acts.form_team(actor, task, team, at=at)


def _plan(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    day = at.date()
    rows = ("Membagikan format kepada unit", "Mengumpulkan isian dan data dukung", "Memeriksa kelengkapan")
    items = tuple(
        PlanItem(what, _working(task, day, after=n), _working(task, day, after=n + 1), actor.capacity)
        for n, what in enumerate(rows)
    )
    acts.plan(actor, task, Plan(items), at=at)


def _meet(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    held = holders_of(Post.objects.filter(office=task.office_id, ends=None).values_list("pk", flat=True), on=at.date())
    titles = dict(Post.objects.filter(pk__in=held).values_list("pk", "title"))
    people = [Attendee(h.person.name, titles[p], present=n != 3) for n, (p, h) in enumerate(sorted(held.items()))]
    deed = Meeting(
        agenda=_line(task).activity,
        place="Ruang rapat kantor",
        held_at=at - timedelta(minutes=30),
        attendees=tuple(people),
        minutes="Format isian dijelaskan satu per satu.\nUnit menyampaikan kendala data dukung.",
        decisions=("Isian dikirim sesuai waktu baku", "Data dukung dilampirkan pada setiap angka"),
        chair=task.post_id or 0,
        scribe=max(held),
    )
    acts.meet(actor, task, deed, at=at)


def _hand_over(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    what = tuple(_line(task).outputs) or ("Data kinerja",)
    counts = ("1 (satu) berkas",) * len(what)
    acts.hand_over(actor, task, HandOver(what, _others(actor, task)[:3], "Diserahkan lengkap.", counts), at=at)


def _review(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    troubled = {part.sheet for part in recap_now(task.case).parts if any(row.obstacle for row in part.rows)}
    for sheet in Sheet.objects.filter(pk__in=troubled, recommendations=None):
        recommend(actor, task, sheet, text="Tambahkan petugas dari seksi lain sampai kegiatan selesai.", at=at)
    acts.review(actor, task, Accepted("Data sesuai dengan data dukung."), read=reading_of(task).digest, at=at)


def _initial(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    acts.initial(actor, task, read=reading_of(task).digest, at=at)


def _sign(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    proof = prove(actor, player.password, at=at)
    acts.sign(actor, task, read=reading_of(task).digest, proof=proof, at=at)


def _publish(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    deed = Publication(("Bupati melalui Bagian Organisasi", "Inspektorat"), "Surat dan sistem", public=True)
    acts.publish(actor, task, deed, at=at)


def _archive(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    deed = Archiving(
        rack="2",
        box="7",
        folder=Period.parse(task.case.period).label,
        retention="aktif 1 tahun, inaktif 1 tahun",
        fate="musnah",
    )
    acts.archive(actor, task, deed, at=at)


def _prepare_request(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    prepare_request(actor, task, at=at)


def _distribute(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    distribute_request(actor, task, at=at)


def _fill(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    first = not task.case.tasks.filter(act=Act.FILL, state=State.DONE).exists()
    figures.fill(actor, task, at, wrong=first and task.round == 1)


def _gather(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    gather_sheets(actor, task, at=at)


def _recap(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    make_recap(actor, task, at=at)


def _analyse(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    until = _working(task, at.date() + timedelta(days=60), after=0)
    items = tuple(
        Item(row.line, "Pelaksanaan menunggu pencairan", "Jadwal ulang pada triwulan berikut", part.name, until)
        for part, row in recap_now(task.case).shortfalls
    )
    analyse(actor, task, Analysis("Sebagian besar target tercapai.", items), at=at)


def _revise(player: Player, actor: Actor, task: Task, at: datetime) -> None:
    figures.mend(actor, task, at)


_PLAYS: Final[Mapping[Act, Callable[[Player, Actor, Task, datetime], None]]] = {
    Act.INSTRUCT: _instruct,
    Act.FORM_TEAM: _form_team,
    Act.PLAN: _plan,
    Act.PREPARE_REQUEST: _prepare_request,
    Act.DISTRIBUTE: _distribute,
    Act.MEET: _meet,
    Act.FILL: _fill,
    Act.HAND_OVER: _hand_over,
    Act.GATHER: _gather,
    Act.RECAP: _recap,
    Act.ANALYSE: _analyse,
    Act.REVIEW: _review,
    Act.REVISE: _revise,
    Act.INITIAL: _initial,
    Act.SIGN: _sign,
    Act.PUBLISH: _publish,
    Act.ARCHIVE: _archive,
}
