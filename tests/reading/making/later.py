"""The documents that were held back: thought of and made after the reader was done. See FIRST_READING.md."""

from tests.reading.making import page, word
from tests.reading.making.libreoffice import Block, Papers
from tests.reading.making.odf import Arrow, Cell, Grid, Shape, Text, Word, flat
from tests.reading.making.sops import Office, Step

T, P, D = "terminator", "process", "decision"
HUTAN = Office(
    "PEMERINTAH PROVINSI TANAH RENCONG UTARA",
    "DINAS KEHUTANAN",
    "522/09/DISHUT/2025",
    "KEPALA DINAS KEHUTANAN",
    "Ir. Bonar Simatupang",
    "Penghimpunan Data Kinerja Triwulan",
    ("Ka. Dinas", "Sekdis", "Kasubbag Prog. & Lap.", "Para Kabid"),
    (
        Step("Menetapkan jadwal penghimpunan data", (0,), T, ("Kalender kerja",), "± 30 menit", "Jadwal"),
        Step(
            "Mengirim formulir ke seluruh bidang", (2,), P, ("Jadwal", "Formulir"), "2 (dua) jam", "Formulir terkirim"
        ),
        Step("Mengisi formulir dan mengembalikannya", (3,), P, ("Formulir",), "5 hari kerja", "Formulir terisi"),
        Step("Rapat pencocokan data", (1, 2), P, ("Formulir terisi", "Undangan"), "3 jam", "Berita acara"),
        Step("Menyetujui data kinerja", (0,), T, ("Berita acara",), "1 hari kerja", "Data kinerja final"),
    ),
)
SEKWAN = Office(
    "PEMERINTAH KABUPATEN KUALA BERINGIN",
    "SEKRETARIAT DPRD",
    "170/33/SETWAN/2024",
    "SEKRETARIS DPRD",
    "Drs. Made Sudarsana",
    "Pengukuran Data Kinerja",
    ("Sekwan", "Kabag Program dan Keuangan", "Perencana Ahli Muda", "Pengelola Data"),
    (
        Step("Mendisposisikan surat permintaan data", (0,), T, ("Surat masuk",), "10 menit", "Disposisi"),
        Step("Menyiapkan bahan pengukuran", (2,), P, ("Disposisi",), "3 jam", "Bahan pengukuran"),
        Step("Mengolah data kinerja", (3,), P, ("Bahan pengukuran",), "2 hari", "Tabel pengukuran"),
        Step("Meneliti tabel pengukuran", (1,), D, ("Tabel pengukuran",), "90 menit", "Tabel diteliti", 3),
        Step("Menandatangani tabel pengukuran", (0,), T, ("Tabel diteliti",), "15 menit", "Tabel pengukuran kinerja"),
    ),
)
RSUD = Office(
    "PEMERINTAH KOTA PADANG ILALANG",
    "RUMAH SAKIT UMUM DAERAH",
    "445/2/RSUD/2024",
    "DIREKTUR",
    "dr. Ayu Larasati, M.Kes",
    "Pelaporan Indikator Kinerja",
    ("Direktur", "Kabag TU", "Kasubbag Perencanaan", "Kepala Instalasi"),
    (
        Step("Memberikan instruksi pelaporan", (0,), T, ("Surat edaran",), "15 menit", "Instruksi"),
        Step("Membuat lembar isian indikator", (2,), P, ("Instruksi",), "1 hari", "Lembar isian"),
        Step("Melaporkan capaian indikator instalasi", (3,), P, ("Lembar isian",), "2 hari", "Capaian instalasi"),
        Step("Mengecek kelengkapan capaian", (1,), D, ("Capaian instalasi",), "2 jam", "Capaian lengkap", 3),
        Step("Mengesahkan laporan indikator", (0,), T, ("Capaian lengkap",), "20 menit", "Laporan indikator"),
    ),
)


def forest() -> str:
    """Upright paper, no identity table, a box over two performers' columns, its own words for the headings."""
    names = [Cell(name) for name in HUTAN.performers]
    rows: list[list[Cell | None]] = [
        [
            Cell("NO.", rows=2),
            Cell("TAHAPAN KEGIATAN", rows=2),
            Cell("PELAKSANA KEGIATAN", columns=4),
            *[None] * 3,
            Cell("MUTU BAKU", columns=3),
            *[None] * 2,
        ],
        [None, None, *names, Cell("SYARAT/PERLENGKAPAN"), Cell("WAKTU"), Cell("HASIL")],
    ]
    for number, step in enumerate(HUTAN.steps, 1):
        cells = [Cell() for _ in HUTAN.performers]
        broad = 1.2 + 1.9 * (len(step.who) - 1)
        cells[step.who[0]].drawn.append(Shape(step.kind, 0.2, 0.3, broad, 0.6))
        rows.append(
            [
                Cell(f"{number}"),
                Cell(step.activity),
                *cells,
                Cell("\n".join(step.needs)),
                Cell(step.time),
                Cell(step.output),
            ]
        )
    top: list[Block] = [Text(text, bold=True) for text in (HUTAN.government, HUTAN.office, f"SOP: {HUTAN.title}")]
    return flat(
        [*top, Text(f"Nomor: {HUTAN.number}"), Grid([0.8, 3.4, 1.9, 1.9, 1.9, 1.9, 2.4, 1.7, 2.4], rows, high=1.6)],
        wide=False,
        size=8,
    )


