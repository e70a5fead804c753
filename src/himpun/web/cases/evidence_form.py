"""The files on a sheet's form: attached and taken away line by line."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from himpun.files.errors import FileEmpty, FileError, FileTooLarge
from himpun.files.naming import shown_name
from himpun.files.store import put
from himpun.performance.access import evidence_seen, line_of
from himpun.performance.actions import attach_evidence, remove_evidence
from himpun.performance.cells import Finding
from himpun.performance.errors import CellsToMend, EvidenceRefused
from himpun.performance.models import SheetLine
from himpun.trail.journal import writing
from himpun.web.cases.turn import Turn
from himpun.web.refusals import words_of
from himpun.web.typed import key_from
from himpun.web.uploads import left_out, opened


def attach_all(turn: Turn) -> None:
    """Attach every file of the form to its line. Raises CellsToMend with those that cannot be; the others stay."""
    findings = [_refused(field, FileTooLarge()) for field in sorted(left_out(turn.visit))]
    for field, uploads in turn.visit.FILES.lists():
        if field.startswith("bukti-"):
            line = line_of(turn.task, key_from(field.removeprefix("bukti-")) or 0)
            for upload in uploads:
                try:
                    _attach(turn, line, upload)
                except (FileError, EvidenceRefused) as error:
                    findings.append(_refused(field, error, upload.name or ""))
    if findings:
        raise CellsToMend(findings)


def _refused(field: str, error: FileError | EvidenceRefused, name: str = "") -> Finding:
    said = f"{shown_name(name)}: {words_of(error)}" if name else words_of(error)
    return Finding(key_from(field.removeprefix("bukti-")) or 0, "evidence", error.code, said)


def attach_one(turn: Turn, key: int) -> None:
    """Attach the file that was dropped on a line. Raises FileError, EvidenceRefused, FileEmpty without one."""
    if left_out(turn.visit):
        raise FileTooLarge
    upload = turn.visit.FILES.get("berkas")
    if upload is None:
        raise FileEmpty
    _attach(turn, line_of(turn.task, key), upload)


def _attach(turn: Turn, line: SheetLine, upload: "UploadedFile[Any]") -> None:
    data, media_type = opened(upload)
    with writing():  # the file's row and the evidence that explains it are kept together
        name = upload.name or "berkas"
        stored = put(turn.task.office_id, data, name=name, media_type=media_type, at=turn.at)
        attach_evidence(turn.actor, turn.task, line, file=stored, at=turn.at)


def take_away(turn: Turn, key: str) -> None:
    """Take a file away from its line. Raises NotHere for one that is not on this task's sheet."""
    proof = evidence_seen(turn.actor, key_from(key) or 0)
    line_of(turn.task, proof.line_id)
    remove_evidence(turn.actor, turn.task, proof, at=turn.at)
