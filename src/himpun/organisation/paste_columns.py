"""Which column of a pasted list holds what: by the words of its header, or by what stands in its cells."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from himpun.organisation.paste_words import looks_like_nip, looks_like_rank, looks_like_title, looks_like_unit

_SAID: Final = {
    "title": "Jabatan",
    "unit": "Unit",
    "name": "Nama",
    "nip": "NIP",
    "rank": "Pangkat",
    "heads": "Kepala",
}


class Column(StrEnum):
    """What a column may hold; the value is the field's name in a row."""

    TITLE = "title"
    UNIT = "unit"
    NAME = "name"
    NIP = "nip"
    RANK = "rank"
    HEADS = "heads"

    @property
    def said(self) -> str:
        """As the office calls it."""
        return _SAID[self.value]


# The first key word found decides: "Nama Jabatan" is a post, "Nama Unit" a unit, "Nama / NIP" a name.
_KEYS: Final = (
    ("jabatan posisi", Column.TITLE),
    ("unit bagian bidang seksi subbagian subbag subunit satuan", Column.UNIT),
    ("nama", Column.NAME),
    ("nip nipppk nippk nipbaru", Column.NIP),
    ("pangkat gol golongan golru", Column.RANK),
)
_KEY: Final = {word: column for words, column in _KEYS for word in words.split()}
_BESIDE_A_KEY: Final = (
    "asn pns pppk pegawai pejabat lengkap dan gelar organisasi kerja ruang baru nomor induk no urut kantor terakhir"
    " sub opd skpd pemangku pemegang struktural fungsional"
)
_BESIDE: Final = frozenset(_BESIDE_A_KEY.split())
_NOT_KEPT: Final = (
    "no nomor urut eselon esselon kelas ket keterangan tmt tempat tanggal tgl lahir pendidikan hp telepon telp wa"
    " email surel jk jenis kelamin agama alamat usia umur masa kerja mk pensiun diklat status l p"
)
_LEFT_ASIDE: Final = frozenset(_NOT_KEPT.split())
_LONGEST_HEADER: Final = 60


def columns_by_header(cells: Sequence[str]) -> tuple[Column | None, ...]:
    """The columns when these cells are a header, else nothing: two of them known, or the only one there is."""
    found = [_by_words(cell) for cell in cells]
    known = [cell for cell, column in zip(cells, found, strict=True) if column is not None or _left_aside(cell)]
    written = [cell for cell in cells if cell]
    if not any(found) or len(known) < min(2, len(written)) or any(looks_like_nip(cell) for cell in cells):
        return ()
    return _each_once(found)


def columns_by_content(lines: Sequence[Sequence[str]]) -> tuple[Column | None, ...]:
    """A guess: NIPs, ranks, posts and units are known by their form; the first other text is the name."""
    width = max(map(len, lines), default=0)
    columns = [[cells[at] for cells in lines if at < len(cells) and cells[at]] for at in range(width)]
    found = [_by_cells(cells) for cells in columns]
    left = [at for at in range(width) if found[at] is None and _is_text(columns[at])]
    if left:
        found[left[0]] = Column.NAME
    return _each_once(found)


def _by_words(cell: str) -> Column | None:
    words = re.findall(r"[a-z]+", cell.lower())
    if words in (["kepala"], ["pimpinan"]):
        return Column.HEADS
    if not words or len(cell) > _LONGEST_HEADER or not all(word in _KEY or word in _BESIDE for word in words):
        return None
    if words[:2] == ["nomor", "induk"]:
        return Column.NIP
    order = [column for _, column in _KEYS]
    found = [_KEY[word] for word in words if word in _KEY]
    return min(found, key=order.index, default=None)


def _left_aside(cell: str) -> bool:
    words = re.findall(r"[a-z]+", cell.lower())
    return bool(words) and all(word in _LEFT_ASIDE for word in words)


def _by_cells(cells: Sequence[str]) -> Column | None:
    tests = (
        (looks_like_nip, Column.NIP),
        (looks_like_rank, Column.RANK),
        (looks_like_title, Column.TITLE),
        (looks_like_unit, Column.UNIT),
    )
    for test, column in tests:
        if cells and 2 * sum(map(test, cells)) >= len(cells):
            return column
    return None


def _is_text(cells: Sequence[str]) -> bool:
    lettered = sum(bool(re.search(r"[^\W\d_]{2}", cell)) for cell in cells)
    return bool(cells) and 2 * lettered >= len(cells)


def _each_once(found: Sequence[Column | None]) -> tuple[Column | None, ...]:
    """A column met again is left aside; the rank alone may stand in two (pangkat, golongan)."""
    seen: set[Column] = set()
    kept: list[Column | None] = []
    for column in found:
        again = column in seen and column is not Column.RANK
        kept.append(None if again else column)
        if column is not None:
            seen.add(column)
    return tuple(kept)
