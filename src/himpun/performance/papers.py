"""The papers that acts of this room leave besides the report: the request and its notes, the list of what
came in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from himpun.cases.clock import due_of
from himpun.cases.models import Case, Task
from himpun.cases.papers import block_of, kop_of, signer_block, subject_of
from himpun.cases.seating import seating_of
from himpun.documents.content import (
    Align,
    Block,
    Column,
    Content,
    Heading,
    InitialLine,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.dates import clock_time, local_day
from himpun.lib.dates import long_time
from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period
from himpun.organisation.models import Post
from himpun.performance.gathered import Arrival, name_of
from himpun.performance.layout import Asked, AskedSheet, Layout
from himpun.performance.models import Sheet, SheetLine, Submission
from himpun.performance.report import NOTHING, Letterhead
from himpun.sop.model import Act
from himpun.sop.walk import Place
from himpun.trail.actor import Actor

__all__ = [
    "Asking",
    "completeness",
    "data_due",
    "letterhead",
    "made_letterhead",
    "request_format",
    "request_note",
    "sent_letterhead",
    "sheet_letterhead",
    "sheet_subject",
    "sheets_are_signed",
    "subject_of",
]

_ASKED = (
    Column("No.", Align.CENTER),
    Column("Indikator", width=4),
    Column("Periode", width=1.4),
    Column("Satuan"),
    Column("Target", Align.RIGHT),
    Column("Realisasi", Align.RIGHT, 1.2),
    Column("Data dukung", Align.CENTER),
)


def sheet_subject(sheet: Sheet) -> str:
    """The opaque name of a unit's own papers within its case."""
    return f"berkas/{sheet.case_id}/isian/{sheet.pk}"


def request_format(case: Case, layout: Layout, actor: Actor, at: datetime) -> Content:
    """Format permintaan data: for each unit the indicators it is asked for, with room for the figures."""
    blocks: list[Block] = []
    for sheet in layout.sheets:
        blocks.append(Heading(_title(sheet)))
        rows = [_asked(n, line) for n, line in enumerate(sheet.lines, start=1)]
        nothing = Paragraphs(("Tidak ada indikator; isian dikirim kosong.",))
        blocks.append(Table(_ASKED, rows) if rows else nothing)
    content = _paper(case, "Format Permintaan Data Kinerja", blocks, actor, at)
    return replace(content, landscape=True)


def _title(sheet: AskedSheet) -> str:
    return f"{sheet.unit_name}, {sheet.member_title}" if sheet.member_title else sheet.unit_name


def _asked(position: int, line: Asked) -> tuple[str, ...]:
    target = _number(line.target)
    if line.target_upper is not None:
        target = f"{target} – {_number(line.target_upper)}"
    return _row(position, line, target)


def _row(position: int, line: Asked | SheetLine, target: str) -> tuple[str, ...]:
    label = Period.parse(line.period).label
    proof = (line.named_evidence or "wajib") if line.needs_evidence else ""
    return f"{position}.", f"{line.code} {line.name}".strip(), label, line.measure, target, "", proof


def _number(text: str | None) -> str:
    return NOTHING if text is None else format_figure(Decimal(text))


@dataclass(frozen=True, slots=True)
class Asking:
    """What one unit's request says beside its lines: to which post it goes, and until when the data is due."""

    to: str
    until: datetime | None


def request_note(
    case: Case, sheet: Sheet, lines: Sequence[SheetLine], asking: Asking, *, actor: Actor, at: datetime
) -> Content:
    """Nota dinas to the head of one unit: what it is asked for, and until when."""
    label = Period.parse(case.period).label
    until = f" dan mengirimkannya paling lambat {long_time(asking.until, case.office.zone)}" if asking.until else ""
    text = (
        f"Dalam rangka {case.title} {label}, mohon Saudara mengisi data kinerja berikut beserta data dukungnya{until}. "
        "Angka nol ditulis 0; yang belum berjalan atau tidak berlaku dijawab demikian dengan alasannya."
    )
    rows = [_row(line.position, line, _target(line.target, line.target_upper)) for line in lines]
    nothing = Paragraphs(("Tidak ada indikator untuk unit ini; isian dikirim kosong.",))
    thanks = "Demikian disampaikan untuk dilaksanakan. Atas perhatian dan kerja sama Saudara diucapkan terima kasih."
    asked = Table(_ASKED, rows, caption=f"Data kinerja yang diminta dari {name_of(sheet)}") if rows else nothing
    heads = (
        ("Dari", actor.capacity),
        ("Sifat", "Biasa"),
        ("Lampiran", "–"),
        ("Hal", f"Permintaan data kinerja {label}"),
    )
    paper = _paper(case, "Nota Dinas", [Paragraphs((text,)), asked, Paragraphs((thanks,))], actor, at)
    return replace(paper, heads=heads, addressee=(asking.to,))


