"""One invented SOP in the many shapes in which converters and offices leave it."""

from collections.abc import Iterable

MASTHEAD = ("PEMERINTAH KABUPATEN MUARA KELANA", "KECAMATAN SUNGAI RINDANG")
FIELDS = (
    ("Nomor SOP", "065/12/SOP-KSR/2024"),
    ("Tanggal Pembuatan", "4 Maret 2024"),
    ("Tanggal Revisi", "-"),
    ("Tanggal Efektif", "1 April 2024"),
    ("Disahkan Oleh", "CAMAT SUNGAI RINDANG"),
    ("Nama SOP", "Pengumpulan Data Kinerja Triwulanan"),
)
LISTS = (
    ("Dasar Hukum", ("1. Peraturan Presiden Nomor 29 Tahun 2014", "2. Peraturan Bupati Nomor 3 Tahun 2020")),
    ("Kualifikasi Pelaksana", ("1. Memahami SAKIP", "2. Mampu memakai komputer")),
    ("Keterkaitan", ("1. SOP Penyusunan LKjIP",)),
    ("Peralatan/Perlengkapan", ("1. Komputer", "2. Printer")),
    ("Peringatan", ("Jika terlambat, laporan tertunda",)),
    ("Pencatatan dan Pendataan", ("Disimpan sebagai data elektronik",)),
)
PERFORMERS = ("Camat", "Sekretaris", "Kasubbag Perencanaan", "Kasi", "Pengadministrasi Umum")
ROWS = (
    ("Memerintahkan Sekretaris mengumpulkan data kinerja", "Surat Bupati", "10 Menit", "Disposisi", 0),
    ("Menugaskan Kasubbag Perencanaan menyiapkan format isian", "Disposisi", "30 Menit", "Disposisi", 1),
    ("Menyampaikan format isian kepada seluruh Kasi", "Format isian", "1Hari", "Tanda terima", 2),
    ("Mengisi data kinerja dan menyerahkan kepada Kasubbag Perencanaan", "Format", "3 Hari Kerja", "Isian data", 3),
    ("Menghimpun dan merekap isian dari Kasi", "Isian data", "2 Jam", "Rekap data", 2),
    ("Menandatangani laporan data kinerja", "Rekap data", "30 Menit", "Laporan", 0),
    ("Mengarsipkan laporan", "Laporan", "15 Menit", "Arsip", 4),
)
HEAD = ("No", "Uraian Kegiatan", "Pelaksana", "", "", "", "", "Mutu Baku", "", "", "Keterangan")
BELOW = ("", "", *PERFORMERS, "Kelengkapan", "Waktu", "Output", "")


def row(at: int, sign: str = "") -> tuple[str, ...]:
    """A row in all its columns, with a sign in its performer's."""
    activity, needs, time, yields, who = ROWS[at]
    signs = (sign if place == who else "" for place in range(len(PERFORMERS)))
    return (str(at + 1), activity, *signs, needs, time, yields, "")


def rows(sign: str = "") -> list[tuple[str, ...]]:
    return [HEAD, BELOW, *(row(at, sign) for at in range(len(ROWS)))]


def by_tabs(table: Iterable[Iterable[str]]) -> str:
    return "\n".join("\t".join(cells) for cells in table)


