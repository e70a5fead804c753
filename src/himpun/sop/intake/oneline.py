"""A whole table in one line of running text: cells are told by headings, numbers, times and capital letters."""

import re
from collections.abc import Iterator
from typing import Final

from himpun.sop.intake.durations import times_in
from himpun.sop.intake.headings import heads_a_table, kinds_among
from himpun.sop.intake.posts import begins_a_post, plain

_LONG: Final = 200
_HEADINGS: Final = re.compile(
    r"\b(No\.?(?!mor)|Uraian (?:Prosedur|Kegiatan|Aktivitas)|Aktivitas|Kegiatan|Pelaksana|Mutu Baku|Baku Mutu|"
    r"Kelengkapan|"
    r"Persyaratan|Waktu(?:\s*\([^)]*\))?|Ou?t?put|Keluaran|Keterangan|Ket\.?)(?=\s|$)"
)
_FIELD: Final = re.compile(
    r"\s+(?=(?:Nomor|No\.?|Nama|Judul) SOP\b|(?:Tanggal|Tgl\.?) (?:Pembuatan|Revisi|Efektif|Pengesahan)\b"
    r"|Di[st]\w+ [Oo]leh\b|Dasar Hukum\b|Kualifikasi Pelaksana\b|Keterkaitan\b|Peralatan\b|Peringatan\b"
    r"|Pencatatan dan\b)"
)
_FIRST_ROW: Final = re.compile(r"\s1[.)]?\s+(?=[A-Z])")
_NOUNS: Final = (
    "Lembar", "Dokumen", "Draft", "Draf", "Data", "Surat", "Disposisi", "Konsep", "Laporan", "Format", "Formulir",
    "Form",
    "Rekap", "Rekapitulasi", "Nota", "Agenda", "Buku", "Undangan", "Notulen", "Berkas", "SK", "Tim", "Instruksi",
    "Jadwal",
    "Rencana", "Daftar", "Hasil", "Bahan", "Arsip", "Isian", "Komputer", "ATK", "Berita",
)  # fmt: skip
_NOUN: Final = re.compile(r"(?<=[a-z0-9,.)/])\s+(?=(?:" + "|".join(_NOUNS) + r")\b)")
_NEXT: Final = re.compile(r"(?<=[\w.)])\s+(?=\(?\d{1,2}[.)]?\s+[A-Z])")


def cells_of_a_line(text: str) -> list[str]:
    """The cells of a line; a line that holds no table is one cell."""
    if len(text) < _LONG or not heads_a_table(kinds_among(_HEADINGS.findall(text))):
        return [text]
    first = _FIRST_ROW.search(text)
    if not first:
        return [text]
    return [*_head(text[: first.start()]), *_rows(text[first.start() :])]


def _head(text: str) -> Iterator[str]:
    """The headings, the words before them, and the performers' names between them."""
    at = 0
    for found in _HEADINGS.finditer(text):
        yield from _names(text[at : found.start()], begun=at > 0)
        yield found[0]
        at = found.end()
    yield from _names(text[at:], begun=True)


def _names(text: str, *, begun: bool) -> Iterator[str]:
    if not begun:
        yield from (line.strip() for line in _FIELD.split(text) if line.strip())
        return
    name: list[str] = []
    for word in text.split():
        of_whom = (
            plain(name[-1]) == "sekretaris" and plain(word) in ("camat", "dinas", "daerah", "desa") if name else False
        )
        if name and begins_a_post(word) and not of_whom and plain(name[-1]) not in ("kepala", "dan", "sub", "/"):
            yield " ".join(name)
            name = []
        name.append(word)
    if name:
        yield " ".join(name)


def _rows(text: str) -> Iterator[str]:
    expected = 1
    for row in _by_number(text):
        number = re.match(r"\(?(\d{1,2})[.)]?\s+", row)
        if number:
            expected = int(number[1])
            yield f"{expected}."
            row = row[number.end() :]
        yield from _cells(row)


def _by_number(text: str) -> list[str]:
    """The rows, each from its number on. A number that does not count on is no row's."""
    rows: list[str] = []
    begun, expected = 0, 1
    text = text.strip()
    for found in [re.match(r"", text), *_NEXT.finditer(text)]:
        if found is None:
            continue
        number = re.match(r"\(?(\d{1,2})", text[found.end() :])
        if number and int(number[1]) == expected:
            if found.start() > begun:
                rows.append(text[begun : found.start()])
            begun, expected = found.end(), expected + 1
    rows.append(text[begun:])
    return rows


def _cells(row: str) -> Iterator[str]:
    """Activity, requirements, time, output: parted by the time, and by a noun of office papers after a small letter."""
    spans = times_in(row)
    if not spans:
        yield from _parted(row)
        return
    start, end = spans[-1] if len(spans) == 1 else spans[0]
    yield from _parted(row[:start])
    yield row[start:end]
    yield from (cell for cell in [row[end:].strip()] if cell)


def _parted(words: str) -> Iterator[str]:
    """The activity, and the papers it needs: the last noun that begins with a capital letter begins them."""
    words = words.strip()
    found = [match for match in _NOUN.finditer(words) if match.start() > 12]
    if found:
        yield words[: found[-1].start()]
        yield words[found[-1].end() :]
    elif words:
        yield words
