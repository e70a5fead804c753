"""The cast of these tests: Kecamatan Sungai Jernih with its SOP, its people, and a hand that does what is not tested.

The clerk is Siti Norjanah, the kasubag; the superior Halimah Rantau, the camat; Rusdi Anwar, the sekretaris, acts for
her as Plh.; Maria Tandi is the stranger from another office. Akhmad, Yohanes and Mina lead the three seksi.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from himpun.cases import actions as acts
from himpun.cases import deeds
from himpun.cases.access import on_seat
from himpun.cases.models import Case, Origin, Task, TeamMember
from himpun.cases.papers import kop_of, subject_of
from himpun.cases.reading import reading_of
from himpun.documents.actions import Draft
from himpun.documents.content import Content, Paragraphs
from himpun.documents.kinds import PaperKind
from himpun.documents.proof import prove
from himpun.documents.work import HANDLERS
from himpun.lib.periods import Period
from himpun.organisation.actions import (
    add_post,
    add_unit,
    appoint,
    appoint_acting,
    found_government,
    found_office,
    open_account,
    register_person,
)
from himpun.organisation.drafts import Mandate, OfficeDraft, PostDraft
from himpun.organisation.identity import actor_for
from himpun.organisation.models import Account, Government, Holder, Office, Post, Standing, Unit
from himpun.procedures.actions import cast, publish_edition
from himpun.procedures.models import Procedure
from himpun.sop.tests.tables import sop_of
from himpun.trail.actor import Actor
from himpun.trail.outbox import keep

COLLECTION = """
| no | acts            | performers          | per   | ways         |
|----|-----------------|---------------------|-------|--------------|
| 1  | instruct        | camat, sekretaris<  |       |              |
| 2  | form_team, plan | sekretaris 1, tim 2 |       |              |
| 3  | meet            | sekretaris          |       |              |
| 4  | fill            | kasi                | units |              |
| 5  | recap           | kasubag             |       |              |
| 6  | review          | sekretaris          |       | yes 7, no 4! |
| 7  | hand_over       | kasubag, sekretaris< |       |              |
|    | initial         | sekretaris          |       | no 5         |
|    | initial         | kabid               | kabid | no 5         |
|    | sign            | camat               |       | no 6         |
|    | publish         | kasubag             |       |              |
|    | archive         | kasubag             |       |              |
"""
CAMAT, CLERK = "Halimah Rantau", "Siti Norjanah"
SECRETARY, STRANGER = "Rusdi Anwar", "Maria Tandi"
AKHMAD, YOHANES, MINA = "Akhmad Zaini", "Yohanes Labi", "Mina Talaga"
SEKSI = {AKHMAD: "Pelayanan", YOHANES: "Pemerintahan", MINA: "Ketenteraman"}
KABID = ("Doni Paser", "Ratna Mahakam")

SETUP = Actor(name="Pemasangan")
PASSWORD = "rumah-panggung-di-tepi-sungai"
BEGIN = date(2025, 1, 1)
QUARTER = Period.parse("2026-TW2")
MONDAY = datetime(2026, 7, 6, 1, 0, tzinfo=UTC)
"""09.00 in the office's zone."""
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@dataclass
class Here:
    """The office, and where to find its posts, units and accounts: by title, by seksi, by the person's name."""

    office: Office
    procedure: Procedure
    posts: dict[str, Post] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def who(self, name: str, at: datetime = MONDAY) -> Actor:
        """A person with all hats of that day, as a page has them from the session."""
        return actor_for(self.accounts[name], on=at.date())

    def at(self, name: str, task: Task, at: datetime = MONDAY) -> Actor:
        """A person at a task, wearing the hat of its seat. Raises what the page would."""
        return on_seat(self.who(name, at), task)

    def holder(self, task: Task, at: datetime = MONDAY) -> Actor:
        """Whoever does the task that day, wearing the hat of its seat."""
        post = task.post_id or TeamMember.objects.get(case=task.case_id, team=task.team, role="Ketua").post_id
        held = Holder.objects.filter(post=post, starts__lte=at.date()).order_by("-standing", "-starts")
        names = {account.person_id: name for name, account in self.accounts.items()}
        return on_seat(self.who(names[held[0].person_id], at), task)


