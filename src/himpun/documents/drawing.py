"""Drawing: a content and its marks become a PDF/A-2a that is also PDF/UA-1, the same bytes for the same input.

Typst draws with the fonts and templates of this folder alone: no system fonts, no packages, no network. What
people wrote travels as JSON, so no text can become markup.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst

from himpun.documents.content import Content, SignerBlock
from himpun.documents.errors import CannotDraw
from himpun.documents.kinds import PaperKind
from himpun.organisation.emblem import picture_in

_HERE = Path(__file__).parent
_STANDARDS: list[Any] = ["a-2a", "ua-1"]
_TEMPLATES = (
    "blocks.typ",
    "closing.typ",
    "disposition.typ",
    "hands.typ",
    "kop.typ",
    "letter.typ",
    "note.typ",
    "report.typ",
    "titled.typ",
)
_STAND_IN = "□"


@dataclass(frozen=True, slots=True)
class InitialMark:
    """A row of the table of initials as drawn; `at` is empty while it is awaited."""

    capacity: str
    name: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class SealMark:
    """What the signed paper shows of its proof: where to check it, the journal's head, when it was signed."""

    address: str
    code: str
    journal: str
    signed: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What comes to a content after it was written."""

    revision: int = 1
    hash: str = ""
    number: str = ""
    dated: str = ""
    signer: SignerBlock | None = None
    initials: Sequence[InitialMark] = ()
    seal: SealMark | None = None
    by_hand: bool = False  # printed to be signed by hand: no mark of a concept on it


def draw(kind: PaperKind, content: Mapping[str, Any], marks: Marks, *, at: datetime, emblem: bytes = b"") -> bytes:
    """The paper as PDF; `content` is `Content.as_data()`, `at` the moment written into it as its creation.

    `emblem` is the picture that the content's kop names. Raises CannotDraw with the template's word.
    """
    paper = {
        "layout": kind.layout,
        "content": _printable(content),
        "marks": _as_data(kind, content, marks),
        "emblem": bool(emblem),
    }
    try:
        drawn = typst.compile(
            {**_sources(), "qr.svg": _qr(marks.seal.address if marks.seal else ""), "emblem.svg": _framed(emblem)},
            font_paths=_fonts(),
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as refused:
        raise CannotDraw(f"{kind.label}: {refused.message}") from refused
    return bytes(drawn)


def draw_content(kind: PaperKind, content: Content, *, at: datetime, emblem: bytes = b"") -> bytes:
    """A preview of a content that is no paper yet."""
    return draw(kind, content.as_data(), Marks(hash=content.hash[:12]), at=at, emblem=emblem)


def _as_data(kind: PaperKind, content: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    data: dict[str, Any] = _printable(asdict(marks))
    data["label"] = kind.label
    data["numbered"] = bool(marks.number)
    data["draft"] = marks.seal is None and waits_for_signature(kind, content) and not marks.by_hand
    data["dated_above"] = kind.layout in {"letter", "note"}
    return data


def waits_for_signature(kind: PaperKind, content: Mapping[str, Any]) -> bool:
    """Whether only a signature completes this paper. A sheet that its unit sent, and nobody signs, bears its day."""
    return kind.is_signed_here and content["dated"] is None


@cache
def _sources() -> dict[str, bytes]:
    folder = _HERE / "templates"
    return {
        "main.typ": (folder / "paper.typ").read_bytes(),
        **{name: (folder / name).read_bytes() for name in _TEMPLATES},
    }


@cache
def _fonts() -> Any:
    """The shipped family, then Typst's own embedded ones for signs it lacks."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_HERE / "fonts"])


@lru_cache(maxsize=64)
def _qr(address: str) -> bytes:
    drawn = BytesIO()
    segno.make(address or "-", error="m", micro=False).save(drawn, kind="svg", border=0, scale=4, xmldecl=False)
    return drawn.getvalue()


def _framed(emblem: bytes) -> bytes:
    """The picture within an SVG: Typst is handed its files as text."""
    if not emblem:
        return b"<svg/>"
    picture = picture_in(emblem)
    size = f'width="{picture.width}" height="{picture.height}"'
    data = f"data:{picture.media_type};base64,{b64encode(emblem).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{data}"/></svg>'.encode()


def _printable(value: Any) -> Any:
    """The same data with a stand-in for every sign that no font has: a PDF/A may not show a missing glyph."""
    match value:
        case str():
            return value if value.isascii() else "".join(map(_shown, value))
        case Mapping():
            return {key: _printable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_printable(inner) for inner in value]
        case _:
            return value


@lru_cache(maxsize=4096)
def _shown(sign: str) -> str:
    if ord(sign) < 0x180:  # Latin-1 and Latin Extended-A stand in the shipped family
        return sign
    try:
        typst.compile(
            {"main.typ": b'#set document(title: "-")\n#sys.inputs.sign'},
            font_paths=_fonts(),
            sys_inputs={"sign": sign},
            pdf_standards=_STANDARDS,
            timestamp=0,
        )
    except typst.TypstError:
        return _STAND_IN
    return sign
