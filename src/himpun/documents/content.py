"""What stands on a paper, as a value: built by the rooms above, hashed here, drawn by one set of templates.

A content never holds what comes after its reading: the number, the date of signing, the signature and the journal's
head are added by `drawing.Marks`. So the hash that is initialled and signed is the hash of what was read.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar

from himpun.documents.kinds import PERFORMANCE_ACCOUNTABILITY

VERSION = 1


class Align(StrEnum):
    """Where a cell's words stand; `ZIGZAG` left and middle by turns, as hands sign an attendance list, `DECIMAL` on
    the right with the commas of a column's figures below one another."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    ZIGZAG = "zigzag"
    DECIMAL = "decimal"


class Size(StrEnum):
    """Sheets in use: A4, and F4 ("folio", 215 x 330 mm), which offices still buy."""

    A4 = "a4"
    F4 = "f4"


@dataclass(frozen=True, slots=True)
class Kop:
    """The head of a letter: government, office, address and contact, above a double line (Permendagri 1/2023)."""

    government: str  # "Pemerintah Kabupaten Banggai"
    office: str  # "Kecamatan Batui Selatan"
    address: str = ""
    contact: str = ""
    emblem: str = ""  # SHA-256 of the office's stored picture

    def as_data(self) -> dict[str, str]:
        """Without an emblem it is not named: so papers from before there were any keep their hash."""
        return {name: value for name, value in asdict(self).items() if value or name != "emblem"}


@dataclass(frozen=True, slots=True)
class SignerBlock:
    """Who signs and how it is written: Permendagri 1/2023 article 44(3) asks for name, rank and NIP."""

    capacity: str  # "Plt. Camat Batui Selatan"
    name: str
    rank: str = ""  # "Pembina Tk. I, IV/b"
    nip: str = ""  # 18 digits
    lead: str = ""  # a line above: "Mengetahui,", "Yang menyerahkan,", "a.n. Bupati Banggai"
    given: str = ""  # in place of the pen: "Dikirim secara elektronik 7 Juli 2026 pukul 14.28 WITA"

    def as_data(self) -> dict[str, str]:
        """What was given without a pen is named only where it was: papers from before keep their hash."""
        return {name: value for name, value in asdict(self).items() if value or name != "given"}


@dataclass(frozen=True, slots=True)
class InitialLine:
    """A row of the table of initials: whose initial (paraf) the paper waits for, in the order of the hierarchy.

    `post` lets the initial of whoever holds that post fill the row, also when a Plh. initials it.
    """

    capacity: str
    name: str = ""
    post: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value in two columns: "Hari/tanggal : Senin, 4 Mei 2026"."""

    rows: Sequence[tuple[str, str]]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    texts: Sequence[str]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list in order; `marker` is "1." or "a." for numbers and letters, "-" for dashes."""

    texts: Sequence[str]
    heading: str = ""
    marker: str = "1."


@dataclass(frozen=True, slots=True)
class Checks:
    """Boxes that are ticked or not, as (text, ticked)."""

    rows: Sequence[tuple[str, bool]]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is its share of the room, or 0 for as wide as its words."""

    title: str
    align: Align = Align.LEFT
    width: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of strings under a head that is repeated on every page.

    `wide` turns the page for this table alone. `summary` rows stand in bold at the end. `row_height` in mm
    leaves room for a wet signature or a note.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    summary: Sequence[Sequence[str]] = ()
    wide: bool = False
    row_height: float = 0


@dataclass(frozen=True, slots=True)
class Hands:
    """Blocks for signatures by hand, two beside each other; `dated`, place and day, stands above the second.

    A signer without a name gets dots to write on.
    """

    signers: Sequence[SignerBlock]
    dated: str = ""


Block = Heading | Fields | Paragraphs | Items | Checks | Table | Hands
_BLOCKS: dict[str, type[Block]] = {
    block.__name__.lower(): block for block in (Heading, Fields, Paragraphs, Items, Checks, Table, Hands)
}


@dataclass(frozen=True, slots=True)
class Content:
    """A paper's whole text.

    `heads` are the lines between title and text ("Kepada", "Hal"), `addressee` a letter's address.
    Without `number` one is taken from the series of `classification` (Permendagri 83/2022) when the paper is
    signed; without `dated` the paper bears the day of its signing, and is a concept until then. `beside` is a
    second block on the left, for a wet signature ("Mengetahui", "Yang menyerahkan").
    """

    kop: Kop
    title: str
    blocks: Sequence[Block] = ()
    number: str = ""
    dated: date | None = None
    place: str = ""
    heads: Sequence[tuple[str, str]] = ()
    addressee: Sequence[str] = ()
    signer: SignerBlock | None = None
    beside: SignerBlock | None = None
    initials: Sequence[InitialLine] = ()
    copies_to: Sequence[str] = ()
    classification: str = PERFORMANCE_ACCOUNTABILITY
    landscape: bool = False
    size: Size = Size.A4
    footnote: str = ""

    format: ClassVar = f"himpun-paper/{VERSION}"

    def as_data(self) -> dict[str, Any]:
        """The content as JSON; every text in Unicode's composed form and free of control characters."""
        plain = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "blocks"}
        plain["kop"] = self.kop.as_data()
        for name in ("signer", "beside"):
            plain[name] = getattr(self, name).as_data() if plain[name] else None
        plain["initials"] = [asdict(line) for line in self.initials]
        plain["dated"] = self.dated.isoformat() if self.dated else None
        plain["blocks"] = [{"is": type(block).__name__.lower(), **asdict(block)} for block in self.blocks]
        cleaned: dict[str, Any] = _clean({"format": self.format, **plain})
        return cleaned

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Content":
        """Read back what `as_data` wrote. Raises ValueError for another format."""
        if data.get("format") != cls.format:
            raise ValueError(f"not a {cls.format}: {data.get('format')}")
        given = {key: value for key, value in data.items() if key != "format"}
        given["kop"] = Kop(**given["kop"])
        for name in ("signer", "beside"):
            given[name] = SignerBlock(**given[name]) if given[name] else None
        given["initials"] = tuple(InitialLine(**line) for line in given["initials"])
        given["dated"] = date.fromisoformat(given["dated"]) if given["dated"] else None
        given["size"] = Size(given["size"])
        given["blocks"] = tuple(_block(block) for block in given["blocks"])
        return cls(**given)

    @property
    def hash(self) -> str:
        return hash_of(self.as_data())


def hash_of(data: Mapping[str, Any]) -> str:
    """SHA-256 in hex of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return sha256(text.encode()).hexdigest()


def _block(data: Mapping[str, Any]) -> Block:
    given = {key: value for key, value in data.items() if key != "is"}
    if data["is"] == "table":
        given["columns"] = tuple(Column(**{**column, "align": Align(column["align"])}) for column in given["columns"])
    if data["is"] == "hands":
        given["signers"] = tuple(SignerBlock(**signer) for signer in given["signers"])
    return _BLOCKS[data["is"]](**given)


def _clean(value: Any) -> Any:
    match value:
        case str():
            composed = unicodedata.normalize("NFC", str(value).replace("\t", " "))
            return "".join(sign for sign in composed if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)
        case Mapping():
            return {key: _clean(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_clean(inner) for inner in value]
        case _:
            return value


# Control, private, unassigned and lone surrogate code points have no shape on paper and break a PDF/A.
_UNSEEN = frozenset({"Cc", "Co", "Cn", "Cs"})
