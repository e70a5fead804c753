"""The invented people, units and figures that the sample papers speak of."""

from himpun.documents.content import Align, Column, InitialLine, Kop, SignerBlock

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
