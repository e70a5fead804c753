"""The documents that LibreOffice makes, from flat OpenDocument.

Run `python -m tests.reading.making` to make them again; they are kept, so that
a machine without LibreOffice has them too.

What differs from one to the next is what offices do differently, not what a reader finds easy.
"""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reading.making.odf import Arrow, Break, Cell, Grid, Shape, Text, Word, flat
from tests.reading.making.sops import ARSIP, INSPEKTORAT, KELURAHAN, PERIKANAN, TALANG, Office, Step

DOCUMENTS = Path(__file__).parent.parent / "documents"
Block = Grid | Text
Papers = dict[str, tuple[Callable[[], str], tuple[str, ...]]]
WIDE, NARROW = 6.2, 2.3


def identity(office: Office) -> Grid:
    """The identity page's table, as PermenPANRB 35/2012 lays it out."""
    left = f"{office.government}\n{office.office}"
    rows: list[list[Cell | None]] = [
        [Cell(left, rows=6, bold=True), Cell("Nomor SOP"), Cell(f": {office.number}")],
        [None, Cell("Tanggal Pembuatan"), Cell(": 3 Januari 2024")],
        [None, Cell("Tanggal Revisi"), Cell(": -")],
        [None, Cell("Tanggal Pengesahan"), Cell(": 10 Januari 2024")],
        [None, Cell("Disahkan Oleh"), Cell(f": {office.head}\n\n{office.name}\nNIP. 19700101 199501 1 001")],
        [None, Cell("Nama SOP"), Cell(f": {office.title}", bold=True)],
        [Cell("Dasar Hukum", bold=True), Cell("Kualifikasi Pelaksana", columns=2, bold=True), None],
        [
            Cell("Peraturan Presiden Nomor 29 Tahun 2014\nPermenPANRB Nomor 53 Tahun 2014", listed=True),
            Cell("Memahami SAKIP\nMampu mengoperasikan komputer", columns=2, listed=True),
            None,
        ],
        [Cell("Keterkaitan", bold=True), Cell("Peralatan/Perlengkapan", columns=2, bold=True), None],
        [Cell("SOP Penyusunan LKjIP"), Cell("1. Komputer\n2. Jaringan internet", columns=2), None],
        [Cell("Peringatan", bold=True), Cell("Pencatatan dan Pendataan", columns=2, bold=True), None],
        [Cell("Bila tidak dilaksanakan, laporan terlambat"), Cell("Disimpan sebagai data elektronik", columns=2), None],
    ]
    return Grid([12, 5, 12], rows)


def heading(office: Office, *, turned: bool = False) -> list[list[Cell | None]]:
    count = len(office.performers)
    names = [Cell(name, turned=turned) for name in office.performers]
    upper: list[Cell | None] = [Cell("No", rows=2), Cell("Uraian Kegiatan", rows=2), Cell("Pelaksana", columns=count)]
    upper += [None] * (count - 1) + [Cell("Mutu Baku", columns=3), None, None, Cell("Keterangan", rows=2)]
    return [upper, [None, None, *names, Cell("Kelengkapan"), Cell("Waktu"), Cell("Output"), None]]


def row(office: Office, number: int, step: Step) -> list[Cell | None]:
    cells = [Cell() for _ in office.performers]
    return [
        Cell(f"{number}."),
        Cell(step.activity),
        *cells,
        Cell("\n".join(step.needs)),
        Cell(step.time),
        Cell(step.output),
        Cell(),
    ]


def widths(office: Office) -> list[float]:
    return [1.0, WIDE, *[NARROW] * len(office.performers), 3.2, 2.0, 3.2, 2.0]


def table(office: Office, steps: tuple[Step, ...] | None = None, *, high: float = 1.7, turned: bool = False) -> Grid:
    """Without symbols."""
    rows = [row(office, number, step) for number, step in enumerate(steps or office.steps, 1)]
    return Grid(widths(office), heading(office, turned=turned) + rows, high=high, header=2)


def in_place(office: Office, *, high: float = 1.7, turned: bool = False) -> Grid:
    """Each symbol anchored in its performer's cell, each arrow in the cell where it begins."""
    grid = table(office, high=high, turned=turned)
    for number, step in enumerate(office.steps):
        for who in step.who:
            cell = grid.rows[2 + number][2 + who]
            assert cell is not None
            cell.drawn.append(Shape(step.kind, 0.35, 0.25, 1.4, 0.6, key=f"s{number}_{who}"))
        if number + 1 < len(office.steps):
            across = (office.steps[number + 1].who[0] - step.who[0]) * NARROW
            cell = grid.rows[2 + number][2 + step.who[0]]
            assert cell is not None
            cell.drawn.append(Arrow((1.05, 0.85), (1.05 + across, high + 0.25)))
    return grid


def hung(office: Office, *, high: float = 1.7) -> list[Block]:
    """All symbols and arrows hang on the paragraph above the table, where a person laid them by eye."""
    grid = table(office, high=high)
    drawn: list[Shape | Arrow | Word] = []
    places = []
    for number, step in enumerate(office.steps):
        left = 1.0 + WIDE + NARROW * step.who[0] + 0.45
        top = 0.5 + high * (number + 2) + 0.5
        places.append((left, top))
        drawn.append(Shape(step.kind, left, top, 1.4, 0.6, key=f"h{number}"))
    for (x1, y1), (x2, y2) in pairwise(places):
        drawn.append(Arrow((x1 + 0.7, y1 + 0.6), (x2 + 0.7, y2)))
    return [Text("Uraian prosedur", drawn=drawn), grid]


