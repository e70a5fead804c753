"""Doing what a form asks, or showing it again with everything typed and a word beside what is wrong."""

from collections.abc import Callable
from typing import Any

from django.utils.crypto import salted_hmac

from himpun.procedures.actions import correct_draft
from himpun.procedures.drafts import Answer
from himpun.procedures.models import DraftEdition, DraftState
from himpun.sop.edit import CannotEdit
from himpun.sop.errors import BrokenSop
from himpun.sop.model import Sop
from himpun.sop.read import sop_from
from himpun.sop.write import as_data
from himpun.web.refusals import beside_fields, can_be_mended, status_of
from himpun.web.request import Visit
from himpun.web.typed import key_from


def lacks_after(deed: Callable[[], object]) -> dict[str, str]:
    """What the person can mend, by field; empty when it was done. Anything else is raised as it is."""
    try:
        deed()
    except Exception as error:
        if not can_be_mended(error) and status_of(error) != 409:
            raise
        return beside_fields(error)
    return {}


def keep(request: Visit, draft: DraftEdition, sop: Sop, *, version: int, answer: Answer | None = None) -> None:
    """The text as it was corrected. What no himpun-sop/1 can say is refused before it is kept: it could not be read."""
    try:
        sop_from(as_data(sop))
    except BrokenSop as broken:
        raise CannotEdit(" ".join(one.message for one in broken.findings[:3])) from None
    correct_draft(request.actor, draft, sop, based_on=version, answer=answer, at=request.at)


def read_version(request: Visit, draft: DraftEdition) -> int:
    """The version that the form was made from."""
    return key_from(request.POST.get("versi", "")) or draft.version


def head_of_draft(request: Visit, draft: DraftEdition, sop: Sop) -> dict[str, Any]:
    """What stands at the head of every page of a draft."""
    return {
        "draft": draft,
        "sop": sop,
        "state": DraftState(draft.state),
        "may_correct": draft.office_id in request.actor.administers and draft.state == DraftState.OPEN,
    }


def kept_under(request: Visit, draft: DraftEdition, page: str) -> str:
    """By what a device knows whose unsaved form it keeps: not the account's key itself, which is nobody's business."""
    mark = salted_hmac("himpun.konsep", str(request.actor.account)).hexdigest()[:16]
    return f"{mark}:{draft.pk}:{page}"
