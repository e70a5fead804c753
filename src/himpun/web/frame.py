"""What stands on every page around its content: banners that ask administrators for what only they can mend."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from himpun.cases.models import Case
from himpun.installation.queries import ProofState, proof_state
from himpun.web.address import is_local, printed_address
from himpun.web.request import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """One banner: its words, and where the remedy is."""

    text: str
    link: str
    label: str


def banners(request: HttpRequest) -> dict[str, Any]:
    """Context of every template. Asks the database only for those who can do something about it."""
    visit = cast(Visit, request)
    visitor = getattr(visit, "visitor", None)
    if visitor is None or not visitor.administers:
        return {}
    asked: list[Asked | ProofState] = []
    if is_local(printed_address()) and visit.path != "/siapkan" and _at_work(visitor.administers):
        said = f"Dokumen mencetak {printed_address()} sebagai alamat pemeriksaan; orang di luar tidak dapat membukanya."
        asked.append(Asked(said, "/siapkan#alamat", "Cara mengubahnya"))
    if visit.path != "/cadangan" and (state := proof_state(at=visit.at)).asks:
        asked.append(state)
    return {"banners": asked}


def _at_work(offices: frozenset[int]) -> bool:
    """Whether an office has a case, and so papers that others will check."""
    return Case.objects.filter(office__in=offices).exists()
