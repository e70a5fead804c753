"""One-time codes: letters that cannot be confused on paper or by telephone."""

import secrets
from typing import Final

from django.utils.crypto import salted_hmac

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32, five bits each: no I, O, 0 and 1, so that whichever of them is meant is none of them."""
GROUPS: Final = 3
GROUP: Final = 4
LONGEST: Final = 100
"""What is longer was not typed from a sheet of ours."""
_SALT: Final = "himpun.organisation.invitation"


def new_code() -> str:
    """A code of 60 bits, as it is printed: "K7QM-4TRX-9PWD"."""
    drawn = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(drawn[start : start + GROUP]) for start in range(0, len(drawn), GROUP))


def digest_of_code(code: str) -> str:
    """What is kept of a code: an HMAC-SHA-256 under the installation's secret key.

    Sixty bits could be searched offline by somebody with a copy of the database; they lack the key.
    """
    return salted_hmac(_SALT, _plain(code), algorithm="sha256").hexdigest()


def _plain(code: str) -> str:
    """However it was typed: small letters, blanks, no dashes, a 1 or I read into an L."""
    typed = code[:LONGEST].upper().replace("1", "L").replace("I", "L")
    return "".join(letter for letter in typed if letter in LETTERS)
