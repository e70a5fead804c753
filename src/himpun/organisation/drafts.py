"""What a verb is handed to found, add or appoint: values, not yet rows."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from himpun.organisation.models import Standing, Unit

_NAMED_BY_PLACE: Final = re.compile(r"^(?:kantor\s+)?(?:camat|kecamatan|lurah|kelurahan|desa)\s+(?=\S)", re.I)
_GOVERNMENT: Final = re.compile(r"^(?:pemerintah\s+)?(?:daerah\s+)?(?:kabupaten|kota|provinsi)\s+(?=\S)", re.I)


def place_of(office: str, government: str) -> str:
    """Where an office dates its letters unless it says otherwise: a kecamatan at the place it is named by, every other
    at its government's, "Inspektorat" of Kabupaten Tapin at "Tapin".
    """
    if _NAMED_BY_PLACE.match(office):
        return _NAMED_BY_PLACE.sub("", office)[:100]
    return _GOVERNMENT.sub("", government.strip())[:100]


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """An office as its letterhead and calendar need it.

    `zone` is an IANA name: WIB, WITA and WIT have no summer time.
    """

    name: str
    code: str
    zone: str = "Asia/Makassar"
    address: str = ""
    contact: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A seat. Heading the office or a unit decides who signs for it."""

    title: str
    unit: Unit | None = None
    heads_office: bool = False
    heads_unit: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Where a post lies: in a unit, which it may head, or right under the office."""

    unit: Unit | None = None
    heads_unit: bool = False


@dataclass(frozen=True, slots=True)
class Mandate:
    """An acting appointment (UU 30/2014 article 14): first and last day, and the number of the order.

    A Plt. may be open-ended, until the vacant post is filled; a Plh. never.
    """

    standing: Standing
    starts: date
    ends: date | None
    order: str


@dataclass(frozen=True, slots=True)
class LetterheadDraft:
    """The head of the office's letters. `lines` stand in place of its name when they say something."""

    lines: str
    address: str
    contact: str
    place: str


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody to be registered; the NIP as written."""

    name: str
    nip: str = ""
    rank: str = ""
