"""How sure a reading is, in words a person understands and a number a program sorts by."""

from dataclasses import dataclass
from enum import StrEnum

from himpun.sop.model import Finding, Severity


class Sure(StrEnum):
    """How sure: what the text says itself, what its order suggests, what is only usual."""

    CERTAIN = "yakin"
    LIKELY = "mungkin"
    WEAK = "lemah"

    @property
    def number(self) -> str:
        match self:
            case Sure.CERTAIN:
                return "0,9"
            case Sure.LIKELY:
                return "0,7"
            case Sure.WEAK:
                return "0,4"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was read so, and how sure that is."""

    why: str
    sure: Sure = Sure.LIKELY

    def __str__(self) -> str:
        return f"{self.why} ({self.sure.value}, {self.sure.number})"


def guessed(code: str, where: str, message: str, reason: Reason) -> Finding:
    """A reading that a person confirms or corrects."""
    return Finding(code, Severity.GUESS, where, message, str(reason))
