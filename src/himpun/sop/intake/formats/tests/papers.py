"""Documents written by hand, part by part, for the tests of the formats."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from himpun.sop.intake.formats.xml import SPACES
from himpun.sop.intake.grid import Document, Table

KINDS = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def part(body: str, root: str = "w:document") -> str:
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {spaces}>{body}</{root}>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body. `parts`: further ones by name, as numbering="<w:numbering ...>"."""
    whole = {"word/document.xml": part(f"<w:body>{body}</w:body>")}
    whole |= {f"word/{name}.xml": text for name, text in parts.items()}
    return zipped({"[Content_Types].xml": KINDS, "_rels/.rels": RELATIONS, **whole})


def zipped(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def p(text: str = "", inside: str = "") -> str:
    return f"<w:p>{inside}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: list[str], widths: tuple[int, ...] = ()) -> str:
    """A table of cells made by `tc`, its columns so many twips wide."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join('<w:tr>' + ''.join(row) + '</w:tr>' for row in rows)}</w:tbl>"


def shape(preset: str, key: int, x: float = 5, y: float = 5, *, text: str = "", more: str = "") -> str:
    """A run with a floating shape, 40 by 18 points, so many points from its anchor."""
    words = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>" if text else ""
    return _anchor(
        x,
        y,
        (40, 18),
        f'<wps:wsp><wps:cNvPr id="{key}" name="s"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{40 * 12700}" cy="{18 * 12700}"/></a:xfrm><a:prstGeom prst="{preset}"/><a:ln/></wps:spPr>'
        f"{words}</wps:wsp>",
        more,
    )


def connector(source: int, target: int, *, head: bool = True) -> str:
    """A run with a connector glued to two shapes."""
    tail = '<a:tailEnd type="triangle"/>' if head else ""
    return _anchor(
        0,
        0,
        (10, 10),
        f'<wps:wsp><wps:cNvPr id="{source}99" name="c"/><wps:cNvCnPr><a:stCxn id="{source}" idx="2"/>'
        f'<a:endCxn id="{target}" idx="0"/></wps:cNvCnPr><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="127000" cy="127000"/></a:xfrm><a:prstGeom prst="straightConnector1"/><a:ln>'
        f"{tail}</a:ln></wps:spPr></wps:wsp>",
        "",
    )


def _anchor(x: float, y: float, size: tuple[float, float], content: str, more: str) -> str:
    return (
        f'<w:r>{more}<w:drawing><wp:anchor layoutInCell="1"><wp:positionH relativeFrom="column"><wp:posOffset>'
        f'{round(x * 12700)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>'
        f'{round(y * 12700)}</wp:posOffset></wp:positionV><wp:extent cx="{round(size[0] * 12700)}" '
        f'cy="{round(size[1] * 12700)}"/><a:graphic><a:graphicData uri="x">{content}</a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def pdf(*contents: str, objects: tuple[bytes, ...] = ()) -> bytes:
    """A PDF whose pages draw these contents, 600 by 400 points, with a font F1. `objects` are numbered from 90."""
    count = len(contents)
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(count))
    whole = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    }
    for number, content in enumerate(contents):
        whole[10 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Contents {11 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>/XObject<</X0 90 0 R>>>>>>".encode()
        )
        drawn = content.encode("latin-1")
        whole[11 + 2 * number] = b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)
    whole |= dict(enumerate(objects, 90))
    return bound(whole)


def bound(objects: dict[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """Objects by their numbers as a PDF file."""
    data, places = b"%PDF-1.4\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in places.items())
    end = f"trailer<</Size {max(objects) + 1}{trailer}>>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 1\n0000000000 65535 f \n{rows}{end}".encode()


def said(x: float, y: float, text: str, size: float = 9) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def ruled(xs: list[float], ys: list[float]) -> str:
    """Level and upright lines right through."""
    level = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return level + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def marked(table: Table) -> dict[tuple[int, int], list[str]]:
    """Symbols by their places."""
    return {
        (r, c): [mark.symbol.value for mark in cell.marks]
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row)
        if cell is not None and cell.marks
    }


def joined(table: Table) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    return [(arrow.source, arrow.target, arrow.label) for arrow in table.arrows]
