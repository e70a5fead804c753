"""Erasing the personal part of an entry (UU 27/2022), so that the chain still holds and the erasing itself
is on record.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from himpun.trail.actor import Actor
from himpun.trail.errors import NotPersonal
from himpun.trail.journal import Fact, record, verb
from himpun.trail.models import Entry

KIND = "personal_parts_erased"


@verb
def erase_personal_parts(actor: Actor, office: int, *, seqs: Sequence[int], why: str, at: datetime) -> None:
    """Make the personal parts of these entries unreadable for ever.

    Raises NotPersonal when one has none left.
    """
    found = Entry.objects.filter(office_id=office, seq__in=seqs, personal__isnull=False)
    if found.update(personal=None, salt=None) != len(set(seqs)):
        raise NotPersonal(office, seqs)
    record(Fact(office, actor, KIND, at, {"seqs": sorted(set(seqs)), "why": why}))


def erased_in(entry: Entry) -> set[int]:
    """The numbers whose personal parts this entry says were erased."""
    if entry.kind != KIND:
        return set()
    return set(json.loads(entry.body)["payload"]["seqs"])
