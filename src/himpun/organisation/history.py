"""What was changed in an office, as its journal tells it, the newest first."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from himpun.trail.models import Entry

PREFIX: Final = "organisation."


@dataclass(frozen=True, slots=True)
class Change:
    """One entry. `who` is empty when the personal part was erased; `rows` are its images by table."""

    at: datetime
    who: str
    capacity: str
    kind: str
    payload: Mapping[str, Any]
    rows: Mapping[str, Mapping[str, Any]]
    keys: Mapping[str, int]
    counts: Mapping[str, int]  # how many rows of a table it wrote


def changes_of(office_id: int, *, also: Collection[str] = (), skip: int, take: int) -> list[Change]:
    """The office's own changes, and those of the kinds that other rooms count among them. One statement."""
    told = Q(kind__startswith=PREFIX) | Q(kind__in=also)
    found = Entry.objects.filter(told, office_id=office_id).order_by("-seq")
    return [_change(entry) for entry in found[skip : skip + take]]


def _change(entry: Entry) -> Change:
    body = json.loads(entry.body)
    personal = json.loads(entry.personal) if entry.personal else {}
    images = [*body["rows"], *personal.get("rows", ())]
    rows: dict[str, dict[str, Any]] = {}
    for table, _, values in images:
        rows.setdefault(table, {}).update(values)
    return Change(
        at=entry.at,
        who=personal.get("actor", ""),
        capacity=entry.capacity,
        kind=entry.kind.removeprefix(PREFIX),
        payload=body["payload"],
        rows=rows,
        keys={table: key for table, key, _ in images},
        counts=Counter(table for table, *_ in images),
    )
