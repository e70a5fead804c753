"""Bytes of text in whatever alphabet an office's programs wrote them."""

from himpun.sop.intake.formats.errors import Unreadable

# Of text, so many signs in a thousand may be control characters before it is taken for something else.
MOST_CONTROLS = 20
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes, name: str) -> str:
    """The text: UTF-8, else UTF-16, else Windows' Latin letters. Raises `Unreadable` for what is no text."""
    text = _decoded(data)
    sample = text[:20_000]
    controls = sum(1 for sign in sample if ord(sign) < 32 and sign not in "\t\n\r\f\v")
    if controls * 1000 > MOST_CONTROLS * max(len(sample), 50):
        raise Unreadable(name)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _decoded(data: bytes) -> str:
    for bom, coding in BOMS:
        if data.startswith(bom):
            return data.decode(coding, "replace")
    zeros = data[:2_000].count(0)
    if zeros * 3 > len(data[:2_000]):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
