"""Invented offices and their SOPs: what the documents of the set say, and so what reading them shall give."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`who`: the numbers of the performers who do it. `back`: the step to which what is not right returns."""

    activity: str
    who: tuple[int, ...]
    kind: str
    needs: tuple[str, ...]
    time: str
    output: str
    back: int | None = None


@dataclass(frozen=True)
class Office:
    government: str
    office: str
    number: str
    head: str
    name: str
    title: str
    performers: tuple[str, ...]
    steps: tuple[Step, ...]


T, P, D = "terminator", "process", "decision"

TALANG = Office(
    "PEMERINTAH KABUPATEN MUARA SENTOSA",
    "KECAMATAN TALANG RIMBO",
    "065/014/SOP-TR/2024",
    "CAMAT TALANG RIMBO",
    "Rahmat Wiguna, S.STP",
    "Pengumpulan Data Kinerja",
    ("Camat", "Sekretaris Camat", "Kasubbag Perencanaan", "Kepala Seksi"),
    (
        Step(
            "Memerintahkan pengumpulan data kinerja triwulan", (0,), T, ("Jadwal pelaporan",), "15 menit", "Disposisi"
        ),
        Step("Menyusun format permintaan data", (2,), P, ("Disposisi", "Rencana aksi"), "2 jam", "Format isian"),
        Step("Mengisi data realisasi dan melampirkan bukti", (3,), P, ("Format isian",), "2 hari", "Isian seksi"),
        Step("Menghimpun dan merekap isian", (2,), P, ("Isian seksi",), "1 hari", "Rekap data kinerja"),
        Step(
            "Memeriksa rekap. Jika belum lengkap, dikembalikan untuk diperbaiki",
            (1,),
            D,
            ("Rekap data kinerja",),
            "60 menit",
            "Rekap yang telah diperiksa",
            4,
        ),
        Step("Menandatangani laporan data kinerja", (0,), T, ("Konsep laporan",), "30 menit", "Laporan data kinerja"),
    ),
)

PERIKANAN = Office(
    "PEMERINTAH KABUPATEN BUKIT LESTARI",
    "DINAS PERIKANAN",
    "067/DP/2023",
    "KEPALA DINAS PERIKANAN",
    "Ir. Sulastri Handayani, M.Si",
    "Penyusunan Laporan Capaian Kinerja",
    ("Kepala Dinas", "Sekretaris", "Kasubbag Program", "Kepala Bidang", "Staf"),
    (
        Step("Memberi arahan penyusunan laporan capaian kinerja", (0,), T, ("Surat Bupati",), "30 menit", "Arahan"),
        Step("Meneruskan arahan kepada Kasubbag Program", (1,), P, ("Arahan",), "15 menit", "Disposisi"),
        Step(
            "Menyiapkan surat permintaan data", (2,), P, ("Disposisi", "Daftar indikator"), "1 hari", "Surat permintaan"
        ),
        Step("Mengumpulkan data capaian bidang", (3,), P, ("Surat permintaan",), "3 hari", "Data capaian bidang"),
        Step("Menginput data ke lembar kerja", (4,), P, ("Data capaian bidang",), "1 hari", "Lembar kerja"),
        Step("Menyusun konsep laporan", (2,), P, ("Lembar kerja",), "2 hari", "Konsep laporan"),
        Step("Mengoreksi konsep laporan", (1,), D, ("Konsep laporan",), "1 hari", "Konsep laporan terkoreksi", 6),
        Step("Menyetujui dan menandatangani laporan", (0,), T, ("Konsep laporan terkoreksi",), "30 menit", "Laporan"),
    ),
)

