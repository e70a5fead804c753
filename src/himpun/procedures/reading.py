"""A stranger's document, read into procedures for an office: a few at a time, with the office's own names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Final

from himpun.organisation.errors import TooManyAtOnce
from himpun.procedures.apart import NotRead, Read, TooIntricate, read_apart, read_file
from himpun.procedures.models import Alias
from himpun.sop.reassign import called

__all__ = ["NotRead", "Read", "TooIntricate", "read_pasted", "read_upload"]

PATIENCE: Final = 5.0  # seconds a document waits for its turn
AT_ONCE: Final = 2

_turns: Final = BoundedSemaphore(AT_ONCE)


def read_upload(data: bytes, name: str, office_id: int) -> Read:
    """Raises ProcedureError with words for whoever uploaded it, TooManyAtOnce when others are being read."""
    aliases = _aliases(office_id)
    with _turn():
        return _named(read_file(data, name, aliases=aliases), aliases)


def read_pasted(text: str, office_id: int) -> Read:
    """Raises like `read_upload`."""
    aliases = _aliases(office_id)
    asked = {"kind": "pasted", "name": "tempelan.txt", "aliases": aliases}
    with _turn():
        return _named(read_apart(text.encode("utf-8", "replace"), asked), aliases)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyAtOnce("Berkas lain sedang dibaca. Tunggu satu menit, lalu kirim lagi.")
    try:
        yield
    finally:
        _turns.release()


def _named(read: Read, aliases: Mapping[str, str]) -> Read:
    """The performers under the names that this office has taught; inside the lines the reading itself used them."""
    named = tuple(called(sop, aliases) for sop in read.reading.procedures)
    return replace(read, reading=replace(read.reading, procedures=named))


def _aliases(office_id: int) -> dict[str, str]:
    return dict(Alias.objects.filter(office=office_id).values_list("written", "meant"))
