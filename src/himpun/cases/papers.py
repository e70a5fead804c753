"""The papers that the acts of this room leave: their contents, built from what was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from himpun.cases.deeds import Archiving, HandOver, Instruction, Meeting, Plan, Publication, SendBack, TeamFormed
from himpun.cases.models import Case, Task
from himpun.documents.content import (
    Align,
    Block,
    Checks,
    Column,
    Content,
    Fields,
    Items,
    Kop,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.dates import local_day as day_in_zone
from himpun.documents.models import Paper
from himpun.lib.dates import long_date, long_time, plain_date
from himpun.lib.periods import Period
from himpun.organisation.models import Office, Unit
from himpun.organisation.queries import signer_of
from himpun.trail.actor import Actor

REQUESTS = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasikan/konfirmasikan",
    "Kumpulkan data kinerja sesuai SOP",
    "Laporkan hasilnya",
)
"""The printed choices of a lembar disposisi ("Dengan hormat harap")."""


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


def _paper(case: Case, title: str, blocks: Sequence[Block], actor: Actor, on: date) -> Content:
    return Content(
        kop=kop_of(case.office),
        title=title,
        heads=(("Kegiatan", case.title), ("Periode", Period.parse(case.period).label)),
        blocks=tuple(blocks),
        dated=on,
        place=case.office.place,
        signer=signer_block(actor, on),
    )


def disposition(case: Case, actor: Actor, deed: Instruction, on: date) -> Content:
    """Lembar disposisi; without an incoming letter it says that the instruction came from inside."""
    letter = case.letter or {}
    heads = (
        ("Surat dari", letter.get("sender", "Perintah internal")),
        ("Diterima tanggal", long_date(on)),
        ("Nomor surat", letter.get("number", "-")),
        ("Nomor agenda", letter.get("agenda") or f"{case.pk}/{case.period}"),
        ("Tanggal surat", long_date(date.fromisoformat(letter["dated"])) if letter.get("dated") else "-"),
        ("Sifat", deed.nature),
        ("Perihal", letter.get("subject", f"{case.title}, {Period.parse(case.period).label}")),
        ("Batas waktu", long_date(deed.until) if deed.until else "sesuai waktu baku SOP"),
    )
    asked = tuple(dict.fromkeys((*REQUESTS, *deed.requests)))
    blocks = (
        Items(tuple(a.title for a in deed.addressees), heading="Diteruskan kepada Sdr."),
        Checks(tuple((text, text in deed.requests) for text in asked), heading="Dengan hormat harap"),
        Paragraphs((deed.text or "-",), heading="Catatan"),
    )
    return replace(_paper(case, "Lembar Disposisi", blocks, actor, on), heads=heads)


def team_letter(case: Case, actor: Actor, deed: TeamFormed, on: date) -> Content:
    """Surat tugas with the members and their roles."""
    rows = [(str(n), m.title, m.role) for n, m in enumerate(deed.members, start=1)]
    columns = (Column("No", Align.CENTER, 0.08), Column("Jabatan", width=0.6), Column("Kedudukan dalam tim"))
    text = f"Menugaskan {deed.name} untuk mengumpulkan dan menyusun data kinerja dengan susunan berikut."
    return _paper(case, "Surat Tugas", (Paragraphs((text,)), Table(columns, rows)), actor, on)


def activity_plan(case: Case, actor: Actor, deed: Plan, on: date) -> Content:
    """Rencana kegiatan with its dates."""
    rows = [(str(n), i.what, long_date(i.starts), long_date(i.ends), i.who) for n, i in enumerate(deed.items, start=1)]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Kegiatan", width=0.35),
        Column("Mulai"),
        Column("Selesai"),
        Column("Pelaksana"),
    )
    return _paper(case, "Rencana Kegiatan Pengumpulan Data", (Table(columns, rows),), actor, on)


def invitation(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Undangan rapat."""
    assert deed.held_at is not None
    return _paper(
        case,
        "Undangan Rapat",
        (
            Paragraphs(("Mengharap kehadiran Saudara pada rapat berikut.",)),
            Fields(
                (
                    ("Waktu", long_time(deed.held_at, case.office.zone)),
                    ("Tempat", deed.place or case.office.name),
                    ("Acara", deed.agenda),
                )
            ),
            Items(tuple(f"{a.name}, {a.title}" for a in deed.attendees), heading="Yang diundang"),
        ),
        actor,
        on,
    )


