"""Titles of posts as offices write them, brought to one spelling: "Kasubbag Perenc. & Keu." and its long form. Pure."""

import re
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_JOINED: Final = (("sub bagian", "subbagian"), ("sub bidang", "subbidang"), ("sub seksi", "subseksi"))
_LONG: Final = {
    "analis": "analis",
    "evlap": "evaluasi pelaporan",
    "eval": "evaluasi",
    "inspt": "inspektur",
    "irban": "inspektur pembantu",
    "itban": "inspektur pembantu",
    "ka": "kepala",
    "kabag": "kepala bagian",
    "kabid": "kepala bidang",
    "kades": "kepala desa",
    "kadis": "kepala dinas",
    "kasi": "kepala seksi",
    "kasie": "kepala seksi",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubbid": "kepala subbidang",
    "kasubid": "kepala subbidang",
    "keu": "keuangan",
    "kel": "kelurahan",
    "monev": "monitoring evaluasi",
    "pel": "pelayanan",
    "perenc": "perencanaan",
    "peg": "kepegawaian",
    "pem": "pemerintahan",
    "program": "perencanaan",
    "ren": "perencanaan",
    "sekcam": "sekretaris camat",
    "sekdis": "sekretaris dinas",
    "seklur": "sekretaris lurah",
    "sekre": "sekretaris",
    "subag": "subbagian",
    "subbag": "subbagian",
}
_IDLE: Final = frozenset({"dan", "pada", "di", "the", "atau", "serta", "lain", "i", "ii", "iii", "iv"})


def words_of(title: str) -> tuple[str, ...]:
    """The words of a title in lower case, each short form in its long one, "Kasubag" and "Kepala Sub Bagian" alike."""
    plain = " ".join(_WORD.findall(title.lower()))
    long = " ".join(_LONG.get(word, word) for word in plain.split())
    for apart, joined in _JOINED:
        long = long.replace(apart, joined)
    return tuple(long.split())


def telling(title: str) -> frozenset[str]:
    """The words that tell one title from another."""
    return frozenset(words_of(title)) - _IDLE
