"""What the pages of a case show, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from himpun.cases.models import Case, CasePaper
from himpun.cases.papers import unit_names
from himpun.cases.queries import LineFacts
from himpun.documents.drawing import waits_for_signature
from himpun.documents.kinds import PaperKind
from himpun.documents.models import Paper, Signature, SigningWay
from himpun.lib.dates import long_time, short_time
from himpun.lib.periods import Period
from himpun.sop.model import Act
from himpun.sop.words import ACT_WORDS
from himpun.web.cases.needed import Lying


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The head of every page of a case."""

    pk: int
    title: str
    office: str
    period: str
    opened: str
    state: str
    over: bool


def case_head(case: Case) -> CaseHead:
    """A case in the words of its head. `case.office` should be loaded."""
    state = "Sedang berjalan"
    if case.cancelled_at:
        state = f"Dibatalkan: {case.cancelled_why}"
    elif case.finished_at:
        state = f"Selesai {short_time(case.finished_at, case.office.zone)}"
    return CaseHead(
        pk=case.pk,
        title=case.title,
        office=case.office.name,
        period=Period.parse(case.period).label,
        opened=long_time(case.opened_at, case.office.zone),
        state=state,
        over=bool(case.finished_at or case.cancelled_at),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A unit whose answer is awaited."""

    unit: int
    name: str
    act: str
    since: str


def waiting_units(case: Case, lines: Mapping[int, LineFacts]) -> list[Waiting]:
    """The units that the case waits for now."""
    tasks = [t for facts in lines.values() for t in facts.open if t.unit]
    names = unit_names(case) if tasks else {}
    zone = case.office.zone
    return [
        Waiting(t.unit, names.get(t.unit, "?"), ACT_WORDS[Act(t.act)], short_time(t.opened_at, zone)) for t in tasks
    ]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in the list of a case. `check` is the code of its public page, once signed."""

    pk: int
    title: str
    number: str
    revision: int
    made: str
    state: str
    final: bool  # signed and kept for good, and not replaced
    ready: bool
    by_hand: bool
    check: str
    line: int


def paper_rows(case: Case) -> list[PaperRow]:
    """The papers of a case, the newest first, those that were replaced too."""
    found = CasePaper.objects.filter(case=case).select_related("paper__signature", "task").order_by("-pk")
    names = unit_names(case)
    return [_paper_row(filed, names, case.office.zone) for filed in found]


def _paper_row(filed: CasePaper, names: Mapping[int, str], zone: str) -> PaperRow:
    paper = filed.paper
    unit = names.get(filed.task.unit, "") if filed.task else ""
    signature: Signature | None = getattr(paper, "signature", None)
    return PaperRow(
        pk=paper.pk,
        title=", ".join(filter(None, (paper.title, unit or told_apart(paper)))),
        number=paper.number or "",
        revision=paper.revision,
        made=short_time(paper.made_at, zone),
        state=_state(paper, signature),
        final=bool(paper.final_file_id and not paper.replaced_at),
        ready=bool(paper.file_id or paper.final_file_id),
        by_hand=signature is not None and signature.way == SigningWay.WET,
        check=paper.check_code if signature is not None else "",
        line=filed.task.line if filed.task else 0,
    )


def archived_by(case: Case) -> list[PaperRow]:
    """What archiving this case keeps for good: its signed reports first, then every other paper as it stands."""
    kept = [row for row in paper_rows(case) if row.state != REPLACED]
    return sorted(kept, key=lambda row: not row.check)


def lying_in(case: Case) -> list[Lying]:
    """The papers that lie in a case and are drawn, the first one first. One statement."""
    found = CasePaper.objects.filter(case=case, paper__replaced_at=None).exclude(
        paper__file=None, paper__final_file=None
    )
    rows = found.order_by("pk").values_list("paper", "paper__kind", "paper__title", "task__line")
    return [Lying(key, kind, title, line or 0) for key, kind, title, line in rows]


def told_apart(paper: Paper) -> str:
    """What tells a paper from others of its kind: whom it goes to, whose it is, or whom it came from."""
    content = paper.content
    heads = dict(content.get("heads", ()))
    to = content.get("addressee") or [heads[name] for name in ("Kepada", "Yth.") if name in heads]
    if to and to[0] != ENCLOSED:
        return f"kepada {to[0]}"
    if unit := heads.get("Unit"):
        return str(unit)
    return f"dari {paper.made_by_capacity}" if paper.kind in _FROM and paper.made_by_capacity else ""


ENCLOSED: Final = "Daftar terlampir"
"""A letter's addressee where it is a list of them."""
_FROM: Final = (PaperKind.DISPOSITION, PaperKind.RECEIPT, PaperKind.INVITATION, PaperKind.REVIEW_NOTE)
"""Of these a case may hold several, each from somebody else."""


REPLACED: Final = "digantikan"


def _state(paper: Paper, signature: Signature | None) -> str:
    if paper.replaced_at:
        return REPLACED
    if signature is not None and signature.way == SigningWay.WET:
        return "ditandatangani basah, pindaian terikat"
    if paper.final_file_id:
        return "ditandatangani dan disegel"
    if signature is not None:
        return "ditandatangani, sedang disegel"
    return "konsep" if waits_for_signature(paper.paper_kind, paper.content) else "selesai"
