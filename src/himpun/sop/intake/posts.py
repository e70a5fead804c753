"""What kind of post a performer's name means: how high it stands, and whether it is one seat or many."""

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final


class Rank(IntEnum):
    """How high a post stands in an office, the highest first."""

    HEAD = 1
    SECRETARY = 2
    DIVISION = 3
    SECTION = 4
    STAFF = 5
    OUTSIDE = 6


# What an office writes in many ways, written in one. Longest first.
_ONE_WAY: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"\b{pattern}(?![a-z])", re.IGNORECASE), word)
    for pattern, word in (
        (r"kepala\s+sub\s*-?\s*bagian", "kasubbag"),
        (r"ka\.?\s*sub\.?\s*-?\s*bag(?:ian)?", "kasubbag"),
        (r"kasub?bag\.?", "kasubbag"),
        (r"kasubb?ag\.?", "kasubbag"),
        (r"sub\s*-?\s*bag(?:ian)?", "kasubbag"),
        (r"subb?ag", "kasubbag"),
        (r"kepala\s+sub\s*-?\s*bidang", "kasubbid"),
        (r"ka\.?\s*sub\.?\s*bid(?:ang)?|kasub?bid", "kasubbid"),
        (r"kepala\s+seksi", "kasi"),
        (r"ka\.?\s*si\.?|kasie|kassi", "kasi"),
        (r"kepala\s+bidang", "kabid"),
        (r"ka\.?\s*bid\.?", "kabid"),
        (r"kepala\s+bagian", "kabag"),
        (r"kepala\s+dinas|kadis(?:ka)?", "kepala dinas"),
        (r"sekcam|sekretaris\s+(?:kecamatan|camat)", "sekretaris camat"),
        (r"sekdis|sekretaris\s+dinas", "sekretaris dinas"),
        (r"sekertaris|sekretraris|sekrertaris", "sekretaris"),
        (r"staff", "staf"),
        (r"inspekt[ou]r\s+pembantu(?:\s+wilayah)?|irbh?an(?:wil)?", "irban"),
        (r"inspektor", "inspektur"),
        (r"analisis(?=\s+(?:perencanaan|kebijakan|kinerja|sdm|keuangan|data|monitoring|program))", "analis"),
        (r"plt\.?|plh\.?|pj\.?", ""),
    )
)  # fmt: skip

