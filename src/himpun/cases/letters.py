"""The letters that the acts of this room leave: disposition, surat tugas, invitation, surat pengantar.

A letter of the office is its head's. Where another post does the act, the secretary signs for the head ("a.n."), and
for anybody else's act the head's block waits for a signature by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from himpun.cases.deeds import Attendee, Instruction, Meeting, Member, Publication, TeamFormed
from himpun.cases.models import Case, Deed
from himpun.cases.papers import (
    BLANK,
    block_of,
    counted,
    dated_at,
    local_day,
    paper_of,
    signer_block,
    written_in,
)
from himpun.cases.seating import seating_of
from himpun.documents.content import (
    Align,
    Block,
    Checks,
    Column,
    Content,
    Fields,
    Hands,
    Heading,
    Items,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.dates import clock_time
from himpun.documents.models import Paper
from himpun.lib.dates import long_date, long_time, plain_date
from himpun.lib.periods import Period
from himpun.organisation.nip import spaced_nip
from himpun.organisation.queries import head_of, holders_of
from himpun.sop.model import Act
from himpun.trail.actor import Actor

REQUESTS = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasikan/konfirmasikan",
    "Kumpulkan data kinerja sesuai SOP",
    "Laporkan hasilnya",
)
"""The printed choices of a lembar disposisi ("Dengan hormat harap")."""
MOST_ADDRESSED = 4
"""More names than these stand on a sheet behind the letter."""


@dataclass(frozen=True, slots=True)
class _Signing:
    """Whose block a letter bears, and who prepared it where that is somebody else."""

    block: SignerBlock
    prepared: str = ""


def _for_the_office(case: Case, actor: Actor, on: date) -> _Signing:
    """The head's own block, the secretary's on the head's behalf, or the head's for a signature by hand."""
    head = head_of(case.office_id, on=on)
    own = signer_block(actor, on)
    if head is None or actor.hat is None or actor.hat.post == head.pk:
        return _Signing(own or written_in("KEPALA"))
    if own is not None and _is_secretary(actor.hat.title):
        return _Signing(replace(own, lead=f"a.n. {head.title.upper()}"))
    block = block_of(head.pk, on) or written_in(head.title.upper())
    return _Signing(block, f"Disiapkan oleh {actor.name}, {actor.capacity}")


def _is_secretary(title: str) -> bool:
    """The office's own, not a kelurahan's within it."""
    return title.casefold().startswith("sekretaris") and "lurah" not in title.casefold()


def disposition(case: Case, actor: Actor, deed: Instruction, at: datetime) -> Content:
    """Lembar disposisi; without an incoming letter what would be told of it stays blank."""
    on = local_day(case, at)
    letter = case.letter or {}
    heads = (
        ("Surat dari", letter.get("sender", "Perintah langsung, tanpa surat masuk")),
        ("Nomor surat", letter.get("number", "")),
        ("Tanggal surat", _day(letter.get("dated"))),
        ("Perihal", letter.get("subject", f"{case.title}, {Period.parse(case.period).label}")),
        ("Diterima tanggal", _day(letter.get("received"))),
        ("Nomor agenda", letter.get("agenda", "")),
        ("Sifat", deed.nature.capitalize()),
        ("Batas waktu", long_date(deed.until) if deed.until else "Sesuai waktu baku SOP"),
    )
    asked = tuple(dict.fromkeys((*REQUESTS, *deed.requests)))
    initialled = f"Diparaf secara elektronik oleh {actor.name}\n{clock_time(at, case.office.zone)}"
    blocks = (
        Items(tuple(a.title for a in deed.addressees), heading="Diteruskan kepada Sdr."),
        Checks(tuple((text, text in deed.requests) for text in asked), heading="Dengan hormat harap"),
        Paragraphs((deed.text or "-",), heading="Catatan"),
        Paragraphs((initialled,), heading="Paraf"),
    )
    return replace(paper_of(case, "Lembar Disposisi", blocks, actor, on), heads=heads)


def _day(told: str | None) -> str:
    return long_date(date.fromisoformat(told)) if told else ""


def team_letter(case: Case, actor: Actor, deed: TeamFormed, on: date) -> Content:
    """Surat tugas: on what ground, who in which place of the team, for what and until when."""
    label = Period.parse(case.period).label
    until = f"sampai dengan {plain_date(deed.until)}" if deed.until else "sampai laporan ditandatangani"
    tasks = (
        f"Mengumpulkan dan memeriksa data kinerja {label} beserta data dukungnya;",
        "Menyusun rekap dan laporannya;",
        "Melaporkan hasilnya kepada pimpinan.",
    )
    blocks: tuple[Block, ...] = (
        Items(_grounds(case, on), heading="Dasar"),
        Heading("Menugaskan"),
        Paragraphs((f"Kepada {deed.name}, dengan susunan:",)),
        _members(deed.members, on),
        Items(tasks, heading="Untuk"),
        Fields((("Jangka waktu", f"{plain_date(on)} {until}"),)),
    )
    signing = _for_the_office(case, actor, on)
    content = paper_of(case, "Surat Tugas", blocks, actor, on)
    return replace(content, heads=(), signer=signing.block, footnote=signing.prepared)


def _members(members: Sequence[Member], on: date) -> Table:
    held = holders_of([m.post for m in members], on=on)
    rows = []
    for n, member in enumerate(members, start=1):
        person = held[member.post].person if member.post in held else None
        nip = f"NIP. {spaced_nip(person.nip)}" if person and person.nip else ""
        who = "\n".join(filter(None, (person.name if person else "-", nip)))
        rows.append(
            (f"{n}.", who, person.rank.replace(", ", "\n") or "-" if person else "-", member.title, member.role)
        )
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Nama dan NIP", width=0.38),
        Column("Pangkat, golongan", width=0.17),
        Column("Jabatan", width=0.24),
        Column("Kedudukan dalam tim", width=0.14),
    )
    return Table(columns, rows)


def _grounds(case: Case, on: date) -> tuple[str, ...]:
    """What a surat tugas stands on: law, SOP, and the instruction that came before it."""
    sop = seating_of(case).sop
    number = f" Nomor {sop.number}" if sop.number else ""
    grounds = [
        "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;",
        f"Standar Operasional Prosedur{number} tentang {case.title};",
    ]
    given = Deed.objects.filter(task__case=case, task__act=Act.INSTRUCT).select_related("task").order_by("-pk").first()
    if given is not None:
        grounds.append(f"Disposisi {given.task.capacity} tanggal {plain_date(local_day(case, given.done_at))}.")
    return (*grounds[:-1], grounds[-1].rstrip(";.") + ".")


def invitation(case: Case, actor: Actor, deed: Meeting, on: date) -> Content:
    """Undangan rapat, to everybody invited but whoever invites."""
    assert deed.held_at is not None
    own = actor.hat.title if actor.hat else ""
    invited = [a for a in deed.attendees if a.title != own] or list(deed.attendees)
    short = len(invited) <= MOST_ADDRESSED
    about = f"Dalam rangka {case.title} {Period.parse(case.period).label}, mengharap kehadiran Saudara pada:"
    blocks: list[Block] = [
        Paragraphs((about,)),
        Fields(
            (
                ("Waktu", long_time(deed.held_at, case.office.zone)),
                ("Tempat", deed.place or case.office.name),
                ("Acara", deed.agenda),
            )
        ),
        Paragraphs(("Demikian disampaikan. Atas kehadiran Saudara diucapkan terima kasih.",)),
    ]
    if not short:
        blocks += [Heading("Lampiran undangan: yang diundang"), _invited(invited)]
    heads = (("Sifat", "Biasa"), ("Lampiran", "-" if short else "1 (satu) lembar"), ("Hal", "Undangan rapat"))
    signing = _for_the_office(case, actor, on)
    return replace(
        paper_of(case, "Undangan Rapat", blocks, actor, on),
        heads=heads,
        addressee=tuple(a.title for a in invited) if short else ("Daftar terlampir",),
        signer=signing.block,
        footnote=signing.prepared,
    )


def _invited(invited: Sequence[Attendee]) -> Table:
    columns = (Column("No", Align.CENTER, 0.08), Column("Nama", width=0.42), Column("Jabatan", width=0.5))
    return Table(columns, [(f"{n}.", a.name, a.title) for n, a in enumerate(invited, start=1)])


def cover_letter(case: Case, actor: Actor, deed: Publication, report: Paper, on: date) -> Content:
    """Surat pengantar of the signed report, with the receiver's block to be filled in and sent back."""
    to = deed.recipients or ("Pengguna informasi publik, melalui halaman publik",)
    short = len(to) <= MOST_ADDRESSED
    sent = f"{report.title}\nNomor {report.number}" if report.number else report.title
    remark = "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya."
    rows = [("1.", sent, counted(1, "berkas"), remark)]
    columns = (
        Column("No", Align.CENTER, 0.07),
        Column("Jenis yang dikirim", width=0.4),
        Column("Banyaknya", Align.CENTER, 0.18),
        Column("Keterangan", width=0.35),
    )
    signing = _for_the_office(case, actor, on)
    blocks: list[Block] = [Table(columns, rows)]
    if deed.by:
        blocks.append(Fields((("Melalui", deed.by),)))
    received = written_in("", f"Diterima tanggal {BLANK}\nPenerima,")
    sender = replace(signing.block, lead="\n".join(filter(None, ("Pengirim,", signing.block.lead))))
    blocks.append(Hands((received, sender), dated_at(case, on)))
    if not short:
        blocks += [Heading("Lampiran surat pengantar: penerima"), Items(to)]
    return replace(
        paper_of(case, "Surat Pengantar", blocks, actor, on),
        heads=(("Sifat", "Biasa"), ("Lampiran", counted(1, "berkas")), ("Hal", f"Penyampaian {report.title}")),
        addressee=to if short else ("Daftar terlampir",),
        signer=None,
        footnote=signing.prepared,
    )
