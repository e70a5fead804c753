"""What this room refuses, each with a stable code and a sentence for the person: what is wrong and what to do."""

from collections.abc import Sequence
from typing import ClassVar

from himpun.performance.cells import Finding, Typed


class PerformanceError(Exception):
    """The family of this room."""

    code: ClassVar[str] = "performance_error"
    message: str = "Permintaan ini tidak dapat dilakukan pada data kinerja."

    def __str__(self) -> str:
        return self.message


class CellsToMend(PerformanceError):
    """A sheet cannot be sent as typed. `findings` stand beside the cells; nothing typed is lost."""

    code = "cells_to_mend"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f"{f.line}: {f.code}" for f in findings))
        self.findings = tuple(findings)
        said = f"Ada {len(findings)} sel yang perlu dilengkapi atau diperbaiki."
        self.message = f"{said} Yang diketik tetap tersimpan."


class NoSheet(PerformanceError):
    """This task asks for no sheet, or its request was not distributed."""

    code = "no_sheet"
    message = "Belum ada isian untuk tugas ini. Minta perencana membagikan permintaan data."


class SheetIsClosed(PerformanceError):
    """The sheet is not open to be filled: it was sent, or is not asked for now."""

    code = "sheet_is_closed"
    message = "Isian ini sudah dikirim. Perubahan hanya lewat permintaan perbaikan."


class CellChanged(PerformanceError):
    """Somebody else has typed something other into the cell since it was read: `other`, its version now."""

    code = "cell_changed"
    message = "Sel ini sudah diubah di tempat lain. Pilih yang dipakai."

    def __init__(self, other: Typed, version: int) -> None:
        super().__init__(version)
        self.other, self.version = other, version


class SheetsMissing(PerformanceError):
    """Units whose sheets are still awaited, by name."""

    code = "sheets_missing"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
        said = ", ".join(names)
        self.message = f"Belum masuk: {said}. Tunggu, atau lanjutkan tanpa unit itu dengan alasan."


class NothingIsAsked(PerformanceError):
    """No unit of the case has an indicator."""

    code = "nothing_is_asked"
    message = "Belum ada indikator untuk unit pada berkas ini. Tambahkan indikator dan targetnya lebih dulu."


class PostWithoutUnit(PerformanceError):
    """A post fills in figures but lies in no unit."""

    code = "post_without_unit"

    def __init__(self, title: str) -> None:
        super().__init__(title)
        said = f"Jabatan {title} mengisi data tetapi belum menjadi bagian unit mana pun."
        self.message = f"{said} Lengkapi jabatannya."


class AnalysisToMend(PerformanceError):
    """An analysis cannot be kept as written; findings name the line (0: the analysis as a whole) and the field."""

    code = "analysis_to_mend"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(f"{f.line}: {f.code}" for f in findings))
        self.findings = tuple(findings)
        self.message = f"Analisis belum lengkap: {len(findings)} bagian perlu diisi."


class NoRecommendation(PerformanceError):
    """An empty recommendation, or one by somebody whose task does not vouch for figures."""

    code = "no_recommendation"
    message = "Tulis rekomendasi (paling banyak 2.000 huruf) saat memeriksa atau menandatangani."


class NotAnIndicator(PerformanceError):
    """An indicator, meaning or target that cannot be; the message says which field and why."""

    code = "not_an_indicator"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EvidenceRefused(PerformanceError):
    """A file that cannot stand by this line."""

    code = "evidence_refused"
    message = "Berkas ini tidak dapat dilampirkan pada baris itu."
