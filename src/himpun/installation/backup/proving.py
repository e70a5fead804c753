"""Proving that a backup restores: by restoring it, into a scratch place, and examining what came of it.

A backup that nobody has restored is a hope. The restore runs in a child process whose data folder is the scratch
one, by the same verb that an operator uses after the loss of a disk.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from himpun.installation.backup.archive import manifest_of
from himpun.installation.backup.database import scratch_database
from himpun.installation.backup.errors import BackupDamaged, NotSound, refuse_full
from himpun.installation.backup.examination import Examined, examine_copy
from himpun.installation.backup.progress import Stage, Tell, quiet
from himpun.trail.models import Entry

Streams = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What was restored: how many entries, and the SHA-256 over the journals' heads."""

    entries: int
    heads: str


def prove(source: Path, *, tell: Tell = quiet) -> Proof:
    """Restore a copy beside it, examine it, and hold its journals to those that go on here.

    Raises BackupDamaged, NotSound, NoSpace, NoPostgresTools. Nothing of the scratch place stays.
    """
    refuse_full(source.parent, needed=sum(part.size for part in manifest_of(source).parts))
    with tempfile.TemporaryDirectory(prefix=".proof-", dir=source.parent, ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        examined = _restored(source, data, tell)
    tell(Stage.COMPARING)
    refuse_other_history(examined.streams)
    return Proof(examined.entries, digest_of(examined.streams))


def digest_of(streams: Streams) -> str:
    """One hash for all heads of a copy."""
    return hashlib.sha256(json.dumps(sorted(streams)).encode()).hexdigest()


def _restored(source: Path, data: Path, tell: Tell) -> Examined:
    with scratch_database() as url:
        tell(Stage.RESTORING)
        told = _in_child(source, data, url)
        tell(Stage.EXAMINING_RESTORED)
        examined = examine_copy(data, database_url=url)
    if examined.findings:
        raise NotSound(examined.said)
    if [list(stream) for stream in examined.streams] != told["streams"]:
        raise BackupDamaged("jurnal yang dipulihkan bukan yang dicadangkan")
    return examined


def _in_child(source: Path, data: Path, url: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "himpun.cli.restore_here", str(source)]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "himpun.conf.settings",
        "DATABASE_URL": url,
        "HIMPUN_DATA": str(data),
        "HIMPUN_LOG": "ERROR",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 -- our own module
    if done.returncode:
        raise BackupDamaged(done.stderr.strip()[-300:])
    told: dict[str, Any] = json.loads(done.stdout)
    if "error" in told:
        raise BackupDamaged(told["error"])
    return told


def refuse_other_history(streams: Streams) -> None:
    """Each head of the copy must stand in the journal that goes on here: the copy is its beginning. Raises NotSound."""
    strange = [
        f"kantor {office}: entri {seq} bukan yang ada di jurnal"
        for office, seq, head in streams
        if seq and not Entry.objects.filter(office_id=office, seq=seq, hash=head).exists()
    ]
    if strange:
        raise NotSound(strange)