def data_due(case: Case, task: Task, *, at: datetime) -> datetime | None:
    """Until when data that is asked for now is due: the standard times of the lines from here to the one that fills
    it in, one after another on the office's calendar. None where the SOP states no time for it."""
    seating = seating_of(case)
    after = [s for s in seating.route.stations if (s.line, s.position) > (task.line, task.position)]
    filling = next((s.line for s in after if s.act is Act.FILL), None)
    if filling is None:
        return None
    if filling == task.line:
        return task.due_at  # one line has one standard time, whatever its acts
    due, since = None, at
    for line in dict.fromkeys(s.line for s in after if task.line < s.line <= filling):
        due = due_of(case, seating.sop, line, since=since)
        since = due.at if due else since
    return due.at if due else None


def _target(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return NOTHING
    return format_figure(low) if high is None else f"{format_figure(low)} – {format_figure(high)}"


def completeness(case: Case, came: Sequence[Arrival], actor: Actor, at: datetime) -> Content:
    """Daftar kelengkapan: which sheets are in, since when, by whom; and why others are not."""
    columns = (
        Column("No.", Align.CENTER),
        Column("Unit", width=2.4),
        Column("Kiriman", Align.CENTER),
        Column("Diterima", width=2),
        Column("Dikirim oleh", width=2),
        Column("Keterangan", width=2),
    )
    rows = [
        (
            f"{n}.",
            one.name,
            f"ke-{one.submission.revision}" if one.submission else NOTHING,
            long_time(one.submission.sent_at, case.office.zone) if one.submission else NOTHING,
            f"{one.submission.sent_by} ({one.submission.capacity})" if one.submission else NOTHING,
            one.why_absent or "lengkap",
        )
        for n, one in enumerate(came, start=1)
    ]
    return _paper(case, "Daftar Kelengkapan Data Kinerja", [Table(columns, rows)], actor, at)


def _paper(case: Case, title: str, blocks: Sequence[Block], actor: Actor, at: datetime) -> Content:
    on = day_of(case, at)
    return Content(
        kop=kop_of(case.office),
        title=title,
        heads=(("Kegiatan", case.title), ("Periode", Period.parse(case.period).label)),
        blocks=tuple(blocks),
        dated=on,
        place=case.office.place,
        signer=signer_block(actor, on),
    )


def letterhead(case: Case, at: datetime) -> Letterhead:
    """Whose report it is, whose initials it waits for and who signs it, as the SOP and the casting say."""
    on = day_of(case, at)
    posts = _vouching(case)
    titles = dict(Post.objects.filter(pk__in=[p for _, p in posts]).values_list("pk", "title"))
    signing = [post for act, post in posts if act is Act.SIGN]
    waiting = dict.fromkeys(post for act, post in posts if act is Act.INITIAL)
    return Letterhead(
        kop=kop_of(case.office),
        office=case.office.name,
        title=case.title,
        place=case.office.place,
        signer=block_of(signing[-1], on) if signing else None,
        initials=tuple(InitialLine(titles[post], post=post) for post in waiting),
    )


def made_letterhead(case: Case, actor: Actor, at: datetime) -> Letterhead:
    """Of a paper that is complete when it is made: dated that day, by whoever made it."""
    on = day_of(case, at)
    maker = signer_block(actor, on, lead="Dibuat oleh,")
    return replace(letterhead(case, at), signer=maker, initials=(), dated=on)


def sheet_letterhead(case: Case, task: Task, at: datetime) -> Letterhead:
    """Of a unit's own paper: signed by whoever is to vouch for it at this step, before the report is."""
    signer = block_of(task.post_id, day_of(case, at)) if task.post_id else None
    return replace(letterhead(case, at), signer=signer, initials=())


def sent_letterhead(case: Case, sheet: Sheet, sent: Submission) -> Letterhead:
    """Of a unit's own paper that nobody signs: given by whoever sent it, on the day it was sent."""
    on = day_of(case, sent.sent_at)
    when = clock_time(sent.sent_at, case.office.zone)
    sender = replace(_sender(sheet, sent, on), given=f"Dikirim secara elektronik\n{when}")
    return replace(letterhead(case, sent.sent_at), signer=sender, initials=(), dated=on)


def _sender(sheet: Sheet, sent: Submission, on: date) -> SignerBlock:
    """Rank and NIP stand only beside the name of who really sent it."""
    for post in (sheet.post, sent.task.post_id):
        block = block_of(post, on) if post else None
        if block is not None and block.name == sent.sent_by:
            return block
    return SignerBlock(sent.capacity, sent.sent_by)


def sheets_are_signed(case: Case) -> bool:
    """Whether somebody signs the units' own papers, before the report is signed."""
    return sum(station.act is Act.SIGN for station in seating_of(case).route.stations) > 1


def _vouching(case: Case) -> list[tuple[Act, int]]:
    """The posts that initial or sign in this case, in the SOP's order."""
    seating = seating_of(case)
    found: list[tuple[Act, int]] = []
    for station in seating.route.stations:
        if station.act in (Act.INITIAL, Act.SIGN):
            post = seating.chair(Place(station.line, station.position)).post
            if post is not None:
                found.append((station.act, post))
    return found


def day_of(case: Case, at: datetime) -> date:
    """The office's own date of an instant."""
    return local_day(at, case.office.zone)
