"""An SOP document on the operator's disk, read into procedures. Needs no database."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from himpun.sop.check import check
from himpun.sop.errors import BrokenSop, SopError, problem
from himpun.sop.intake.formats import read_document
from himpun.sop.intake.understand import Reading, understand
from himpun.sop.model import Finding, Severity, Sop
from himpun.sop.read import sop_from_json, sop_from_yaml

LONG: Final = 100_000
"""Bytes from which a reading is long enough to say what it is doing."""


def read_file(path: Path, *, say: Callable[[str], None]) -> Reading:
    """The procedures of a document, or of himpun-sop/1 in JSON or YAML. What cannot be read is a finding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Reading((), (problem("no_file", "document", f"Berkas {path} tidak dapat dibuka: {reason}."),))
    if len(data) > LONG:
        say(f"Membaca {path.name} ({len(data) // 1000} kB) ...")
    try:
        return _read(data, path, say)
    except BrokenSop as broken:
        return Reading((), broken.findings)
    except SopError as error:
        return Reading((), (problem(error.code, "document", str(error)),))


def _read(data: bytes, path: Path, say: Callable[[str], None]) -> Reading:
    match path.suffix.lower():
        case ".json":
            return Reading((sop_from_json(data),), ())
        case ".yaml" | ".yml":
            return Reading((sop_from_yaml(data),), ())
        case _:
            document = read_document(data, path.name)
            if len(data) > LONG:
                say(f"Memahami {len(document.blocks)} bagian ...")
            return understand(document, say=say if len(data) > LONG else None)


def judged(sop: Sop) -> tuple[Finding, ...]:
    """What the reading and the check say about a procedure, the errors first."""
    found = dict.fromkeys((*check(sop), *sop.findings))
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))


def in_words(finding: Finding) -> str:
    """A finding on one line."""
    reason = f" {finding.reason}" if finding.reason else ""
    return f"[{finding.severity}] {finding.where}: {finding.message}{reason}"


def key_of(path: Path) -> str:
    """A procedure's key made of the file's name."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:60] or "dokumen"
