"""What is fuzzed: each reader of a format, and what is understood of what it gives.

Some bytes go the whole way: a document, its meaning, the SOP as data, and that data as an SOP again. A document is
given or refused with a code of the room; nothing else may be raised on the way, and it may not take long.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from traceback import extract_tb
from typing import Final

from lxml import etree

from himpun.procedures.read_here import ours, shown
from himpun.sop.chart import draw
from himpun.sop.check import check
from himpun.sop.intake.formats.docx import read_docx
from himpun.sop.intake.formats.errors import FormatError, TooLarge, Unreadable
from himpun.sop.intake.formats.html import read_html
from himpun.sop.intake.formats.pdf import read_pdf
from himpun.sop.intake.formats.plain import decoded
from himpun.sop.intake.grid import Document
from himpun.sop.intake.text import read_text
from himpun.sop.intake.understand import understand
from himpun.sop.model import Sop
from himpun.sop.read import sop_from
from himpun.sop.write import as_data, as_json
from tests.fuzz.seeds import KINDS, RELATIONS, by_hand

DOCUMENTS: Final = Path(__file__).parent.parent / "reading" / "documents"


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: from bytes to a document, and the words its format is made of."""

    read: Callable[[bytes], Document]
    words: tuple[str, ...]


def docx(data: bytes) -> Document:
    """A packed document; anything else is taken for the text of its main part, which no luck would ever pack.

    Three of four are mended first: a changed byte mostly breaks the XML, and then nothing behind it is reached.
    """
    if not data.startswith(b"PK"):
        data = packed(mended(data) if len(data) % 4 else data)
    return read_docx(data, "fuzz.docx")


