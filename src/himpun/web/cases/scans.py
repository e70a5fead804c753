"""Scans on a form: an incoming letter, a print that was signed by hand. Only PDF and photographs."""

from typing import Final

from himpun.files.errors import FileError, FileTooLarge
from himpun.files.models import StoredFile
from himpun.files.store import put
from himpun.web.refusals import words_of
from himpun.web.request import Visit
from himpun.web.typed import Typed
from himpun.web.uploads import left_out, opened

SCANS: Final = ("application/pdf", "image/jpeg", "image/png")


def scan_of(request: Visit, typed: Typed, field: str, *, office: int) -> StoredFile | None:
    """The scan of a field, kept for this office; none with a lack beside the field, or when none was chosen.

    Within a transaction that tells of the file, so that refused with the form it leaves nothing.
    """
    if field in left_out(request):
        typed.lack(field, FileTooLarge.code, words_of(FileTooLarge()))
        return None
    upload = request.FILES.get(field)
    if upload is None:
        return None
    try:
        data, media_type = opened(upload)
        if media_type not in SCANS:
            typed.lack(field, "not_a_scan", "Pilih pindaian berupa PDF atau foto (JPG, PNG).")
            return None
        return put(office, data, name=upload.name or "pindaian", media_type=media_type, at=request.at)
    except FileError as error:
        typed.lack(field, error.code, words_of(error))
        return None
