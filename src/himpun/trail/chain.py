"""The arithmetic of the journal: canonical text, commitments, links. An independent verifier needs no more.

    image      = [table, key, {column: value}]
    body       = canonical {"hidden": [[table, key, [columns]]], "payload": {...}, "rows": [image]}
    commitment = HMAC-SHA256(salt, canonical personal part)
    content    = SHA-256(0x00 || canonical {actor, at, body, capacity, commitment, fmt, kind, v})
    hash       = SHA-256(0x01 || prev || seq as 8 bytes || content)
    first prev = SHA-256("himpun-trail/1:" || office)

The prefixes keep a content from being passed off as a link (RFC 6962). Canonical text is UTF-8 JSON with
sorted keys and no blanks; times are ISO 8601 in UTC, decimals are strings, nothing is a float.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as wall_time
from decimal import Decimal
from typing import Any
from uuid import UUID

FORMAT = 1


def plain(value: object) -> Any:
    """A value of the domain as JSON knows it. Raises TypeError for what has no canonical form."""
    match value:
        case datetime():
            return instant(value)
        case Decimal() | UUID():
            return str(value)
        case date() | wall_time():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case Set():
            return sorted(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def instant(at: datetime) -> str:
    """An aware time in UTC, to the microsecond. Raises ValueError for a naive one: it names no moment."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone names no moment")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=plain)


def canonical(value: object) -> str:
    """The one text of a value."""
    return _ENCODER.encode(value)


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says, its body and commitment already in canonical form."""

    account: int | None
    person: int | None
    capacity: str
    kind: str
    version: int
    at: datetime
    body: str
    commitment: str

    @property
    def hash(self) -> str:
        # The body is spliced in as it is stored: encoding it once serves the row and the hash. Keys stand
        # sorted.
        text = (
            f'{{"actor":{canonical([self.account, self.person])},"at":"{instant(self.at)}",'
            f'"body":{self.body},"capacity":{canonical(self.capacity)},"commitment":"{self.commitment}","fmt":{FORMAT},'
            f'"kind":{canonical(self.kind)},"v":{self.version}}}'
        )
        return hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def commit_to(salt: str, personal: str) -> str:
    """A commitment that says nothing about the personal part once its salt is erased."""
    return hmac.digest(bytes.fromhex(salt), personal.encode(), "sha256").hex()


def genesis(office_id: int) -> str:
    """What the first entry of an office's stream follows."""
    return hashlib.sha256(f"himpun-trail/1:{office_id}".encode()).hexdigest()


def link(prev: str, seq: int, content: str) -> str:
    """The hash of the entry with this number and content, after `prev`."""
    data = b"\x01" + bytes.fromhex(prev) + seq.to_bytes(8, "big") + bytes.fromhex(content)
    return hashlib.sha256(data).hexdigest()
