"""Evidence (data dukung): files that stand by a line's figure, revision by revision."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from himpun.cases.models import Task
from himpun.files.models import StoredFile
from himpun.performance.actions.taking import take
from himpun.performance.errors import EvidenceRefused
from himpun.performance.filling import pointed_at, sheet_of
from himpun.performance.models import Evidence, Sheet, SheetLine
from himpun.sop.model import Act
from himpun.trail.actor import Actor
from himpun.trail.journal import Fact, RowImage, image, record, verb

MOST_FILES = 20
"""By one line."""
MOST_EVER = 3 * MOST_FILES
"""By one line, with those taken away again: earlier revisions keep them, and so does the disk."""


@verb
def attach_evidence(actor: Actor, task: Task, line: SheetLine, *, file: StoredFile, at: datetime) -> Evidence:
    """Put a file, kept in the same transaction, to a line of the sheet that is being filled in. Twice is once.

    Raises EvidenceRefused for a line that this task does not ask for, another office's file, or too many files.
    """
    sheet = _asked(actor, task, line)
    ever = list(Evidence.objects.filter(line=line).select_related("file"))
    standing = [one for one in ever if one.removed_at is None]
    same = next((e for e in standing if e.file.sha256 == file.sha256), None)
    if same is not None:
        # The file's own row was written all the same, and the journal explains every row.
        _tell(actor, sheet, same, "performance.evidence_repeated", [image(file)], at)
        return same
    if file.office_id != line.office_id or len(standing) >= MOST_FILES or len(ever) >= MOST_EVER:
        raise EvidenceRefused
    evidence = Evidence.objects.create(
        office_id=line.office_id,
        line=line,
        file=file,
        since=sheet.revision + 1,
        added_at=at,
        added_by=f"{actor.name} ({actor.capacity})",
    )
    _seal(sheet)
    rows = [image(file), image(evidence), image(sheet, "proofs")]
    _tell(actor, sheet, evidence, "performance.evidence_attached", rows, at)
    return evidence


@verb
def remove_evidence(actor: Actor, task: Task, evidence: Evidence, *, at: datetime) -> None:
    """Take a file away from a line, from the next revision on; earlier revisions keep it. Raises EvidenceRefused."""
    sheet = _asked(actor, task, evidence.line)
    evidence.removed_at, evidence.until = at, sheet.revision + 1
    standing = Evidence.objects.filter(pk=evidence.pk, removed_at=None)
    if not standing.update(removed_at=at, until=evidence.until):
        raise EvidenceRefused
    _seal(sheet)
    rows = [image(evidence, "removed_at", "until"), image(sheet, "proofs")]
    _tell(actor, sheet, evidence, "performance.evidence_removed", rows, at)


def _tell(actor: Actor, sheet: Sheet, evidence: Evidence, kind: str, rows: Sequence[RowImage], at: datetime) -> None:
    payload = {"sheet": sheet.pk, "line": evidence.line_id, "sha256": evidence.file.sha256}
    record(Fact(sheet.office_id, actor, kind, at, payload, rows))


def _asked(actor: Actor, task: Task, line: SheetLine) -> Sheet:
    take(actor, task, Act.FILL)
    sheet = sheet_of(task)
    if line.sheet_id != sheet.pk or not pointed_at(sheet, task).opens(line.pk):
        raise EvidenceRefused
    return sheet


def _seal(sheet: Sheet) -> None:
    """Write the digest over the sheet's files, so that sending it binds them without reading them again."""
    standing = Evidence.objects.filter(line__sheet=sheet, removed_at=None)
    files = sorted(standing.values_list("line", "file__sha256"))
    text = "\n".join(f"{line} {sha256}" for line, sha256 in files)
    sheet.proofs = hashlib.sha256(text.encode()).hexdigest() if files else ""
    sheet.save(update_fields=["proofs"])
