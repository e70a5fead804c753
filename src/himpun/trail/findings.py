"""What a verification finds. Its codes are stable; its messages are for the operator, in Indonesian."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from himpun.trail.chain import canonical


class Code(StrEnum):
    """What can be wrong."""

    ENTRY_MISSING = "entry_missing"
    ENTRY_INSERTED = "entry_inserted"
    ENTRY_EDITED = "entry_edited"
    ENTRY_UNLINKED = "entry_unlinked"
    PERSONAL_EDITED = "personal_part_edited"
    PERSONAL_LOST = "personal_part_lost"
    TAIL_CUT = "tail_cut"
    STREAM_MOVED = "stream_moved"
    HEAD_CONTRADICTED = "head_contradicted"
    HEAD_FORGED = "head_forged"
    ROW_UNEXPLAINED = "row_unexplained"
    ROW_DIFFERS = "row_differs"
    ROW_MISSING = "row_missing"
    FILE = "file_damaged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong and where: in an office's stream at a number, or in a row of a table, or in a file."""

    code: Code
    message: str
    office: int | None = None
    seq: int | None = None
    table: str | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class StreamState:
    """How far a stream was read, and the numbers at which a head kept of it is borne out."""

    seq: int
    head: str
    witnessed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification came to."""

    entries: int
    streams: dict[int, StreamState]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings

    @property
    def head(self) -> str:
        """One hash over the heads of all streams; of a single stream, its own."""
        if len(self.streams) == 1:
            return next(iter(self.streams.values())).head
        heads = [[office, state.seq, state.head] for office, state in sorted(self.streams.items())]
        return hashlib.sha256(canonical(heads).encode()).hexdigest()

    def first_bad(self, office: int) -> int | None:
        """The first number of the office's stream at which something is wrong."""
        return min((f.seq for f in self.findings if f.office == office and f.seq is not None), default=None)

    def last_good_head(self, office: int) -> int:
        """The number of the last kept head before anything is wrong: up to there the history is proven.

        0: nowhere.
        """
        bad = self.first_bad(office)
        state = self.streams.get(office)
        good = [seq for seq in state.witnessed if bad is None or seq < bad] if state else []
        return max(good, default=0)

    def also(self, findings: Iterable[Finding]) -> Self:
        """The same verdict with what another examination found."""
        return replace(self, findings=(*self.findings, *findings))