def attendance(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Daftar hadir: who came, with room for a wet signature."""
    assert deed.held_at is not None
    rows = [
        (str(n), a.name, a.title, "Hadir" if a.present else "Tidak hadir", f"{n}." if a.present else "")
        for n, a in enumerate(deed.attendees, start=1)
    ]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Nama", width=0.27),
        Column("Jabatan", width=0.31),
        Column("Keterangan"),
        Column("Tanda tangan", Align.ZIGZAG),
    )
    when = Fields((("Waktu", long_time(deed.held_at, case.office.zone)), ("Acara", deed.agenda)))
    return _paper(case, "Daftar Hadir", (when, Table(columns, rows, row_height=11)), actor, on)


def minutes(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Notulen: what was said and what was decided."""
    assert deed.held_at is not None
    present = sum(a.present for a in deed.attendees)
    blocks: list[Block] = [
        Fields(
            (
                ("Waktu", long_time(deed.held_at, case.office.zone)),
                ("Tempat", deed.place or case.office.name),
                ("Acara", deed.agenda),
                ("Hadir", f"{present} dari {len(deed.attendees)} orang"),
            )
        ),
        Paragraphs(tuple(deed.minutes.split("\n")), heading="Pembahasan"),
    ]
    if deed.decisions:
        blocks.append(Items(deed.decisions, heading="Keputusan"))
    return _paper(case, "Notulen Rapat", blocks, actor, on)


def receipt(case: Case, actor: Actor, deed: HandOver, on: date) -> Content:
    """Tanda terima, with a block for each side."""
    blocks = (
        Items(deed.what, heading="Telah diserahkan"),
        Fields((("Diterima oleh", ", ".join(a.title for a in deed.to)), ("Catatan", deed.note or "-"))),
    )
    receiver = block_of(deed.to[0].post, on, lead="Yang menerima,")
    return replace(_paper(case, "Tanda Terima", blocks, actor, on), beside=receiver)


def review_note(case: Case, actor: Actor, note: str, on: date) -> Content:
    """Catatan pemeriksaan of a review that accepted."""
    return _paper(
        case,
        "Catatan Pemeriksaan",
        (Fields((("Hasil", "Diterima"), ("Diperiksa oleh", actor.capacity))), Paragraphs((note or "Tanpa catatan.",))),
        actor,
        on,
    )


def return_note(case: Case, actor: Actor, decision: SendBack, units: dict[int, str], on: date) -> Content:
    """Catatan pemeriksaan of a review that sent work back, with what it points at."""
    rows = [(str(n), units.get(p.unit, "-"), p.note or decision.reason) for n, p in enumerate(decision.points, start=1)]
    columns = (Column("No", Align.CENTER, 0.07), Column("Unit", width=0.35), Column("Yang diminta diperbaiki"))
    blocks: list[Block] = [
        Fields((("Hasil", "Dikembalikan untuk diperbaiki"), ("Ke langkah", str(decision.to_line)))),
        Paragraphs((decision.reason,), heading="Alasan"),
    ]
    if rows:
        blocks.append(Table(columns, rows))
    return _paper(case, "Catatan Pemeriksaan", blocks, actor, on)


def cover_letter(case: Case, actor: Actor, deed: Publication, report: Paper, on: date) -> Content:
    """Surat pengantar of the signed report."""
    rows = [("1", report.title, report.number or "-", "1 (satu) berkas")]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Yang dikirim", width=0.45),
        Column("Nomor"),
        Column("Banyaknya"),
    )
    return _paper(
        case,
        "Surat Pengantar",
        (
            Items(deed.recipients or ("Halaman publik",), heading="Kepada"),
            Table(columns, rows),
            Fields((("Disampaikan melalui", deed.by or "-"),)),
        ),
        actor,
        on,
    )


def archive_list(case: Case, actor: Actor, deed: Archiving, papers: Sequence[Paper], on: date) -> Content:
    """Daftar arsip: every paper of the case, where its print lies, and the hash of the softcopy."""
    rows = [
        (str(n), deed.classification, p.title, plain_date(p.dated) if p.dated else "-", p.content_hash[:12], deed.place)
        for n, p in enumerate(papers, start=1)
    ]
    columns = (
        Column("No", Align.CENTER, 0.06),
        Column("Klasifikasi", width=0.13),
        Column("Uraian", width=0.28),
        Column("Tanggal", width=0.15),
        Column("Sidik isi", width=0.14),
        Column("Tempat berkas cetak", width=0.24),
    )
    kept = Fields((("Jumlah berkas cetak", str(deed.copies)), ("Retensi", deed.retention or "sesuai JRA daerah")))
    return _paper(case, "Daftar Arsip", (kept, Table(columns, rows)), actor, on)


def unit_names(case: Case) -> dict[int, str]:
    """The names of the office's units by key, also of those that have ended since."""
    return dict(Unit.objects.filter(office=case.office_id).values_list("pk", "name"))


def subject_of(case: Case, task: Task | None = None) -> str:
    """The opaque name of what a paper is about: the case, or one task's work in it."""
    return f"berkas/{case.pk}" if task is None else f"berkas/{case.pk}/tugas/{task.pk}"