def ticked(office: Office, sign: str = "√") -> Grid:
    """A sign typed into the performer's cell instead of a symbol."""
    grid = table(office, high=0)
    for number, step in enumerate(office.steps):
        for who in step.who:
            grid.rows[2 + number][2 + who] = Cell(sign)
    return grid


def in_units(office: Office) -> Grid:
    """Time in columns by its unit: Menit, Jam, Hari."""
    grid = ticked(office)
    for number, step in enumerate(office.steps):
        value, unit = step.time.split()
        at = ("menit", "jam", "hari").index(unit)
        cells = [Cell(value) if n == at else Cell("-") for n in range(3)]
        grid.rows[2 + number][-3:-2] = cells
    count = len(office.performers)
    names = [Cell(name, rows=2) for name in office.performers]
    grid.rows[0:2] = [
        [
            Cell("No", rows=3),
            Cell("Kegiatan", rows=3),
            Cell("Pelaksana", columns=count),
            *[None] * (count - 1),
            Cell("Mutu Baku", columns=5),
            *[None] * 4,
            Cell("Ket.", rows=3),
        ],
        [
            None,
            None,
            *names,
            Cell("Persyaratan", rows=2),
            Cell("Waktu", columns=3),
            None,
            None,
            Cell("Output", rows=2),
            None,
        ],
        [None, None, *[None] * count, None, Cell("Menit"), Cell("Jam"), Cell("Hari"), None, None],
    ]
    grid.widths[-3:-2] = [1.2, 1.2, 1.2]
    grid.header = 3
    return grid


def counted(office: Office) -> Grid:
    """Numbers by Word's own numbering, the total of times under the table, the activity's cell a list."""
    grid = ticked(office, "V")
    for number, _ in enumerate(office.steps):
        grid.rows[2 + number][0] = Cell(str(number + 1))
    count = len(office.performers)
    total: list[Cell | None] = [
        Cell("Jumlah waktu", columns=3 + count),
        *[None] * (2 + count),
        Cell("3 hari 245 menit"),
    ]
    grid.rows.append([*total, Cell(), Cell()])
    return grid


def long(office: Office, times: int) -> Office:
    """An SOP of many steps: the same ones again, so that its table goes on overleaf."""
    steps = tuple(
        replace(step, activity=f"{step.activity} tahap {turn}", kind="process")
        for turn in range(1, times + 1)
        for step in office.steps
    )
    return replace(office, steps=steps)


def titled(office: Office) -> list[Block]:
    return [Text(office.government, bold=True), Text(office.office), Text(f"SOP {office.title}", bold=True), Text("")]


PAPERS: Papers = {
    "talang-di-tempat": (
        lambda: flat([identity(TALANG), Break(), in_place(TALANG)]),
        ("docx", "pdf", "html", "doc", "odt", "rtf", "txt"),
    ),
    "perikanan-tergantung": (lambda: flat([*titled(PERIKANAN), *hung(PERIKANAN)]), ("docx", "pdf")),
    "arsip-identitas-di-akhir": (
        lambda: flat([*titled(ARSIP), in_place(ARSIP), Text(""), identity(ARSIP)]),
        ("docx", "pdf"),
    ),
    "kelurahan-satuan": (lambda: flat([identity(KELURAHAN), Text(""), in_units(KELURAHAN)]), ("docx", "pdf", "html")),
    "inspektorat-tegak": (
        lambda: flat([*titled(INSPEKTORAT), in_place(INSPEKTORAT, turned=True)], size=9),
        ("docx", "pdf"),
    ),
    "arsip-panjang": (lambda: flat([*titled(ARSIP), in_place(long(ARSIP, 3))]), ("docx", "pdf")),
    "dua-sop": (
        lambda: flat(
            [identity(TALANG), Break(), in_place(TALANG), Break(), identity(KELURAHAN), Break(), in_place(KELURAHAN)]
        ),
        ("docx", "pdf"),
    ),
    "sop-yang-sama-dua-kali": (
        lambda: flat([*titled(KELURAHAN), ticked(KELURAHAN), Break(), *titled(KELURAHAN), ticked(KELURAHAN)]),
        ("docx", "pdf"),
    ),
    "inspektorat-jumlah": (lambda: flat([identity(INSPEKTORAT), Text(""), counted(INSPEKTORAT)]), ("docx", "html")),
}


def make(papers: Papers, names: Sequence[str] = ()) -> None:
    """Make the named papers, or all."""
    DOCUMENTS.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, (write, endings) in papers.items():
            if names and name not in names:
                continue
            source = Path(folder) / f"{name}.fodt"
            source.write_text(write(), encoding="utf-8")
            for ending in endings:
                convert(source, "txt:Text (encoded):UTF8" if ending == "txt" else ending, Path(folder))
    for picture in DOCUMENTS.glob("*.gif"):
        picture.unlink()


def convert(source: Path, kind: str, folder: Path) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(DOCUMENTS),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
