"""The papers that the acts of this room leave, built from what was done: what all share, lists and notes.

Letters are in `letters`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from himpun.cases.deeds import Archiving, HandOver, Meeting, Plan, Point, SendBack
from himpun.cases.models import Case, Task
from himpun.cases.seating import seating_of
from himpun.documents.content import (
    Align,
    Block,
    Column,
    Content,
    Fields,
    Hands,
    Items,
    Kop,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.dates import local_day as day_in_zone
from himpun.documents.kinds import PaperKind
from himpun.documents.models import ArchiveEntry, Paper
from himpun.lib.dates import long_date, long_time, plain_date
from himpun.lib.periods import Period
from himpun.organisation.models import Office, Post, Unit
from himpun.organisation.queries import signer_of
from himpun.trail.actor import Actor

BLANK = "………………"
"""Where something is written in by hand."""
_WORDS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]


def kop_of(office: Office) -> Kop:
    """The head of the office's letters."""
    name = office.kop_lines or office.name
    return Kop(f"Pemerintah {office.government.name}", name, office.address, office.contact, office.emblem)


def signer_block(actor: Actor, on: date, lead: str = "") -> SignerBlock | None:
    """The block of whoever acts: capacity, name, rank and NIP as of that day."""
    if actor.hat is None:
        return None
    return block_of(actor.hat.post, on, lead)


def block_of(post: int, on: date, lead: str = "") -> SignerBlock | None:
    """The block of whoever holds the post that day; none when nobody does."""
    signer = signer_of(post, on)
    if signer is None:
        return None
    return SignerBlock(signer.capacity, signer.name, signer.rank, signer.nip, lead)


def local_day(case: Case, at: datetime) -> date:
    """The office's own date of an instant."""
    return day_in_zone(at, case.office.zone)


def paper_of(case: Case, title: str, blocks: Sequence[Block], actor: Actor, on: date) -> Content:
    """A paper of the case under the office's head, of the act's day, with the block of whoever acts."""
    return Content(
        kop=kop_of(case.office),
        title=title,
        heads=(("Kegiatan", case.title), ("Periode", Period.parse(case.period).label)),
        blocks=tuple(blocks),
        dated=on,
        place=case.office.place,
        signer=signer_block(actor, on),
    )


def counted(number: int, noun: str) -> str:
    """ "2 (dua) berkas", as quantities stand in letters."""
    return f"{number} ({_WORDS[number]}) {noun}" if number < len(_WORDS) else f"{number} {noun}"


def dated_at(case: Case, on: date) -> str:
    """Place and day above a block for a signature by hand."""
    return ", ".join(filter(None, (case.office.place, plain_date(on))))


def written_in(title: str, lead: str = "") -> SignerBlock:
    """The block of somebody whose name is written in by hand."""
    return SignerBlock(title, "", lead=lead)


def activity_plan(case: Case, actor: Actor, deed: Plan, on: date) -> Content:
    """Rencana kegiatan with its dates."""
    rows = [(f"{n}.", i.what, long_date(i.starts), long_date(i.ends), i.who) for n, i in enumerate(deed.items, start=1)]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Kegiatan", width=0.35),
        Column("Mulai"),
        Column("Selesai"),
        Column("Pelaksana"),
    )
    return paper_of(case, "Rencana Kegiatan Pengumpulan Data", (Table(columns, rows),), actor, on)


def _meeting(case: Case, deed: Meeting) -> tuple[tuple[str, str], ...]:
    """When, where and what about."""
    assert deed.held_at is not None
    return (
        ("Waktu", long_time(deed.held_at, case.office.zone)),
        ("Tempat", deed.place or case.office.name),
        ("Acara", deed.agenda),
    )


