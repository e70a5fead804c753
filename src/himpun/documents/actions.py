"""The verbs of paper: the only code that writes this room's tables."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.db import connection

from himpun.documents.content import Content, hash_of
from himpun.documents.dates import local_day
from himpun.documents.errors import (
    AlreadyArchived,
    AlreadyInitialled,
    ContentChanged,
    NoCapacity,
    NotSigned,
    PaperIsSigned,
    PaperReplaced,
    ProofMissing,
)
from himpun.documents.kinds import PERFORMANCE_ACCOUNTABILITY, PaperKind
from himpun.documents.models import ArchiveEntry, Initial, Number, Paper, Signature, SigningWay
from himpun.documents.proof import Proof
from himpun.files.models import StoredFile
from himpun.files.store import put
from himpun.organisation.models import Office, Post
from himpun.organisation.queries import Signer, signer_of
from himpun.trail.actor import Actor, Hat
from himpun.trail.journal import Fact, RowImage, image, record, verb
from himpun.trail.outbox import promise
from himpun.trail.prepared import Prepared, write_row

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper to be drawn up: whose, of which kind, about what (an opaque subject such as "berkas/41")."""

    office: Office
    kind: PaperKind
    subject: str
    content: Content


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hard copy lies: rak, boks, folder."""

    rack: str = ""
    box: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """How a paper is filed: code, copies, original or copy, and the retention that the regency has set."""

    classification: str = PERFORMANCE_ACCOUNTABILITY
    copies: int = 1
    state: str = "asli"
    retention: str = ""


@verb
def draw_up(actor: Actor, draft: Draft, *, at: datetime) -> Paper:
    """Put a content on paper. The same content again is the same paper; another one replaces it as the next revision.

    Initials of the replaced revision become void; its signature stays with it. The PDF is drawn after the commit.
    """
    data = draft.content.as_data()
    before = _living(draft)
    if before is not None and before.content_hash == hash_of(data):
        return before
    if before is not None:
        _replace(actor, before, at=at)
    paper = _new_revision(actor, draft, data, (before.revision if before else 0) + 1, at)
    rows = [] if draft.kind.is_signed_here else _number_letter(paper, before, at)
    write_row(paper)
    _tell(actor, paper, "paper_drawn_up", at, payload={"title": paper.title}, rows=[*rows, image(paper)])
    _promise_drawing(paper, at)
    return paper


def _number_letter(paper: Paper, before: Paper | None, at: datetime) -> list[RowImage]:
    """A letter goes out with its act, under a number; a corrected one keeps the number it went out under."""
    if before is not None and before.number is not None:
        paper.number = before.number
        return []
    return _number(paper, at)


@verb
def initial_paper(actor: Actor, paper: Paper, *, read: str, at: datetime) -> Initial:
    """Put this post's initial on exactly what was read. The same person's second press finds the first initial.

    Raises ContentChanged, PaperReplaced, PaperIsSigned, AlreadyInitialled, NoCapacity.
    """
    hat, person = _capacity(actor, paper)
    paper = _locked(paper)
    _refuse_changed(paper, read)
    given = paper.initials.filter(post=hat.post, void_at=None).first()
    if given is not None and given.person_id == person:
        return given
    if given is not None:
        raise AlreadyInitialled(f"Sudah diparaf untuk {given.capacity} pada {given.at:%d-%m-%Y}.")
    if _signature(paper) is not None:
        raise PaperIsSigned("Naskah ini sudah ditandatangani; paraf tidak dapat ditambahkan.")
    initial = Initial.objects.create(
        office_id=paper.office_id,
        paper=paper,
        post_id=hat.post,
        person_id=person,
        capacity=hat.capacity,
        at=at,
        read_hash=read,
    )
    _tell(actor, paper, "paper_initialled", at, payload={"read": read}, rows=[image(initial)])
    _promise_drawing(paper, at)
    return initial


@verb
def void_initials(actor: Actor, paper: Paper, *, why: str, at: datetime) -> list[Initial]:
    """Void what initials the paper has, when it is sent back; who initialled which hash stays on record."""
    return _void(actor, _locked(paper), why, at)


@verb
def sign_paper(actor: Actor, paper: Paper, *, read: str, proof: Proof, at: datetime) -> Signature:
    """Sign exactly what was read, in today's capacity, with identity freshly proven. The sealed PDF follows the commit.

    A numbered kind takes the next number of its series. The same person's second press finds the first signature.
    Raises ContentChanged, PaperReplaced, PaperIsSigned, ProofMissing, NoCapacity.
    """
    if not proof.holds(actor, at):
        raise ProofMissing("Buktikan lagi bahwa ini Anda: ketik kata sandi, lalu tanda tangani dalam lima menit.")
    hat, person = _capacity(actor, paper)
    paper = _locked(paper)
    _refuse_changed(paper, read)
    given = _signature(paper)
    if given is not None:
        return _same(given, person)
    return _sign(actor, paper, _block(hat, person, paper, at), SigningWay.ELECTRONIC, at=at, proof=proof.way)


@verb
def file_wet_copy(actor: Actor, paper: Paper, *, read: str, scan: StoredFile, at: datetime) -> Signature:
    """Keep the scan of a print that the post's holder has signed by hand; the hash says which text was printed."""
    hat, person = _capacity(actor, paper)
    paper = _locked(paper)
    _refuse_changed(paper, read)
    given = _signature(paper)
    if given is not None:
        return _same(given, person)
    if scan.office_id != paper.office_id:
        raise NoCapacity("Pindaian itu berkas perangkat daerah lain.")
    signature = _sign(actor, paper, _block(hat, person, paper, at), SigningWay.WET, at=at, proof="paper")
    _set(paper, final_file=scan)
    _tell(
        actor,
        paper,
        "paper_scan_kept",
        at,
        payload={"sha256": scan.sha256},
        rows=[image(paper, "final_file")],
    )
    return signature


