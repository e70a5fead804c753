"""The acts whose work lies in this room: each checks its own rule, leaves its deed and its papers, and finishes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from himpun.cases import letters, papers
from himpun.cases.actions.delivering import call_together, came_by, deliver, mark_read, refuse_own_post
from himpun.cases.actions.filing import file_paper
from himpun.cases.actions.flow import finish_task, return_task
from himpun.cases.deeds import (
    Accepted,
    Archiving,
    Deed,
    HandOver,
    Initialled,
    Instruction,
    Meeting,
    Plan,
    Publication,
    SendBack,
    Signed,
    TeamFormed,
)
from himpun.cases.errors import ContentChanged, Incomplete, Lack, NothingToRead, WrongAct
from himpun.cases.holding import still_open
from himpun.cases.models import Case, MeetingCall, Task, TeamMember
from himpun.cases.models import Deed as DeedRow
from himpun.cases.reading import Reading, reading_of
from himpun.cases.receivers import may_receive_own
from himpun.cases.seating import seating_of
from himpun.documents.actions import Draft, Filing, Place, archive_paper, file_wet_copy, initial_paper, sign_paper
from himpun.documents.content import Content
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper
from himpun.documents.proof import Proof
from himpun.files.models import StoredFile
from himpun.lib.periods import Period
from himpun.sop.model import Act, Seat
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, gone, image, record, verb
from himpun.trail.prepared import write_row


@verb
def instruct(actor: Actor, task: Task, deed: Instruction, *, at: datetime) -> list[Task]:
    """Give an instruction to addressees (disposisi), on from the one by which it came. Leaves the lembar disposisi."""
    case = _begin(actor, task, deed)
    refuse_own_post(actor, deed.addressees, "addressees")
    came = came_by(actor, task)
    if came is not None and came.read_at is None:
        mark_read(actor, came, at=at)  # whoever acts on it has read it
    deliver(actor, task, deed.addressees, words=deed.words, at=at, onward=came)
    _file(actor, case, task, (PaperKind.DISPOSITION, letters.disposition(case, actor, deed, at)), at)
    return _conclude(actor, task, deed, at)


@verb
def form_team(actor: Actor, task: Task, deed: TeamFormed, *, at: datetime) -> list[Task]:
    """Name a team; its members do the tasks of the SOP's team performer from now on. Leaves the surat tugas."""
    case = _begin(actor, task, deed)
    members = [
        TeamMember(office_id=case.office_id, case=case, team=key, post_id=m.post, role=m.role)
        for key in _teams(case)
        for m in deed.members
    ]
    # Formed anew in a later round, the team is the new one: whoever left it has no seat any more.
    before = TeamMember.objects.filter(case=case)
    left = [gone(member) for member in before]
    before.delete()
    TeamMember.objects.bulk_create(members)
    payload = {"case": case.pk, "team": deed.name}
    record(Fact(case.office_id, actor, "cases.team_formed", at, payload, [*left, *map(image, members)]))
    _file(actor, case, task, (PaperKind.TEAM_LETTER, letters.team_letter(case, actor, deed, _day(case, at))), at)
    return _conclude(actor, task, deed, at)


@verb
def plan(actor: Actor, task: Task, deed: Plan, *, at: datetime) -> list[Task]:
    """Lay down the dated plan of the collection. Leaves the rencana kegiatan."""
    case = _begin(actor, task, deed)
    _file(actor, case, task, (PaperKind.ACTIVITY_PLAN, papers.activity_plan(case, actor, deed, _day(case, at))), at)
    return _conclude(actor, task, deed, at)


@verb
def invite(actor: Actor, task: Task, deed: Meeting, *, at: datetime) -> Paper:
    """Call a meeting; it is finished by `meet`. Leaves the undangan; called anew, its next revision."""
    case = still_open(actor, task)
    if task.act != Act.MEET:
        raise WrongAct
    if lacks := deed.lacks_to_invite():
        raise Incomplete(lacks)
    called = replace(deed, minutes="", decisions=())
    row, _ = MeetingCall.objects.update_or_create(
        task=task, defaults={"office_id": task.office_id, "content": called.as_data(), "sent_at": at}
    )
    record(Fact(task.office_id, actor, "cases.meeting_called", at, {"task": task.pk}, [image(row)]))
    call_together(actor, task, called, at=at)
    return _file(actor, case, task, (PaperKind.INVITATION, letters.invitation(case, actor, deed, _day(case, at))), at)