def mended(main: bytes) -> bytes:
    try:
        root = etree.fromstring(main, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return main
    return main if root is None else bytes(etree.tostring(root))


def packed(main: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", KINDS)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", main)
    return held.getvalue()


def pdf(data: bytes) -> Document:
    """Where pdfminer breaks, the file is broken, as the door of the formats says too. Our own errors are told."""
    try:
        return read_pdf(data, "fuzz.pdf")
    except FormatError:
        raise
    except RecursionError as error:
        raise TooLarge("fuzz.pdf") from error
    except Exception as error:
        if "pdfminer" in Path(extract_tb(error.__traceback__)[-1].filename).parts:
            raise Unreadable("fuzz.pdf") from error
        raise


def html(data: bytes) -> Document:
    return read_html(decoded(data, "fuzz.html"), "fuzz.html")


def text(data: bytes) -> Document:
    return read_text(decoded(data, "fuzz.txt"))


def through(target: Target, data: bytes) -> str:
    """What became of some bytes: "refused", "nothing" or "read". Whatever else is raised is a finding."""
    try:
        document = target.read(data)
    except FormatError:
        return "refused"
    shown(document)
    procedures = understand(document).procedures
    for one in procedures:
        whole(one)
    return "read" if procedures else "nothing"


def sop(data: bytes) -> str:
    """himpun-sop/1 in JSON or YAML."""
    found = ours(data, "json" if data.lstrip()[:1] == b"{" else "yaml").procedures
    for one in found:
        whole(one)
    return "read" if found else "refused"


def whole(one: Sop) -> None:
    """The SOP as data is the same SOP, and it can be checked and drawn."""
    again = sop_from(as_data(one))
    if as_json(again) != as_json(one):
        raise AssertionError("read again, the SOP is another")
    check(again)
    draw(again)


TARGETS: Final = {
    "docx": Target(
        docx,
        (
            "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>", "<w:r>", "<w:t>",
            "<w:tab/>", "<w:br/>", "<w:gridCol w:w='0'/>", "<w:gridSpan w:val='-1'/>", "<w:vMerge/>", "<w:sdt>",
            "<w:vMerge w:val='restart'/>", "<w:gridBefore w:val='9'/>", "<mc:AlternateContent>", "<mc:Choice>",
            "<mc:Fallback>", "<w:drawing>", "<wp:anchor>", "<wp:inline>", "<wps:wsp>", "<wpg:wgp>", "<wpc:wpc>",
            "<a:stCxn id='1' idx='2'/>", "<a:endCxn id='1' idx='0'/>", "<a:prstGeom prst='flowChartDecision'>",
            "<w:pict>", "<v:shape>", "<v:rect style='left:1e9pt'/>", "<v:line from='0,0' to='9,9'/>", "<w:ins>",
            "<w:del>", "<w:numPr>", "<w:fldSimple>", "<w:instrText>", "<w:txbxContent>", "<w:object>", "NaN", "1e999",
            "-2147483649", "\t1 Hari\t", "Kegiatan", "Pelaksana", "Mutu Baku", "<a:xfrm rot='-1'>", "flipH='1'",
        ),
    ),
    "pdf": Target(
        pdf,
        (
            "obj", "endobj", "stream", "endstream", "/Type", "/Pages", "/Kids", "/Count", "/MediaBox", "/Contents",
            "/Resources", "/Font", "/XObject", "/Subtype/Form", "/Matrix[1 0 0 1 0 0]", "/BBox", "/Length",
            "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/RunLengthDecode", "/DecodeParms", "/Predictor 12",
            "/Columns", "/ObjStm", "/XRef", "/W[1 2 1]", "/Index", "/Prev", "/Encrypt", "/Rotate 90", "/ToUnicode",
            "/CIDFontType2", "/Identity-H", "/Differences[1/a]", "/Widths", "BT", "ET", "Tf", "Td", "Tj", "TJ", "Tm",
            " m ", " l ", " c ", " re ", " S ", " f ", " cm ", " q ", " Q ", " Do ", " BI ", " ID ", " EI ", "99999999",
            "-1", "1e9", "NaN", "trailer", "startxref", "xref", "R", "<<", ">>", "[", "]", "(", ")", "<", ">",
        ),
    ),
    "html": Target(
        html,
        (
            "<table>", "</table>", "<tr>", "<td>", "<th>", "</td>", "rowspan=", "colspan=", "='0'", "='99999'", "='-1'",
            "<svg>", "<path d='", "M0 0", "h20v14", "l-10 6z", "<polygon points='", "<line x1=", "<rect width='1e9'",
            "<img src=data:", "<style>", "display:none", "writing-mode", "<br>", "<p>", "<li>", "<ol start=", "&nbsp;",
            "&#0;", "&#xD800;", "&#128;", "<!--", "-->", "<![CDATA[", "<script>", "<template>", "<frameset>", "&rarr;",
            "position:absolute;left:", "px", "transform:rotate(", "Kegiatan", "Pelaksana", "Waktu", "1 Hari",
        ),
    ),
    "text": Target(
        text,
        (
            "\t", "|", " | ", ";", "\n", "\n\n\n\n\n", "1.", "2)", "No", "Kegiatan", "Pelaksana", "Kelengkapan",
            "Waktu", "Output", "Keterangan", "Mutu Baku", "Camat", "Sekretaris", "Kasi", "15 Menit", "1Hari",
            "120 Menit / 3 Hari", "16 Menit (hari 1)", "Jika ya", "Jika ditolak, kembali ke langkah", "apabila",
            "Nomor SOP", "Nama SOP", "Disahkan Oleh", "Dasar Hukum", "<br>", "<td>", "&amp;", "----", "+---+", "v", "V",
            "●", "◇", "→", "ڤ", "\u0301", "\u2028", "½", "٣", "²", "1e9", "NaN", "[bookmark: x]", "\u200b",
        ),
    ),
}  # fmt: skip


def seeds(kind: str) -> list[bytes]:
    """What a fuzzer begins with: papers written by hand, and the set of documents of this format that are small."""
    found = [path.read_bytes() for path in sorted(DOCUMENTS.glob("*")) if path.suffix == SUFFIX[kind]]
    if kind == "docx":
        found += [main for data in found if (main := _main(data))]
    return [*by_hand(kind), *(data for data in found if len(data) <= LARGEST)]


def _main(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml")


LARGEST: Final = 20_000
SUFFIX: Final = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "text": ".txt", "sop": ".json"}
