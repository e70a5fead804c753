"""The state that the journal explains: one pure fold from entries to rows.

Entries carry images of the rows they wrote. Folding them in order, the last writer of a column wins; an image without
columns says that the row is gone. What an erased personal part wrote is known to have been written, and no longer what.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

RowKey = tuple[str, Any]
Columns = dict[str, Any]
State = dict[RowKey, Columns]


class Erased(Enum):
    """The value of a column whose content was erased on purpose: it equals anything."""

    ERASED = "erased"


ERASED = Erased.ERASED


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry tells of rows: its body, and its personal part unless erased, as stored."""

    body: str
    personal: str | None


def fold(entries: Iterable[Told], *, into: State | None = None) -> State:
    """Rows by (table, key), each with the values last written to its columns, as JSON knows them."""
    state: State = {} if into is None else into
    for entry in entries:
        body = json.loads(entry.body)
        for table, key, values in body["rows"]:
            _write(state, (table, key), values)
        for table, key, columns in body["hidden"]:
            _write(state, (table, key), dict.fromkeys(columns, ERASED))
        if entry.personal is not None:
            for table, key, values in json.loads(entry.personal).get("rows", ()):
                _write(state, (table, key), values)
    return state


def _write(state: State, row: RowKey, values: Columns) -> None:
    if values:
        state.setdefault(row, {}).update(values)
    else:
        state.pop(row, None)
