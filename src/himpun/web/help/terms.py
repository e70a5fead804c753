"""The words of the trade as the pages explain them on touch."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means on our pages, and the regulation that coined it, where one did."""

    key: str
    word: str
    meaning: str
    source: str = ""


_ALL: Final = (
    Term(
        "berkas",
        "Berkas",
        "Satu SOP yang sedang atau sudah dijalankan untuk satu periode, dengan semua tugas, angka dan naskahnya.",
    ),
    Term(
        "cadangan",
        "Cadangan",
        "Salinan seluruh data instalasi dalam satu berkas, diperiksa sebelum dianggap jadi. Baru berarti bila pernah "
        "terbukti dapat dipulihkan.",
    ),
    Term(
        "capaian",
        "Capaian",
        "Realisasi dibandingkan dengan target, dalam persen. Cara menghitungnya mengikuti arah indikator: makin tinggi "
        "makin baik, atau makin rendah makin baik.",
        "PermenPANRB 53/2014",
    ),
    Term(
        "data-dukung",
        "Data dukung",
        "Berkas yang membuktikan sebuah angka: foto, surat, rekap. Dilampirkan pada barisnya, paling besar 25 MB.",
        "PermenPANRB 88/2021",
    ),
    Term(
        "disposisi",
        "Disposisi",
        "Petunjuk tertulis pimpinan kepada bawahan tentang apa yang harus dikerjakan dan sampai kapan. Lembarnya "
        "dicetak otomatis.",
        "Permendagri 1/2023",
    ),
    Term(
        "dugaan",
        "Dugaan",
        "Yang tidak tertulis jelas dalam dokumen SOP dan dibaca dengan alasan. Seseorang membenarkan atau mengubahnya "
        "sebelum SOP disahkan.",
    ),
    Term(
        "edisi",
        "Edisi",
        "SOP sebagaimana disahkan pada suatu hari. Edisi tidak pernah diubah; perbaikan menjadi edisi berikutnya, dan "
        "berkas yang sedang berjalan tetap memakai edisinya.",
    ),
    Term(
        "gladi",
        "Gladi",
        "SOP dimainkan dari langkah pertama sampai arsip oleh orang rekaan, di tempat terpisah. Data kantor tidak "
        "tersentuh, dan dokumennya bukan dokumen resmi.",
    ),
    Term(
        "jatuh-tempo",
        "Jatuh tempo",
        "Saat sebuah tugas harus selesai. Dihitung dari waktu baku SOP pada jam kerja kantor Anda; malam, akhir pekan, "
        "hari libur dan cuti bersama tidak dihitung.",
        "Perpres 21/2023",
    ),
    Term(
        "kelengkapan",
        "Kelengkapan",
        "Yang harus ada sebelum sebuah langkah dikerjakan, menurut kolom mutu baku SOP.",
        "PermenPANRB 35/2012",
    ),
    Term(
        "kode",
        "Kode sekali pakai",
        "Dua belas huruf dan angka dari administrator kantor untuk membuat akun atau kata sandi baru. Berlaku satu "
        "kali, selama 14 hari.",
    ),
    Term(
        "konsep-sop",
        "Konsep SOP",
        "Naskah SOP yang sedang disusun. Boleh diubah sesering perlu; baru berlaku sesudah disahkan dan menjadi edisi.",
    ),
    Term(
        "koordinator",
        "Koordinator",
        "Jabatan yang mengikuti pengumpulan di semua kantor pemerintah daerahnya. Ia melihat siapa yang belum "
        "mengirim; angka dan dokumennya tidak.",
    ),
    Term(
        "kop",
        "Kop",
        "Kepala naskah: lambang, nama pemerintah daerah, nama kantor dan alamatnya.",
        "Permendagri 1/2023",
    ),
    Term(
        "hasil",
        "Hasil (output)",
        "Yang harus keluar dari sebuah langkah, menurut kolom mutu baku SOP.",
        "PermenPANRB 35/2012",
    ),
    Term(
        "paraf",
        "Paraf",
        "Tanda bahwa pejabat sudah membaca dan menyetujui isi naskah sebelum ditandatangani. Paraf gugur bila isinya "
        "berubah.",
        "Permendagri 1/2023",
    ),
    Term(
        "pelaksana",
        "Pelaksana",
        "Siapa yang mengerjakan sebuah langkah SOP. Jabatan apa yang memerankannya ditetapkan kantor Anda.",
        "PermenPANRB 35/2012",
    ),
    Term(
        "pengesahan",
        "Pengesahan",
        "Kepala kantor menyatakan naskah SOP berlaku, dengan nomor dan tanggalnya. Bila dilakukan di atas kertas, "
        "administrator mencatatnya atas namanya sendiri.",
        "PermenPANRB 35/2012",
    ),
    Term(
        "plh",
        "Plh.",
        "Pelaksana harian: menjalankan tugas pejabat yang berhalangan sementara, dengan tanggal mulai dan berakhir.",
        "UU 30/2014 pasal 14",
    ),
    Term("plt", "Plt.", "Pelaksana tugas: menjalankan tugas jabatan yang kosong.", "UU 30/2014 pasal 14"),
    Term(
        "rekap",
        "Rekap",
        "Angka semua unit disatukan menurut cara masing-masing indikator: dijumlah, dirata-rata, atau diambil yang "
        "terakhir.",
    ),
    Term(
        "segel",
        "Segel",
        "Tanda tangan elektronik kantor yang dibubuhkan pada PDF. Bila satu huruf saja diubah, pemeriksaan menyatakan "
        "naskah tidak asli.",
    ),
    Term(
        "sidik",
        "Sidik isi",
        "Deretan huruf dan angka (SHA-256) yang dihitung dari isi naskah. Isi yang berbeda selalu bersidik berbeda.",
    ),
    Term(
        "tanda-tangan-basah",
        "Tanda tangan basah",
        "Naskah dicetak, ditandatangani dengan pena, dipindai, lalu pindaiannya diikat pada sidik isinya. Akibatnya "
        "sama dengan tanda tangan elektronik.",
    ),
    Term(
        "waktu-baku",
        "Waktu baku",
        "Lama sebuah langkah menurut SOP. Waktu nyata dihitung pada jam kerja, agar keduanya dapat dibandingkan.",
        "PermenPANRB 35/2012",
    ),
)
TERMS: Final = {term.key: term for term in _ALL}
