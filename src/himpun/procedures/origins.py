"""Whose a text is: the office whose name it bears, and the procedure of the register that it may renew."""

import re
from typing import Final

from himpun.organisation.models import Office
from himpun.procedures.models import DraftEdition, Procedure
from himpun.sop.adapt import is_of_another_office
from himpun.sop.errors import caution
from himpun.sop.intake.cover import UNKNOWN
from himpun.sop.model import Finding, Sop

SAME_TITLE: Final = "title_in_register"
ANOTHER_OFFICE: Final = "document_of_another_office"

_IDLE: Final = frozenset(
    {
        "sop", "standar", "standard", "operasional", "operating", "prosedur", "procedure", "mekanisme", "tata", "cara",
        "tentang", "dan", "di", "pada", "untuk", "tahun", "kantor", "kecamatan", "kabupaten",
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+")


def another_office(sop: Sop, office: Office) -> Finding | None:
    """What is asked when the document bears the name of an office that is not this one."""
    if not is_of_another_office(sop, government=office.government.name, office=office.name):
        return None
    theirs = ", ".join(name for name in (sop.office, sop.government) if name not in ("", UNKNOWN))
    message = f"Dokumen ini milik {theirs}, sedangkan konsepnya untuk {office.name}. Sesuaikan untuk kantor ini?"
    return caution(ANOTHER_OFFICE, "office", message)


def renewed_by(draft: DraftEdition, sop: Sop) -> Procedure | None:
    """The procedure in use whose title says the same; none when the draft is already the next edition of one."""
    told = _telling(sop.title, draft.office)
    if draft.procedure_id is not None or not told:
        return None
    found = Procedure.objects.filter(office=draft.office, retired_at=None).order_by("title", "pk")
    return next((one for one in found if _telling(one.title, draft.office) == told), None)


def same_title(draft: DraftEdition, sop: Sop) -> Finding | None:
    """What is asked when the register holds a procedure of that title: two of one name would both be in force."""
    found = renewed_by(draft, sop)
    if found is None:
        return None
    return caution(SAME_TITLE, "title", f"SOP “{found.title}” sudah ada di kantor ini. Konsep ini edisi berikutnya?")


def _telling(title: str, office: Office) -> frozenset[str]:
    """The words by which one title is told from another: neither the office's own name nor what every SOP is called."""
    own = f"{office.name} {office.government.name}".casefold()
    return frozenset(_WORD.findall(title.casefold())) - _IDLE - frozenset(_WORD.findall(own))
