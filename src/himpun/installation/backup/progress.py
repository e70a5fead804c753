"""How far a copy or a proof is: told in a small file, so that no one waits for the database to know it."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path


class Stage(Enum):
    """What is being done, in order; a proof begins with RESTORING."""

    COPYING = "copying"
    FILES = "files"
    EXAMINING = "examining"
    PACKING = "packing"
    READING = "reading"
    RESTORING = "restoring"
    EXAMINING_RESTORED = "examining_restored"
    COMPARING = "comparing"

    @property
    def words(self) -> str:
        match self:
            case Stage.COPYING:
                return "Menyalin basis data"
            case Stage.FILES:
                return "Menyalin berkas"
            case Stage.EXAMINING:
                return "Memeriksa salinan: jurnal, isi, dan setiap berkas"
            case Stage.PACKING:
                return "Membungkus salinan"
            case Stage.READING:
                return "Membaca kembali salinan"
            case Stage.RESTORING:
                return "Memulihkan ke tempat uji"
            case Stage.EXAMINING_RESTORED:
                return "Memeriksa yang dipulihkan"
            case Stage.COMPARING:
                return "Membandingkan dengan jurnal yang berjalan"

    @property
    def place(self) -> tuple[int, int]:
        """The how-manieth stage of how many."""
        of_copy = (Stage.COPYING, Stage.FILES, Stage.EXAMINING, Stage.PACKING, Stage.READING)
        of_proof = (Stage.RESTORING, Stage.EXAMINING_RESTORED, Stage.COMPARING)
        mine = of_copy if self in of_copy else of_proof
        return mine.index(self) + 1, len(mine)


Tell = Callable[[Stage], None]


def quiet(stage: Stage) -> None:
    """Tells nobody."""


def teller(path: Path, run: int) -> Tell:
    """Tells in this file how far the run is."""

    def tell(stage: Stage) -> None:
        aside = path.with_suffix(".tmp")
        # Only a comfort: a full disk, or a reader who has the file open on Windows, must not end the run.
        with suppress(OSError):
            aside.write_text(json.dumps({"run": run, "stage": stage.value}), encoding="utf-8")
            os.replace(aside, path)

    return tell


def stage_of(path: Path, run: int) -> Stage | None:
    """What the run is doing; none when nothing was told of it."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Stage(told["stage"]) if told["run"] == run else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