def sungai_jernih(table: str = COLLECTION) -> Here:
    """The office with its people on their posts and the SOP of the table in force and cast."""
    government = found_government(SETUP, f"Kabupaten Hulu Jernih {Government.objects.count() + 1}", at=MONDAY)
    draft = OfficeDraft(name="Kecamatan Sungai Jernih", code="KSJ", place="Sungai Jernih")
    office = found_office(SETUP, government, draft=draft, at=MONDAY)
    edition = publish_edition(SETUP, office, sop_of(table), key="data-kinerja", in_force_from=BEGIN, at=MONDAY)
    here = Here(office, edition.procedure)
    seated(here, CAMAT, "Camat Sungai Jernih", heads_office=True)
    seated(here, SECRETARY, "Sekretaris")
    seated(here, CLERK, "Kasubag Program")
    for name, seksi in SEKSI.items():
        unit = add_unit(SETUP, office, name=f"Seksi {seksi}", starts=BEGIN, position=len(here.units), at=MONDAY)
        here.units[seksi] = unit
        seated(here, name, f"Kepala Seksi {seksi}", unit=unit)
    for name in KABID:
        seated(here, name, f"Kepala Bidang {name.split()[1]}")
    play_everything(here)
    return here


def play_everything(here: Here) -> None:
    """Cast every performer that an SOP of these tests may name."""
    alone = {"camat": "Camat Sungai Jernih", "sekretaris": "Sekretaris", "kasubag": "Kasubag Program"}
    for performer, title in alone.items():
        plays(here, performer, [(None, here.posts[title])])
    kasi = [(unit, here.posts[f"Kepala Seksi {seksi}"]) for seksi, unit in here.units.items()]
    plays(here, "kasi", kasi)
    plays(here, "kabid", [(None, here.posts[f"Kepala Bidang {name.split()[1]}"]) for name in KABID])


def plays(here: Here, performer: str, seats: Sequence[tuple[Unit | None, Post]], starts: date = BEGIN) -> None:
    cast(SETUP, here.procedure, performer, seats=seats, starts=starts, at=MONDAY)


def seated(here: Here, name: str, title: str, *, unit: Unit | None = None, heads_office: bool = False) -> Post:
    """A person with an account on a post of their own."""
    draft = PostDraft(title, unit=unit, heads_office=heads_office, position=len(here.posts))
    post = here.posts[title] = add_post(SETUP, here.office, draft=draft, starts=BEGIN, at=MONDAY)
    person = register_person(SETUP, here.office, name=name, at=MONDAY)
    appoint(SETUP, post, person, starts=BEGIN, order="821/7/2025", at=MONDAY)
    username = f"{name.split()[0].lower()}.{person.pk}"
    here.accounts[name] = open_account(SETUP, person, username=username, password=PASSWORD, at=MONDAY)
    return post


def stranger(here: Here) -> Actor:
    """The camat of the neighbouring office."""
    draft = OfficeDraft(name="Kecamatan Bukit Damar", code="KBD")
    there = Here(found_office(SETUP, here.office.government, draft=draft, at=MONDAY), here.procedure)
    post = seated(there, STRANGER, "Camat Bukit Damar", heads_office=True)
    actor = there.who(STRANGER).wearing(post.pk)
    assert actor is not None
    return actor


def acts_for_the_camat(here: Here, *, starts: datetime, ends: datetime) -> None:
    """The sekretaris becomes Plh. Camat for some days."""
    mandate = Mandate(Standing.PLH, starts.date(), ends.date(), "800/12/2026")
    person = here.accounts[SECRETARY].person
    appoint_acting(SETUP, here.posts["Camat Sungai Jernih"], person, mandate=mandate, at=MONDAY)


def opened(here: Here, period: Period = QUARTER, at: datetime = MONDAY) -> Case:
    return acts.open_case(here.who(CAMAT), here.procedure, period, origin=Origin.HAND, at=at)


def open_tasks(case: Case) -> list[Task]:
    return list(Task.objects.filter(case=case, state="open").select_related("case").order_by("pk"))


def the_task(case: Case, act: str, *, unit: Unit | None = None, member: Post | None = None) -> Task:
    """The open task of this act, of a unit or a post where several have one."""
    found = [t for t in open_tasks(case) if t.act == act]
    found = [t for t in found if unit is None or t.unit == unit.pk]
    (task,) = [t for t in found if member is None or t.member == member.pk]
    return task


def run_to(here: Here, case: Case, act: str, *, line: int = 0, at: datetime = MONDAY) -> list[Task]:
    """Let everybody do their tasks until only this act (of this line) is open; those tasks are returned."""
    for _ in range(100):
        waiting = [t for t in open_tasks(case) if not (t.act == act and line in (0, t.line))]
        if not waiting:
            break
        do(here, waiting[0], at=at)
    return open_tasks(case)


def do(here: Here, task: Task, at: datetime = MONDAY) -> list[Task]:
    """Do one task in an ordinary way, as the holder of its seat."""
    return _DOING[task.act](here, here.holder(task, at), task, at)


