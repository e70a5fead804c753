"""A document at the door, and what is said when it holds no procedure."""

from himpun.procedures.reading import Read, read_pasted, read_upload
from himpun.sop.model import Finding

__all__ = ["Read", "read_pasted", "read_upload", "said"]


def said(findings: tuple[Finding, ...]) -> str:
    """What a document gave instead of a procedure, in one text."""
    return " ".join(one.message for one in findings) or "Tidak ada tabel prosedur di dalam dokumen ini."
