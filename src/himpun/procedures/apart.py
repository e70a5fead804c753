"""A document is read by a process of its own, for the pages and for the command line. Needs no database.

Whatever a file was made to do, it does it there: with little memory, for half a minute, without this server's secrets,
and without a file or a line to the outside. What comes back is read as strictly as anybody's himpun-sop/1.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from time import monotonic
from types import MappingProxyType
from typing import Any, ClassVar, Final

from himpun.procedures.conversion import KINDS, converted
from himpun.procedures.errors import ProcedureError
from himpun.procedures.read_here import TOO_INTRICATE, Blocks
from himpun.sop.errors import BrokenSop
from himpun.sop.intake.understand import Reading
from himpun.sop.model import Finding, Severity
from himpun.sop.read import sop_from

log = logging.getLogger(__name__)

SECONDS: Final = 30.0
BREATH: Final = 3.0  # seconds after which whoever waits is told
OURS: Final = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
COMMAND: Final = (sys.executable, "-P", "-B", "-m", "himpun.procedures.read_here")
# What a process needs to begin at all on some system; of ours it gets nothing.
NEEDED: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TEMP", "TMPDIR")
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
Waiting = Callable[[float], None]
"""Told, again and again, for how many seconds a document has been read."""


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


def nobody_waits(_: float) -> None:
    """Of a reading in whose course nobody is told anything."""


def read_file(data: bytes, name: str, *, aliases: Mapping[str, str] = _NOBODY, waiting: Waiting = nobody_waits) -> Read:
    """A document, or himpun-sop/1 in JSON or YAML. Raises ProcedureError with words for whoever brought it."""
    suffix = PurePath(name).suffix.lower()
    if suffix in KINDS:
        data, name = converted(data, name), f"{PurePath(name).stem}.docx"
    return read_apart(data, {"kind": OURS.get(suffix, "document"), "name": name, "aliases": dict(aliases)}, waiting)


def read_apart(data: bytes, asked: Mapping[str, Any], waiting: Waiting = nobody_waits) -> Read:
    """What the child of `read_here` answers. Raises ProcedureError."""
    return _read(_child(json.dumps(asked).encode() + b"\n" + data, waiting))


def _child(said: bytes, waiting: Waiting) -> dict[str, Any]:
    """The child's answer. Raises TooIntricate when it gives none."""
    with subprocess.Popen(  # noqa: S603 -- our own module
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may quote the document
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            answer = _answer(child, said, waiting)
        finally:
            child.kill()
    if child.returncode:
        log.warning("reading a document ended with code %d", child.returncode)
        raise TooIntricate
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise TooIntricate from error
    return told


def _answer(child: subprocess.Popen[bytes], said: bytes, waiting: Waiting) -> bytes:
    begun = monotonic()
    more: bytes | None = said
    while (left := SECONDS - (monotonic() - begun)) > 0:
        try:
            return child.communicate(more, timeout=min(left, BREATH))[0]
        except subprocess.TimeoutExpired:
            more = None  # it is on its way
            waiting(monotonic() - begun)
    log.warning("a document was not read within %.0f seconds", SECONDS)
    raise TooIntricate


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
