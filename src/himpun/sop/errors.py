"""What can go wrong with an SOP as a value, and the two words in which a check says so."""

from typing import ClassVar

from himpun.sop.model import Finding, Severity

# A hostile file can be wrong in a hundred thousand places; nobody reads more than these.
MAX_FINDINGS = 200


class SopError(Exception):
    """Anything this room refuses. `code` is stable; doors turn it into their own answer."""

    code: ClassVar[str] = "sop_error"


class BrokenSop(SopError):
    """A file that cannot be read as an SOP. `findings` names its problems with their places, 1 to 200."""

    code = "broken_sop"

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{finding.where}: {finding.message}" for finding in findings[:5]))
        self.findings = findings[:MAX_FINDINGS]


class UnknownProcedure(SopError):
    """A key that the catalogue does not hold."""

    code = "unknown_procedure"

    def __init__(self, key: str) -> None:
        super().__init__(f"Prosedur “{key[:60]}” tidak ada di katalog. Lihat daftarnya dengan `himpun sop list`.")
        self.key = key


def problem(code: str, where: str, message: str) -> Finding:
    """A finding that stops reading or publishing."""
    return Finding(code, Severity.ERROR, where, message)


def caution(code: str, where: str, message: str) -> Finding:
    """A finding that a person should look at, and that stops nothing."""
    return Finding(code, Severity.WARNING, where, message)
