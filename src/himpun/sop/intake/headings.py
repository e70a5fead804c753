"""The headings of a procedure table, however spelt: "Baku Mutu", "Ouput", "Kelengka-pan", "P e l a k s a n a"."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from himpun.lib.worktime import TimeUnit


class Heading(StrEnum):
    """What a column of the table holds. PERFORMERS and STANDARD head a group of columns."""

    NUMBER = "number"
    ACTIVITY = "activity"
    PERFORMERS = "performers"
    STANDARD = "standard"
    REQUIREMENTS = "requirements"
    DURATION = "duration"
    OUTPUTS = "outputs"
    NOTE = "note"


HEADING_WORDS: Final[Mapping[Heading, str]] = MappingProxyType(
    {
        Heading.NUMBER: "nomor", Heading.ACTIVITY: "kegiatan", Heading.PERFORMERS: "pelaksana",
        Heading.STANDARD: "mutu baku", Heading.REQUIREMENTS: "kelengkapan", Heading.DURATION: "waktu",
        Heading.OUTPUTS: "output", Heading.NOTE: "keterangan",
    }
)  # fmt: skip

_SPELLINGS: Final[Mapping[Heading, tuple[str, ...]]] = MappingProxyType(
    {
        Heading.NUMBER: ("no", "nomor", "nourut", "nomorurut", "nokegiatan", "nolangkah"),
        Heading.ACTIVITY: (
            "kegiatan", "uraiankegiatan", "uraianprosedur", "aktivitas", "aktifitas", "uraianaktivitas", "prosedur",
            "langkah", "langkahlangkah", "langkahkegiatan", "uraianlangkah", "tahapan", "tahapankegiatan", "tahap",
            "uraian", "prosedurkegiatan", "kegiatanprosedur", "rinciankegiatan", "namakegiatan", "proseskegiatan",
            "uraiantugas", "uraiantahapan", "tahapanprosedur", "aktivitasprosedur", "prosedurkerja", "langkahprosedur",
        ),
        Heading.PERFORMERS: (
            "pelaksana", "aktor", "pelaku", "pelaksanakegiatan", "unitpelaksana", "petugaspelaksana", "pihakterkait",
            "penanggungjawab", "pelaksanatugas", "pelaksanaprosedur",
        ),
        Heading.STANDARD: ("mutubaku", "bakumutu", "standarmutu", "standarbaku", "standarmutubaku"),
        Heading.REQUIREMENTS: (
            "kelengkapan", "persyaratan", "syarat", "persyaratankelengkapan", "kelengkapanpersyaratan", "input",
            "perlengkapan", "persyaratanperlengkapan", "bahan", "dokumenpersyaratan", "kelengkapandokumen", "masukan",
            "kelengkapanbahan", "bahankelengkapan",
        ),
        Heading.DURATION: (
            "waktu", "durasi", "lama", "lamawaktu", "jangkawaktu", "waktupenyelesaian", "waktubaku", "lamanya",
            "waktupelaksanaan", "waktuproses",
        ),
        Heading.OUTPUTS: (
            "output", "keluaran", "hasil", "outputhasil", "hasilkegiatan", "hasiloutput", "outputkeluaran",
        ),
        Heading.NOTE: ("keterangan", "ket", "catatan", "keterangantambahan"),
    }
)  # fmt: skip

_KINDS: Final = {spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings}

_UNITS: Final[Mapping[str, TimeUnit]] = MappingProxyType(
    {
        "menit": TimeUnit.MINUTE, "mnt": TimeUnit.MINUTE, "jam": TimeUnit.HOUR, "hari": TimeUnit.DAY,
        "harikerja": TimeUnit.DAY, "minggu": TimeUnit.WEEK, "bulan": TimeUnit.MONTH, "jamkerja": TimeUnit.HOUR,
    }
)  # fmt: skip

LONGEST: Final = 60
"""Characters. A heading is short; what is longer is somebody's sentence."""
_ALIKE: Final = 0.84


def squeezed(text: str) -> str:
    """Only the letters, small: words that a narrow column broke or spread out are whole again."""
    return re.sub(r"[^a-z]", "", text.lower())


@lru_cache(maxsize=20_000)
def heading_of(text: str) -> Heading | None:
    """Which heading the text is, or none. Misspelt ones count when they resemble no other."""
    if not text.strip() or len(text) > LONGEST:
        return None
    bare = re.sub(r"\([^)]*\)?", "", text)
    whole = _spelt(squeezed(bare))
    if whole or "/" not in bare:
        return whole
    parts = {_spelt(squeezed(part)) for part in bare.split("/")}
    return parts.pop() if len(parts) == 1 else None


def _spelt(word: str) -> Heading | None:
    if word in _KINDS:
        return _KINDS[word]
    if word.endswith(tuple(_UNITS)) and word.startswith("waktu"):
        return Heading.DURATION
    if len(word) < 5:
        return None
    near = [known for known in _KINDS if abs(len(word) - len(known)) <= 2]
    if swapped := next((known for known in near if _swapped(word, known)), None):
        return _KINDS[swapped]
    likeness, spelling = max(((SequenceMatcher(None, word, known).ratio(), known) for known in near), default=(0.0, ""))
    return _KINDS[spelling] if likeness >= _ALIKE else None


def _swapped(word: str, known: str) -> bool:
    """Whether two neighbouring letters changed places: "wkatu"."""
    apart = [at for at, (one, other) in enumerate(zip(word, known, strict=False)) if one != other]
    if len(word) != len(known) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return word[apart[0]] == known[apart[1]] and word[apart[1]] == known[apart[0]]


def misspelt(text: str) -> Heading | None:
    """The heading that the text only resembles; none where it is spelt as one is."""
    kind = heading_of(text)
    bare = squeezed(re.sub(r"\([^)]*\)?", "", text))
    parts = [squeezed(part) for part in re.sub(r"\([^)]*\)?", "", text).split("/")]
    known = bare in _KINDS or all(part in _KINDS for part in parts) or bare.startswith("waktu")
    return None if known else kind


def unit_named(text: str) -> TimeUnit | None:
    """The unit of time in a heading: "Waktu (menit)", or a sub-column that says "Hari" alone."""
    word = squeezed(text)
    if word in _UNITS:
        return _UNITS[word]
    inside = re.search(r"\b(menit|mnt|jam|hari|minggu|bulan)\b", text.lower())
    return _UNITS[inside[1]] if inside and heading_of(text) is Heading.DURATION else None


def kinds_among(texts: Iterable[str]) -> set[Heading]:
    return {kind for text in texts if (kind := heading_of(text))}


def heads_a_table(kinds: set[Heading]) -> bool:
    """Whether these headings are those of a procedure table: what is done, and a standard to do it by."""
    standard = {Heading.REQUIREMENTS, Heading.DURATION, Heading.OUTPUTS}
    named = Heading.ACTIVITY in kinds or {Heading.NUMBER, Heading.PERFORMERS} <= kinds
    if not named:
        return False
    return len(kinds & standard) >= 2 or bool(kinds & standard and kinds & {Heading.STANDARD, Heading.PERFORMERS})
