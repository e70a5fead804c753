"""Reading every file again: are its bytes still those that were stored?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from himpun.files.models import StoredFile
from himpun.files.store import CHUNK, path_of


class Damage(StrEnum):
    """What may have become of bytes."""

    MISSING = "file_missing"
    SHORT = "file_of_another_length"
    OTHER = "file_of_other_bytes"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file whose bytes are not those its row names."""

    damage: Damage
    office_id: int
    row: int
    sha256: str
    name: str


def scrub() -> Iterator[Damaged]:
    """Every damaged file of every office. Reads all bytes: minutes for many gigabytes."""
    for stored in StoredFile.objects.order_by("office_id", "id").iterator():
        damage = _damage_of(stored)
        if damage is not None:
            yield Damaged(damage, stored.office_id, stored.pk, stored.sha256, stored.name)


def _damage_of(stored: StoredFile) -> Damage | None:
    path = path_of(stored.office_id, stored.sha256)
    if not path.is_file():
        return Damage.MISSING
    if path.stat().st_size != stored.size:
        return Damage.SHORT
    return None if _hash(path) == stored.sha256 else Damage.OTHER


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