@verb
def archive_paper(
    actor: Actor, paper: Paper, *, place: Place, at: datetime, filing: Filing | None = None
) -> ArchiveEntry:
    """Enter a signed paper in the archive list as the next item of its classification and year.

    Raises NotSigned when the signed copy is not there yet, AlreadyArchived, NoCapacity.
    """
    filing = filing or Filing()
    hat, person = _capacity(actor, paper)
    paper = _locked(paper)
    if paper.final_file_id is None:
        raise NotSigned("Naskah ini belum ditandatangani dan disegel; belum dapat diarsipkan.")
    if ArchiveEntry.objects.filter(paper=paper).exists():
        raise AlreadyArchived("Naskah ini sudah ada di daftar arsip.")
    year = paper.dated.year
    counter = _count(paper.office_id, year, f"arsip {filing.classification}")
    entry = ArchiveEntry.objects.create(
        office_id=paper.office_id,
        paper=paper,
        year=year,
        item=counter.value,
        archived_at=at,
        archived_by=person,
        archived_by_capacity=hat.capacity,
        **asdict(filing),
        **asdict(place),
    )
    _tell(actor, paper, "paper_archived", at, payload={"item": entry.item}, rows=[image(entry), image(counter)])
    return entry


@verb
def keep_drawing(paper: Paper, pdf: bytes, *, at: datetime) -> Paper:
    """Keep the concept as drawn. An unchanged drawing is not kept twice; a signed paper is not drawn over."""
    paper = _locked(paper)
    if _signature(paper) is not None or _same_bytes(paper.file, pdf):
        return paper
    stored = put(paper.office_id, pdf, name=_file_name(paper, "konsep"), media_type=PDF, at=at)
    _set(paper, file=stored)
    rows = [image(stored), image(paper, "file")]
    _tell(Actor.schedule(), paper, "paper_drawn", at, payload={"sha256": stored.sha256}, rows=rows)
    return paper


@verb
def keep_sealed(paper: Paper, pdf: bytes, *, at: datetime) -> Paper:
    """Keep the signed and sealed PDF for good. Of two workers that sealed it, the first one's stays."""
    paper = _locked(paper)
    if _signature(paper) is None:
        raise NotSigned("Naskah ini belum ditandatangani.")
    if paper.final_file_id is not None:
        return paper
    stored = put(paper.office_id, pdf, name=_file_name(paper, "final"), media_type=PDF, at=at)
    _set(paper, final_file=stored)
    rows = [image(stored), image(paper, "final_file")]
    _tell(Actor.schedule(), paper, "paper_sealed", at, payload={"sha256": stored.sha256}, rows=rows)
    return paper


def _living(draft: Draft) -> Paper | None:
    return _LIVING.first(draft.office.pk, draft.subject, draft.kind)


_LIVING: Final = Prepared(
    lambda office, subject, kind: Paper.objects.select_for_update().filter(
        office=office, subject=subject, kind=kind, replaced_at=None
    ),
    int,
    str,
    str,
)


def _replace(actor: Actor, paper: Paper, *, at: datetime) -> None:
    _void(actor, paper, f"Diganti oleh revisi {paper.revision + 1}", at)
    _set(paper, replaced_at=at)
    _tell(actor, paper, "paper_replaced", at, rows=[image(paper, "replaced_at")])


def _new_revision(actor: Actor, draft: Draft, data: dict[str, Any], revision: int, at: datetime) -> Paper:
    digest = hash_of(data)
    identity = f"{draft.office.pk}|{draft.subject}|{draft.kind}|{revision}|{digest}"
    return Paper(
        office=draft.office,
        kind=draft.kind,
        title=data["title"][:300],
        subject=draft.subject,
        revision=revision,
        content=data,
        content_hash=digest,
        check_code=sha256(identity.encode()).hexdigest()[:20],
        number=data["number"] or None,
        dated=draft.content.dated or local_day(at, draft.office.zone),
        made_at=at,
        made_by=actor.person,
        made_by_capacity=actor.capacity,
    )