@verb
def meet(actor: Actor, task: Task, deed: Meeting, *, at: datetime) -> list[Task]:
    """Keep a meeting's attendance and minutes, and its invitation where none went out so."""
    case = _begin(actor, task, deed)
    if deed.held_at is not None and deed.held_at > at:
        said = "Rapat ini belum berlangsung. Simpan hasilnya sesudah waktunya, atau perbaiki hari dan jamnya."
        raise Incomplete((Lack("held_at", "not_held_yet", said),))
    day = _day(case, at)
    made: tuple[tuple[PaperKind, Callable[[Case, Actor, Meeting, date], Content]], ...] = (
        (PaperKind.ATTENDANCE, papers.attendance),
        (PaperKind.MINUTES, papers.minutes),
    )
    if not _was_called(task, deed):
        made = ((PaperKind.INVITATION, letters.invitation), *made)
    for kind, build in made:
        _file(actor, case, task, (kind, build(case, actor, deed, day)), at)
    return _conclude(actor, task, deed, at)


def _was_called(task: Task, deed: Meeting) -> bool:
    """Whether the invitation that went out named this time, place and these people: it is not dated anew then."""
    row = MeetingCall.objects.filter(task=task).first()
    return row is not None and Meeting.from_data(row.content).announces(deed)


@verb
def hand_over(actor: Actor, task: Task, deed: HandOver, *, at: datetime) -> list[Task]:
    """Hand work over to its receiver, who can mark it as received. Leaves the tanda terima."""
    case = _begin(actor, task, deed)
    if not (actor.hat and may_receive_own(task, actor.hat.post)):
        refuse_own_post(actor, deed.to, "to")
    deliver(actor, task, deed.to, words="\n".join(filter(None, ("; ".join(deed.what), deed.note))), at=at)
    _file(actor, case, task, (PaperKind.RECEIPT, papers.receipt(case, actor, deed, _day(case, at))), at)
    return _conclude(actor, task, deed, at)


@verb
def review(actor: Actor, task: Task, deed: Accepted, *, read: str, at: datetime) -> list[Task]:
    """Accept what was read. Raises ContentChanged when something else lies there now."""
    case = _begin(actor, task, deed)
    _read(task, read)
    note = papers.review_note(case, actor, task, deed.note, _day(case, at))
    _file(actor, case, task, (PaperKind.REVIEW_NOTE, note), at)
    return _conclude(actor, task, deed, at, read=read)


@verb
def send_back(actor: Actor, task: Task, decision: SendBack, *, read: str, at: datetime) -> list[Task]:
    """Ask for mending (minta perbaikan): point at units and fields, with a reason. Leaves the catatan pemeriksaan."""
    case = still_open(actor, task)
    _read(task, read)
    opened = return_task(actor, task, decision, read=read, at=at)
    note = papers.return_note(case, actor, task, decision, _day(case, at))
    _file(actor, case, task, (PaperKind.REVIEW_NOTE, note), at)
    return opened


@verb
def initial(actor: Actor, task: Task, *, read: str, at: datetime) -> list[Task]:
    """Put this seat's initial (paraf) on what was read, bound to its hash."""
    _begin(actor, task, Initialled())
    reading = _papers_read(task, read)
    for paper in reading.papers:
        initial_paper(actor, paper, read=paper.content_hash, at=at)
    deed = Initialled(papers=tuple(p.pk for p in reading.papers))
    return _conclude(actor, task, deed, at, read=read)


@verb
def sign(actor: Actor, task: Task, *, read: str, proof: Proof, at: datetime) -> list[Task]:
    """Sign what was read, as the post's holder of that day, with a fresh proof of identity."""
    _begin(actor, task, Signed())
    reading = _papers_read(task, read)
    for paper in reading.papers:
        sign_paper(actor, paper, read=paper.content_hash, proof=proof, at=at)
    deed = Signed(papers=tuple(p.pk for p in reading.papers))
    return _conclude(actor, task, deed, at, read=read)


