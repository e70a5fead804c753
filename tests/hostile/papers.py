"""Documents made to harm, as generators: nothing of the kind lies in the repository."""

import json
import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from himpun.sop.catalogue import load
from himpun.sop.intake.formats.tests.papers import KINDS, RELATIONS, p, part, tbl, tc
from himpun.sop.write import as_data

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = ("No", "Kegiatan", "Camat", "Sekretaris", "Kelengkapan", "Waktu", "Output", "Keterangan")
ROWS = (
    ("1", "Memerintahkan pengumpulan data kinerja", "●", "", "Surat", "15 menit", "Disposisi", ""),
    ("2", "Menghimpun dan merekap data", "", "●", "Disposisi", "1 hari", "Rekap", ""),
    ("3", "Menandatangani laporan", "●", "", "Rekap", "30 menit", "Laporan", ""),
)
PASTED = "Nama SOP\tPengumpulan Data\n" + "\n".join("\t".join(row) for row in (HEAD, *ROWS))


def body(*more: str) -> str:
    """A sound SOP, and more."""
    return p("Nama SOP: Pengumpulan Data") + tbl(*([tc(cell) for cell in row] for row in (HEAD, *ROWS))) + "".join(more)


def document(inside: str) -> bytes:
    return part(f"<w:body>{inside}</w:body>").encode()


def word(main: bytes, parts: dict[str, bytes] | None = None, *, packing: int = ZIP_DEFLATED) -> bytes:
    """A Word document of this main part, and of further parts."""
    whole = {"[Content_Types].xml": KINDS.encode(), "_rels/.rels": RELATIONS.encode(), "word/document.xml": main}
    held = BytesIO()
    with ZipFile(held, "w", packing) as package:
        for name, content in (whole | (parts or {})).items():
            package.writestr(name, content)
    return held.getvalue()


def sound(*more: str, **parts: bytes) -> bytes:
    """The sound SOP as a Word document with something beside it. `parts`: word_x__y for word/x.y."""
    named = {name.replace("__", ".").replace("_", "/"): content for name, content in parts.items()}
    return word(document(body(*more)), named)


# Packing


def bomb(size: int, *, says: int | None = None) -> bytes:
    """A main part of so many blanks that unpack from a thousandth; its header may say less."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (size // 10_000_000) + packer.flush(zlib.Z_FINISH)
    return by_hand([("word/document.xml", packed, says or size)])


def by_hand(entries: list[tuple[str, bytes, int]], *, overlapping: bool = False) -> bytes:
    """A zip file of deflated entries whose sizes are as given; overlapping ones lie in one another."""
    data, central = b"", b""
    for name, packed, size in entries:
        named = name.encode()
        at = 0 if overlapping and data else len(data)
        fields = (20, 0, 8, 0, 0x21, 0, len(packed), size, len(named), 0)
        if at == len(data):
            data += struct.pack("<4s5H3I2H", b"PK\x03\x04", *fields) + named + packed
        central += struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, at) + named
    count = len(entries)
    return data + central + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), len(data), 0)


def overlapping(count: int) -> bytes:
    packed = zlib.compress(b" " * 10_000_000)[2:-4]
    return by_hand([(f"word/{n or 'document'}.xml", packed, 10_000_000) for n in range(count)], overlapping=True)


def many_entries(count: int) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as package:
        package.writestr("word/document.xml", document(body()))
        for n in range(count):
            package.writestr(f"w{n:x}", b"")
    return held.getvalue()


def nested(depth: int) -> bytes:
    inner = b"SOP"
    for _ in range(depth):
        held = BytesIO()
        with ZipFile(held, "w", ZIP_DEFLATED) as package:
            package.writestr("dalam.zip", inner)
        inner = held.getvalue()
    return inner


def wandering() -> bytes:
    """Entries named so that who unpacks them leaves the folder, and a link to the machine's own."""
    names = (
        "../../../../tmp/himpun-luar",
        "/tmp/himpun-luar",
        "C:\\himpun-luar",
        "..\\..\\himpun-luar",
        "word/../../x",
    )
    data = word(document(body()), dict.fromkeys(names, b"keluar"))
    held = BytesIO(data)
    with ZipFile(held, "a") as package:
        link = ZipInfo("word/media/image1.png")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return held.getvalue()


def two_main_parts() -> bytes:
    first, second = document(body()), document(p("Yang lain"))
    packed = [(zlib.compress(content)[2:-4], len(content)) for content in (first, second)]
    return by_hand([("word/document.xml", content, size) for content, size in packed])


# XML


def entities(declared: str, used: str, *, coding: str = "UTF-8") -> bytes:
    """The sound SOP with a document type of its own."""
    whole = document(body(p(used))).decode().partition("?>")[2]
    text = f'<?xml version="1.0" encoding="{coding}"?><!DOCTYPE w:document [{declared}]>{whole}'
    return word(text.encode(coding))


def laughs(levels: int = 12) -> str:
    rest = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!ENTITY a0 "haha">{rest}'


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def field(instruction: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f'{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def tables_in_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("dalam") + "</w:tc></w:tr></w:tbl>" * depth


def columns(count: int) -> str:
    return tbl(*([tc(str(n)) for n in range(count)] for _ in range(3)))


# himpun-sop/1


def ours(**changed: Any) -> bytes:
    """An SOP of the catalogue with something else in it."""
    return json.dumps(as_data(load("simpang-empat-2025")) | changed).encode()


def ways(to: dict[int, list[dict[str, Any]]]) -> bytes:
    """The same with other ways from its steps, by number."""
    steps = as_data(load("simpang-empat-2025"))["steps"]
    return ours(steps=[step | ({"ways": to[step["number"]]} if step["number"] in to else {}) for step in steps])


def steps(count: int) -> bytes:
    one = as_data(load("simpang-empat-2025"))["steps"][0] | {"ways": []}
    return ours(steps=[one | {"number": n} for n in range(1, count + 1)])


def asking(*places: str) -> bytes:
    """The same with guesses about these places."""
    guess = {"code": "performer_guessed", "severity": "guess", "message": "Diduga."}
    return ours(findings=[guess | {"where": place} for place in places])