def by_pipes(table: Iterable[Iterable[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in table)


def one_below_another(table: Iterable[Iterable[str]]) -> str:
    """A cell on each line; the empty ones are lost."""
    return "\n".join(cell for cells in table for cell in cells if cell)


def identity() -> str:
    """The identity page as rows of cells parted by tabs."""
    lines = [*MASTHEAD, *("\t".join(field) for field in FIELDS)]
    for (left, entries), (right, others) in zip(LISTS[::2], LISTS[1::2], strict=True):
        lines.append(f"{left}\t{right}")
        for at in range(max(len(entries), len(others))):
            lines.append("\t".join(side[at] if at < len(side) else "" for side in (entries, others)))
    return "\n".join(lines) + "\n\n"


def told_identity() -> str:
    """The identity page as lines."""
    lines = [*MASTHEAD, *(f"{label} : {value}" for label, value in FIELDS)]
    for label, entries in LISTS:
        lines += [f"{label} :", *entries]
    return "\n".join(lines) + "\n"


def _collapsed() -> str:
    heads = ["No", "Aktivitas", *PERFORMERS, "Kelengkapan", "Waktu", "Output", "Keterangan"]
    columns = ["\n\n\n".join(f"{at + 1}." for at in range(len(ROWS))), "\n\n\n".join(one[0] for one in ROWS)]
    columns += [""] * len(PERFORMERS) + ["\n\n\n".join(str(one[at]) for one in ROWS) for at in (1, 2, 3)] + [""]
    return told_identity() + "\n" + "\n".join("\t" + cell for cell in [*heads, *columns])


def _columns() -> str:
    named = (("Uraian Kegiatan", 0), ("Kelengkapan", 1), ("Waktu", 2), ("Output", 3))
    told = [f"{name}\n" + "\n".join(f"{n}. {one[at]}" for n, one in enumerate(ROWS, start=1)) for name, at in named]
    told.insert(1, "Pelaksana\n" + "\n".join(PERFORMERS))
    return told_identity() + "\n".join(told)


def _steps_then_times() -> str:
    heads = one_below_another([HEAD[:-1], BELOW])
    steps = "\n".join(f"{n}. {one[0]}" for n, one in enumerate(ROWS, start=1))
    return "\n".join([told_identity() + heads, steps, *("\n".join(str(one[at]) for one in ROWS) for at in (1, 2, 3))])


def _html_in_cells() -> str:
    told = [(n, f'<p style="x">{what}</p>', *rest[:-4], f"<ol><li>{needs}</li></ol>", f"<b>{time}</b>", out, note)
            for n, what, *rest, needs, time, out, note in rows()[2:]]  # fmt: skip
    return identity() + by_tabs([[f"<b>{cell}</b>" if cell else "" for cell in HEAD], BELOW, *told])


def _broken_heading() -> str:
    words = "N o|Uraian|Kegi-|atan|Pelak-|sana|Mutu|Baku|Ket.|Camat|Sekre-|taris|Kasubbag|Perencanaan|Kasi"
    words += "|Pengadmi-|nistrasi Umum|Keleng-|kapan|Waktu|Out-|put"
    return told_identity() + words.replace("|", "\n") + "\n" + one_below_another(rows()[2:])


def _sub_columns() -> str:
    deep: list[tuple[str, ...]] = [
        (*HEAD[:-1], "", "", HEAD[-1]),
        (*BELOW[:9], "", "", *BELOW[9:]),
        ("",) * 8 + ("Menit", "Jam", "Hari", "", ""),
    ]
    places = {"Menit": 0, "Jam": 1, "Hari": 2}
    for cells in rows()[2:]:
        figure, unit = cells[8].replace("1Hari", "1 Hari").split()[:2]
        deep.append((*cells[:8], *(figure if places[unit] == at else "" for at in range(3)), *cells[9:]))
    return identity() + by_tabs(deep)


def _spelt_otherwise() -> str:
    heads = [
        ("No.", "Tahapan", "Aktor", "", "", "", "", "Baku Mutu", "", "", "Ket"),
        ("", "", *PERFORMERS, "Persyaratan", "Waktu", "Ouput", ""),
    ]
    return identity() + by_tabs([*heads, *rows()[2:]])


def _pages() -> str:
    table = rows()
    return identity() + by_tabs(table[:5]) + "\n\nHalaman 2\n\n" + by_tabs([*table[:2], *table[5:]])


TABLE = rows()
SHAPES = {
    "tabs": identity() + by_tabs(TABLE),
    "ticks": identity() + by_tabs(rows("v")),
    "performers without their empty cells": identity()
    + by_tabs([("No", "Uraian Kegiatan", "Pelaksana", "Mutu Baku", "Keterangan"), BELOW[2:-1], *TABLE[2:]]),
    "pipes": told_identity() + by_pipes(TABLE),
    "markdown": told_identity() + by_pipes([*TABLE[:2], ["---"] * 11, *TABLE[2:]]),
    "cells one below another": told_identity() + one_below_another(TABLE),
    "cells that begin with a tab": "\n".join(MASTHEAD)
    + "\n" + "\n".join(f"\t{label}\n\t: {value}" for label, value in FIELDS)
    + "\n" + "\n".join("\n\t" + cell for cells in TABLE for cell in cells),
    "one row": _collapsed(),
    "one line of tabs": told_identity() + "\t".join(cell for cells in TABLE for cell in cells),
    "one line of words": told_identity() + " ".join(cell for cells in TABLE for cell in cells if cell),
    "columns one after another": _columns(),
    "steps first and times after": _steps_then_times(),
    "html in cells": _html_in_cells(),
    "a broken heading": _broken_heading(),
    "units as sub-columns": _sub_columns(),
    "other words in the heading": _spelt_otherwise(),
    "two pages": _pages(),
    "columns kept apart by spaces": told_identity() + "\n".join("   ".join(filter(None, cells)) for cells in TABLE),
    "identity behind the table": by_tabs(TABLE) + "\n\n" + identity(),
    "a total below": identity() + by_tabs([*TABLE, ("", "Jumlah", "", "", "", "", "", "", "4 hari 205 menit", "", "")]),
}  # fmt: skip
"""The same SOP, whatever became of it."""
