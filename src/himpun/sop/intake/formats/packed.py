"""The parts of a zipped document, each taken out under a ceiling.

What an entry says of its own size can be forged, so that the limit is kept again while it is unpacked.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from himpun.sop.intake.formats.errors import Encrypted, TooLarge, Unreadable

MAX_PACKED = 10_000_000
MAX_ENTRIES = 2_000
MAX_UNPACKED = 100_000_000
MAX_PART = 20_000_000
MAX_RATIO = 100
# Below this, a ratio says nothing: a page of blanks packs very well.
SMALL = 1_000_000


class Package:
    """A zip file, opened and weighed. Nothing is ever written; a name that leads elsewhere is only a name here."""

    def __init__(self, data: bytes, name: str) -> None:
        if len(data) > MAX_PACKED:
            raise TooLarge(name)
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable(name) from error
        self._name = name
        self._entries = self._weighed()

    def _weighed(self) -> dict[str, ZipInfo]:
        listed = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in listed)
        packed = sum(entry.compress_size for entry in listed)
        if len(listed) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
            raise TooLarge(self._name)
        if unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1):
            raise TooLarge(self._name)
        if len({entry.filename for entry in listed}) != len(listed):
            # Two parts of one name: another reader would see another document than this one.
            raise Unreadable(self._name)
        return {entry.filename: entry for entry in listed}

    def names(self) -> set[str]:
        return set(self._entries)

    def part(self, path: str) -> bytes | None:
        """The bytes of a part, or none where it is missing."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise Encrypted(self._name)
        if entry.file_size > MAX_PART:
            raise TooLarge(self._name)
        try:
            with self._zip.open(entry) as opened:
                found = opened.read(MAX_PART + 1)
        except (BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error) as error:
            raise Unreadable(self._name) from error
        if len(found) > MAX_PART:
            raise TooLarge(self._name)
        return found
