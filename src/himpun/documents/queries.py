"""Reads of paper that pages and the rooms above need."""

from dataclasses import dataclass
from datetime import date, datetime

from himpun.documents.kinds import PaperKind
from himpun.documents.models import ArchiveEntry, Initial, Paper, Signature, SigningWay
from himpun.documents.seal import SealState, verify
from himpun.files.store import read


@dataclass(frozen=True, slots=True)
class Check:
    """What the public page says of a printed paper. No NIP: it tells birth date and sex.

    `code` stands at the foot of a sealed paper; `by_hand` prints bear the beginning of `hash` there instead.
    """

    code: str
    office: str
    title: str
    number: str
    dated: date
    revision: int
    hash: str
    signer: str
    capacity: str
    signed_at: datetime
    seal: SealState
    replaced: bool
    by_hand: bool


def living_paper(office_id: int, subject: str, kind: PaperKind) -> Paper | None:
    """The revision of a paper that counts today."""
    return Paper.objects.filter(office_id=office_id, subject=subject, kind=kind, replaced_at=None).first()


def papers_of(office_id: int, subject: str) -> list[Paper]:
    """All living papers of a subject, oldest first, with their signatures and files."""
    papers = Paper.objects.filter(office_id=office_id, subject=subject, replaced_at=None)
    return list(papers.select_related("signature", "file", "final_file").order_by("id"))


def papers_under(office_id: int, prefix: str) -> list[Paper]:
    """All living papers whose subject is the prefix or lies beneath it ("berkas/41", "berkas/41/unit/3")."""
    papers = Paper.objects.filter(office_id=office_id, replaced_at=None, subject__startswith=prefix)
    found = papers.select_related("signature", "file", "final_file").order_by("id")
    return [paper for paper in found if paper.subject == prefix or paper.subject.startswith(f"{prefix}/")]


def revisions_of(paper: Paper) -> list[Paper]:
    """The paper through all its revisions, first one first."""
    same = Paper.objects.filter(office=paper.office_id, subject=paper.subject, kind=paper.kind)
    return list(same.order_by("revision"))


def initials_on(paper: Paper) -> list[Initial]:
    """All initials ever given to this revision, void ones too, in order."""
    return list(paper.initials.select_related("person").order_by("id"))


def signature_on(paper: Paper) -> Signature | None:
    return Signature.objects.select_related("person").filter(paper=paper).first()


def archive_list(office_id: int, year: int) -> list[ArchiveEntry]:
    """The office's list of archived papers of a year, in the order of the list."""
    entries = ArchiveEntry.objects.filter(office_id=office_id, year=year)
    return list(entries.select_related("paper", "paper__final_file"))


def seal_of(paper: Paper) -> SealState:
    """The judgement on the final PDF's seal, from its bytes as they lie on the disk."""
    if paper.final_file is None:
        return SealState()
    return verify(read(paper.final_file))


def check_by_code(code: str) -> Check | None:
    """What stands behind the code printed on a signed paper; none for an unsigned one."""
    signed = Signature.objects.select_related("paper__office", "paper__final_file", "person")
    signature = signed.filter(paper__check_code=code).first()
    if signature is None:
        return None
    paper = signature.paper
    return Check(
        code=paper.check_code,
        office=paper.office.name,
        title=paper.title,
        number=paper.number or "",
        dated=paper.dated,
        revision=paper.revision,
        hash=paper.content_hash,
        signer=signature.block["name"],
        capacity=signature.capacity,
        signed_at=signature.at,
        seal=seal_of(paper),
        replaced=paper.replaced_at is not None,
        by_hand=signature.way == SigningWay.WET,
    )
