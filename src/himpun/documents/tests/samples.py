"""One invented paper of each kind, with the long names and long tables that break layouts."""

from collections.abc import Mapping
from datetime import date

from himpun.documents.content import (
    Align,
    Checks,
    Column,
    Content,
    Fields,
    Heading,
    InitialLine,
    Items,
    Kop,
    Paragraphs,
    SignerBlock,
    Table,
)
from himpun.documents.kinds import PaperKind

KOP = Kop(
    "Pemerintah Kabupaten Banggai",
    "Kecamatan Batui Selatan",
    "Jalan Poros Desa Sukamaju Nomor 17, Kode Pos 94700",
    "Telepon (0461) 000000 · surel batuiselatan@contoh.go.id · laman batuiselatan.contoh.go.id",
)
PLACE = "Sukamaju"
CAMAT = SignerBlock(
    "Plt. CAMAT BATUI SELATAN",
    "Dra. Hj. Rahmawati Laupe, M.A.P.",
    "Pembina Tk. I, IV/b",
    "197203151993032004",
)
SECRETARY = SignerBlock(
    "SEKRETARIS KECAMATAN",
    "Moh. Yusran Datu Adam, S.STP., M.Si.",
    "Penata Tk. I, III/d",
    "198408212003121002",
)
PLANNER = SignerBlock(
    "KEPALA SUBBAGIAN PERENCANAAN, KEUANGAN DAN ASET",
    "Ni Luh Ayu Kertaningsih Widyastuti Pranadewi, S.E., M.Ak., CGAA",
    "Penata, III/c",
    "199001052014062001",
)
INITIALS = (
    InitialLine("Sekretaris Kecamatan", SECRETARY.name),
    InitialLine("Kasubbag Perencanaan", PLANNER.name),
)
UNITS = (
    "Subbagian Umum dan Kepegawaian",
    "Subbagian Perencanaan, Keuangan dan Aset",
    "Seksi Pemerintahan, Ketenteraman dan Ketertiban Umum",
    "Seksi Pemberdayaan Masyarakat Desa dan Kelurahan",
    "Seksi Pelayanan Umum",
    "Kelurahan Bonebalantak",
    "Kelurahan Sisipan Barat",
)
INDICATORS = (
    "Persentase dokumen perencanaan dan pelaporan kinerja yang disampaikan tepat waktu",
    "Indeks kepuasan masyarakat terhadap pelayanan administrasi terpadu kecamatan (PATEN)",
    "Jumlah desa yang menyampaikan laporan pertanggungjawaban APBDes sebelum batas waktu",
    "Waktu rata-rata penyelesaian surat keterangan (menit)",
)
NUMBER = Column("No.", Align.CENTER)


def rows(count: int) -> list[list[str]]:
    return [
        [
            f"{n}.",
            INDICATORS[n % len(INDICATORS)],
            UNITS[n % len(UNITS)],
            ("persen", "indeks", "desa", "menit")[n % 4],
            f"{80 + n % 20},00",
            "belum berjalan" if n % 9 == 4 else f"{75 + n % 22},50",
            "—" if n % 9 == 4 else f"{90 + n % 15},{n % 10}0",
        ]
        for n in range(1, count + 1)
    ]


FIGURES = (
    NUMBER,
    Column("Indikator", width=3.2),
    Column("Unit", width=2),
    Column("Satuan"),
    Column("Target TW I", Align.RIGHT),
    Column("Realisasi", Align.RIGHT),
    Column("Capaian (%)", Align.RIGHT),
)

DISPOSITION = Content(
    KOP,
    "Lembar disposisi",
    heads=(
        ("Surat dari", "Bagian Organisasi Sekretariat Daerah Kabupaten Banggai"),
        ("Nomor surat", "000.8.6.3/112/Bag.Org/2026"),
        ("Tanggal surat", "1 April 2026"),
        ("Diterima tanggal", "2 April 2026"),
        ("Nomor agenda", "87"),
        ("Sifat", "Segera"),
        ("Perihal", "Penyampaian data kinerja triwulan I tahun 2026"),
        ("Batas waktu", "10 April 2026"),
    ),
    blocks=(
        Items(
            ("Sekretaris Kecamatan", "Kasubbag Perencanaan, Keuangan dan Aset", "Para kepala seksi dan lurah")
        ),
        Checks(
            (
                ("Tanggapan dan saran", False),
                ("Proses lebih lanjut", True),
                ("Koordinasi/konfirmasikan", True),
                ("Untuk diketahui", False),
            )
        ),
        Paragraphs(
            ("Himpun data dari semua unit, periksa bukti dukungnya, lalu laporkan sebelum batas waktu.",)
        ),
    ),
    place=PLACE,
    dated=date(2026, 4, 2),
    signer=CAMAT,
)

