"""Invented names, NIPs and ranks. Nobody here exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Final

_FIRST: Final = (
    "Rahma", "Bayu", "Citra", "Damar", "Elok", "Fajar", "Gita", "Hanif", "Intan", "Joko", "Kirana", "Lukman",
    "Melati", "Naufal", "Oktavia", "Pandu", "Qonita", "Rizal", "Sekar", "Taufik", "Utari", "Vino", "Wulan", "Yoga",
    "Zahra", "Arum", "Bagas", "Cahya", "Dewi", "Eko", "Farah", "Galih", "Hesti", "Ilham", "Juwita", "Kurnia",
)  # fmt: skip
_LAST: Final = (
    "Daeng Malino", "Pranoto", "Lestarinata", "Wirasena", "Sabrang", "Tanjungsari", "Mahesworo", "Karimun",
    "Paluwesi", "Natarejo", "Bintangara", "Suryagama", "Antaludin", "Mertalaya", "Gunawijaya", "Rantauprasa",
)  # fmt: skip
_WOMEN: Final = frozenset(
    (
        "Rahma", "Citra", "Elok", "Gita", "Intan", "Kirana", "Melati", "Oktavia", "Qonita", "Sekar", "Utari", "Wulan",
        "Zahra", "Arum", "Dewi", "Farah", "Hesti", "Juwita", "Kurnia",
    )
)  # fmt: skip
_TITLES: Final = ("S.Sos., M.Si.", "S.STP.", "S.E.", "S.AP.", "S.H.", "S.Kom.", "S.Pd.", "S.IP., M.AP.")
_RANKS: Final = (
    (re.compile(r"^inspektur(?! pembantu)", re.I), "Pembina Utama Muda, IV/c"),
    (re.compile(r"^(sekretaris|inspektur pembantu|irban|irbhan)", re.I), "Pembina, IV/a"),
    (re.compile(r"^(kasubb?ag|kepala sub ?bagian)", re.I), "Penata, III/c"),
    (re.compile(r"^(kepala|kasi|kabid|lurah|eselon)", re.I), "Penata Tk. I, III/d"),
)
_HEADS: Final = "Pembina Tk. I, IV/b"
_OTHERS: Final = "Penata Muda Tk. I, III/b"


@dataclass(frozen=True, slots=True)
class Invented:
    """A person for the stage: signed name, NIP of 18 digits, rank of one without a leading post, and a name to log
    in with.
    """

    name: str
    nip: str
    rank: str
    username: str


def people(start: int = 0) -> Iterator[Invented]:
    """Ever new invented people, the same ones in the same order each time; `start` sets another scene."""
    titles = cycle(_TITLES)
    number = start
    while True:
        first = _FIRST[number % len(_FIRST)]
        last = _LAST[(number * 7 + number // len(_FIRST)) % len(_LAST)]
        yield Invented(
            name=f"{first} {last}, {next(titles)}",
            nip=_nip(number, woman=first in _WOMEN),
            rank=_OTHERS,
            username=f"{first}.{last.split()[0]}".lower() + (str(number // len(_FIRST)) if number >= 36 else ""),
        )
        number += 1


def rank_for(title: str, *, heads_office: bool = False) -> str:
    """The rank that goes with a post: nobody on the stage leads somebody of a higher one."""
    fitting = (rank for pattern, rank in _RANKS if pattern.match(title))
    head = _HEADS if heads_office and not title.casefold().startswith("inspektur") else ""
    return head or next(fitting, _OTHERS)


def _nip(number: int, *, woman: bool) -> str:
    """Birth date, month of first service some 23 years later, sex, sequence: the form of a NIP, of nobody."""
    year = 1968 + number % 25
    born = f"{year:04d}{1 + number % 12:02d}{1 + number % 28:02d}"
    served = f"{year + 23 + number % 3:04d}{1 + number % 12:02d}"
    return f"{born}{served}{2 if woman else 1}{number % 1000:03d}"
