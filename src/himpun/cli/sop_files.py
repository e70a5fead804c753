"""An SOP document on the operator's disk, read into procedures. Needs no database and writes nothing.

It is read as an uploaded one is: refused when it is too large, .doc and .odt by way of LibreOffice, and by a process of
its own with limits on time and memory. Our own format is read here: `himpun sop check` tells what is wrong with it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from himpun.procedures.apart import NotRead
from himpun.procedures.apart import read_file as read_apart
from himpun.procedures.errors import ProcedureError
from himpun.sop.check import check
from himpun.sop.errors import BrokenSop, SopError, problem
from himpun.sop.intake.formats import MAX_BYTES
from himpun.sop.intake.formats.errors import TooLarge
from himpun.sop.intake.understand import Reading
from himpun.sop.model import Finding, Severity, Sop
from himpun.sop.read import sop_from_json, sop_from_yaml

LONG: Final = 100_000
"""Bytes from which a reading is long enough to say what it is doing."""
Say = Callable[[str], None]


def read_file(path: Path, *, say: Say) -> Reading:
    """The procedures of a document, or of himpun-sop/1 in JSON or YAML. What cannot be read is a finding."""
    try:
        data = _bytes_of(path)
        if len(data) > LONG:
            say(f"Membaca {path.name} ({len(data) // 1000} kB) ...")
        reading = _read(data, path, say)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _nothing("no_file", f"Berkas {path} tidak dapat dibuka: {reason}.")
    except BrokenSop as broken:
        return Reading((), broken.findings)
    except NotRead as error:
        return _nothing(error.reason, str(error))
    except (SopError, ProcedureError) as error:
        return _nothing(error.code, str(error))
    if len(data) > LONG:
        for order, sop in enumerate(reading.procedures, start=1):
            say(f"Prosedur {order}: {sop.title}, {len(sop.steps)} langkah")
    return reading


def _bytes_of(path: Path) -> bytes:
    """The file's bytes, no more than are read of any document. Raises TooLarge."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(path.name)
    return data


def _nothing(code: str, message: str) -> Reading:
    return Reading((), (problem(code, "document", message),))


def _read(data: bytes, path: Path, say: Say) -> Reading:
    match path.suffix.lower():
        case ".json":
            return Reading((sop_from_json(data),), ())
        case ".yaml" | ".yml":
            return Reading((sop_from_yaml(data),), ())
        case _:
            return read_apart(
                data, path.name, waiting=lambda seconds: say(f"Masih membaca {path.name}, {seconds:.0f} detik ...")
            ).reading


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
