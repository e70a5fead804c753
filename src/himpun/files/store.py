"""Putting bytes away and getting them back.

Order of a put: write beside the goal, flush, rename into place, flush the folder, then the row. Wherever
the power fails, a row never names bytes that are not whole; at worst bytes lie without a row, and `sweep`
takes them after a week.
"""

import hashlib
import io
import math
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from himpun.files.errors import FileDamaged, FileEmpty, FileNotAsNamed, FileTooLarge, NoRoomForFiles
from himpun.files.models import StoredFile
from himpun.files.naming import agrees, shown_name

LARGEST = 25 * 1024 * 1024
CHUNK = 1024 * 1024
RESERVE = 500_000_000
"""Bytes on the disk that are left to the database: work goes on without new files, and the journal is never cut."""
ORPHANS_STAY = timedelta(days=7)
_ASIDE = ".tmp-"


class Watch:
    """Told how far a put has come: nobody, or a test that stops the process there (wired in `conf`)."""

    tell: Callable[[str], None] = staticmethod(lambda place: None)


def _reached(place: str) -> None:
    Watch.tell(place)


def put(office_id: int, data: bytes | BinaryIO, *, name: str, media_type: str, at: datetime) -> StoredFile:
    """Keep bytes for an office and return their row.

    To be called within a verb, which tells `image(stored)` in its fact. Raises FileEmpty, FileTooLarge (25 MB),
    FileNotAsNamed and NoRoomForFiles. Equal bytes of one office lie once and may have many rows.
    """
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    folder = files_folder() / str(office_id)
    _make_folder(folder)
    if shutil.disk_usage(folder).free < RESERVE:
        raise NoRoomForFiles
    aside = folder / f"{_ASIDE}{secrets.token_hex(16)}"
    try:
        sha256, size = _write(aside, source, media_type)
        _into_place(aside, path_of(office_id, sha256))
    finally:
        aside.unlink(missing_ok=True)
    _reached("before_file_row")
    return StoredFile.objects.create(
        office_id=office_id,
        sha256=sha256,
        size=size,
        media_type=media_type,
        name=shown_name(name),
        stored_at=at,
    )


def read(stored: StoredFile) -> bytes:
    """The bytes, as they were stored. Raises FileDamaged when they are not."""
    try:
        data = path_of(stored.office_id, stored.sha256).read_bytes()
    except OSError as error:
        raise FileDamaged(stored.sha256) from error
    if len(data) != stored.size or hashlib.sha256(data).hexdigest() != stored.sha256:
        raise FileDamaged(stored.sha256)
    return data


def files_folder() -> Path:
    """Where all offices' bytes lie."""
    folder: Path = settings.HIMPUN_DATA / "files"
    return folder


def path_of(office_id: int, sha256: str) -> Path:
    """Where an office's bytes with this hash lie."""
    return files_folder() / str(office_id) / sha256[:2] / sha256


def sweep(*, at: datetime) -> int:
    """Remove bytes that no row has named for a week: left by transactions that were never committed.

    Returns how many.
    """
    before = (at - ORPHANS_STAY).timestamp()
    known = set(StoredFile.objects.values_list("office_id", "sha256"))
    orphans = [path for path in _all_files() if _key(path) not in known and _lies_since(path) < before]
    return sum(_removed(path, before) for path in orphans)


def _removed(orphan: Path, before: float) -> bool:
    """Remove it, unless equal bytes were put in its place since it was found: their row may be about to come."""
    _reached("before_sweep")
    aside = orphan.with_name(f"{_ASIDE}{secrets.token_hex(16)}")
    try:
        orphan.rename(aside)
    except OSError:  # another keeper was faster, or Windows: somebody is reading it
        return False
    if _lies_since(aside) >= before:
        os.replace(aside, orphan)
        return False
    aside.unlink()
    return True


def _lies_since(path: Path) -> float:
    """When it was put there; for what another keeper took meanwhile, never long ago."""
    try:
        return path.stat().st_mtime
    except OSError:
        return math.inf


def _all_files() -> Iterator[Path]:
    return (path for path in files_folder().glob("*/**/*") if path.is_file())


def _key(path: Path) -> tuple[int, str]:
    office = path.relative_to(files_folder()).parts[0]
    return int(office) if office.isdigit() else 0, path.name


def _write(aside: Path, source: BinaryIO, media_type: str) -> tuple[str, int]:
    """Write all of the source and flush it to the disk. Returns hash and length."""
    digest, size = hashlib.sha256(), 0
    with aside.open("xb") as file:
        while chunk := source.read(CHUNK):
            if size == 0 and not agrees(media_type, chunk[:16]):
                raise FileNotAsNamed(media_type)
            size += len(chunk)
            if size > LARGEST:
                raise FileTooLarge(size)
            digest.update(chunk)
            file.write(chunk)
        if size == 0:
            raise FileEmpty
        _reached("after_temp_write")
        file.flush()
        os.fsync(file.fileno())
    _reached("after_file_fsync")
    return digest.hexdigest(), size


def _into_place(aside: Path, goal: Path) -> None:
    """Replacing equal bytes by equal bytes mends them, should the old ones be damaged."""
    _make_folder(goal.parent)
    try:
        os.replace(aside, goal)
    except PermissionError:
        if not goal.exists():  # Windows: somebody is reading the equal bytes that lie there
            raise
        os.utime(goal)  # it counts as put now: the sweep takes what has lain for long without a row
    _reached("after_rename")
    _flush_folder(goal.parent)


_known_to_stay: set[Path] = set()


def _make_folder(folder: Path) -> None:
    # A folder that is there may be one whose maker was killed before flushing it: each process flushes it
    # once itself.
    if folder in _known_to_stay and folder.is_dir():
        return
    if folder == settings.HIMPUN_DATA:
        folder.mkdir(parents=True, exist_ok=True)
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _flush_folder(folder.parent)
    _known_to_stay.add(folder)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # NTFS journals its folders itself, and Windows cannot open one to flush it
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
