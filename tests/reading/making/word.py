"""Word documents written by hand, part by part, as Office Open XML has it. It knows nothing of any reader."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.reading.making.sops import Office

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
EMU = 12_700
PRESETS = {"terminator": "flowChartTerminator", "process": "flowChartProcess", "decision": "flowChartDecision"}
NUMBERS = {"terminator": 116, "process": 109, "decision": 110}


def packed(body: str, **parts: str) -> bytes:
    page = '<w:pgSz w:w="18720" w:h="12240" w:orient="landscape"/><w:pgMar w:left="1000" w:top="1000"/>'
    section = f"<w:sectPr>{page}</w:sectPr>"
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def para(text: str = "", run: str = "", properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr>{run}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(content: str, width: int, *, span: int = 1, merge: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "starts": '<w:vMerge w:val="restart"/>', "goes on": "<w:vMerge/>"}[merge]
    inside = content if content.startswith(("<w:p>", "<w:tbl>")) else para(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}</w:tcPr>{inside}</w:tc>'


def line(cells: Sequence[str], high: int = 900) -> str:
    return f'<w:tr><w:trPr><w:trHeight w:val="{high}"/></w:trPr>{"".join(cells)}</w:tr>'


NUMBER, ACTIVITY, ONE, STANDARD = 500, 3600, 1300, 1500


def widths(office: Office) -> list[int]:
    return [NUMBER, ACTIVITY, *[ONE] * len(office.performers), STANDARD, STANDARD, STANDARD]


def heads(office: Office) -> str:
    count = len(office.performers)
    upper = [
        cell("No", NUMBER, merge="starts"),
        cell("Uraian Kegiatan", ACTIVITY, merge="starts"),
        cell("Pelaksana", ONE * count, span=count),
        cell("Mutu Baku", STANDARD * 3, span=3),
    ]
    lower = [cell("", NUMBER, merge="goes on"), cell("", ACTIVITY, merge="goes on")]
    lower += [cell(name, ONE) for name in office.performers]
    lower += [cell(name, STANDARD) for name in ("Kelengkapan", "Waktu", "Output")]
    return line(upper, 400) + line(lower, 600)


def table(office: Office, held: dict[tuple[int, int], str], numbers: Sequence[str] = ()) -> str:
    """The SOP's table. `held`: what stands in a performer's cell, by step and performer."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths(office))
    rows = heads(office)
    for index, step in enumerate(office.steps):
        cells = [cell(numbers[index] if numbers else f"{index + 1}.", NUMBER), cell(step.activity, ACTIVITY)]
        cells += [cell(held.get((index, who), ""), ONE) for who in range(len(office.performers))]
        needs = "".join(para(need) for need in step.needs)
        rows += line([*cells, cell(needs, STANDARD), cell(step.time, STANDARD), cell(step.output, STANDARD)])
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def titles(office: Office) -> str:
    return "".join(para(text) for text in (office.government, office.office, f"Nama SOP : {office.title}", ""))


def placed(content: str, x: float, y: float, width: float, height: float) -> str:
    """A run with a drawing that floats so many points from its anchor."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor simplePos="0" behindDoc="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{round(x * EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{round(y * EMU)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{round(width * EMU)}" cy="{round(height * EMU)}"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="Gambar"/>'
        f'<a:graphic><a:graphicData uri="urn:x">{content}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
        "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )


def symbol(kind: str, key: int, width: float = 44, height: float = 20, *, at: tuple[float, float] = (0, 0)) -> str:
    return (
        f'<wps:wsp><wps:cNvPr id="{key}" name="Simbol {key}"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off '
        f'x="{round(at[0] * EMU)}" y="{round(at[1] * EMU)}"/><a:ext cx="{round(width * EMU)}" '
        f'cy="{round(height * EMU)}"/></a:xfrm><a:prstGeom prst="{PRESETS[kind]}"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def connector(key: int, source: int, target: int) -> str:
    return (
        f'<wps:wsp><wps:cNvPr id="{key}" name="Panah {key}"/><wps:cNvCnPr><a:stCxn id="{source}" idx="2"/>'
        f'<a:endCxn id="{target}" idx="0"/></wps:cNvCnPr><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="63500" '
        'cy="63500"/></a:xfrm><a:prstGeom prst="bentConnector3"><a:avLst/></a:prstGeom><a:ln w="9525"><a:tailEnd '
        'type="triangle"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def caption(text: str) -> str:
    words = f"<wps:txbx><w:txbxContent>{para(text)}</w:txbxContent></wps:txbx>"
    return (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="381000" cy="190500"/>'
        f'</a:xfrm><a:prstGeom prst="rect"/><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>{words}<wps:bodyPr/>'
        "</wps:wsp>"
    )


def old(kind: str, key: int, x: float = 6, y: float = 8) -> str:
    """A symbol as Word 2003 draws it."""
    return (
        f'<w:r><w:pict><v:shapetype id="_x0000_t{NUMBERS[kind]}" coordsize="21600,21600" o:spt="{NUMBERS[kind]}"/>'
        f'<v:shape id="_x0000_s{key}" type="#_x0000_t{NUMBERS[kind]}" style="position:absolute;margin-left:{x}pt;'
        f'margin-top:{y}pt;width:44pt;height:20pt;z-index:{key}"/></w:pict></w:r>'
    )


def old_arrow(key: int) -> str:
    return (
        f'<w:r><w:pict><v:shape id="_x0000_s{key}" type="#_x0000_t34" o:connectortype="elbow" style="position:absolute;'
        'margin-left:30pt;margin-top:28pt;width:20pt;height:20pt"><v:stroke endarrow="block"/></v:shape></w:pict></w:r>'
    )


def settings(glued: Sequence[tuple[int, int, int]]) -> str:
    """What word/settings.xml says of old arrows: which, from which symbol, to which."""
    rules = "".join(
        f'<o:r id="V:Rule{n}" type="connector" idref="#_x0000_s{arrow}"><o:proxy start="" idref="#_x0000_s{source}" '
        f'connectloc="2"/><o:proxy end="" idref="#_x0000_s{target}" connectloc="0"/></o:r>'
        for n, (arrow, source, target) in enumerate(glued)
    )
    layout = f'<o:shapelayout v:ext="edit"><o:rules v:ext="edit">{rules}</o:rules></o:shapelayout>'
    return f"<w:settings {SPACES}><w:shapeDefaults>{layout}</w:shapeDefaults></w:settings>"
