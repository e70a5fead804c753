"""The zip of a backup and its manifest."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from himpun.installation.backup.errors import BackupDamaged

FORMAT = "himpun-backup/1"
MANIFEST = "manifest.json"
LONGEST_MANIFEST = 512 * 1024 * 1024
CHUNK = 1024 * 1024

# Nothing is unpacked but names of this shape: no root, no parent, no drive, no hidden folder.
SAFE_NAME = re.compile(r"[a-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the zip."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `streams` are [office, number of entries, hash of the last] when it was made."""

    made_at: str
    database: str
    keys: bool
    entries: int
    streams: tuple[tuple[int, int, str], ...]
    parts: tuple[Part, ...]

    def as_text(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_text(cls, text: bytes) -> Self:
        """Raises BackupDamaged when it is not a manifest of this format."""
        try:
            data = json.loads(text)
            if data.pop("format") != FORMAT:
                raise BackupDamaged("format tidak dikenal")
            data["streams"] = tuple((office, seq, head) for office, seq, head in data["streams"])
            data["parts"] = tuple(Part(**part) for part in data["parts"])
            return cls(**data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupDamaged(f"manifes tidak terbaca ({error})") from error


def parts_of(folder: Path) -> tuple[Part, ...]:
    """Every file of a staged folder, with its hash."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(_part(path, path.relative_to(folder).as_posix()) for path in paths)


def _part(path: Path, name: str) -> Part:
    with path.open("rb") as file:
        size, sha256 = measure(file)
    return Part(name, size, sha256)


def measure(file: IO[bytes], *, most: int | None = None) -> tuple[int, str]:
    """Length and hash of what is left in a file. Reading ends once there is more than `most`."""
    digest, size = hashlib.sha256(), 0
    while (most is None or size <= most) and (chunk := file.read(CHUNK)):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write the zip and flush it to the disk."""
    with target.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
            zipped.writestr(MANIFEST, manifest.as_text())
            for part in manifest.parts:
                zipped.write(folder / part.name, part.name)
        file.flush()
        os.fsync(file.fileno())


def check(source: Path) -> Manifest:
    """Read every byte of the zip against its manifest. Raises BackupDamaged."""
    with _opened(source) as zipped:
        manifest = _manifest(zipped)
        for part in manifest.parts:
            with zipped.open(part.name) as file:
                if measure(file, most=part.size) != (part.size, part.sha256):
                    raise BackupDamaged(f"{part.name} bukan yang dicadangkan")
    return manifest


def manifest_of(source: Path) -> Manifest:
    """What a backup says that it holds; its parts are not read. Raises BackupDamaged."""
    with _opened(source) as zipped:
        return _manifest(zipped)


def unpack(source: Path, folder: Path) -> Manifest:
    """Check the zip, then lay its parts into a folder. Raises BackupDamaged."""
    manifest = check(source)
    with _opened(source) as zipped:
        for part in manifest.parts:
            goal = folder / part.name
            goal.parent.mkdir(parents=True, exist_ok=True)
            with zipped.open(part.name) as file, goal.open("xb") as out:
                while chunk := file.read(CHUNK):
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """A zip whose every failure is a damaged backup."""
    try:
        with zipfile.ZipFile(source) as zipped:
            yield zipped
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupDamaged(str(error)) from error


def _manifest(zipped: zipfile.ZipFile) -> Manifest:
    names = zipped.namelist()
    if MANIFEST not in names or zipped.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise BackupDamaged("tanpa manifes")
    manifest = Manifest.from_text(zipped.read(MANIFEST))
    promised = sorted([MANIFEST, *(part.name for part in manifest.parts)])
    if sorted(names) != promised or len(set(promised)) != len(promised):
        raise BackupDamaged("isi tidak sesuai dengan manifes")
    for part in manifest.parts:
        if not SAFE_NAME.fullmatch(part.name):
            raise BackupDamaged(f"nama tidak wajar: {part.name!r}")
    return manifest