def attendance(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Daftar hadir: who came, with room for a wet signature."""
    rows = [
        (f"{n}.", a.name, a.title, "Hadir" if a.present else "Tidak hadir", f"{n}." if a.present else "")
        for n, a in enumerate(deed.attendees, start=1)
    ]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Nama", width=0.27),
        Column("Jabatan", width=0.31),
        Column("Keterangan"),
        Column("Tanda tangan", Align.ZIGZAG),
    )
    blocks = (Fields(_meeting(case, deed)), Table(columns, rows, row_height=11))
    return paper_of(case, "Daftar Hadir", blocks, actor, on)


def minutes(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Notulen: what was said and what was decided, with blocks for who led the meeting and who wrote it down."""
    present = sum(a.present for a in deed.attendees)
    came = f"{present} dari {counted(len(deed.attendees), 'orang')}, daftar hadir terlampir"
    blocks: list[Block] = [
        Fields((*_meeting(case, deed), ("Hadir", came))),
        Paragraphs(tuple(deed.minutes.split("\n")), heading="Pembahasan"),
    ]
    if deed.decisions:
        blocks.append(Items(deed.decisions, heading="Keputusan"))
    led = block_of(deed.chair, on, "Pimpinan rapat,") if deed.chair else signer_block(actor, on, "Pimpinan rapat,")
    wrote = block_of(deed.scribe, on, "Notulis,") if deed.scribe else None
    signers = (wrote or written_in("", "Notulis,"), led or written_in("", "Pimpinan rapat,"))
    blocks.append(Hands(signers, dated_at(case, on)))
    return replace(paper_of(case, "Notulen Rapat", blocks, actor, on), signer=None)


def receipt(case: Case, actor: Actor, deed: HandOver, on: date) -> Content:
    """Tanda terima: what and how much, with a block for whoever hands over and for every receiver."""
    rows = [(f"{n}.", what, count or counted(1, "berkas"), "") for n, (what, count) in enumerate(deed.counted, start=1)]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Yang diserahkan", width=0.5),
        Column("Banyaknya", Align.CENTER, 0.2),
        Column("Keterangan", width=0.23),
    )
    blocks: list[Block] = [Paragraphs(("Telah diserahkan dan diterima dengan baik:",)), Table(columns, rows)]
    if deed.note:
        blocks.append(Paragraphs((deed.note,), heading="Catatan"))
    lead = "Yang menerima,"
    received = tuple(block_of(a.post, on, lead) or written_in(a.title.upper(), lead) for a in deed.to)
    gave = signer_block(actor, on, "Yang menyerahkan,") or written_in("", "Yang menyerahkan,")
    blocks.append(Hands((gave, *received), dated_at(case, on)))
    return replace(paper_of(case, "Tanda Terima", blocks, actor, on), signer=None)


def review_note(case: Case, actor: Actor, task: Task, note: str, on: date) -> Content:
    """Catatan pemeriksaan of a review that accepted."""
    result = Fields(
        (("Langkah", step_named(case, task.line)), ("Diperiksa oleh", actor.capacity), ("Hasil", "Diterima"))
    )
    blocks = (result, Paragraphs((note or "Tanpa catatan.",), heading="Catatan"))
    return paper_of(case, "Catatan Pemeriksaan", blocks, actor, on)


def return_note(case: Case, actor: Actor, task: Task, decision: SendBack, on: date) -> Content:
    """Catatan pemeriksaan of a review that sent work back: to which step, and for each unit what it points at."""
    result = Fields(
        (
            ("Langkah", step_named(case, task.line)),
            ("Diperiksa oleh", actor.capacity),
            ("Hasil", "Dikembalikan untuk diperbaiki"),
            ("Dikembalikan ke", step_named(case, decision.to_line)),
        )
    )
    blocks: list[Block] = [result, Paragraphs((decision.reason,), heading="Alasan")]
    if decision.points:
        blocks.append(_pointed(case, decision))
    return paper_of(case, "Catatan Pemeriksaan", blocks, actor, on)


def _pointed(case: Case, decision: SendBack) -> Table:
    """A row for each unit or member, its indicators beneath each other."""
    units = unit_names(case)
    members = dict(Post.objects.filter(pk__in={p.member for p in decision.points}).values_list("pk", "title"))
    by_owner: dict[tuple[int, int], list[Point]] = {}
    for point in decision.points:
        by_owner.setdefault((point.unit, point.member), []).append(point)
    rows = [
        (
            f"{n}.",
            "\n".join(filter(None, (units.get(unit, "-"), members.get(member, "")))),
            "\n".join(dict.fromkeys(p.named or ("satu isian" if p.field else "seluruh isian") for p in points)),
            "\n".join(dict.fromkeys(p.note or decision.reason for p in points)),
        )
        for n, ((unit, member), points) in enumerate(by_owner.items(), start=1)
    ]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Unit", width=0.28),
        Column("Yang ditunjuk", width=0.33),
        Column("Yang diminta diperbaiki", width=0.32),
    )
    return Table(columns, rows, caption="Yang harus diperbaiki")


