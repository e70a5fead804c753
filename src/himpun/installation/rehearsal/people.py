"""Invented names, NIPs and ranks. Nobody here exists."""

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
_TITLES: Final = ("S.Sos., M.Si.", "S.STP.", "S.E.", "S.AP.", "S.H.", "S.Kom.", "A.Md.", "S.IP., M.AP.")
_RANKS: Final = (
    "Pembina Tk. I, IV/b", "Pembina, IV/a", "Penata Tk. I, III/d", "Penata, III/c", "Penata Muda Tk. I, III/b",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invented:
    """A person for the stage: signed name, NIP of 18 digits, rank, and a name to log in with."""

    name: str
    nip: str
    rank: str
    username: str


def people(start: int = 0) -> Iterator[Invented]:
    """Ever new invented people, the same ones in the same order each time; `start` sets another scene."""
    titles, ranks = cycle(_TITLES), cycle(_RANKS)
    number = start
    while True:
        first = _FIRST[number % len(_FIRST)]
        last = _LAST[(number * 7 + number // len(_FIRST)) % len(_LAST)]
        yield Invented(
            name=f"{first} {last}, {next(titles)}",
            nip=_nip(number),
            rank=next(ranks),
            username=f"{first}.{last.split()[0]}".lower() + (str(number // len(_FIRST)) if number >= 36 else ""),
        )
        number += 1


def _nip(number: int) -> str:
    """Birth date, month of first service, sex, sequence: the form of a NIP, of nobody."""
    born = f"{1968 + number % 25:04d}{1 + number % 12:02d}{1 + number % 28:02d}"
    served = f"{1998 + number % 20:04d}{1 + number % 12:02d}"
    return f"{born}{served}{1 + number % 2}{number % 1000:03d}"
