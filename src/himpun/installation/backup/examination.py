"""Examining an installation, also one that is not this process's own: in a child whose data folder it is."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from himpun.files.scrub import scrub
from himpun.installation.explained import EXPLAINED
from himpun.trail.findings import Code, Finding, Verdict
from himpun.trail.heads import Head
from himpun.trail.verify import verify

DATABASE_DAMAGED = "database_damaged"


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination came to. A finding is its code and its text."""

    entries: int
    streams: tuple[tuple[int, int, str], ...]
    findings: tuple[tuple[str, str], ...]

    @property
    def said(self) -> list[str]:
        return [f"[{code}] {text}" for code, text in self.findings]


def examine(*, heads: Sequence[Head] = ()) -> Verdict:
    """This installation: journal, heads kept here and those handed in, rows, and every byte of every file."""
    return verify(EXPLAINED, heads=heads).also(_damaged_files())


def _damaged_files() -> Iterator[Finding]:
    for found in scrub():
        told = f"berkas {found.name!r} ({found.sha256[:16]}): {found.damage}"
        yield Finding(Code.FILE, told, office=found.office_id, table="files_storedfile", row=str(found.row))


def damaged_database() -> Iterator[str]:
    """What SQLite itself finds wrong with its file; PostgreSQL watches its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for (line,) in cursor.execute("PRAGMA integrity_check").fetchall():
            if line != "ok":
                yield str(line)
        for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"{table} {row}: {parent}"


def examine_copy(data: Path, *, database_url: str, witness: Path | None = None) -> Examined:
    """Examine an installation in another data folder, with the heads in `witness` besides its own."""
    command = [sys.executable, "-m", "himpun.cli.examine_here", *([str(witness)] if witness else [])]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "himpun.conf.settings",
        "DATABASE_URL": database_url,
        "HIMPUN_DATA": str(data),
        "HIMPUN_SECRET_KEY": secrets.token_urlsafe(),  # else it would make one and leave it in the copy
        "HIMPUN_LOG": "ERROR",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 -- our own module
    if done.returncode:
        return Examined(0, (), ((DATABASE_DAMAGED, done.stderr.strip()[-500:]),))
    told = json.loads(done.stdout)
    return Examined(
        told["entries"],
        tuple((office, seq, head) for office, seq, head in told["streams"]),
        tuple((code, text) for code, text in told["findings"]),
    )
