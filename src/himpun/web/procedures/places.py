"""Places and parts of an SOP in the office's words."""

from typing import Final


def place(where: str) -> str:
    """The place of a finding: "steps/4/performers" is "Kegiatan 4, pelaksana"."""
    whole, number, part = [*where.split("/"), "", ""][:3]
    said = f"{_WHOLE.get(whole, whole)} {number}".strip()
    return f"{said}, {PARTS.get(part, part)}" if part else said


_WHOLE: Final = {
    "approved_by": "Disahkan oleh",
    "closing": "Penutup",
    "document": "Dokumen",
    "equipment": "Peralatan",
    "government": "Pemerintah daerah",
    "legal_basis": "Dasar hukum",
    "number": "Nomor SOP",
    "office": "Kantor",
    "performers": "Pelaksana",
    "qualifications": "Kualifikasi pelaksana",
    "records": "Pencatatan",
    "related": "Keterkaitan",
    "steps": "Kegiatan",
    "title": "Judul",
    "warnings": "Peringatan",
}
PARTS: Final = {
    "activity": "uraian",
    "acts": "tindakan",
    "duration": "waktu",
    "note": "keterangan",
    "number": "nomor",
    "outputs": "output",
    "per": "setiap unit",
    "performer": "pelaksana",
    "performers": "pelaksana",
    "requirements": "kelengkapan",
    "step": "langkah",
    "ways": "arah keputusan",
}