TEAM_LETTER = Content(
    KOP,
    "Surat tugas",
    blocks=(
        Items(
            (
                "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;",
                "Disposisi Camat tanggal 2 April 2026 tentang pengumpulan data kinerja.",
            ),
            heading="Dasar",
        ),
        Heading("Menugaskan"),
        Table(
            (
                NUMBER,
                Column("Nama dan NIP", width=2),
                Column("Jabatan", width=2),
                Column("Kedudukan dalam tim"),
            ),
            (
                ("1.", f"{SECRETARY.name}\nNIP. 19840821 200312 1 002", "Sekretaris Kecamatan", "Ketua"),
                ("2.", f"{PLANNER.name}\nNIP. 19900105 201406 2 001", "Kasubbag Perencanaan", "Sekretaris"),
                (
                    "3.",
                    "Abdul Gafar Monoarfa, S.Sos.\nNIP. 19810930 200901 1 005",
                    "Kasi Pemerintahan",
                    "Anggota",
                ),
            ),
        ),
        Items(
            (
                "Menyusun rencana kegiatan dan format permintaan data;",
                "Menghimpun, merekap, dan menganalisis data kinerja semua unit;",
                "Melaporkan hasilnya kepada Camat paling lambat tanggal 10 April 2026.",
            ),
            heading="Untuk",
        ),
    ),
    place=PLACE,
    signer=CAMAT,
    initials=INITIALS,
    copies_to=("Bupati Banggai di Luwuk (sebagai laporan)", "Inspektur Kabupaten Banggai"),
)

ACTIVITY_PLAN = Content(
    KOP,
    "Rencana kegiatan pengumpulan data kinerja triwulan I tahun 2026",
    blocks=(
        Table(
            (
                NUMBER,
                Column("Kegiatan", width=3),
                Column("Pelaksana", width=2),
                Column("Mulai", Align.CENTER),
                Column("Selesai", Align.CENTER),
                Column("Keluaran", width=1.6),
            ),
            [
                [
                    f"{n}.",
                    INDICATORS[n % 4].lower().capitalize(),
                    UNITS[n % 7],
                    f"{n} April",
                    f"{n + 2} April",
                    "Dokumen",
                ]
                for n in range(1, 12)
            ],
        ),
    ),
    place=PLACE,
    signer=CAMAT,
    initials=INITIALS,
    landscape=True,
)

REQUEST_FORMAT = Content(
    KOP,
    "Format permintaan data kinerja",
    heads=(
        ("Unit", UNITS[2]),
        ("Periode", "Triwulan I tahun 2026"),
        ("Dikembalikan", "paling lambat 8 April 2026"),
    ),
    blocks=(
        Table(
            (*FIGURES[:2], *FIGURES[3:6], Column("Bukti yang diminta", width=1.6)),
            [[*row[:2], *row[3:5], "", "Rekap bulanan, tanda terima"] for row in rows(6)],
        ),
        Paragraphs(
            (
                "Isi semua kolom realisasi. Bila kegiatan belum berjalan atau indikator tidak berlaku, tulis alasannya; "
                "angka 0 berarti benar-benar nol.",
            ),
            heading="Petunjuk",
        ),
    ),
    place=PLACE,
    signer=PLANNER,
)

REQUEST_NOTE = Content(
    KOP,
    "Nota dinas",
    addressee=("Kepala Seksi Pelayanan Umum",),
    heads=(
        ("Dari", "Sekretaris Kecamatan"),
        ("Sifat", "Segera"),
        ("Lampiran", "1 berkas"),
        ("Hal", "Permintaan data"),
    ),
    blocks=(
        Paragraphs(
            (
                "Menindaklanjuti disposisi Camat tanggal 2 April 2026, bersama ini disampaikan format permintaan data "
                "kinerja triwulan I tahun 2026 untuk diisi dan dilengkapi data dukung.",
                "Isian dikirim melalui Himpun paling lambat Rabu, 8 April 2026 pukul 16.00 WITA.",
                "Atas perhatian dan kerja samanya diucapkan terima kasih.",
            )
        ),
    ),
    place=PLACE,
    signer=SECRETARY,
    initials=(INITIALS[1],),
    copies_to=("Camat Batui Selatan (sebagai laporan)",),
)

