"""The kinds of paper that a case leaves behind."""

from enum import StrEnum
from typing import Final

PERFORMANCE_ACCOUNTABILITY: Final = "000.8.6.3"
"""Akuntabilitas kinerja instansi pemerintah, as Permendagri 83/2022 classifies it: the code of our papers."""


class PaperKind(StrEnum):
    """One for each paper of an act; the value is stored, the Indonesian name is shown."""

    DISPOSITION = "disposition"
    TEAM_LETTER = "team_letter"
    ACTIVITY_PLAN = "activity_plan"
    REQUEST_FORMAT = "request_format"
    REQUEST_NOTE = "request_note"
    INVITATION = "invitation"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    SHEET = "sheet"
    RECEIPT = "receipt"
    COMPLETENESS = "completeness"
    RECAP = "recap"
    REPORT = "report"
    ANALYSIS = "analysis"
    REVIEW_NOTE = "review_note"
    COVER_LETTER = "cover_letter"
    ARCHIVE_LIST = "archive_list"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def layout(self) -> str:
        """Which template draws it: the disposition box, a letter, a note, a report, or a titled paper."""
        match self:
            case PaperKind.DISPOSITION:
                return "disposition"
            case PaperKind.INVITATION | PaperKind.COVER_LETTER:
                return "letter"
            case PaperKind.REQUEST_NOTE:
                return "note"
            case PaperKind.REPORT:
                return "report"
            case _:
                return "titled"

    @property
    def is_signed_here(self) -> bool:
        """Whether it may wait for an electronic signature, which numbers and dates it: undated it is a concept. Every
        other paper is complete when its act is done, and signed by hand where an office wants that."""
        return self in (PaperKind.REPORT, PaperKind.SHEET)

    @property
    def takes_number(self) -> bool:
        """Lists and forms travel under the number of the letter they belong to."""
        match self:
            case (
                PaperKind.TEAM_LETTER
                | PaperKind.REQUEST_NOTE
                | PaperKind.INVITATION
                | PaperKind.RECEIPT
                | PaperKind.REPORT
                | PaperKind.COVER_LETTER
            ):
                return True
            case _:
                return False


_LABELS = {
    PaperKind.DISPOSITION: "Lembar disposisi",
    PaperKind.TEAM_LETTER: "Surat tugas",
    PaperKind.ACTIVITY_PLAN: "Rencana kegiatan",
    PaperKind.REQUEST_FORMAT: "Format permintaan data",
    PaperKind.REQUEST_NOTE: "Nota dinas",
    PaperKind.INVITATION: "Undangan",
    PaperKind.ATTENDANCE: "Daftar hadir",
    PaperKind.MINUTES: "Notulen",
    PaperKind.SHEET: "Isian unit",
    PaperKind.RECEIPT: "Tanda terima",
    PaperKind.COMPLETENESS: "Daftar kelengkapan",
    PaperKind.RECAP: "Rekap",
    PaperKind.REPORT: "Laporan data kinerja",
    PaperKind.ANALYSIS: "Analisis",
    PaperKind.REVIEW_NOTE: "Catatan pemeriksaan",
    PaperKind.COVER_LETTER: "Surat pengantar",
    PaperKind.ARCHIVE_LIST: "Daftar arsip",
}
