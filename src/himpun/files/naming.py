"""What a file is called and what it is: names cleaned for showing, kinds told by the first bytes. Pure."""

import unicodedata

LONGEST_NAME = 150

_FORBIDDEN = set('/\\<>:"|?*')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-elf"),
)
_INSIDE_ZIP = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_INSIDE_OLE = {"application/msword", "application/vnd.ms-excel"}


def shown_name(name: str) -> str:
    """A name safe to show and to hand to a browser: no folders, no control or direction characters.

    At most 150 long. The end with the extension is kept when a long name is cut.
    """
    text = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in text if c not in _FORBIDDEN and not unicodedata.category(c).startswith("C"))
    kept = " ".join(kept.split()).strip(". ")
    stem, dot, extension = kept.rpartition(".")
    if len(kept) > LONGEST_NAME:
        kept = f"{(stem or kept)[: LONGEST_NAME - 20]}{dot}{extension[:19]}" if dot else kept[:LONGEST_NAME]
    if kept.split(".")[0].lower() in _DEVICES:
        kept = f"_{kept}"
    return kept or "berkas"


def kind_of(head: bytes) -> str | None:
    """The media type that the first bytes (16 are enough) prove, or none when they prove nothing."""
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    return None


def agrees(media_type: str, head: bytes) -> bool:
    """Whether bytes that begin so can be of this media type. A type with a signature must show it."""
    proven = kind_of(head)
    if proven == "application/zip" and media_type.startswith(_INSIDE_ZIP):
        return True
    if proven == "application/x-ole-storage" and media_type in _INSIDE_OLE:
        return True
    needs_proof = media_type.startswith(_INSIDE_ZIP) or any(media_type == known for _, known in _SIGNATURES)
    return proven == media_type if needs_proof else proven is None
