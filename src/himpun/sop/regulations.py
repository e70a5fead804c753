"""The regulations that SOPs cite: how a citation is read, and what has become of what it names."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_KINDS: Final = (
    ("UU", r"undang\s*-?\s*undang|\buu\b"),
    ("PP", r"peraturan\s+pemerintah|\bpp\b"),
    ("Perpres", r"peraturan\s+presiden|\bperpres\b"),
    ("Permendagri", r"peraturan\s+menteri\s+dalam\s+negeri|permendagri"),
    (
        "PermenPANRB",
        r"peraturan\s+menteri\s+(?:negara\s+)?(?:pendayagunaan\s+aparatur\s+negara|pan\b|panrb)|permen\s*-?\s*pan|peraturan\s+menpan",
    ),
)
_NUMBER: Final = re.compile(r"(?:nomor|no\.?)?\s*(?::\s*)?(\d{1,3})\s*(?:tahun|/)\s*(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A national regulation as it is cited: "PP 79/2005"."""

    kind: str
    number: int
    year: int

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"


def citation_in(text: str) -> Citation | None:
    """The national regulation that a line of the legal basis begins with; none for regional ones and others."""
    begun = [(found.start(), kind, found.end()) for kind, words in _KINDS if (found := re.search(words, text, re.I))]
    if not begun:
        return None
    start, kind, end = min(begun)
    number = _NUMBER.search(text[end:])
    return Citation(kind, int(number[1]), int(number[2])) if number and start < 12 else None


def replaced_by(citation: Citation) -> str | None:
    """What is in force instead; none while nothing is known to have replaced it."""
    return _table()["replaced"].get(citation)


def really(citation: Citation) -> str | None:
    """What a citation under a wrong kind means."""
    return _table()["misnamed"].get(citation)


@cache
def _table() -> dict[str, dict[Citation, str]]:
    raw: dict[str, Any] = yaml.safe_load(files("himpun.sop").joinpath("regulations.yaml").read_text(encoding="utf-8"))
    return {
        "replaced": {Citation(one["kind"], one["number"], one["year"]): one["by"] for one in raw["replaced"]},
        "misnamed": {Citation(one["kind"], one["number"], one["year"]): one["means"] for one in raw["misnamed"]},
    }