def council() -> str:
    """Symbols with words in them, a way back with "Tidak" beside it, the arrows drawn from cell to cell."""
    names = [Cell(name) for name in SEKWAN.performers]
    rows: list[list[Cell | None]] = [
        [
            Cell("No", rows=2),
            Cell("Kegiatan", rows=2),
            Cell("Pelaksana", columns=4),
            None,
            None,
            None,
            Cell("Mutu Baku", columns=3),
            None,
            None,
        ],
        [None, None, *names, Cell("Kelengkapan"), Cell("Waktu"), Cell("Output")],
    ]
    for number, step in enumerate(SEKWAN.steps):
        cells = [Cell() for _ in SEKWAN.performers]
        text = {0: "Mulai", len(SEKWAN.steps) - 1: "Selesai"}.get(number, "")
        cells[step.who[0]].drawn.append(Shape(step.kind, 0.4, 0.5, 1.8, 0.8, text))
        if number + 1 < len(SEKWAN.steps):
            across = (SEKWAN.steps[number + 1].who[0] - step.who[0]) * 2.6
            cells[step.who[0]].drawn.append(Arrow((1.3, 1.3), (1.3 + across, 2.5)))
        if step.back:
            across = (SEKWAN.steps[step.back - 1].who[0] - step.who[0]) * 2.6
            cells[step.who[0]].drawn += [Arrow((2.2, 0.9), (1.3 + across, -0.7)), Word("Tidak", 2.3, 0.2)]
        rows.append(
            [
                Cell(f"{number + 1}"),
                Cell(step.activity),
                *cells,
                Cell(step.needs[0]),
                Cell(step.time),
                Cell(step.output),
            ]
        )
    top: list[Block] = [Text(SEKWAN.government), Text(SEKWAN.office), Text(f"Nama SOP\t: {SEKWAN.title}"), Text("")]
    return flat([*top, Grid([1, 5.5, 2.6, 2.6, 2.6, 2.6, 3.6, 2.2, 3.8], rows, high=2)])


def hospital() -> bytes:
    """The standard before the performers, who come last; ticks; the number of each step in brackets."""
    wide = [500, 3600, 1600, 1600, 1600, 1300, 1300, 1300, 1300]
    upper = [word.cell("No", 500, merge="starts"), word.cell("Aktivitas", 3600, merge="starts")]
    upper += [word.cell("Mutu Baku", 4800, span=3), word.cell("Pelaksana", 5200, span=4)]
    lower = [word.cell("", 500, merge="goes on"), word.cell("", 3600, merge="goes on")]
    lower += [word.cell(name, 1600) for name in ("Persyaratan", "Waktu", "Output")]
    rows = word.line(upper) + word.line([*lower, *(word.cell(name, 1300) for name in RSUD.performers)])
    for number, step in enumerate(RSUD.steps, 1):
        ticks = [word.cell("v" if who in step.who else "", 1300) for who in range(len(RSUD.performers))]
        standard = [word.cell(text, 1600) for text in (step.needs[0], step.time, step.output)]
        rows += word.line([word.cell(f"({number})", 500), word.cell(step.activity, 3600), *standard, *ticks])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in wide)
    body = word.titles(RSUD) + f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    return word.packed(body)


def market() -> bytes:
    """A PDF whose rules are thin filled boxes, its heading shaded, its symbols filled grey, words in three lines."""
    xs, ys = [40.0, 70, 300, 390, 480, 570, 690, 760, 890], [520.0, 480, 430, 380, 330, 280]
    found = "0.8 g " + "40 480 850 40 re f 0 g\n" + page.said(40, 560, "PEMERINTAH KOTA PADANG ILALANG", 11)
    found += page.said(40, 545, "DINAS PASAR", 11) + page.said(40, 530, "SOP Rekapitulasi Data Kinerja Pasar", 10)
    found += "".join(f"{xs[0]} {y} {xs[-1] - xs[0]} 0.6 re f\n" for y in ys)
    found += "".join(f"{x} {ys[-1]} 0.6 {ys[0] - ys[-1]} re f\n" for x in xs)
    heads = ["No", "Uraian Kegiatan", "Kepala Dinas", "Kasubbag Umum", "Kepala Pasar", "Kelengkapan", "Waktu", "Output"]
    found += "".join(page.said(x + 4, 498, text) for x, text in zip(xs, heads, strict=False))
    steps = [
        ("1", ("Memerintahkan rekapitulasi",), 0, "Agenda", "10 menit", "Perintah"),
        (
            "2",
            ("Membuat format rekapitulasi dan", "mengirimkannya kepada seluruh", "kepala pasar"),
            1,
            "Perintah",
            "4 jam",
            "Format",
        ),
        ("3", ("Mengisi format rekapitulasi",), 2, "Format", "3 hari", "Isian"),
        ("4", ("Mengesahkan rekapitulasi",), 0, "Isian", "15 menit", "Rekapitulasi"),
    ]
    for (number, lines, who, needs, time, output), top in zip(steps, ys[1:], strict=False):
        found += page.said(44, top - 15, number)
        found += "".join(page.said(74, top - 15 - 10 * n, line) for n, line in enumerate(lines))
        for x, text in ((574, needs), (694, time), (764, output)):
            found += page.said(x, top - 15, text)
        found += f"0.85 g {xs[2 + who] + 20} {top - 35} 50 20 re B 0 g\n"
    return page.bound([found])


LATER_BY_HAND = {"rsud-terbalik.docx": hospital, "pasar-arsir.pdf": market}
LATER_PAPERS: Papers = {"hutan-tegak": (forest, ("docx", "pdf")), "setwan-kata": (council, ("docx", "pdf"))}
