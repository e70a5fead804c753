"""Promised work of paper: drawing concepts, and drawing and sealing what was signed. Each may run again at any time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from himpun.documents.actions import keep_drawing, keep_sealed
from himpun.documents.content import SignerBlock, hash_of
from himpun.documents.dates import clock_time, long_date
from himpun.documents.drawing import InitialMark, Marks, SealMark, draw
from himpun.documents.emblem import emblem_of
from himpun.documents.errors import ContentChanged, NotSigned
from himpun.documents.models import Initial, Paper, Signature, SigningWay
from himpun.documents.seal import seal as sealed
from himpun.trail.heads import printed_head, sign_head

_BLANK = "………"


def render(payload: dict[str, Any], at: datetime) -> None:
    """Draw the concept of {"paper": id} with the initials it has now. Leaves signed and replaced papers alone."""
    paper = _paper(payload)
    if paper.replaced_at is not None or Signature.objects.filter(paper=paper).exists():
        return
    emblem = emblem_of(paper.office_id, paper.content["kop"].get("emblem", ""))
    drawn = draw(paper.paper_kind, paper.content, marks_of(paper), at=paper.made_at, emblem=emblem)
    keep_drawing(paper, drawn, at=at)


def seal(payload: dict[str, Any], at: datetime) -> None:
    """Draw the signed {"paper": id} with number, signer, check code and the journal's head; seal and keep it.

    Raises NotSigned, ContentChanged, CannotDraw, CannotSeal: the promise then stays open with the reason.
    """
    paper = _paper(payload)
    signature = Signature.objects.filter(paper=paper).first()
    if signature is None:
        raise NotSigned(f"Naskah {paper.pk} belum ditandatangani.")
    if paper.final_file_id is not None or signature.way == SigningWay.WET:
        return
    if signature.read_hash != paper.content_hash:
        raise ContentChanged(f"Isi naskah {paper.pk} bukan yang ditandatangani.")
    sign_head(paper.office_id, at=at)  # each paper outside is a witness to the head it shows
    emblem = emblem_of(paper.office_id, paper.content["kop"].get("emblem", ""))
    drawn = draw(paper.paper_kind, paper.content, final_marks(paper, signature), at=signature.at, emblem=emblem)
    reason = f"{paper.title} ({signature.capacity})"
    keep_sealed(paper, sealed(drawn, paper.office, reason, at=at), at=at)


HANDLERS: Mapping[str, Callable[[dict[str, Any], datetime], None]] = {
    "documents.render": render,
    "documents.seal": seal,
}


def marks_of(paper: Paper) -> Marks:
    """What an unsigned paper shows besides its content: revision, hash, a blank for the number, initials so far."""
    dated = paper.content["dated"]
    return Marks(
        revision=paper.revision,
        hash=paper.content_hash[:12],
        number=paper.number or _blank_number(paper),
        dated=long_date(paper.dated) if dated else _BLANK,
        initials=_initials(paper),
    )


def final_marks(paper: Paper, signature: Signature) -> Marks:
    """What the signed paper shows: its number and day, who signed, and the proof that can be checked."""
    block = {name: value for name, value in signature.block.items() if name != "v"}
    return Marks(
        revision=paper.revision,
        hash=paper.content_hash[:12],
        number=paper.number or "",
        dated=long_date(paper.dated),
        signer=SignerBlock(**block),
        initials=_initials(paper),
        seal=SealMark(
            address=check_address(paper.check_code),
            code=paper.check_code,
            journal=printed_head(paper.office_id),
            signed=clock_time(signature.at, paper.office.zone),
        ),
    )


def drawn_for_hand(paper: Paper) -> bytes:
    """The print that is signed by hand: the concept without its mark, the hash of what it says at its foot."""
    return draw(paper.paper_kind, paper.content, replace(marks_of(paper), by_hand=True), at=paper.made_at)


def check_address(code: str) -> str:
    """The address of the public page that checks a paper."""
    return f"{settings.HIMPUN_ADDRESS.rstrip('/')}/periksa/{code}"


def _paper(payload: Mapping[str, Any]) -> Paper:
    paper = Paper.objects.select_related("office__government").get(pk=payload["paper"])
    # A row changed behind the verbs' back must never be drawn as what people have read.
    if hash_of(paper.content) != paper.content_hash:
        raise ContentChanged(f"Isi naskah {paper.pk} tidak sesuai sidiknya.")
    return paper


def _blank_number(paper: Paper) -> str:
    if not paper.paper_kind.takes_number:
        return ""
    return f"{paper.content['classification']}/{_BLANK}/{paper.office.code}/{paper.dated.year}"


def _initials(paper: Paper) -> Sequence[InitialMark]:
    """The awaited lines filled with the initials given, then initials that no line awaited."""
    given = list(paper.initials.filter(void_at=None).select_related("person"))
    lines = [_filled(line, given, paper.office.zone) for line in paper.content["initials"]]
    return [*lines, *(_mark(initial, paper.office.zone) for initial in given)]


def _filled(line: Mapping[str, Any], given: list[Initial], zone: str) -> InitialMark:
    for initial in given:
        if initial.post_id == line["post"] or initial.capacity.casefold() == line["capacity"].casefold():
            given.remove(initial)
            return _mark(initial, zone)
    return InitialMark(line["capacity"], line["name"])


def _mark(initial: Initial, zone: str) -> InitialMark:
    return InitialMark(initial.capacity, initial.person.name, clock_time(initial.at, zone))
