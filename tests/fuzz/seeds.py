"""What the fuzzers begin with besides the set of documents: small papers that show each reader much at once."""

from himpun.sop.catalogue import KEYS, load
from himpun.sop.intake.formats.tests.papers import (
    KINDS,
    RELATIONS,
    connector,
    docx,
    p,
    part,
    pdf,
    ruled,
    said,
    shape,
    tbl,
    tc,
)
from himpun.sop.write import as_json

__all__ = ["KINDS", "RELATIONS", "by_hand"]

HEAD = ("No", "Kegiatan", "Camat", "Kasi", "Kelengkapan", "Waktu", "Output", "Keterangan")
ROWS = (
    ("1", "Memerintahkan pengumpulan data", "●", "", "Surat", "15 Menit", "Disposisi", ""),
    ("2", "Mengisi data, apabila salah kembali ke langkah 1", "", "v", "Format", "1Hari", "Isian", "SOP lain"),
    (
        "3",
        "Menandatangani laporan. Jika ya ke 4, jika tidak ke 2",
        "◇",
        "",
        "Rekap",
        "120 Menit / 3 Hari",
        "Laporan",
        "",
    ),
    ("4", "Mengarsipkan laporan", "", "→", "Laporan", "5 menit", "Arsip", ""),
)
IDENTITY = (
    "Nomor SOP\t065/1/2024\nNama SOP\tPengumpulan Data\nDisahkan Oleh\tCamat Mekar Sari\nDasar Hukum\n1. Perpres 29\n"
)


def by_hand(kind: str) -> list[bytes]:
    """The small papers of a format."""
    return {"docx": _docx, "pdf": _pdf, "html": _html, "text": _text, "sop": _ours}[kind]()


def _docx() -> list[bytes]:
    rows = [[tc(cell) for cell in row] for row in (HEAD, *ROWS)]
    begin, decide = (
        f"<w:p>{shape('flowChartTerminator', 1)}</w:p>",
        f"<w:p>{shape('diamond', 2)}{connector(1, 2)}</w:p>",
    )
    drawn = [
        rows[0],
        [tc("1"), tc("Menerima"), tc(begin), *rows[1][3:]],
        [tc("2"), tc("Memeriksa"), tc(""), tc(decide), *rows[2][4:]],
    ]
    merged = [
        [tc("1", '<w:vMerge w:val="restart"/>'), tc("x", '<w:gridSpan w:val="2"/>')],
        [tc("", "<w:vMerge/>"), tc("y")],
    ]
    bodies = [
        p("Nama SOP: Data") + tbl(*rows),
        tbl(*drawn, widths=(500, 2000, 900, 900)),
        tbl(*merged, widths=(300, 300)),
    ]
    return [*(part(f"<w:body>{body}</w:body>").encode() for body in bodies), docx(bodies[0])]


def _pdf() -> list[bytes]:
    xs, ys = [20.0, 50, 200, 260, 320, 390, 450, 520, 590], [60.0, 120, 180, 240, 300, 360]
    words = "".join(
        said(x + 3, y + 30, cell[:24].encode("latin-1", "ignore").decode("latin-1"), 6)
        for row, y in zip((HEAD, *ROWS), reversed(ys[:-1]), strict=True)
        for x, cell in zip(xs, row, strict=False)
    )
    symbols = "210 250 40 20 re S\n280 200 m 300 215 l 320 200 l 300 185 l h S\n230 250 m 230 215 l 280 200 l S\n"
    return [pdf(said(40, 300, "SOP Pengumpulan Data")), pdf(ruled(xs, ys) + words + symbols, said(40, 300, "Dua"))]


def _html() -> list[bytes]:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEAD, *ROWS))
    drawn = "<svg width=30 height=20><path d='M0 0h20v14l-10 6z'/><polygon points='0,5 9,0 9,9'/></svg>"
    merged = f"<table><tr><th rowspan=2>No<th colspan=2>Pelaksana<tr><td>Camat<td>{drawn}</table>"
    return [f"<html><body><p>SOP</p><table>{rows}</table>".encode(), merged.encode(), f"<p>{drawn}".encode()]


def _text() -> list[bytes]:
    rows = (HEAD, *ROWS)
    tabbed = "\n".join("\t".join(row) for row in rows)
    piped = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    below = "\n".join(cell for row in rows for cell in row if cell)
    led = "\n".join(f"\t{cell}" for row in rows for cell in row)
    flat = " ".join(cell for row in rows for cell in row if cell)
    apart = "\n".join(row[n] for n in (1, 4, 5, 6) for row in rows)
    return [(IDENTITY + body).encode() for body in (tabbed, piped, below, led, flat, apart)]


def _ours() -> list[bytes]:
    return [as_json(load(key)).encode() for key in KEYS]
