"""The folder `backups` beside the data: the copies made from the page, and which of them stay.

Copies on the same disk do not survive its end: the page says so, and an operator carries one away.
"""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

KEPT: Final = 7
NAME: Final = re.compile(r"himpun-\d{8}-\d{6}\.zip")
LEFTOVERS: Final = (".himpun-backup-*", ".proof-*")
"""Folders of runs whose process died in the middle."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A copy that lies there."""

    name: str
    size: int


def shelf() -> Path:
    """Where copies lie."""
    folder: Path = settings.HIMPUN_DATA / "backups"
    return folder


def running_lock() -> Path:
    """Held by whoever makes or proves a copy."""
    return shelf() / "running.lock"


def progress_file() -> Path:
    """Tells how far the run is."""
    return shelf() / "progress.json"


def name_at(at: datetime) -> str:
    """The name of a copy of this moment (UTC): the newest stands last when they are sorted."""
    return f"himpun-{at:%Y%m%d-%H%M%S}.zip"


def copies() -> list[Shelved]:
    """The copies that lie there, the newest first."""
    folder = shelf()
    found = [path for path in folder.iterdir() if NAME.fullmatch(path.name)] if folder.exists() else []
    return [Shelved(path.name, path.stat().st_size) for path in sorted(found, reverse=True)]


def clear(*, proven: Iterable[str]) -> None:
    """Take away what a dead run has left, and copies beyond the newest seven; a proven one stays."""
    for pattern in LEFTOVERS:
        for path in shelf().glob(pattern):
            shutil.rmtree(path, ignore_errors=True)
    stay = set(proven)
    for old in copies()[KEPT:]:
        if old.name not in stay:
            (shelf() / old.name).unlink(missing_ok=True)