_RANKS: Final[Mapping[str, Rank]] = MappingProxyType(
    {
        "bupati": Rank.OUTSIDE, "walikota": Rank.OUTSIDE, "gubernur": Rank.OUTSIDE, "pemohon": Rank.OUTSIDE,
        "masyarakat": Rank.OUTSIDE, "camat": Rank.HEAD, "inspektur": Rank.HEAD, "direktur": Rank.HEAD,
        "kepala dinas": Rank.HEAD, "kepala badan": Rank.HEAD, "kepala kantor": Rank.HEAD, "kepala opd": Rank.HEAD,
        "kepala pelaksana": Rank.HEAD, "kepala perangkat daerah": Rank.HEAD, "kepala skpd": Rank.HEAD,
        "pimpinan": Rank.HEAD, "kepala satuan": Rank.HEAD, "kepala puskesmas": Rank.HEAD, "kepala": Rank.HEAD,
        "sekretaris camat": Rank.SECRETARY, "sekretaris dinas": Rank.SECRETARY, "sekretaris": Rank.SECRETARY,
        "wakil": Rank.SECRETARY, "kabid": Rank.DIVISION, "kabag": Rank.DIVISION, "irban": Rank.DIVISION,
        "kasubbag": Rank.SECTION, "kasubbid": Rank.SECTION, "kasi": Rank.SECTION, "lurah": Rank.SECTION,
        "koordinator": Rank.SECTION, "ketua": Rank.SECTION, "sub koordinator": Rank.SECTION, "bidang": Rank.SECTION,
        "seksi": Rank.SECTION, "unit": Rank.SECTION, "kelurahan": Rank.SECTION, "desa": Rank.SECTION,
        "opd": Rank.SECTION, "sekretariat": Rank.SECTION, "bagian": Rank.SECTION, "pptk": Rank.SECTION,
        "staf": Rank.STAFF, "analis": Rank.STAFF, "pelaksana": Rank.STAFF, "operator": Rank.STAFF, "tim": Rank.STAFF,
        "petugas": Rank.STAFF, "pengadministrasi": Rank.STAFF, "bendahara": Rank.STAFF, "admin": Rank.STAFF,
        "pengelola": Rank.STAFF, "arsiparis": Rank.STAFF, "pranata": Rank.STAFF, "jfu": Rank.STAFF, "jft": Rank.STAFF,
        "fungsional": Rank.STAFF, "perencana": Rank.STAFF, "auditor": Rank.STAFF, "p2upd": Rank.STAFF,
        "panitia": Rank.STAFF,
        "pokja": Rank.STAFF, "penyusun": Rank.STAFF, "verifikator": Rank.STAFF, "agendaris": Rank.STAFF,
        "penata": Rank.STAFF, "pengolah": Rank.STAFF, "penelaah": Rank.STAFF, "caraka": Rank.STAFF,
        "resepsionis": Rank.STAFF,
    }
)  # fmt: skip
HEADS: Final = tuple(sorted(_RANKS, key=len, reverse=True))
_FIRST: Final = re.compile(r"\b(" + "|".join(map(re.escape, HEADS)) + r")(?![a-z])")
TEAMS: Final = ("tim", "panitia", "pokja")
MANY: Final = (
    "bidang",
    "seksi",
    "kelurahan",
    "desa",
    "irban",
    "unit",
    "opd",
    "sekretariat",
    "bagian",
    "kasi",
    "lurah",
    "kabid",
)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Small letters and one spelling for each kind of post: "Ka. Subbag" and "Kepala Sub Bagian" are "kasubbag"."""
    text = " ".join(text.split())
    for pattern, word in _ONE_WAY:
        text = pattern.sub(word, text)
    return " ".join(text.lower().split())


def unglued(name: str) -> str:
    """A name whose words lost the space between them: "KasubbagPerencanaan EvaluasidanPelaporan"."""
    name = " ".join(name.split())
    name = re.sub(r"([a-z]{4,})dan(?=[A-Z])", r"\1 dan ", name)
    return re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})", " ", name)


_SYLLABLE: Final = 5
_WORDS_OF_NAMES: Final = frozenset(
    {
        *(part for word in HEADS for part in word.split()),
        "kepala", "program", "perencanaan", "keuangan", "umum", "kepegawaian", "evaluasi", "pelaporan", "dewan",
        "dinas", "badan", "camat", "kecamatan", "penyusunan", "monitoring", "aset", "sekretariat", "daerah",
        "pembangunan", "pelayanan", "pemerintahan", "ekonomi", "sosial", "kinerja", "data", "informasi", "jabatan",
        "administrasi", "dan", "ketertiban", "kesejahteraan", "pemberdayaan", "masyarakat", "teknis", "terkait", "lain",
        "pengendalian", "sub",
    }
)  # fmt: skip


def unbroken(name: str) -> str:
    """A name whose words a narrow column broke into pieces: "SEK RE TA RIS DE WAN". Others stay as they are."""
    pieces = name.split()
    if len(pieces) < 3 or sum(len(piece) <= _SYLLABLE for piece in pieces) < len(pieces) - 1:
        return name
    words = _joined(tuple(piece.lower() for piece in pieces))
    if words is None or len(words) == len(pieces):
        return name
    whole, at = [], 0
    for count in words:
        whole.append("".join(pieces[at : at + count]))
        at += count
    return " ".join(whole)


@lru_cache(maxsize=2_000)
def _joined(pieces: tuple[str, ...]) -> tuple[int, ...] | None:
    """How many pieces each word takes, with as few words as the pieces allow; none when they are no words."""
    if not pieces:
        return ()
    for count in range(min(len(pieces), 6), 0, -1):
        if "".join(pieces[:count]) in _WORDS_OF_NAMES:
            rest = _joined(pieces[count:])
            if rest is not None:
                return (count, *rest)
    return None


def head_word(name: str) -> str:
    """The word that says what kind of post it is: "kasubbag" of "Kasubbag Umum". Empty when none is known."""
    found = _FIRST.search(plain(name))
    return found[1] if found else ""


def begins_a_post(text: str) -> bool:
    """Whether a text begins like the name of a post, and is more than the word Kepala."""
    told = plain(unglued(text))
    found = _FIRST.match(told)
    return bool(found) or told.startswith(("para ", "masing", "setiap ", "seluruh ", "semua ", "tim ", "pejabat "))


def rank_of(name: str) -> Rank:
    """How high the post stands; one that nobody knows stands among the staff."""
    word = head_word(name)
    if word == "kepala" and plain(name) not in ("kepala", "kepala pelaksana"):
        return Rank.SECTION
    return _RANKS.get(word, Rank.STAFF)


def is_team(name: str) -> bool:
    return head_word(name) in TEAMS


def names_many(name: str) -> bool:
    """Whether the name means every unit of a kind, not one post: "Kasi", "Bidang-bidang lain", "Kepala Seksi/Lurah"."""
    told = plain(name)
    if re.search(r"\b(?:para|masing|setiap|seluruh|semua|lainnya|lain|terkait)\b|(\b\w+)-\1\b", told):
        return rank_of(name) in (Rank.SECTION, Rank.DIVISION)
    words = re.findall(r"[a-z0-9]+", told)
    return (
        bool(words)
        and all(word in MANY or word in ("kerja", "kasubbag", "dan", "atau") for word in words)
        and any(word in MANY for word in words)
    )
