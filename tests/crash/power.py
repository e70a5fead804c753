"""Cutting the power under SQLite: what was acknowledged must be there, whole, after any cut.

The recording is made with APSW's copy of SQLite, which can be given a VFS; what is left is opened by the library
that Himpun runs on, with its own pragmas.
"""

import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from himpun.conf.sqlite.base import PRAGMAS
from himpun.conf.sqlite.library import sound_library
from tests.crash.disk import Disk, Kind, Note, Recorder

DATABASE = "himpun.sqlite3"
COMMITS = 120
CHECKPOINT_PAGES = 12
"""So few that the short recording holds many checkpoints."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a cut lost what was acknowledged, left half a transaction, or damaged the file."""

    cuts: int
    lost: int
    half: int
    damaged: int


def record(pragmas: Mapping[str, str]) -> list[Note]:
    """Commit some transactions of two rows each, noting each as acknowledged once its commit has returned."""
    recorder = Recorder()
    with tempfile.TemporaryDirectory(prefix="himpun-power-") as folder:
        connection = apsw.Connection(str(Path(folder) / DATABASE), vfs="recorder")
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}")
        connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        connection.execute("CREATE TABLE state (id INTEGER PRIMARY KEY, body BLOB)")
        connection.execute("CREATE TABLE journal (id INTEGER PRIMARY KEY, body BLOB)")
        recorder.notes.append(Note(Kind.ACKNOWLEDGE))
        for n in range(1, COMMITS + 1):
            _commit(connection, n)
            recorder.notes.append(Note(Kind.ACKNOWLEDGE, offset=n))
        notes = list(recorder.notes)
        connection.close()
        recorder.unregister()
    return notes


def _commit(connection: apsw.Connection, n: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table in ("state", "journal"):
        connection.execute(f"INSERT INTO {table} VALUES (?, randomblob(700))", (n,))
    connection.execute("COMMIT")


def cut_everywhere(notes: Sequence[Note], *, chance: random.Random, rounds: int) -> Outcome:
    """After each note, lose all that is loose, and so many times a random part of it, and look."""
    cuts = lost = half = damaged = 0
    with tempfile.TemporaryDirectory(prefix="himpun-power-") as folder:
        for acknowledged, files in _cuts(notes, chance, rounds):
            found = _open(Path(folder), files)
            cuts += 1
            if found is None:
                damaged += 1
            else:
                lost += min(found) < acknowledged
                half += found[0] != found[1]
    return Outcome(cuts, lost, half, damaged)


def _cuts(notes: Sequence[Note], chance: random.Random, rounds: int) -> Iterator[tuple[int, Mapping[str, bytes]]]:
    disk = Disk()
    begun = False
    for note in notes:
        disk.take(note)
        begun = begun or note.kind is Kind.ACKNOWLEDGE
        if begun:
            yield disk.acknowledged, disk.nothing_loose_survives()
            for _ in range(rounds if disk.loose else 0):
                yield disk.acknowledged, disk.some_loose_survives(chance)


def _open(folder: Path, files: Mapping[str, bytes]) -> tuple[int, int] | None:
    """The numbers of the last rows of both tables in what is left, or none when it is damaged."""
    library = sound_library()
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    connection = library.connect(str(folder / DATABASE))
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None
        return _last(connection, "state"), _last(connection, "journal")
    except library.DatabaseError:
        return None
    finally:
        connection.close()


def _last(connection: Any, table: str) -> int:
    """The number of the last row; 0 when rows before it, or the table itself, are missing."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        return 0
    count, last = connection.execute(f"SELECT count(*), coalesce(max(id), 0) FROM {table}").fetchone()
    return int(last) if count == last else 0


def with_synchronous(value: str) -> dict[str, str]:
    """The product's pragmas, with another promise to the disk."""
    return {**PRAGMAS, "synchronous": value}
