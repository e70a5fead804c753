"""Kelengkapan: what a step needs, each thing with the papers of the case that are meant by it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from himpun.documents.kinds import PaperKind

MOST: Final = 3
"""Papers shown beside one thing; a case with twenty units has twenty of a kind, and its tab lists them."""

NAMED: Final[Mapping[str, tuple[PaperKind, ...]]] = {
    "disposisi": (PaperKind.DISPOSITION,),
    "instruksi": (PaperKind.DISPOSITION,),
    "tim": (PaperKind.TEAM_LETTER,),
    "rencana": (PaperKind.ACTIVITY_PLAN,),
    "undangan": (PaperKind.INVITATION,),
    "notulen": (PaperKind.MINUTES,),
    "format": (PaperKind.REQUEST_FORMAT,),
    "rekap": (PaperKind.RECAP,),
    "laporan": (PaperKind.REPORT,),
}
"""The words by which SOPs name papers, the first that is found counts: "Konsep laporan rekap" is a rekap."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A paper that lies in the case: what it is, how it is called, and the line that left it."""

    pk: int
    kind: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Needed:
    """A thing as the SOP calls it, with its papers; none when it is no paper of the case, or not there yet."""

    name: str
    papers: tuple[Lying, ...]


def needed(
    names: Iterable[str], lying: Sequence[Lying], *, outputs: Mapping[int, Sequence[str]], line: int
) -> list[Needed]:
    """What a line asks for. `outputs` are what each line of the SOP leaves, in its own words."""
    return [Needed(name, _meant(name, lying, outputs, line)) for name in names]


def _meant(name: str, lying: Sequence[Lying], outputs: Mapping[int, Sequence[str]], line: int) -> tuple[Lying, ...]:
    return _named(name, lying) or _left_before(name, lying, outputs, line)


def _named(name: str, lying: Sequence[Lying]) -> tuple[Lying, ...]:
    words = name.casefold().split()
    for word, kinds in NAMED.items():
        if word in words and (found := [one for one in lying if one.kind in kinds]):
            return _newest(found)
    return ()


def _left_before(
    name: str, lying: Sequence[Lying], outputs: Mapping[int, Sequence[str]], line: int
) -> tuple[Lying, ...]:
    """What the nearest line before left under this name; SOPs shorten it ("Dokumen" for "Dokumen format data")."""
    begins = name.casefold()
    for before in sorted((number for number in outputs if number < line), reverse=True):
        for output in outputs[before]:
            if output.casefold().startswith(begins):
                here = [one for one in lying if one.line == before and one.kind != PaperKind.DISPOSITION]
                return _named(output, lying) or _newest(here)
    return ()


def _newest(found: Sequence[Lying]) -> tuple[Lying, ...]:
    """The newest of them; of many none, for they are not told apart beside one word."""
    return tuple(found[-MOST:]) if len(found) <= MOST else ()
