"""What the register of SOPs refuses, each with a stable code."""

from typing import ClassVar

from himpun.sop.model import Finding


class ProcedureError(Exception):
    """One family: `code` for programs, the text (Indonesian) for people."""

    code: ClassVar[str] = "procedure"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.code)


class CannotPublish(ProcedureError):
    """The SOP has errors; `findings` names each with its place."""

    code = "cannot_publish"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"SOP ini belum dapat diterbitkan: {len(findings)} hal harus diperbaiki dahulu.")
        self.findings = findings


class NothingNew(ProcedureError):
    """The newest edition in the register says exactly the same, and was not withdrawn."""

    code = "nothing_new"


class AlreadyWithdrawn(ProcedureError):
    """The edition was withdrawn before."""

    code = "already_withdrawn"


class CannotCast(ProcedureError):
    """A seat that cannot play the performer; the text says which and why."""

    code = "cannot_cast"


class OpenedBefore(ProcedureError):
    """The schedule has already opened this period or a later one."""

    code = "opened_before"


class EditionDamaged(ProcedureError):
    """The text in the database is not the one that was published: its digest differs."""

    code = "edition_damaged"


class DraftChanged(ProcedureError):
    """Somebody, perhaps in another tab, has corrected the draft since it was read."""

    code = "draft_changed"


class DraftIsOver(ProcedureError):
    """The draft has become an edition, was dropped, or lies with the head."""

    code = "draft_is_over"


class NotAnswered(ProcedureError):
    """Guesses or warnings are still open; `findings` names each."""

    code = "not_answered"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"Masih ada {len(findings)} pertanyaan yang belum dijawab.")
        self.findings = findings


class NotTheHead(ProcedureError):
    """Only who heads the office approves its SOPs."""

    code = "not_the_head"


class NotTheAdministrator(ProcedureError):
    """Only who administers the office changes its drafts and withdraws its editions."""

    code = "not_the_administrator"