ARSIP = Office(
    "PEMERINTAH KOTA SINAR PAGI",
    "BADAN KEARSIPAN DAERAH",
    "800/21/BKD/2022",
    "KEPALA BADAN KEARSIPAN DAERAH",
    "Drs. Yohanes Lede, M.M",
    "Pengelolaan Data Kinerja Perangkat Daerah",
    ("Kepala Badan", "Sekretaris", "Perencana", "Kepala Bidang"),
    (
        Step("Menugaskan pengumpulan data kinerja", (0,), T, ("Agenda kerja",), "10 menit", "Disposisi"),
        Step("Menyampaikan format kepada bidang", (2,), P, ("Disposisi", "Format data"), "60 menit", "Surat pengantar"),
        Step("Mengisi format data kinerja bidang", (3,), P, ("Format data",), "480 menit", "Data kinerja bidang"),
        Step("Menggabungkan data kinerja", (2,), P, ("Data kinerja bidang",), "240 menit", "Data kinerja gabungan"),
        Step("Memverifikasi data kinerja gabungan", (1,), D, ("Data kinerja gabungan",), "120 menit", "Data sah", 4),
        Step("Mengesahkan data kinerja", (0,), P, ("Data sah",), "30 menit", "Data kinerja yang disahkan"),
        Step("Mengarsipkan data kinerja", (2,), T, ("Data kinerja yang disahkan",), "15 menit", "Arsip data kinerja"),
    ),
)

INSPEKTORAT = Office(
    "PEMERINTAH KABUPATEN TANJUNG DAMAI",
    "INSPEKTORAT",
    "700/05-SOP/ITKAB/2023",
    "INSPEKTUR",
    "Hj. Nurlela Basri, S.H., CGCAE",
    "Pengumpulan Data Kinerja Pengawasan",
    ("Inspektur", "Sekretaris", "Inspektur Pembantu", "Kasubbag Evaluasi dan Pelaporan", "Analis"),
    (
        Step("Memerintahkan pengumpulan data kinerja pengawasan", (0,), T, ("Renja",), "20 menit", "Nota dinas"),
        Step("Menyusun jadwal dan format data", (3,), P, ("Nota dinas",), "1 hari", "Jadwal dan format"),
        Step("Mengisi data kinerja pengawasan", (2,), P, ("Jadwal dan format",), "3 hari", "Data kinerja wilayah"),
        Step("Merekap data kinerja", (4,), P, ("Data kinerja wilayah",), "1 hari", "Rekap data"),
        Step("Memvalidasi rekap data", (3,), D, ("Rekap data",), "90 menit", "Rekap tervalidasi", 4),
        Step("Memeriksa dan memaraf konsep laporan", (1,), P, ("Konsep laporan",), "45 menit", "Konsep terparaf"),
        Step("Menandatangani laporan kinerja pengawasan", (0,), P, ("Konsep terparaf",), "15 menit", "Laporan kinerja"),
        Step("Menyimpan dan mengarsipkan laporan", (4,), T, ("Laporan kinerja",), "15 menit", "Arsip laporan"),
    ),
)

KELURAHAN = Office(
    "PEMERINTAH KOTA SINAR PAGI",
    "KELURAHAN MEKAR ASRI",
    "145/09/KMA/2024",
    "LURAH MEKAR ASRI",
    "Dwi Kartika, S.IP",
    "Pelaporan Data Kinerja Kelurahan",
    ("Lurah", "Sekretaris Lurah", "Kepala Seksi", "Staf Pelayanan"),
    (
        Step("Menugaskan sekretaris menyiapkan data kinerja", (0,), T, ("Surat Camat",), "10 menit", "Disposisi"),
        Step("Membagi tugas pengumpulan data", (1,), P, ("Disposisi",), "30 menit", "Pembagian tugas"),
        Step("Mengumpulkan data kegiatan seksi", (2,), P, ("Pembagian tugas",), "2 hari", "Data kegiatan"),
        Step("Mengetik laporan data kinerja", (3,), P, ("Data kegiatan",), "4 jam", "Konsep laporan"),
        Step("Menandatangani dan mengirim laporan", (0,), T, ("Konsep laporan",), "1 jam", "Laporan terkirim"),
    ),
)
