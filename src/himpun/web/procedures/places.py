"""Places and parts of an SOP in the office's words."""

from typing import Final

from himpun.sop.model import Finding, Severity, Sop


def place(where: str, sop: Sop | None = None) -> str:
    """The place of a finding: "steps/4/performers" is "Kegiatan 4, pelaksana"; with the SOP, a performer's own name."""
    whole, which, part, *_ = [*where.split("/"), "", ""]
    if whole == "performers" and sop is not None:
        which = next((one.name for one in sop.performers if one.key == which), which)
    said = f"{_WHOLE.get(whole, whole)} {which}".strip()
    return f"{said}, {PARTS.get(part, part)}" if part else said


def findings_of(sop: Sop) -> list[tuple[str, Finding]]:
    """What was guessed and what is doubtful, warnings first, each with its place in the office's words."""
    told = [(place(finding.where, sop), finding) for finding in sop.findings]
    return sorted(told, key=lambda one: one[1].severity is not Severity.WARNING)


_WHOLE: Final = {
    "approved_by": "Disahkan oleh",
    "closing": "Kegiatan penutup",
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
