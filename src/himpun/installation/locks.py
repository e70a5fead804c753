"""Locks between processes, held by the operating system: a process that dies lets go of them.

A lock is an empty SQLite file opened with BEGIN EXCLUSIVE: the same on Windows as elsewhere, with the library that is
here anyway, and right within one process too, where a file lock of the system would let a second thread pass.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock for as long as the block lasts. False, at once, when somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        yield _taken(lock)


def is_held(path: Path) -> bool:
    """Whether somebody holds it at this moment."""
    if not path.exists():
        return False
    with held(path) as free:
        return not free


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return False
    return True