def hand_in(actor: Actor, task: Task, figures: str = "90", at: datetime = MONDAY) -> list[Task]:
    """What the room above does when a unit sends its figures: this room sees a subject and a hash."""
    subject = f"isian/{task.unit}/{task.round}"
    return acts.finish_task(actor, task, at=at, subject=subject, subject_hash=hashed(figures))


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def consolidate(actor: Actor, task: Task, at: datetime = MONDAY, text: str = "") -> list[Task]:
    """What the room above does when figures are recapped: the report says which were handed in."""
    case = Case.objects.select_related("office__government").get(pk=task.case_id)
    fills = Task.objects.filter(case=case, act="fill", state="done").order_by("pk")
    said = text or ", ".join(f"{t.subject} {t.subject_hash}" for t in fills)
    content = Content(kop_of(case.office), "Laporan Data Kinerja", (Paragraphs((said,)),), place=case.office.place)
    draft = Draft(case.office, PaperKind.REPORT, subject_of(case), content)
    acts.file_paper(actor, case, draft, task=task, at=at)
    return acts.finish_task(actor, task, at=at)


def return_to(here: Here, task: Task, line: int, *units: Unit, at: datetime = MONDAY) -> list[Task]:
    """Send work back to a line, pointing at units."""
    decision = deeds.SendBack(line, "Angka tidak cocok.", tuple(deeds.Point(u.pk, field="7") for u in units))
    return acts.send_back(here.holder(task, at), task, decision, read=reading_of(task).digest, at=at)


def keep_promises(at: datetime) -> None:
    """What is done beside the pages: papers are drawn, signed ones sealed."""
    while keep(HANDLERS, at=at).done:
        pass


def an_instruction(here: Here) -> deeds.Instruction:
    sekretaris = here.posts["Sekretaris"]
    return deeds.Instruction(text="Kumpulkan data.", addressees=(deeds.Addressee(sekretaris.pk, sekretaris.title),))


def a_team(here: Here, *titles: str) -> deeds.TeamFormed:
    """A team of these posts, the first of them leading it."""
    posts = [here.posts[title] for title in titles or ("Kasubag Program", "Kepala Seksi Pelayanan")]
    roles = ["Ketua", *["Anggota"] * (len(posts) - 1)]
    members = tuple(deeds.Member(p.pk, p.title, role) for p, role in zip(posts, roles, strict=True))
    return deeds.TeamFormed("Tim Data", members)


def a_plan() -> deeds.Plan:
    return deeds.Plan((deeds.PlanItem("Mengisi", date(2026, 7, 7), date(2026, 7, 8), "Kepala seksi"),))


def a_meeting() -> deeds.Meeting:
    attendees = (deeds.Attendee("Rusdi Anwar", "Sekretaris", present=True),)
    return deeds.Meeting("Cara mengisi", "Aula", MONDAY, attendees, "Dibahas.", ("Dikirim Jumat",))


def a_hand_over(here: Here) -> deeds.HandOver:
    sekretaris = here.posts["Sekretaris"]
    return deeds.HandOver(("Rekap",), (deeds.Addressee(sekretaris.pk, sekretaris.title),))


def _sign(here: Here, actor: Actor, task: Task, at: datetime) -> list[Task]:
    return acts.sign(actor, task, read=reading_of(task).digest, proof=prove(actor, PASSWORD, at=at), at=at)


def _archive(here: Here, actor: Actor, task: Task, at: datetime) -> list[Task]:
    keep_promises(at)
    return acts.archive(actor, task, deeds.Archiving(rack="2"), at=at)


_DOING: dict[str, Callable[[Here, Actor, Task, datetime], list[Task]]] = {
    "instruct": lambda h, a, t, at: acts.instruct(a, t, an_instruction(h), at=at),
    "form_team": lambda h, a, t, at: acts.form_team(a, t, a_team(h), at=at),
    "plan": lambda h, a, t, at: acts.plan(a, t, a_plan(), at=at),
    "meet": lambda h, a, t, at: acts.meet(a, t, a_meeting(), at=at),
    "fill": lambda h, a, t, at: hand_in(a, t, at=at),
    "recap": lambda h, a, t, at: consolidate(a, t, at=at),
    "review": lambda h, a, t, at: acts.review(a, t, deeds.Accepted(), read=reading_of(t).digest, at=at),
    "hand_over": lambda h, a, t, at: acts.hand_over(a, t, a_hand_over(h), at=at),
    "initial": lambda h, a, t, at: acts.initial(a, t, read=reading_of(t).digest, at=at),
    "sign": _sign,
    "publish": lambda h, a, t, at: acts.publish(a, t, deeds.Publication(("Inspektorat",)), at=at),
    "archive": _archive,
}
