"""Writing a submission: one statement on PostgreSQL, three on SQLite, whatever the number of figures.

Hand-written because sending a sheet is the act that everybody does in the same hour of the last day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.db.backends.utils import CursorWrapper

from himpun.performance.cells import Cell
from himpun.performance.models import Submission
from himpun.trail.failpoint import reach
from himpun.trail.journal import RowImage, image

_SHEET: Final = "UPDATE performance_sheet SET revision = %s WHERE id = %s"
_SUBMISSION: Final = (
    "INSERT INTO performance_submission "
    "(office_id, sheet_id, task_id, revision, digest, on_behalf, sent_at, sent_by, capacity) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)
_FIGURE: Final = "INSERT INTO performance_figure (submission_id, office_id, line_id, answer, value, reason, obstacle)"


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of what was written: the submission's, and each line's figure's."""

    submission: int
    figures: dict[int, int]


def write_submission(submission: Submission, cells: Sequence[Cell]) -> list[RowImage]:
    """Write a submission with its figures and move its sheet on to this revision. Returns the rows' images."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            written = _in_one(cursor, submission, cells)
        else:
            written = _in_three(cursor, submission, cells)
    reach("after_rows")
    submission.pk = written.submission
    return [
        ("performance_sheet", submission.sheet_id, {"revision": submission.revision}),
        image(submission),
        *(_image(submission, cell, written.figures[cell.line]) for cell in cells),
    ]


def _image(submission: Submission, cell: Cell, key: int) -> RowImage:
    values = {
        "office_id": submission.office_id,
        "submission_id": submission.pk,
        "line_id": cell.line,
        "answer": cell.answer,
        "value": cell.value,
        "reason": cell.reason,
        "obstacle": cell.obstacle,
    }
    return "performance_figure", key, values


_IN_ONE: Final = f"""
WITH moved AS ({_SHEET}), sent AS ({_SUBMISSION}), given AS (
    {_FIGURE}
    SELECT sent.id, %s, one.*
    FROM sent, unnest(%s::bigint[], %s::text[], %s::numeric[], %s::text[], %s::text[]) AS one
    RETURNING id, line_id)
SELECT sent.id, given.id, given.line_id FROM sent LEFT JOIN given ON true
"""  # noqa: S608 -- constants


def _in_one(cursor: CursorWrapper, submission: Submission, cells: Sequence[Cell]) -> Written:
    # Columns as arrays: seven parameters instead of six for each figure, which the driver would write out one by one.
    columns = (
        [c.line for c in cells],
        [c.answer for c in cells],
        [c.value for c in cells],
        [c.reason for c in cells],
        [c.obstacle for c in cells],
    )
    head = [submission.revision, submission.sheet_id, *_head(submission)]
    cursor.execute(_IN_ONE, [*head, submission.office_id, *columns])
    found = cursor.fetchall()
    return Written(found[0][0], {line: key for _, key, line in found if key is not None})


def _in_three(cursor: CursorWrapper, submission: Submission, cells: Sequence[Cell]) -> Written:
    cursor.execute(_SHEET, [submission.revision, submission.sheet_id])
    cursor.execute(_SUBMISSION, _head(submission))
    key = cursor.fetchone()[0]
    if not cells:
        return Written(key, {})
    rows = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(cells))
    params = [p for cell in cells for p in (key, *_row(submission, cell))]
    cursor.execute(f"{_FIGURE} VALUES {rows} RETURNING id, line_id", params)
    return Written(key, {line: figure for figure, line in cursor.fetchall()})


def _head(submission: Submission) -> list[Any]:
    return [
        submission.office_id,
        submission.sheet_id,
        submission.task_id,
        submission.revision,
        submission.digest,
        submission.on_behalf,
        connection.ops.adapt_datetimefield_value(submission.sent_at),
        submission.sent_by,
        submission.capacity,
    ]


def _row(submission: Submission, cell: Cell) -> tuple[Any, ...]:
    value = None if cell.value is None else str(cell.value)
    return submission.office_id, cell.line, cell.answer, value, cell.reason, cell.obstacle
