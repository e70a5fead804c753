"""Reads of paper that pages and the rooms above need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from himpun.documents.models import Initial, Paper, Signature, SigningWay
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


def seal_of(paper: Paper) -> SealState:
    """The judgement on the final PDF's seal, from its bytes as they lie on the disk."""
    if paper.final_file is None:
        return SealState()
    return verify(read(paper.final_file))


def initials_on(papers: Iterable[Paper]) -> list[Initial]:
    """The initials that stand on these papers, the first one first. One statement."""
    found = Initial.objects.filter(paper__in=[paper.pk for paper in papers], void_at=None)
    return list(found.select_related("person").order_by("at", "pk"))


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
