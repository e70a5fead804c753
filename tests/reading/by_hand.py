"""Documents written by hand as XML or as PDF operators, anew for each test."""

from collections.abc import Callable
from dataclasses import replace

from tests.reading.making import page, word
from tests.reading.making.later import LATER_BY_HAND
from tests.reading.making.sops import ARSIP, INSPEKTORAT, KELURAHAN, PERIKANAN, TALANG, Office

PITCH = 45.0  # points from one row of `word.table` to the next
HEAD = 50.0  # points of its heading
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    f'<w:numbering {word.SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
    'w:val="0"/></w:num></w:numbering>'
)


def old_word() -> bytes:
    """VML, as Word 2003 drew; which arrow joins which symbols stands in the settings alone."""
    held, glued = {}, []
    for number, step in enumerate(PERIKANAN.steps):
        run = word.old(step.kind, 1026 + number)
        if number + 1 < len(PERIKANAN.steps):
            run += word.old_arrow(1100 + number)
            glued.append((1100 + number, 1026 + number, 1027 + number))
        held[number, step.who[0]] = word.para(run=run)
    return word.packed(word.titles(PERIKANAN) + word.table(PERIKANAN, held), settings=word.settings(glued))


def glued() -> bytes:
    """DrawingML with connectors glued to their shapes, also the one that leads back, with "Tidak" beside it."""
    held = {}
    for number, step in enumerate(TALANG.steps):
        run = word.placed(word.symbol(step.kind, number + 1), 6, 8, 44, 20)
        if number + 1 < len(TALANG.steps):
            run += word.placed(word.connector(50 + number, number + 1, number + 2), 28, 28, 5, 5)
        if step.back:
            run += word.placed(word.connector(80 + number, number + 1, step.back), 28, 0, 5, 5)
            run += word.placed(word.caption("Tidak"), 34, 0, 30, 15)
        held[number, step.who[0]] = word.para(run=run)
    return word.packed(word.titles(TALANG) + word.table(TALANG, held))


def grouped() -> bytes:
    """All symbols in one group that floats over the table from the paragraph above it."""
    left = (word.NUMBER + word.ACTIVITY) / 20
    shapes = "".join(
        word.symbol(step.kind, number + 1, at=(left + 65 * step.who[0] + 10, HEAD + PITCH * number + 12))
        for number, step in enumerate(ARSIP.steps)
    )
    wide, high = round(600 * word.EMU), round(500 * word.EMU)
    frame = (
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    )
    properties = f"<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}</a:xfrm></wpg:grpSpPr>"
    group = f"<wpg:wgp>{properties}{shapes}</wpg:wgp>"
    anchor = word.para(run=word.placed(group, 0, 14, 600, 500))
    return word.packed(word.titles(ARSIP) + anchor + word.table(ARSIP, {}))


def nested() -> bytes:
    """The page inside a frame of one cell, numbers by Word itself, tracked changes, a form's wrapper."""
    tick = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    held = {(number, step.who[0]): tick for number, step in enumerate(KELURAHAN.steps)}
    table = word.table(KELURAHAN, held, [word.para(properties=NUMBERED)] * len(KELURAHAN.steps))
    activity = KELURAHAN.steps[1].activity
    gone = "<w:del><w:r><w:delText>Membagi kue</w:delText></w:r></w:del>"
    changed = f"</w:t></w:r><w:ins><w:r><w:t>{activity}</w:t></w:r></w:ins>{gone}<w:r><w:t>"
    table = table.replace(activity, changed)
    whole = word.cell(word.titles(KELURAHAN) + table + word.para(), 16_000)
    frame = f"<w:tbl><w:tblGrid><w:gridCol w:w='16000'/></w:tblGrid><w:tr>{whole}</w:tr></w:tbl>"
    return word.packed(f"<w:sdt><w:sdtContent>{frame}</w:sdtContent></w:sdt>", numbering=NUMBERING)


def typed() -> bytes:
    """Symbols typed in Wingdings instead of drawn; the last one an arrow."""
    signs = {"terminator": "F06C", "process": "F06E", "decision": "F075"}
    held = {
        (number, step.who[0]): f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{signs[step.kind]}"/></w:r></w:p>'
        for number, step in enumerate(INSPEKTORAT.steps)
    }
    return word.packed(word.titles(INSPEKTORAT) + word.table(INSPEKTORAT, held))