@verb
def sign_by_hand(actor: Actor, task: Task, scans: Mapping[int, StoredFile], *, read: str, at: datetime) -> list[Task]:
    """Sign what was read by hand: the scan of each signed print is bound to the hash of its paper.

    `scans` by the paper's key, each kept in this same transaction. Raises Incomplete while one is missing.
    """
    case = _begin(actor, task, Signed())
    reading = _papers_read(task, read)
    missing = [Lack(f"pindaian-{p.pk}", "no_scan", "Pilih pindaiannya.") for p in reading.papers if p.pk not in scans]
    if missing:
        raise Incomplete(tuple(missing))
    for paper in reading.papers:
        scan = scans[paper.pk]
        payload = {"case": case.pk, "paper": paper.pk, "sha256": scan.sha256}
        record(Fact(case.office_id, actor, "cases.scan_handed_in", at, payload, [image(scan)]))
        file_wet_copy(actor, paper, read=paper.content_hash, scan=scan, at=at)
    deed = Signed(papers=tuple(p.pk for p in reading.papers), by_hand=True)
    return _conclude(actor, task, deed, at, read=read)


@verb
def publish(actor: Actor, task: Task, deed: Publication, *, at: datetime) -> list[Task]:
    """Pass the signed report on to its recipients or to the public page. Leaves the surat pengantar."""
    case = _begin(actor, task, deed)
    for report in _signed_reports(case):
        letter = letters.cover_letter(case, actor, deed, report, _day(case, at))
        _file(actor, case, task, (PaperKind.COVER_LETTER, letter), at)
    return _conclude(actor, task, deed, at)


@verb
def archive(actor: Actor, task: Task, deed: Archiving, *, at: datetime) -> list[Task]:
    """Archive the case: the sealed softcopy, and where the hardcopy lies. Leaves the daftar arsip.

    Raises Incomplete while the report is not signed or its seal is still being made.
    """
    case = _begin(actor, task, deed)
    reports = _signed_reports(case)
    if not reports or any(r.final_file_id is None for r in reports):
        raise Incomplete((Lack("seal", "not_sealed", "Laporan belum selesai disegel. Coba lagi sebentar lagi."),))
    place = Place(deed.rack, deed.box, deed.folder)
    filing = Filing(deed.classification, copies=deed.copies, state=deed.state, retention=deed.retention)
    entries = [archive_paper(actor, report, place=place, at=at, filing=filing) for report in reports]
    kept = Paper.objects.filter(filed__case=case, replaced_at=None).order_by("made_at", "pk")
    content = papers.archive_list(case, actor, deed, papers.Kept(tuple(kept), entries[-1]), _day(case, at))
    _file(actor, case, task, (PaperKind.ARCHIVE_LIST, content), at)
    return _conclude(actor, task, deed, at)


def _begin(actor: Actor, task: Task, deed: Deed) -> Case:
    """Lock, and refuse what is over, of another act, or incomplete."""
    case = still_open(actor, task)
    if task.act != deed.act:
        raise WrongAct
    if lacks := deed.lacks(Period.parse(case.period)):
        raise Incomplete(lacks)
    return case


def _conclude(actor: Actor, task: Task, deed: Deed, at: datetime, *, read: str = "") -> list[Task]:
    row = write_row(DeedRow(office_id=task.office_id, task=task, content=deed.as_data(), done_at=at))
    payload = {"task": task.pk, "act": task.act}
    record(Fact(task.office_id, actor, "cases.deed_done", at, payload, [image(row)]))
    return finish_task(actor, task, at=at, read=read)


def _file(actor: Actor, case: Case, task: Task, made: tuple[PaperKind, Content], at: datetime) -> Paper:
    kind, content = made
    draft = Draft(case.office, kind, papers.subject_of(case, task), content)
    return file_paper(actor, case, draft, task=task, at=at)


def _day(case: Case, at: datetime) -> date:
    return papers.local_day(case, at)


def _read(task: Task, read: str) -> Reading:
    reading = reading_of(task)
    if reading.digest != read:
        raise ContentChanged
    return reading


def _papers_read(task: Task, read: str) -> Reading:
    reading = _read(task, read)
    if not reading.papers:
        raise NothingToRead
    return reading


def _teams(case: Case) -> list[str]:
    return [p.key for p in seating_of(case).sop.performers if p.seat is Seat.TEAM]


def _signed_reports(case: Case) -> list[Paper]:
    found = Paper.objects.filter(filed__case=case, kind=PaperKind.REPORT, replaced_at=None)
    return list(found.filter(signature__isnull=False))
