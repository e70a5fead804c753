"""The papers that acts of this room leave besides the report: the request and its notes, the list of what
came in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

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
    Table,
)
from himpun.documents.dates import local_day
from himpun.lib.dates import long_time
from himpun.lib.numbers import format_figure
from himpun.lib.periods import Period
from himpun.organisation.models import Post
from himpun.performance.gathered import Arrival, name_of
from himpun.performance.layout import Asked, AskedSheet, Layout
from himpun.performance.models import Sheet, SheetLine
from himpun.performance.report import NOTHING, Letterhead
from himpun.sop.model import Act
from himpun.sop.walk import Place
from himpun.trail.actor import Actor

__all__ = [
    "completeness",
    "letterhead",
    "request_format",
    "request_note",
    "sheet_letterhead",
    "sheet_subject",
    "subject_of",
]

_ASKED = (
    Column("No", Align.CENTER),
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


def request_note(case: Case, sheet: Sheet, lines: Sequence[SheetLine], actor: Actor, at: datetime) -> Content:
    """Nota dinas to one unit: what it is asked for."""
    label = Period.parse(case.period).label
    rows = [_row(line.position, line, _target(line.target, line.target_upper)) for line in lines]
    text = (
        f"Dalam rangka {case.title} {label}, mohon mengisi data kinerja berikut beserta data dukungnya. "
        "Angka nol ditulis 0; yang belum berjalan atau tidak berlaku dijawab demikian dengan alasannya."
    )
    blocks: list[Block] = [Paragraphs((text,))]
    blocks.append(Table(_ASKED, rows) if rows else Paragraphs(("Tidak ada indikator untuk unit ini.",)))
    subject = f"Permintaan data kinerja {label}"
    heads = (("Kepada", name_of(sheet)), ("Dari", actor.capacity), ("Hal", subject))
    return replace(_paper(case, "Nota Dinas", blocks, actor, at), heads=heads)


def _target(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return NOTHING
    return format_figure(low) if high is None else f"{format_figure(low)} – {format_figure(high)}"


def completeness(case: Case, came: Sequence[Arrival], actor: Actor, at: datetime) -> Content:
    """Daftar kelengkapan: which sheets are in, since when, by whom; and why others are not."""
    columns = (
        Column("No", Align.CENTER),
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


def sheet_letterhead(case: Case, task: Task, at: datetime) -> Letterhead:
    """Of a unit's own paper: signed by whoever is to vouch for it at this step, before the report is."""
    signer = block_of(task.post_id, day_of(case, at)) if task.post_id else None
    return replace(letterhead(case, at), signer=signer, initials=())


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