INVITATION = Content(
    KOP,
    "Undangan",
    heads=(("Sifat", "Segera"), ("Lampiran", "-"), ("Hal", "Undangan rapat pembahasan data kinerja")),
    addressee=("Yth. 1. Para Kepala Seksi", "2. Para Lurah", "di - Tempat"),
    blocks=(
        Paragraphs(("Dengan hormat kami mengundang Saudara untuk hadir pada:",)),
        Fields(
            (
                ("Hari, tanggal", "Senin, 6 April 2026"),
                ("Pukul", "09.00 WITA sampai selesai"),
                ("Tempat", "Ruang rapat Kantor Camat Batui Selatan"),
                ("Acara", "Penjelasan format permintaan data dan pembagian tugas"),
            )
        ),
        Paragraphs(("Mengingat pentingnya acara ini, dimohon hadir tepat waktu.",)),
    ),
    place=PLACE,
    signer=CAMAT,
)

ATTENDANCE = Content(
    KOP,
    "Daftar hadir",
    heads=(
        ("Hari, tanggal", "Senin, 6 April 2026"),
        ("Tempat", "Ruang rapat Kantor Camat Batui Selatan"),
        ("Acara", "Rapat pembahasan data kinerja triwulan I tahun 2026"),
    ),
    blocks=(
        Table(
            (
                NUMBER,
                Column("Nama", width=2.2),
                Column("Jabatan/unit", width=2.2),
                Column("Tanda tangan", Align.ZIGZAG, 1.8),
            ),
            [[f"{n}.", f"Peserta Rapat {n}, S.IP.", UNITS[n % 7], f"{n}."] for n in range(1, 31)],
            row_height=11,
        ),
    ),
    place=PLACE,
    signer=SECRETARY,
)

MINUTES = Content(
    KOP,
    "Notulen rapat",
    heads=(
        ("Hari, tanggal", "Senin, 6 April 2026"),
        ("Waktu", "09.00 sampai 11.30 WITA"),
        ("Pimpinan rapat", SECRETARY.name),
        ("Pencatat", PLANNER.name),
        ("Hadir", "18 orang, daftar hadir terlampir"),
    ),
    blocks=(
        Items(("Pembukaan", "Penjelasan format permintaan data", "Tanya jawab"), heading="Susunan acara"),
        Paragraphs(
            (
                "Pimpinan rapat menyampaikan bahwa data kinerja triwulan I dihimpun dari tujuh unit, masing-masing "
                "dengan data dukung. Unit yang kegiatannya belum berjalan tetap mengisi dengan alasan.",
                "Lurah Bonebalantak menanyakan cara menghitung indeks kepuasan masyarakat bila responden kurang dari "
                "jumlah minimum. Disepakati memakai hasil survei terakhir dengan catatan.",
            ),
            heading="Pembahasan",
        ),
        Table(
            (
                NUMBER,
                Column("Keputusan", width=3),
                Column("Penanggung jawab", width=2),
                Column("Batas waktu"),
            ),
            (
                ("1.", "Isian dikirim dengan data dukung lengkap", "Semua unit", "8 April 2026"),
                ("2.", "Rekap diperiksa dua orang", "Subbagian Perencanaan", "9 April 2026"),
            ),
            caption="Keputusan dan tindak lanjut",
        ),
    ),
    place=PLACE,
    beside=SignerBlock("Pencatat", PLANNER.name, lead="", nip=PLANNER.nip),
    signer=SECRETARY,
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
    dated=date(2026, 4, 8),
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
            [
                [f"{n}.", unit, "ada", "4 dari 4", f"{n} April 2026", "revisi 1"]
                for n, unit in enumerate(UNITS, 1)
            ],
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
                "Data dihimpun dari tujuh unit menurut SOP pengumpulan data kinerja, diperiksa berjenjang, dan dilengkapi "
                "data dukung yang tersimpan bersama sidiknya.",
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
                "Empat indikator belum mencapai target. Penyebab utamanya jaringan yang terputus di dua kelurahan dan "
                "survei kepuasan yang baru dimulai pada bulan Maret.",
                "Dibanding triwulan yang sama tahun lalu, ketepatan waktu pelaporan naik dari 81,00 menjadi 96,50 persen.",
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
    addressee=("Yth. Kepala Bagian Organisasi Sekretariat Daerah Kabupaten Banggai", "di - Luwuk"),
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

SAMPLES: Mapping[PaperKind, Content] = {kind: globals()[kind.name] for kind in PaperKind}
