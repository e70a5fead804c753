"""Restoring a backup into an empty place, and saying what it does not hold."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from himpun.installation.backup.archive import Manifest, unpack
from himpun.installation.backup.database import (
    POSTGRES_PART,
    SQLITE_PART,
    empty_again,
    load,
    readable_copy,
    refuse_occupied,
)
from himpun.installation.backup.errors import BackupDamaged, FolderInUse, NotSound
from himpun.installation.backup.examination import examine_copy
from himpun.trail.findings import Code
from himpun.trail.heads import heads_file, read_heads

MAY_BE_THERE = {"keys", "heads.jsonl", "backups", "himpun.lock", "rehearsals"}
"""What a person may have brought from another place before restoring: keys, heads to compare with, the copies
themselves; and the lock of a server that was stopped.
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """Entries of an office that existed once and that the backup does not hold, from `first` to `last`."""

    office: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what existed after the backup was made."""

    manifest: Manifest
    missing: tuple[Missing, ...]


def restore(source: Path, *, witness: Path | None = None) -> Restored:
    """Verify a backup and lay it into this installation's data folder and database, which must be empty.

    Heads of the lost installation (`heads.jsonl`, in the data folder or as `witness`) tell which entries are
    missing since. Raises FolderInUse, BackupDamaged, NotSound; then nothing has changed.
    """
    data: Path = settings.HIMPUN_DATA
    data.mkdir(parents=True, exist_ok=True)
    _refuse_occupied(data)
    known = witness or (heads_file() if heads_file().exists() else None)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as folder:
        stage = Path(folder)
        manifest = unpack(source, stage)
        _refuse_other_kind(manifest)
        with readable_copy(stage) as url:
            missing = _examine(stage, manifest, url, known)
        _set_aside(data, missing)
        _lay_in(stage, data)
    return Restored(manifest, missing)


def _refuse_occupied(data: Path) -> None:
    there = {path.name for path in data.iterdir()} - MAY_BE_THERE
    if there:
        raise FolderInUse(str(data))
    refuse_occupied()


def _refuse_other_kind(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise BackupDamaged(f"cadangan ini dari {manifest.database}, DATABASE_URL menunjuk {connection.vendor}")


def _examine(stage: Path, manifest: Manifest, url: str, known: Path | None) -> tuple[Missing, ...]:
    """Hold the unpacked copy to itself, then to heads known from elsewhere."""
    examined = examine_copy(stage, database_url=url)
    if examined.findings:
        raise NotSound(examined.said)
    if examined.streams != manifest.streams:
        raise BackupDamaged("jurnal bukan yang tertulis di manifes")
    if known is None:
        return ()
    witnessed = examine_copy(stage, database_url=url, witness=known)
    worse = [line for (code, _), line in zip(witnessed.findings, witnessed.said, strict=True) if code != Code.TAIL_CUT]
    if worse:
        raise NotSound(worse)
    return _missing(examined.streams, known)


def _missing(streams: tuple[tuple[int, int, str], ...], known: Path) -> tuple[Missing, ...]:
    held = {office: seq for office, seq, _ in streams}
    last: dict[int, int] = {}
    for head in read_heads(known):
        last[head.office] = max(head.seq, last.get(head.office, 0))
    return tuple(
        Missing(office, held.get(office, 0) + 1, seq)
        for office, seq in sorted(last.items())
        if seq > held.get(office, 0)
    )


def _set_aside(data: Path, missing: tuple[Missing, ...]) -> None:
    """Heads of entries that are lost stay readable beside the new ones, which go on from the backup."""
    if heads_file().exists():
        name = "heads-lost.jsonl" if missing else "heads-before.jsonl"
        os.replace(heads_file(), data / name)


def _lay_in(stage: Path, data: Path) -> None:
    """The database last: without it, what is there is still an empty place with some files."""
    dump = stage / POSTGRES_PART
    if dump.exists():
        _load(stage)
        dump.unlink()
    last = {SQLITE_PART}
    for key in (stage / "keys").rglob("*"):
        key.chmod(0o700 if key.is_dir() else 0o600)
    for path in sorted(stage.iterdir(), key=lambda path: path.name in last):
        _merge(path, data / path.name)


def _load(stage: Path) -> None:
    try:
        load(stage, into=str(connection.settings_dict["NAME"]))
    except Exception:
        empty_again()
        raise


def _merge(source: Path, goal: Path) -> None:
    """Move into place; of a folder that is there, what is in it. Keys brought along win over those in the backup."""
    if not source.is_dir() or not goal.exists():
        os.replace(source, goal)
        return
    for path in source.rglob("*"):
        inner = goal / path.relative_to(source)
        if path.is_file() and (not inner.exists() or inner.name == "secret"):
            inner.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, inner)
