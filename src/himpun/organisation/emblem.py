"""Whether bytes are a picture that can stand in the head of a letter: told by what they are, never by their name.

Pure. A PNG is checked to its last chunk, a JPEG for frame, scan and end; whoever draws it tries it once.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from himpun.organisation.errors import NotAnEmblem

LARGEST: Final = 1024 * 1024
WIDEST: Final = 2000
"""Pixels, either way."""
SMALLEST: Final = 16
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what printing programs read
_SCAN: Final = 0xDA
_END: Final = b"\xff\xd9"
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_BROKEN: Final = "Gambar ini rusak atau terpotong. Simpan ulang sebagai PNG atau JPEG, lalu pilih lagi."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's kind and its size in pixels."""

    media_type: str
    width: int
    height: int


def picture_in(data: bytes) -> Picture:
    """Raises NotAnEmblem for what is no whole PNG or JPEG of at most 1 MB and 2000 pixels."""
    if len(data) > LARGEST:
        raise NotAnEmblem(f"Gambar ini {len(data) / LARGEST:.1f} MB; paling besar 1 MB.".replace(".", ",", 1))
    try:
        picture = _read(data)
    except (struct.error, IndexError, zlib.error) as broken:
        raise NotAnEmblem(_BROKEN) from broken
    if max(picture.width, picture.height) > WIDEST:
        raise NotAnEmblem(f"Gambar ini {picture.width} x {picture.height} piksel; paling besar {WIDEST} x {WIDEST}.")
    if min(picture.width, picture.height) < SMALLEST:
        raise NotAnEmblem(f"Gambar ini hanya {picture.width} x {picture.height} piksel; terlalu kecil untuk dicetak.")
    return picture


def _read(data: bytes) -> Picture:
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(_JPEG):
        return _jpeg(data)
    raise NotAnEmblem("Lambang harus gambar PNG atau JPEG.")


def _png(data: bytes) -> Picture:
    chunks = list(_chunks(data))
    if chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or not any(kind == b"IDAT" for kind, _ in chunks):
        raise NotAnEmblem(_BROKEN)
    width, height = struct.unpack(">II", chunks[0][1][:8])
    return Picture("image/png", width, height)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if zlib.crc32(kind + body) != check:
            raise NotAnEmblem(_BROKEN)
        yield kind, body
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg(data: bytes) -> Picture:
    """The frame's size; there must be a scan after it, and the picture's end."""
    at, found = 2, None
    while True:
        if data[at] != 0xFF:
            raise NotAnEmblem(_BROKEN)
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:  # a fill byte, or a marker that carries nothing
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            found = Picture("image/jpeg", width, height)
        if marker == _SCAN and found is not None and _END in data[at:]:
            return found
        if marker in (_SCAN, _END[1]):
            raise NotAnEmblem(_BROKEN)
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        at += 2 + max(length, 2)
