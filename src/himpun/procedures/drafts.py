"""What the verbs on drafts are handed, and what a draft still lacks before it can be an edition."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from himpun.files.models import StoredFile
from himpun.organisation.queries import Signer
from himpun.procedures.models import DraftEdition, Procedure
from himpun.procedures.origins import same_title
from himpun.sop.check import check
from himpun.sop.errors import problem
from himpun.sop.intake.cover import UNKNOWN
from himpun.sop.model import Approval, Finding, Severity, Sop
from himpun.sop.read import sop_from

Blocks = list[dict[str, Any]]
ASKED_AGAIN: Final = "asked_again"
MISSING: Final = "identity_missing"
"""Not asked of a draft: it bears its office's own names, and a missing title is an error."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """A text to begin with: read from a document, taken from the catalogue or another office, or an edition renewed.

    `shown` is the document as its reader saw it, as plain blocks; empty where there is none.
    """

    sop: Sop
    source: StoredFile | None = None
    shown: Blocks = field(default_factory=list)
    procedure: Procedure | None = None


@dataclass(frozen=True, slots=True)
class Approving:
    """The document's number, the day of its approval, and the day from which it holds."""

    number: str
    approved_on: date
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding and what was answered: confirmed (a guess), accepted (a warning), changed (the text corrected), or
    that it shall be asked again. `said` is the answer in words where the text was corrected."""

    finding: Finding
    answer: str
    said: str = ""

    def as_data(self, by: str, at: str) -> dict[str, str]:
        one = self.finding
        told = {"code": one.code, "where": one.where, "message": one.message, "reason": one.reason}
        return {**told, "severity": one.severity.value, "answer": self.answer, "said": self.said, "by": by, "at": at}


def text_of(draft: DraftEdition) -> Sop:
    """The draft's text as a value."""
    return sop_from(draft.sop)


def errors_of(sop: Sop) -> tuple[Finding, ...]:
    """What makes a publication impossible. A document without a title may be read and rehearsed, not approved."""
    untitled = sop.title in ("", UNKNOWN)
    nameless = (problem("title_missing", "title", "Judul SOP belum disebut. Isilah di halaman identitas."),)
    return (*(nameless if untitled else ()), *(one for one in check(sop) if one.severity is Severity.ERROR))


def origin_of(draft: DraftEdition) -> tuple[str, str]:
    """The government and the office whose names the document bore before it came here."""
    named = draft.shown.get("origin", {})
    return named.get("government", ""), named.get("office", "")


def questions_of(draft: DraftEdition, sop: Sop) -> tuple[Finding, ...]:
    """Guesses to confirm or correct and warnings to mend or accept by name, in the order of the text; answered ones
    are left out. One of them may be which procedure of the register it renews."""
    answered = {_named(one) for one in answers_of(draft) if one["answer"] == "accepted"}
    warned = tuple(one for one in check(sop) if one.severity is Severity.WARNING and not _said_before(draft, sop, one))
    titled = same_title(draft, sop)
    found_here = (*((titled,) if titled else ()), *warned)
    asked = (*(one for one in sop.findings if not (_said_by(warned, one) or one.code == MISSING)), *found_here)
    found = dict.fromkeys(one for one in asked if (one.code, one.where, one.message) not in answered)
    return tuple(sorted(found, key=lambda one: (one.line or 0, one.where)))


def answers_of(draft: DraftEdition) -> list[dict[str, str]]:
    """What was answered and still stands, the last answer of each question, in the order of answering."""
    last = {_named(one): one for one in draft.answers}
    return [one for one in last.values() if one["answer"] != ASKED_AGAIN]


def asked_again(sop: Sop, answered: dict[str, str]) -> tuple[Sop, Answer]:
    """A question that was answered by "it is so" is put once more: what the reading asked stands in the text again."""
    kind = Severity(answered.get("severity", Severity.WARNING))
    one = Finding(answered["code"], kind, answered["where"], answered["message"], answered.get("reason", ""))
    again = one not in sop.findings and one not in check(sop)
    return (replace(sop, findings=(*sop.findings, one)) if again else sop), Answer(one, ASKED_AGAIN)


def _said_before(draft: DraftEdition, sop: Sop, warning: Finding) -> bool:
    """Whether the reading's own question about a performer that only the text names stands, or was answered."""
    if warning.code != "performer_only_in_text":
        return False
    confirmed = {one["where"] for one in answers_of(draft) if one["answer"] == "confirmed"}
    return warning.where in confirmed | {one.where for one in sop.findings}


def _said_by(warned: tuple[Finding, ...], one: Finding) -> bool:
    """Whether the check says of the same regulation what the reading said of it."""
    same = one.severity is Severity.WARNING and one.where.startswith("legal_basis/")
    return same and one.where in {other.where for other in warned}


def _named(answer: dict[str, str]) -> tuple[str, str, str]:
    return answer["code"], answer["where"], answer["message"]


def approved(sop: Sop, approving: Approving, signer: Signer | None) -> Sop:
    """The text as it is published: under its number and dates, and the name of who approved it."""
    dates = replace(
        sop.dates, approved=approving.approved_on.isoformat(), effective=approving.in_force_from.isoformat()
    )
    by = Approval(signer.capacity, signer.name, signer.rank, signer.nip) if signer else sop.approved_by
    return replace(sop, number=approving.number, dates=dates, approved_by=by, findings=())


def key_for(title: str, taken: set[str]) -> str:
    """A key of the register for a new procedure, made of its title."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "sop"
    return next(key for n in range(1, len(taken) + 2) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)