def _sign(actor: Actor, paper: Paper, signer: Signer, way: SigningWay, *, at: datetime, proof: str) -> Signature:
    rows = _number(paper, at)
    _set(paper, number=paper.number, dated=paper.dated)
    block = {
        "v": 1,
        "lead": "",
        **{name: getattr(signer, name) for name in ("capacity", "name", "rank", "nip")},
    }
    signature = Signature.objects.create(
        office_id=paper.office_id,
        paper=paper,
        post_id=signer.post,
        person_id=signer.person,
        capacity=signer.capacity,
        block=block,
        at=at,
        read_hash=paper.content_hash,
        way=way,
        proof=proof,
    )
    rows = [*rows, image(signature), image(paper, "number", "dated")]
    payload = {"read": paper.content_hash, "number": paper.number, "way": str(way)}
    _tell(actor, paper, "paper_signed", at, payload=payload, rows=rows)
    if way is SigningWay.ELECTRONIC:
        promise(paper.office_id, "documents.seal", {"paper": paper.pk}, at=at)
    return signature


def _number(paper: Paper, at: datetime) -> list[RowImage]:
    """Give number and date to a paper that waits for them, to be written with it; returns the counter's image."""
    office = paper.office
    if paper.content["dated"] is None:
        paper.dated = local_day(at, office.zone)
    if paper.number is not None or not paper.paper_kind.takes_number:
        return []
    series, year = paper.content["classification"], paper.dated.year
    counter = _count(office.pk, year, series)
    paper.number = f"{series}/{counter.value:03}/{office.code}/{year}"
    return [image(counter)]


def _count(office: int, year: int, series: str) -> Number:
    """The next value of a counter. The row's lock makes two who count at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [office, year, series])
        key, value = cursor.fetchone()
    return Number(pk=key, office_id=office, year=year, series=series, value=value)


_COUNT: Final = (
    "INSERT INTO documents_number (office_id, year, series, value) VALUES (%s, %s, %s, 1) "
    "ON CONFLICT (office_id, year, series) DO UPDATE SET value = documents_number.value + 1 RETURNING id, value"
)


def _void(actor: Actor, paper: Paper, why: str, at: datetime) -> list[Initial]:
    initials = list(paper.initials.filter(void_at=None).select_for_update())
    for initial in initials:
        initial.void_at, initial.void_why = at, why[:300]
        initial.save(update_fields=["void_at", "void_why"])
    if initials:
        rows = [image(initial, "void_at", "void_why") for initial in initials]
        _tell(actor, paper, "initials_voided", at, payload={"why": why}, rows=rows)
    return initials


def _capacity(actor: Actor, paper: Paper) -> tuple[Hat, int]:
    """The post and the person in which the actor acts on this paper."""
    if actor.hat is None or actor.person is None or actor.hat.office != paper.office_id:
        raise NoCapacity("Anda tidak memegang jabatan di perangkat daerah naskah ini.")
    return actor.hat, actor.person


def _block(hat: Hat, person: int, paper: Paper, at: datetime) -> Signer:
    """How the paper names its signer, who must be the one acting for the post that day."""
    signer = signer_of(Post.objects.get(pk=hat.post), local_day(at, paper.office.zone))
    if signer is None or signer.person != person:
        raise NoCapacity(f"Hari ini bukan Anda yang memegang jabatan {hat.title}.")
    return signer


def _same(given: Signature, person: int) -> Signature:
    if given.person_id != person:
        raise PaperIsSigned(f"Sudah ditandatangani oleh {given.capacity}.")
    return given


def _refuse_changed(paper: Paper, read: str) -> None:
    if paper.replaced_at is not None:
        raise PaperReplaced(f"Naskah ini sudah diganti setelah revisi {paper.revision}. Baca revisi yang baru.")
    if not paper.content_hash == read == hash_of(paper.content):
        raise ContentChanged("Isi naskah berubah sejak Anda membacanya. Baca lagi, lalu ulangi.")


def _locked(paper: Paper) -> Paper:
    return Paper.objects.select_for_update(of=("self",)).select_related("office", "file").get(pk=paper.pk)


def _signature(paper: Paper) -> Signature | None:
    return Signature.objects.filter(paper=paper).first()


def _set(paper: Paper, **values: Any) -> None:
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(values))


def _same_bytes(file: StoredFile | None, pdf: bytes) -> bool:
    return file is not None and file.sha256 == sha256(pdf).hexdigest()


def _file_name(paper: Paper, state: str) -> str:
    return f"{paper.paper_kind.label} {paper.subject.replace('/', '-')} r{paper.revision} {state}.pdf"


def _promise_drawing(paper: Paper, at: datetime) -> None:
    promise(paper.office_id, "documents.render", {"paper": paper.pk}, at=at)


def _tell(
    actor: Actor,
    paper: Paper,
    kind: str,
    at: datetime,
    *,
    payload: dict[str, Any] | None = None,
    rows: Iterable[RowImage] = (),
) -> None:
    subject = {"paper": paper.pk, "kind": paper.kind, "subject": paper.subject, "revision": paper.revision}
    told = {**subject, "hash": paper.content_hash, **(payload or {})}
    record(Fact(paper.office_id, actor, kind, at, told, rows=list(rows)))