def step_named(case: Case, number: int) -> str:
    """ "Langkah 5: Mengisi data", as the case's SOP calls it."""
    activity = next((s.activity for s in seating_of(case).sop.lines if s.number == number), "")
    return f"{number}. {activity}".strip()


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in the archived case: its papers, and the entry of the report that it is found under."""

    papers: Sequence[Paper]
    entry: ArchiveEntry


def archive_list(case: Case, actor: Actor, deed: Archiving, kept: Kept, on: date) -> Content:
    """Daftar isi berkas: every paper of the case with its item number, and the hash of the softcopy."""
    rows = [
        (
            str(n),
            paper.number or "-",
            described,
            plain_date(paper.dated) if paper.dated else "-",
            counted(deed.copies, "berkas"),
            deed.state,
            paper.content_hash[:12],
        )
        for n, (paper, described) in enumerate(zip(kept.papers, _told_apart(kept.papers), strict=True), start=1)
    ]
    columns = (
        Column("Nomor item", Align.CENTER, 0.06),
        Column("Nomor surat", width=0.2),
        Column("Uraian", width=0.32),
        Column("Tanggal", width=0.12),
        Column("Jumlah", Align.CENTER, 0.1),
        Column("Tingkat perkembangan", Align.CENTER, 0.11),
        Column("Sidik isi", width=0.12),
    )
    heads = (
        ("Nomor berkas", f"{deed.classification}/{kept.entry.item}/{kept.entry.year}"),
        ("Uraian berkas", f"{case.title}, {Period.parse(case.period).label}"),
        ("Kode klasifikasi", deed.classification),
        ("Tempat simpan", deed.place),
        ("Retensi", deed.retention or "sesuai JRA daerah"),
        ("Nasib akhir", deed.fate or "sesuai JRA daerah"),
    )
    content = paper_of(case, "Daftar Arsip", (Table(columns, rows),), actor, on)
    return replace(content, heads=heads, landscape=True)


def _told_apart(papers: Sequence[Paper]) -> list[str]:
    """How the list calls each paper; of those that would be called alike, the later ones are counted."""
    met: Counter[str] = Counter()
    names = []
    for paper in papers:
        name = _described(paper)
        met[name] += 1
        names.append(f"{name}, yang ke-{met[name]}" if met[name] > 1 else name)
    return names


_ABOUT = ("Unit", "Kepada", "Yth.")


def _described(paper: Paper) -> str:
    """Its title, whose or to whom it is, and which revision."""
    again = f"revisi {paper.revision}" if paper.revision > 1 else ""
    return ", ".join(filter(None, (paper.title, _about(paper), again)))


def _about(paper: Paper) -> str:
    content = paper.content
    blocks = content["blocks"]
    match paper.kind:
        case PaperKind.REPORT | PaperKind.RECAP | PaperKind.SHEET:
            return ""
        case PaperKind.DISPOSITION:
            return "kepada " + "; ".join(text for one in blocks if one["is"] == "items" for text in one["texts"])
        case PaperKind.RECEIPT:
            receivers = (who for one in blocks if one["is"] == "hands" for who in one["signers"][1:])
            return f"{paper.made_by_capacity} kepada " + "; ".join(who["name"] or who["capacity"] for who in receivers)
        case PaperKind.REVIEW_NOTE:
            told = dict(row for one in blocks if one["is"] == "fields" for row in one["rows"])
            return f"{paper.made_by_capacity}: {told.get('Hasil', '')}"
        case _:
            named = "; ".join(content["addressee"])
            named = named or next((said for label, said in content["heads"] if label in _ABOUT), "")
            return named or f"dari {paper.made_by_capacity}"


def unit_names(case: Case) -> dict[int, str]:
    """The names of the office's units by key, also of those that have ended since."""
    return dict(Unit.objects.filter(office=case.office_id).values_list("pk", "name"))


def subject_of(case: Case, task: Task | None = None) -> str:
    """The opaque name of what a paper is about: the case, or one task's work in it."""
    return f"berkas/{case.pk}" if task is None else f"berkas/{case.pk}/tugas/{task.pk}"
