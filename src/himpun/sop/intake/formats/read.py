"""The door of the formats: which kind of document some bytes are, told by the bytes."""

import re
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from himpun.sop.intake.formats.docx import read_docx
from himpun.sop.intake.formats.errors import Empty, Encrypted, FormatError, NeedsConversion, TooLarge, Unreadable
from himpun.sop.intake.formats.html import read_html
from himpun.sop.intake.formats.pdf import read_pdf
from himpun.sop.intake.formats.plain import decoded
from himpun.sop.intake.grid import Document
from himpun.sop.intake.text import read_text

MAX_BYTES = 25_000_000
MAX_TEXT = 2_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
HTML = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S)
HTML_TABLE = re.compile(r"<table\b[^>]{0,2000}>.{0,200000}?<td\b", re.I | re.S)


class Kind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


def read_document(data: bytes, name: str) -> Document:
    """A document as it is, in lines and tables. `name` serves messages and, between text and HTML, as a hint.

    Raises one of `formats.errors`, and nothing else.
    """
    try:
        return _read(data, name)
    except FormatError:
        raise
    except (RecursionError, MemoryError) as error:
        raise TooLarge(name) from error
    except Exception as error:
        # A stranger's file can break a reader in ways that nobody has thought of; to the office it is one broken file.
        raise Unreadable(name) from error


def _read(data: bytes, name: str) -> Document:
    if len(data) > MAX_BYTES:
        raise TooLarge(name)
    if not data.strip(b"\0 \t\r\n"):
        raise Empty(name)
    match kind_of(data, name):
        case Kind.DOCX:
            return read_docx(data, name)
        case Kind.PDF:
            return read_pdf(data, name)
        case Kind.HTML:
            return read_html(decoded(data, name), name)
        case Kind.TEXT:
            return _text(data, name)


def _text(data: bytes, name: str) -> Document:
    if len(data) > MAX_TEXT:
        raise TooLarge(name)
    text = decoded(data, name)
    if not text.strip():
        raise Empty(name)
    return read_text(text)


def kind_of(data: bytes, name: str) -> Kind:
    """What some bytes are. Raises where they need another program first, are locked, or are no document."""
    if data.startswith(OLE):
        raise Encrypted(name) if "EncryptedPackage".encode("utf-16-le") in data else NeedsConversion(name)
    if data.lstrip().startswith(b"{\\rtf"):
        raise NeedsConversion(name)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK"):
        return _packed(data, name)
    text = decoded(data, name)
    named_html = name.lower().endswith((".html", ".htm", ".xhtml"))
    if HTML.match(text) or HTML_TABLE.search(text) or (named_html and "<" in text):
        return Kind.HTML
    return Kind.TEXT


def _packed(data: bytes, name: str) -> Kind:
    """Of zipped documents, Word's alone are read."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            names = set(opened.namelist()[:5_000])
            written = opened.open("mimetype").read(100) if "mimetype" in names else b""
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Unreadable(name) from error
    if any(part.startswith("word/") for part in names):
        return Kind.DOCX
    if written.startswith(OPEN_DOCUMENT):
        raise NeedsConversion(name)
    if any(part.startswith("xl/") for part in names):
        raise Unreadable(name, "adalah berkas Excel. Salin tabelnya ke Word, atau tempel tabel itu di layar ini.")
    raise Unreadable(name)
