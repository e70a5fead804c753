"""A stranger's document, read into procedures by a process of its own.

Whatever a file was made to do, it does it there: with little memory, for half a minute, without this server's secrets,
and without a file or a line to the outside. What comes back is read as strictly as anybody's himpun-sop/1.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath
from threading import BoundedSemaphore
from typing import Any, ClassVar, Final

from himpun.organisation.errors import TooManyAtOnce
from himpun.procedures.conversion import KINDS, converted
from himpun.procedures.errors import ProcedureError
from himpun.procedures.models import Alias
from himpun.procedures.read_here import TOO_INTRICATE, Blocks
from himpun.sop.errors import BrokenSop
from himpun.sop.intake.understand import Reading
from himpun.sop.model import Finding, Severity
from himpun.sop.read import sop_from
from himpun.sop.reassign import called

log = logging.getLogger(__name__)

SECONDS: Final = 30.0
PATIENCE: Final = 5.0  # seconds a document waits for its turn
AT_ONCE: Final = 2
OURS: Final = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
COMMAND: Final = (sys.executable, "-P", "-B", "-m", "himpun.procedures.read_here")
# What a process needs to begin at all on some system; of ours it gets nothing.
NEEDED: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TEMP", "TMPDIR")

_turns: Final = BoundedSemaphore(AT_ONCE)


class NotRead(ProcedureError):
    """A document that gives nothing. `reason` is the stable code of a format's error, e.g. encrypted."""

    code: ClassVar[str] = "not_read"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class TooIntricate(NotRead):
    """The reading used up its time or its memory, or broke."""

    code: ClassVar[str] = TOO_INTRICATE

    def __init__(self) -> None:
        words = (
            "Berkas ini terlalu rumit untuk dibaca. Simpan bagian SOP-nya saja sebagai .docx atau .pdf, lalu unggah "
            "lagi; atau salin tabelnya dan tempelkan di layar ini."
        )
        super().__init__(TOO_INTRICATE, words)


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what the document looks like."""

    reading: Reading
    shown: Blocks


def read_upload(data: bytes, name: str, office_id: int) -> Read:
    """Raises ProcedureError with words for whoever uploaded it, TooManyAtOnce when others are being read."""
    suffix = PurePath(name).suffix.lower()
    with _turn():
        if suffix in KINDS:
            data, name = converted(data, name), f"{PurePath(name).stem}.docx"
        return _apart(data, name, OURS.get(suffix, "document"), office_id)


def read_pasted(text: str, office_id: int) -> Read:
    """Raises like `read_upload`."""
    with _turn():
        return _apart(text.encode("utf-8", "replace"), "tempelan.txt", "pasted", office_id)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManyAtOnce("Berkas lain sedang dibaca. Tunggu satu menit, lalu kirim lagi.")
    try:
        yield
    finally:
        _turns.release()


def _apart(data: bytes, name: str, kind: str, office_id: int) -> Read:
    aliases = dict(Alias.objects.filter(office=office_id).values_list("written", "meant"))
    asked = json.dumps({"kind": kind, "name": name, "aliases": aliases}).encode()
    found = _read(_child(asked + b"\n" + data))
    named = tuple(called(sop, aliases) for sop in found.reading.procedures)
    return replace(found, reading=replace(found.reading, procedures=named))


def _child(said: bytes) -> dict[str, Any]:
    """The child's answer. Raises TooIntricate when it gives none."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own module
            COMMAND,
            input=said,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may quote the document
            env=environment(),
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as late:
        log.warning("a document was not read within %.0f seconds", SECONDS)
        raise TooIntricate from late
    if done.returncode:
        log.warning("reading a document ended with code %d", done.returncode)
        raise TooIntricate
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise TooIntricate from error
    return told


def environment() -> dict[str, str]:
    """What the child gets to know: where Python's modules are, and nothing of this installation."""
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _read(told: dict[str, Any]) -> Read:
    if refused := told.get("refused"):
        if refused["code"] == TOO_INTRICATE:
            raise TooIntricate
        raise NotRead(refused["code"], refused["message"])
    try:
        procedures = tuple(sop_from(one) for one in told["procedures"])
    except BrokenSop as broken:
        log.warning("what was read is no SOP: %s", ", ".join(sorted({one.code for one in broken.findings})))
        raise TooIntricate from broken
    return Read(Reading(procedures, tuple(_finding(one) for one in told["findings"])), told["shown"])


def _finding(one: dict[str, Any]) -> Finding:
    return Finding(one["code"], Severity(one["severity"]), one["where"], one["message"], one["reason"])
