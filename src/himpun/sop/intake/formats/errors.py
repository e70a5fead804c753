"""Why a document cannot be read. Each message says where, what, and what to do next."""

from typing import ClassVar

from himpun.sop.errors import SopError


class FormatError(SopError):
    """A document that gives no grid. `code` is stable; `name` is the file's name as it was handed in."""

    code: ClassVar[str] = "format_error"
    words: ClassVar[str] = "tidak dapat dibaca."

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__(f"Berkas “{shown(name)}” {words or self.words}")
        self.name = name


class Unreadable(FormatError):
    """Broken, or of a kind that this reader does not know."""

    code = "unreadable"
    words = (
        "rusak atau bukan dokumen yang dikenal. Buka di aplikasi asalnya, simpan lagi sebagai .docx atau .pdf, "
        "lalu unggah kembali."
    )


class Empty(FormatError):
    """Nothing in it."""

    code = "empty"
    words = "tidak berisi apa-apa. Periksa apakah berkas yang dipilih sudah benar."


class ScanWithoutText(FormatError):
    """Pages that are pictures."""

    code = "scan_without_text"
    words = (
        "adalah hasil pindaian: halamannya gambar, tidak ada teks yang dapat dibaca. Unggah dokumen Word atau PDF "
        "aslinya, jalankan OCR lebih dahulu, atau ketik SOP-nya di layar ini."
    )


class NeedsConversion(FormatError):
    """.doc, .odt, .rtf: another program has to write them as .docx first."""

    code = "needs_conversion"
    words = (
        "perlu diubah ke .docx lebih dahulu. Buka di Word atau LibreOffice, pilih “Simpan sebagai” .docx, "
        "lalu unggah hasilnya."
    )


class TooLarge(FormatError):
    """More bytes, parts or depth than an SOP has."""

    code = "too_large"
    words = "terlalu besar untuk sebuah SOP. Simpan bagian SOP-nya saja, tanpa gambar, lalu unggah kembali."


class Encrypted(FormatError):
    """Locked by a password."""

    code = "encrypted"
    words = "terkunci dengan kata sandi. Buka, hapus kata sandinya, simpan, lalu unggah kembali."


def shown(name: str) -> str:
    """A file's name as it can be put into a sentence: one line, not too long, "tanpa nama" when there is none."""
    printable = "".join(sign for sign in name if sign.isprintable())
    return printable[-80:].strip() or "tanpa nama"
