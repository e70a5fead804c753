"""Samples of figures and lists: sheet, recap, report, analysis, receipts, archive."""

from himpun.documents.content import (
    Align,
    Checks,
    Column,
    Content,
    Fields,
    Heading,
    Items,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.tests.sample_people import (
    CAMAT,
    FIGURES,
    INDICATORS,
    INITIALS,
    KOP,
    NUMBER,
    PLACE,
    PLANNER,
    SECRETARY,
    UNITS,
    rows,
)

SHEET = Content(
    KOP,
    "Isian data kinerja triwulan I tahun 2026",
    heads=(("Unit", UNITS[4]), ("Revisi", "2"), ("Dikirim", "8 April 2026 pukul 14.05 WITA")),
    blocks=(
        Table(
            (*FIGURES[:2], *FIGURES[3:], Column("Data dukung", width=1.6)),
            [
                [
                    *row[:2],
                    *row[3:],
                    "rekap_kunjungan_pelayanan_terpadu_januari_sampai_maret_2026_final_revisi_2.xlsx",
                ]
                for row in rows(5)
            ],
        ),
        Fields(
            (
                ("Hambatan", "Jaringan di dua kelurahan terputus selama sembilan hari pada bulan Februari."),
                ("Faktor pendukung", "Petugas pelayanan ditambah satu orang."),
                ("Tindak lanjut", "Pengisian luring, lalu disalin setelah jaringan pulih."),
            ),
            heading="Keterangan",
        ),
        Paragraphs(("Lanjutkan, dan lengkapi bukti indikator nomor 4.",), heading="Rekomendasi atasan"),
    ),
    place=PLACE,
    signer=SignerBlock(
        "KEPALA SEKSI PELAYANAN UMUM", "Fitriani Lahmuddin, S.Kom.", "Penata, III/c", "198812122011012003"
    ),
)

RECEIPT = Content(
    KOP,
    "Tanda terima",
    heads=(("Telah diterima dari", UNITS[5]), ("Berupa", "Data kinerja triwulan I tahun 2026")),
    blocks=(
        Table(
            (
                NUMBER,
                Column("Uraian", width=3),
                Column("Jumlah", Align.CENTER),
                Column("Keterangan", width=1.5),
            ),
            (
                ("1.", "Isian data kinerja, revisi 1", "1 berkas", "lengkap"),
                ("2.", "Data dukung", "6 berkas", "asli"),
            ),
        ),
    ),
    place=PLACE,
    beside=SignerBlock(
        "LURAH BONEBALANTAK", "Hasan Basri Tongko, S.Sos.", "Penata Tk. I, III/d", lead="Yang menyerahkan,"
    ),
    signer=SignerBlock(PLANNER.capacity, PLANNER.name, PLANNER.rank, PLANNER.nip, lead="Yang menerima,"),
)

COMPLETENESS = Content(
    KOP,
    "Daftar kelengkapan data kinerja",
    heads=(("Periode", "Triwulan I tahun 2026"), ("Keadaan", "8 April 2026 pukul 16.00 WITA")),
    blocks=(
        Table(
            (
                NUMBER,
                Column("Unit", width=3),
                Column("Isian", Align.CENTER),
                Column("Data dukung", Align.CENTER),
                Column("Diterima", Align.CENTER, 1.4),
                Column("Keterangan", width=1.6),
            ),
            [[f"{n}.", unit, "ada", "4 dari 4", f"{n} April 2026", "revisi 1"] for n, unit in enumerate(UNITS, 1)],
            summary=(("", "Lengkap 7 dari 7 unit", "7", "28", "", ""),),
        ),
    ),
    place=PLACE,
    initials=(INITIALS[1],),
)

RECAP = Content(
    KOP,
    "Rekapitulasi data kinerja triwulan I tahun 2026",
    blocks=(Table(FIGURES, rows(40), caption="Realisasi dan capaian menurut unit"),),
    place=PLACE,
    initials=INITIALS,
    landscape=True,
    footnote="Capaian dihitung dari angka asli dan dibulatkan ke atas setengah, dua desimal, hanya untuk ditampilkan.",
)

REPORT = Content(
    KOP,
    "Laporan data kinerja\nTriwulan I tahun 2026",
    heads=(
        ("Perangkat daerah", "Kecamatan Batui Selatan"),
        ("Periode", "1 Januari sampai 31 Maret 2026"),
        ("Unit yang melapor", "7 dari 7 unit"),
        ("Capaian rata-rata", "96,42 persen"),
    ),
    blocks=(
        Heading("A. Dasar dan cara pengumpulan"),
        Paragraphs(
            (
                (
                    "Data dihimpun dari tujuh unit menurut SOP pengumpulan data kinerja, diperiksa "
                    "berjenjang, dan dilengkapi "
                    "data dukung yang tersimpan bersama sidiknya."
                ),
            )
        ),
        Heading("B. Realisasi dan capaian"),
        Table(
            FIGURES,
            rows(40),
            caption="Tabel 1. Target, realisasi, dan capaian menurut indikator",
            summary=(("", "Rata-rata capaian indikator yang dapat dihitung", "", "", "", "", "96,42"),),
            wide=True,
        ),
        Heading("C. Analisis"),
        Paragraphs(
            (
                (
                    "Empat indikator belum mencapai target. Penyebab utamanya jaringan yang terputus "
                    "di dua kelurahan dan "
                    "survei kepuasan yang baru dimulai pada bulan Maret."
                ),
                (
                    "Dibanding triwulan yang sama tahun lalu, ketepatan waktu pelaporan naik dari "
                    "81,00 menjadi 96,50 persen."
                ),
            )
        ),
        Items(
            (
                "Survei kepuasan dilaksanakan sejak awal triwulan;",
                "Pengisian luring disiapkan untuk dua kelurahan.",
            ),
            heading="Tindak lanjut",
            marker="a.",
        ),
    ),
    place=PLACE,
    signer=CAMAT,
    initials=INITIALS,
    copies_to=("Kepala Bappeda Kabupaten Banggai", "Inspektur Kabupaten Banggai"),
    footnote="Skala capaian: >90 sangat tinggi, >75 tinggi, >65 sedang, >50 rendah, selebihnya sangat rendah.",
)

ANALYSIS = Content(
    KOP,
    "Analisis capaian kinerja triwulan I tahun 2026",
    blocks=(
        Table(
            (
                NUMBER,
                Column("Indikator", width=2),
                Column("Capaian", Align.RIGHT),
                Column("Penyebab", width=2),
                Column("Tindak lanjut", width=2),
                Column("Penanggung jawab", width=1.3),
            ),
            [
                [
                    f"{n}.",
                    INDICATORS[n % 4],
                    f"{60 + n},50",
                    "Survei baru dimulai bulan Maret",
                    "Survei dimulai lebih awal",
                    UNITS[n % 7],
                ]
                for n in range(1, 6)
            ],
        ),
    ),
    place=PLACE,
    signer=PLANNER,
    landscape=True,
)

REVIEW_NOTE = Content(
    KOP,
    "Catatan pemeriksaan",
    heads=(("Yang diperiksa", f"Isian {UNITS[4]}, revisi 1"), ("Hasil", "Dikembalikan untuk diperbaiki")),
    blocks=(
        Table(
            (NUMBER, Column("Bagian", width=2), Column("Catatan", width=3), Column("Batas waktu")),
            (
                (
                    "1.",
                    "Indikator 2, realisasi",
                    "Tidak sama dengan rekap bulanan: tertulis 88,50, bukti 85,80.",
                    "9 April 2026",
                ),
                ("2.", "Indikator 4, data dukung", "Berkas bulan Maret belum ada.", "9 April 2026"),
            ),
        ),
        Checks(
            (("Angka cocok dengan bukti", False), ("Bukti terbaca", True), ("Satuan benar", True)),
            heading="Periksa",
        ),
    ),
    place=PLACE,
    signer=SECRETARY,
)

COVER_LETTER = Content(
    KOP,
    "Surat pengantar",
    heads=(("Sifat", "Biasa"),),
    addressee=("Kepala Bagian Organisasi Sekretariat Daerah Kabupaten Banggai",),
    blocks=(
        Table(
            (
                NUMBER,
                Column("Naskah yang dikirim", width=3),
                Column("Banyaknya", Align.CENTER),
                Column("Keterangan", width=2),
            ),
            (
                (
                    "1.",
                    "Laporan data kinerja triwulan I tahun 2026 Kecamatan Batui Selatan",
                    "1 berkas",
                    "Dikirim dengan hormat untuk dipergunakan sebagaimana mestinya.",
                ),
            ),
        ),
    ),
    place=PLACE,
    signer=CAMAT,
    copies_to=("Arsip",),
)

ARCHIVE_LIST = Content(
    KOP,
    "Daftar arsip",
    heads=(("Unit pengolah", UNITS[1]), ("Tahun", "2026")),
    blocks=(
        Table(
            (
                Column("Kode klasifikasi", Align.CENTER),
                Column("No. item", Align.CENTER),
                Column("Uraian", width=3),
                Column("Tanggal", Align.CENTER),
                Column("Jumlah", Align.CENTER),
                Column("Tingkat perkembangan"),
                Column("Lokasi simpan", width=1.5),
                Column("Retensi", width=1.5),
            ),
            [
                [
                    "000.8.6.3",
                    str(n),
                    f"Laporan data kinerja triwulan {('I', 'II', 'III', 'IV')[n % 4]}",
                    "10-04-2026",
                    "1",
                    "asli",
                    f"Rak 2, boks {n}, folder 4",
                    "1 tahun aktif, 1 tahun inaktif, musnah",
                ]
                for n in range(1, 21)
            ],
        ),
    ),
    place=PLACE,
    signer=SECRETARY,
    landscape=True,
)
