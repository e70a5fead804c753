"""NIP: the number of a civil servant, 18 digits that tell birth date, first appointment and sex."""

from datetime import date

from himpun.organisation.errors import NotANip


def plain_nip(written: str) -> str:
    """The 18 digits of a NIP as written, with or without spaces; empty stays empty.

    Only the birth date is checked: numbers of PPPK have the same length, but no month of appointment. Raises NotANip.
    """
    digits = "".join(written.split())
    if not digits:
        return ""
    if len(digits) != 18 or not (digits.isascii() and digits.isdigit()):
        raise NotANip("NIP terdiri dari 18 angka.")
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise NotANip("Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, hari).") from None
    return digits


def spaced_nip(digits: str) -> str:
    """As printed under a signature: 8-6-1-3 digits."""
    return " ".join((digits[:8], digits[8:14], digits[14:15], digits[15:])) if digits else ""
