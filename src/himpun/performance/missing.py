"""What still lacks on the sheets that lie open on a desk: counted for all of them in one statement."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from himpun.performance.cells import NOT_APPLICABLE, NOT_STARTED, VALUE, Typed

# What was typed stands on the first row of its sheet only: it is as long as the sheet.
_LACKING: Final = """
SELECT s.id, s.task, l.id, l.needs_evidence,
  CASE WHEN ROW_NUMBER() OVER (PARTITION BY s.id ORDER BY l.id) = 1 THEN d.content END,
  (SELECT f.answer FROM performance_figure f JOIN performance_submission m ON m.id = f.submission_id
   WHERE f.line_id = l.id AND m.revision = s.revision),
  EXISTS (SELECT 1 FROM performance_evidence e WHERE e.line_id = l.id AND e.removed_at IS NULL)
FROM performance_sheet s
JOIN performance_sheetline l ON l.sheet_id = s.id
LEFT JOIN performance_draft d ON d.sheet_id = s.id
WHERE s.task IN ({tasks})
ORDER BY s.id, l.id
"""


@dataclass(slots=True)
class Lacking:
    """A sheet's cells in all, those not answered yet, and the evidence not attached yet to what is answered."""

    cells: int = 0
    blank: int = 0
    evidence: int = 0

    @property
    def complete(self) -> bool:
        return not self.blank and not self.evidence

    @property
    def words(self) -> str:
        """ "kurang 3 sel, 1 data dukung"; complete is "lengkap, tinggal dikirim"."""
        parts = [f"{self.blank} sel"] if self.blank else []
        parts += [f"{self.evidence} data dukung"] if self.evidence else []
        return f"kurang {', '.join(parts)}" if parts else "lengkap, tinggal dikirim"


def lacking_on(tasks: Iterable[int]) -> dict[int, Lacking]:
    """What lacks on the sheet of each of these fill tasks; one statement, none when there is no task.

    A line without a figure needs no evidence, so evidence is asked for where a figure, or nothing yet, stands.
    """
    keys = list(tasks)
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LACKING.format(tasks=", ".join(["%s"] * len(keys))), keys)
        rows = cursor.fetchall()
    found: dict[int, Lacking] = {}
    typed: dict[str, Typed] = {}
    sheet = 0
    for key, task, line, needs_evidence, draft, sent, proven in rows:
        if key != sheet:
            sheet, typed = key, _typed(draft, task)
        lacking = found.setdefault(task, Lacking())
        answer = _answer(typed.get(str(line)), sent)
        lacking.cells += 1
        lacking.blank += not answer
        lacking.evidence += bool(needs_evidence and not proven and answer not in (NOT_STARTED, NOT_APPLICABLE))
    return found


def _typed(draft: Any, task: int) -> dict[str, Typed]:
    """The cells as typed for this task; what was typed for an earlier one is no answer to it."""
    content = json.loads(draft) if isinstance(draft, str) else draft
    if not content or content.get("task") != task:
        return {}
    return {line: Typed(*cell) for line, cell in content["cells"].items()}


def _answer(typed: Typed | None, sent: str | None) -> str:
    """The kind of a cell's answer, "" for none: what was typed goes before what was sent."""
    if typed is None:
        return sent or ""
    return "" if typed.blank else typed.answer or VALUE
