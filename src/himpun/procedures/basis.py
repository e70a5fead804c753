"""Who put an edition in force, and on what: as the journal tells it, for the register keeps no second account."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from himpun.procedures.models import Edition
from himpun.trail.models import Entry

PUBLISHED: Final = "procedures.edition_published"
CATALOGUE_TAKEN: Final = "procedures.catalogue_taken"
DRAFT_APPROVED: Final = "procedures.draft_approved"
PAPER_ATTESTED: Final = "procedures.paper_approval_attested"


class Basis(StrEnum):
    """What an edition stands on."""

    CATALOGUE = CATALOGUE_TAKEN
    APPROVED = DRAFT_APPROVED
    ATTESTED = PAPER_ATTESTED
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class InForce:
    """Who pressed, in which capacity, when. `who` is empty when the personal part was erased.

    `taken` counts the guesses and warnings that were taken with a text of the catalogue, `origin` is whose text it was.
    """

    who: str
    capacity: str
    at: datetime
    basis: Basis
    origin: str = ""
    taken: int = 0


def put_in_force(edition: Edition) -> InForce | None:
    """One statement. None for an edition of which the journal knows nothing."""
    kinds = [PUBLISHED, *filter(None, Basis)]
    told = list(Entry.objects.filter(office_id=edition.office_id, kind__in=kinds).order_by("seq"))
    published = next((one for one in told if one.kind == PUBLISHED and _body(one)["edition"] == edition.pk), None)
    if published is None:
        return None
    personal = json.loads(published.personal) if published.personal else {}
    # The entries of one click share its time.
    beside = [one for one in told if one.at == published.at and one.kind != PUBLISHED]
    body = _body(beside[-1]) if beside else {}
    return InForce(
        who=personal.get("actor", ""),
        capacity=published.capacity,
        at=published.at,
        basis=Basis(beside[-1].kind) if beside else Basis.UNKNOWN,
        origin=body.get("from", ""),
        taken=len(body.get("taken", ())),
    )


def _body(entry: Entry) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(entry.body)["payload"]
    return payload
