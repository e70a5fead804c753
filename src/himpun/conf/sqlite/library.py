"""Which SQLite library is loaded.

All versions from 3.7.0 to 3.51.2 have the WAL-reset fault: with two connections writing at the same instant, committed
work can be lost or the file damaged. It is mended in 3.51.3 and, for older lines, in 3.50.7 and 3.44.6.
"""

import importlib
import sys
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured

Version = tuple[int, ...]

MENDED: Version = (3, 51, 3)
MENDED_LINES: dict[Version, int] = {(3, 50): 7, (3, 44): 6}

REFUSAL = (
    "Pustaka SQLite di komputer ini (versi {version}) mempunyai cacat yang dapat menghilangkan data. "
    "Himpun tidak dijalankan. Pasang paket pysqlite3 (pip install 'pysqlite3>=0.6'), "
    "atau pakai Python yang memuat SQLite 3.51.3 atau lebih baru.\n"
    "The SQLite library on this machine (version {version}) has the WAL-reset fault, which can lose data. "
    "Himpun does not start. Install the pysqlite3 package (pip install 'pysqlite3>=0.6'), "
    "or use a Python that carries SQLite 3.51.3 or newer."
)


class UnsoundLibrary(ImproperlyConfigured):
    """No SQLite library without the WAL-reset fault could be loaded."""


def is_sound(version: Version) -> bool:
    """Whether this version of the library is free of the WAL-reset fault."""
    mended = MENDED_LINES.get(version[:2])
    return version >= MENDED or (mended is not None and version[2] >= mended)


def sound_library(candidates: tuple[str, ...] = ("sqlite3", "pysqlite3")) -> ModuleType:
    """The first of these modules whose library is sound.

    Raises UnsoundLibrary with a plain word when none is.
    """
    seen: list[str] = []
    for name in candidates:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        version = module.sqlite_version
        if is_sound(tuple(int(part) for part in version.split("."))):
            return module
        seen.append(version)
    raise UnsoundLibrary(REFUSAL.format(version=", ".join(seen) or "?"))


def install(module: ModuleType) -> None:
    """Let everything in this process that asks for `sqlite3` get the sound library.

    Django's backend imports the module by that name in several places; two libraries on one file would be
    worse than either.
    """
    if sys.modules.get("sqlite3") is not module:
        sys.modules["sqlite3"] = module
        sys.modules["sqlite3.dbapi2"] = importlib.import_module(f"{module.__name__}.dbapi2")
