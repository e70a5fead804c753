"""XML and HTML of strangers, parsed without entities, network or unlimited depth.

The only module that imports lxml; elsewhere an element is an `Element`.
"""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree
from lxml import html as lxml_html

Element: TypeAlias = etree._Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
# ISO 29500 Strict says the same things under other names.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": SPACES["w"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": SPACES["wp"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": SPACES["a"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": SPACES["r"].encode(),
}
MAX_ELEMENTS = 600_000


class BrokenXml(ValueError):
    """Not XML, or XML that declares entities, or more of it than anybody wrote."""


def parsed(data: bytes) -> Element:
    """The root of an XML part."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise BrokenXml("declares entities")
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenXml(str(error)) from error
    if root is None or sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise BrokenXml("too many elements")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def mended(fragment: str) -> Element | None:
    """A fragment of XML taken as it can be understood, with the usual prefixes declared; none where it cannot."""
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(f"<all {spaces}>{fragment}</all>".encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def page(text: str) -> Element | None:
    """The root of an HTML page, mended as browsers mend it; none where nothing is left."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def name(prefixed: str) -> str:
    """`w:p` as lxml writes it."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def local(element: Element) -> str:
    """An element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def kind(element: Element) -> str:
    """An element's name with the usual prefix: `w:p`; without one where the namespace is unknown."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, last = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{last}" if prefix else last


def first(element: Element, path: str) -> Element | None:
    """The first element at a path of prefixed names, each a child of the one before."""
    return next(_beneath(element, _names(path)), None)


def every(element: Element, path: str) -> list[Element]:
    return list(_beneath(element, _names(path)))


def _beneath(element: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """What lxml's own `find` gives, which sorts all namespaces again each time it is asked."""
    children: Iterator[Element] = element.iterchildren(names[0])
    if len(names) == 1:
        return children
    return (found for child in children for found in _beneath(child, names[1:]))


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(name(each) for each in path.split("/"))


def inside(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names beneath, in document order."""
    return iter(element.iter(*(name(each) for each in names)))


def value(element: Element | None, attribute: str = "w:val") -> str:
    """An attribute's text, "" where it or its element is missing."""
    if element is None:
        return ""
    return str(element.get(name(attribute) if ":" in attribute else attribute) or "")


_PREFIXES = {address: prefix for prefix, address in SPACES.items()}
