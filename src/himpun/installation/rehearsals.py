"""Rehearsals of an office's own editions, each played by a child process in a scratch data folder.

Nothing of a rehearsal enters the office's tables. What is known of one lies in `rehearsals/<office>/<edition>/` of the
data folder: plan.json, progress.txt, papers.zip, result.json (the shape is told in `rehearsal.result`).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from himpun.installation.rehearsal.plan import plan_of
from himpun.lib.periods import Period, PeriodKind, period_of
from himpun.procedures.models import Edition

SILENCE: Final = timedelta(minutes=3)
"""A rehearsal that has said nothing for so long was cut off, by a restart or a power cut. A step takes seconds."""
WRONG: Final = "! "
"""Begins the line by which the child says why it did not reach the end."""
INDEPENDENT: Final = ("HIMPUN_DATA", "DATABASE_URL")


class State(Enum):
    """How far a rehearsal has come."""

    NEVER = "never"
    PLAYING = "playing"
    PLAYED = "played"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What is known of an edition's rehearsal. `said` is its last line; `why` in a sentence when it broke off."""

    state: State
    said: str = ""
    why: str = ""
    result: Mapping[str, Any] | None = None
    played_at: datetime | None = None


def rehearsal_of(edition: Edition, *, at: datetime) -> Rehearsal:
    """The edition's last rehearsal."""
    folder = _folder(edition)
    result = _read(folder / "result.json")
    if result is not None:
        return Rehearsal(State.PLAYED, result=json.loads(result), played_at=_touched(folder / "result.json"))
    progress = _read(folder / "progress.txt")
    if progress is None:
        return Rehearsal(State.NEVER)
    lines = [line.strip() for line in progress.splitlines() if line.strip()]
    if wrong := next((line.removeprefix(WRONG) for line in lines if line.startswith(WRONG)), ""):
        return Rehearsal(State.BROKEN, why=wrong)
    if at - _touched(folder / "progress.txt") > SILENCE:
        return Rehearsal(State.BROKEN, why="Gladi terputus di tengah jalan. Mainkan sekali lagi.")
    return Rehearsal(State.PLAYING, said=lines[-1] if lines else "")


def start(edition: Edition, *, on: date) -> threading.Thread:
    """Play the edition in the background, in the place of an earlier rehearsal. Returns who waits for its end."""
    folder = _folder(edition)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    plan = plan_of(edition, _played_period(on), on=on)
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    (folder / "progress.txt").write_text("Menyiapkan panggung\n", encoding="utf-8")
    waiting = threading.Thread(target=_play, args=(folder,), name="gladi", daemon=True)
    waiting.start()
    return waiting


def papers_of(edition: Edition) -> bytes | None:
    """The papers of the last rehearsal as a ZIP."""
    try:
        return (_folder(edition) / "papers.zip").read_bytes()
    except FileNotFoundError:
        return None


def _played_period(on: date) -> Period:
    """A quarter whose collection is certainly over: a seal is not made for a day to come."""
    return period_of(on, PeriodKind.QUARTER).previous.previous


def _play(folder: Path) -> None:
    command = [sys.executable, "-m", "himpun.cli.rehearse_own", str(folder)]
    with (
        tempfile.TemporaryDirectory(prefix="himpun-gladi-", ignore_cleanup_errors=True) as scratch,
        (folder / "progress.txt").open("ab") as progress,
    ):
        environment = {name: value for name, value in os.environ.items() if name not in INDEPENDENT}
        environment |= {"HIMPUN_DATA": scratch, "DJANGO_SETTINGS_MODULE": "himpun.conf.settings"}
        environment |= {"PYTHONIOENCODING": "utf-8", "HIMPUN_LOG": "ERROR"}
        code = subprocess.run(command, env=environment, stderr=progress, stdout=progress, check=False).returncode  # noqa: S603 -- our own module
    if code and WRONG not in _tail(folder):
        with (folder / "progress.txt").open("a", encoding="utf-8") as progress_text:
            progress_text.write(f"\n{WRONG}Gladi gagal karena kesalahan program. Catatannya ada di progress.txt.\n")


def _tail(folder: Path) -> str:
    text = _read(folder / "progress.txt") or ""
    return "\n".join(line[:2] for line in text.splitlines())


def _folder(edition: Edition) -> Path:
    return Path(settings.HIMPUN_DATA) / "rehearsals" / str(edition.office_id) / str(edition.pk)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def _touched(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
