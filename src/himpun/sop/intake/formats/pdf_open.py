"""Opening a stranger's PDF: what each page draws, within limits on everything that can be made endless.

pdfminer reads whatever it is told to; what is told to it is weighed here first.
"""

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice, pairwise
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from himpun.sop.intake.formats.errors import Encrypted, TooLarge

# It warns of every byte it does not like, and a broken file has thousands: a stranger would write the office's log.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

MAX_PAGES = 60
MAX_STREAM = 20_000_000
MAX_CONTENT = 12_000_000
MAX_FORMS = 3_000
# References that lead to references: nobody writes these, and a circle of them never ends.
MAX_HOPS = 200
MAX_RANGE = 70_000
XREF = re.compile(rb"/Type\s{0,9}/XRef\b.{0,600}?stream\r?\n", re.S)
RANGE = re.compile(rb"<\s*([0-9A-Fa-f]{1,16})\s*>\s*<\s*([0-9A-Fa-f]{1,16})\s*>")
PACKED = ("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL")


class OutOfBounds(ValueError):
    """More than a document of an office has."""


class Book(PDFDocument):
    """A document that weighs each object before anybody unpacks it."""

    def __init__(self, parser: PDFParser) -> None:
        self._hops = 0
        self._weighed: set[int] = set()
        super().__init__(parser)

    def getobj(self, objid: int) -> object:
        found = super().getobj(objid)
        if isinstance(found, PDFObjRef):
            self._hops += 1
            if self._hops > MAX_HOPS:
                raise OutOfBounds("references without end")
        if isinstance(found, PDFStream) and objid not in self._weighed:
            self._weighed.add(objid)
            _weigh(found)
        return found


def _weigh(stream: PDFStream) -> None:
    data = stream.rawdata
    if data is None:
        return
    filters = [getattr(each, "name", "") for each, _ in stream.get_filters()]
    packed = [each for each in filters if each in PACKED]
    if len(packed) > 1:
        raise OutOfBounds("packed twice")
    if not packed or getattr(stream.get("Subtype"), "name", "") == "Image":
        return
    if packed[0] not in ("FlateDecode", "Fl"):
        # These unpack by Python, slowly; nothing in use writes pages with them any more.
        if len(data) > 200_000:
            raise OutOfBounds("an old packing")
        return
    if stream.decipher is not None and stream.objid is not None:
        data = stream.decipher(stream.objid, stream.genno or 0, data, stream.attrs)
    if inflated(data) > MAX_STREAM:
        raise OutOfBounds("unpacks without end")


def inflated(data: bytes) -> int:
    """How long packed bytes become, counted no further than the limit."""
    unpacker = zlib.decompressobj()
    length = 0
    try:
        while length <= MAX_STREAM and not unpacker.eof:
            part = unpacker.decompress(data, 1_000_000)
            if not part:
                break
            length += len(part)
            data = unpacker.unconsumed_tail
    except zlib.error:
        return length
    return length


class Fonts(PDFResourceManager):
    """Fonts whose tables are looked at before loops run over them."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        _weigh_widths(resolve1(spec.get("W")))
        unicode_map = resolve1(spec.get("ToUnicode"))
        if isinstance(unicode_map, PDFStream):
            for low, high in RANGE.findall(unicode_map.get_data()[:2_000_000]):
                if len(low) == len(high) and int(high, 16) - int(low, 16) > MAX_RANGE and len(low) <= 8:
                    raise OutOfBounds("a range of letters without end")
        return super().get_font(objid, spec)


def _weigh_widths(widths: Any) -> None:
    if not isinstance(widths, list):
        return
    numbers = [each for each in (resolve1(width) for width in widths) if not isinstance(each, list)]
    whole = [number for number in numbers if isinstance(number, int | float)]
    spans = (after - before for before, after in pairwise(whole))
    if any(span > MAX_RANGE for span in spans):
        raise OutOfBounds("a range of widths without end")


class Canvas(PDFPageAggregator):
    """What a page draws, with the count of all that was asked of it."""

    forms = 0
    content = 0


class Drawer(PDFPageInterpreter):
    """Carries out a page's drawing, until it has been asked for too much."""

    device: Canvas

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        self.device.forms += 1
        if self.device.forms > MAX_FORMS:
            raise OutOfBounds("forms within forms")
        super().do_Do(xobjid_arg)

    def execute(self, streams: Any) -> None:
        for stream in streams:
            found = resolve1(stream)
            if isinstance(found, PDFStream):
                self.device.content += len(found.get_data())
        if self.device.content > MAX_CONTENT:
            raise OutOfBounds("drawing without end")
        super().execute(streams)


def pages(data: bytes, name: str) -> Iterator[LTPage]:
    """Each page as it is drawn, one more than the ceiling at most: the caller sees that there are more."""
    for found in XREF.finditer(data):
        if inflated(data[found.end() : found.end() + MAX_STREAM]) >= MAX_STREAM:
            raise TooLarge(name)
    try:
        yield from _drawn(data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Encrypted(name) from error
    except OutOfBounds as error:
        raise TooLarge(name) from error


def _drawn(data: bytes) -> Iterator[LTPage]:
    fonts = Fonts()
    canvas = Canvas(fonts, laparams=None)
    drawer = Drawer(fonts, canvas)
    for page in islice(PDFPage.create_pages(Book(PDFParser(BytesIO(data)))), MAX_PAGES + 1):
        drawer.process_page(page)
        yield canvas.get_result()
