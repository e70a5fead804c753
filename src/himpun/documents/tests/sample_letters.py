"""Samples of what an act sends out: disposition, letters, plan, meeting."""

from datetime import date

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
        Items(("Sekretaris Kecamatan", "Kasubbag Perencanaan, Keuangan dan Aset", "Para kepala seksi dan lurah")),
        Checks(
            (
                ("Tanggapan dan saran", False),
                ("Proses lebih lanjut", True),
                ("Koordinasi/konfirmasikan", True),
                ("Untuk diketahui", False),
            )
        ),
        Paragraphs(("Himpun data dari semua unit, periksa bukti dukungnya, lalu laporkan sebelum batas waktu.",)),
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
                (
                    "Isi semua kolom realisasi. Bila kegiatan belum berjalan atau indikator tidak "
                    "berlaku, tulis alasannya; "
                    "angka 0 berarti benar-benar nol."
                ),
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
                (
                    "Menindaklanjuti disposisi Camat tanggal 2 April 2026, bersama ini disampaikan "
                    "format permintaan data "
                    "kinerja triwulan I tahun 2026 untuk diisi dan dilengkapi data dukung."
                ),
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
    addressee=("Para Kepala Seksi", "Para Lurah"),
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
                (
                    "Pimpinan rapat menyampaikan bahwa data kinerja triwulan I dihimpun dari tujuh unit, masing-masing "
                    "dengan data dukung. Unit yang kegiatannya belum berjalan tetap mengisi dengan alasan."
                ),
                (
                    "Lurah Bonebalantak menanyakan cara menghitung indeks kepuasan masyarakat bila "
                    "responden kurang dari "
                    "jumlah minimum. Disepakati memakai hasil survei terakhir dengan catatan."
                ),
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