def drawn_page(office: Office = TALANG) -> bytes:
    """A PDF whose cells are boxes side by side and whose arrows have elbows."""
    xs = [40.0, 65, 230, *[230 + 70.0 * n for n in range(1, len(office.performers) + 1)]]
    xs += [xs[-1] + 100, xs[-1] + 160, xs[-1] + 260]
    found = page.said(40, 580, office.government, 10) + page.said(40, 565, office.office, 10)
    found += page.said(40, 550, f"Nama SOP : {office.title}", 10)
    titles = ["No", "Kegiatan", *office.performers, "Kelengkapan", "Waktu", "Output"]
    rows = [
        titles,
        *(
            [str(n), s.activity, *[""] * len(office.performers), "\n".join(s.needs), s.time, s.output]
            for n, s in enumerate(office.steps, 1)
        ),
    ]
    top, middles = 520.0, []
    for cells in rows:
        for left, right, text in zip(xs, xs[1:], cells, strict=False):
            found += page.box(left, top - 60, right, top) + _broken(left + 3, top - 10, text, right - left - 6)
        middles.append(top - 30)
        top -= 60
    return page.bound([found + _flow(office, xs, middles[1:])])


def _broken(x: float, y: float, text: str, room: float) -> str:
    """Words in lines that fit, about as wide as Helvetica's."""
    found = ""
    for paragraph in text.split("\n"):
        line = ""
        for each in paragraph.split():
            if line and len(f"{line} {each}") * 4.1 > room:
                found += page.said(x, y, line)
                line, y = each, y - 10
            else:
                line = f"{line} {each}".strip()
        found += page.said(x, y, line)
        y -= 10
    return found


def _flow(office: Office, xs: list[float], middles: list[float]) -> str:
    found = ""
    for number, step in enumerate(office.steps):
        x, y = (xs[2 + step.who[0]] + xs[3 + step.who[0]]) / 2, middles[number]
        if step.kind == "terminator":
            found += page.rounded(x - 24, y - 10, x + 24, y + 10)
        elif step.kind == "decision":
            found += page.path([(x - 26, y), (x, y + 13), (x + 26, y), (x, y - 13)], "h S")
        else:
            found += page.box(x - 24, y - 10, x + 24, y + 10)
        if number + 1 < len(office.steps):
            following = office.steps[number + 1]
            to = (xs[2 + following.who[0]] + xs[3 + following.who[0]]) / 2
            high = 13 if following.kind == "decision" else 10
            low = 13 if step.kind == "decision" else 10
            down = middles[number + 1] + high
            found += page.arrow(
                [(x, y - low), (x, y - 20), (to, y - 20), (to, down)] if to != x else [(x, y - low), (x, down)]
            )
        if step.back:
            source = office.steps[step.back - 1]
            to = (xs[2 + source.who[0]] + xs[3 + source.who[0]]) / 2
            side = -24 if to > x else 24
            found += page.arrow([(x, y + 13), (x, middles[step.back - 1]), (to + side, middles[step.back - 1])])
            found += page.said(x + 3, y + 18, "Tidak", 7)
    return found


def copied(office: Office = TALANG) -> bytes:
    """As Excel copies it: cells apart by tabs, quotes around a cell with a line end in it, a sign for each symbol."""
    signs = {"terminator": "○", "process": "□", "decision": "◇"}
    lines = [[office.government], [office.office], ["Nomor SOP", office.number], ["Nama SOP", office.title]]
    lines.append(["No", "Kegiatan", *office.performers, "Kelengkapan", "Waktu", "Output"])
    for number, step in enumerate(office.steps, 1):
        drawn = [signs[step.kind] if place in step.who else "" for place in range(len(office.performers))]
        needs = "\n".join(step.needs)
        lines.append([str(number), step.activity, *drawn, f'"{needs}"' if "\n" in needs else needs])
        lines[-1] += [step.time, step.output]
    return "\r\n".join("\t".join(cells) for cells in lines).encode()


def scan() -> bytes:
    return page.bound(["936 0 0 612 0 0 cm /X0 Do"] * 2, image=True)


def locked() -> bytes:
    """What Word writes when a password is set."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


SHORT = replace(KELURAHAN, title="Pelaporan Data Kinerja")

BY_HAND: dict[str, Callable[[], bytes]] = {
    "perikanan-vml.docx": old_word,
    "talang-konektor.docx": glued,
    "arsip-grup.docx": grouped,
    "kelurahan-bersarang.docx": nested,
    "inspektorat-wingdings.docx": typed,
    "talang-kotak.pdf": drawn_page,
    "kelurahan-kotak.pdf": lambda: drawn_page(SHORT),
    "talang-salinan.txt": copied,
    "pindaian.pdf": scan,
    "terkunci.docx": locked,
    **LATER_BY_HAND,
}
