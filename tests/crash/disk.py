"""A disk that remembers what was flushed: the files of an SQLite database, recorded write by write.

SQLite writes through a layer of its own (VFS), which notes each write, truncation, flush and removal before it
passes it on. From these notes a cut makes the files as they may be found after the power failed at that moment:
what was flushed is there; of what was written since the last flush nothing may be there, or any part of it, in any
order, torn at the disk's sectors.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import apsw

SECTOR = 512


class Kind(Enum):
    WRITE = "write"
    TRUNCATE = "truncate"
    FLUSH = "flush"
    REMOVE = "remove"
    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing done to a file; of an acknowledgement, `offset` is its number."""

    kind: Kind
    file: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass
class Recorder(apsw.VFS):
    """The VFS `recorder`, on top of the system's own."""

    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__("recorder", base="")

    def __hash__(self) -> int:
        return id(self)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "RecordedFile":  # noqa: N802
        return RecordedFile(self.notes, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.notes.append(Note(Kind.REMOVE, Path(filename).name))


class RecordedFile(apsw.VFSFile):
    def __init__(self, notes: list[Note], name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.notes = notes
        self.file = Path(path or "temporary").name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self.notes.append(Note(Kind.WRITE, self.file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self.notes.append(Note(Kind.TRUNCATE, self.file, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self.notes.append(Note(Kind.FLUSH, self.file))


@dataclass
class Disk:
    """Files as flushed, and what was done to each since."""

    flushed: dict[str, bytearray] = field(default_factory=dict)
    loose: dict[str, list[Note]] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, note: Note) -> None:
        """Go on by one note."""
        match note.kind:
            case Kind.WRITE | Kind.TRUNCATE:
                self.loose.setdefault(note.file, []).append(note)
            case Kind.FLUSH:
                content = self.flushed.setdefault(note.file, bytearray())
                for done in self.loose.pop(note.file, []):
                    apply(done, content)
            case Kind.REMOVE:
                self.loose.pop(note.file, None)
                self.flushed.pop(note.file, None)
            case Kind.ACKNOWLEDGE:
                self.acknowledged = note.offset

    def nothing_loose_survives(self) -> dict[str, bytes]:
        return {name: bytes(content) for name, content in self.flushed.items()}

    def some_loose_survives(self, chance: random.Random) -> dict[str, bytes]:
        """Each loose write reaches the disk whole, torn, or not at all."""
        files = {name: bytearray(content) for name, content in self.flushed.items()}
        for name, notes in self.loose.items():
            kept = [torn for note in notes for torn in tear(note, chance)]
            if kept:
                content = files.setdefault(name, bytearray())
                for note in kept:
                    apply(note, content)
        return {name: bytes(content) for name, content in files.items()}


def tear(note: Note, chance: random.Random) -> Iterator[Note]:
    """What of one write reaches the disk."""
    fate = chance.random()
    if fate < 0.4:
        yield note
    elif fate < 0.6 and note.kind is Kind.WRITE:
        for start in range(0, len(note.data), SECTOR):
            if chance.random() < 0.5:
                yield Note(Kind.WRITE, note.file, note.offset + start, note.data[start : start + SECTOR])


def apply(note: Note, content: bytearray) -> None:
    """Do to the content of a file what the note says."""
    if note.kind is Kind.TRUNCATE:
        del content[note.offset :]
        return
    end = note.offset + len(note.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[note.offset : end] = note.data
