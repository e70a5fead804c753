"""Lays out the work of the HTTP measurements in a fresh database, and tells both sides of it in a file.

`python -m benchmarks.jobs KIND FILE`, KIND being "sheet" or "task". The file holds, for each of eight people, the forms
to post, and for the raw driver the same work as rows: one finished in earnest as the pattern, and tasks to finish so.
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from django.db import connection
from django.test import Client

from benchmarks import ready  # noqa: F401 -- first: makes Django ready
from benchmarks.district import Place, found_place, log_in, sheets_for, tasks_at
from himpun.cases.models import Task
from himpun.installation.tables import make_tables
from himpun.performance.models import Sheet, SheetLine

PEOPLE: Final = 8
FILL: Final = (5, 1)
HAND_OVER: Final = (8, 1)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much each of the eight has to do: forms over HTTP, and rows by the driver."""

    forms: int
    rows: int


def lay_out(kind: str, amount: Amount) -> dict[str, Any]:
    """One office for each connection: what slows one office must not slow another."""
    connections = [_connection(kind, found_place(), amount) for _ in range(PEOPLE)]
    return {
        "kind": kind,
        "vendor": connection.vendor,
        "database": _database(),
        "browsers": [forms for forms, _ in connections],
        "rows": [rows for _, rows in connections],
    }


def _database() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)


def _connection(kind: str, place: Place, amount: Amount) -> tuple[list[Any], dict[str, Any]]:
    line, position = FILL if kind == "sheet" else HAND_OVER
    needed = amount.forms + amount.rows + 1
    tasks = tasks_at(place, line, position, cases=-(-needed // len(place.units)))[:needed]
    sheets = _sheets(place, tasks) if kind == "sheet" else {}
    form: Callable[[Place, Task], list[Any]] = _sheet_form if kind == "sheet" else _hand_over_form
    cookies = log_in([place.accounts[post.pk] for post in place.seats.values()])
    jobs = [_job(place, task, cookies, form(place, task)) for task in tasks[: amount.forms + 1]]
    if _is_multipart(jobs[0]):
        for job in jobs:
            job["files"] = [name.replace("nilai", "bukti") for name, _ in job["fields"] if name.startswith("nilai")]
    pattern = _pattern(place, tasks[amount.forms], jobs.pop())
    rest = tasks[amount.forms + 1 :]
    return jobs, {"pattern": pattern, "tasks": [[t.pk, t.case_id, sheets.get(t.pk, 0)] for t in rest]}


def _sheets(place: Place, tasks: Sequence[Task]) -> dict[int, int]:
    return {sheet.task or 0: sheet.pk for sheet in sheets_for(place, tasks)}


def _job(place: Place, task: Task, cookies: dict[int, str], fields: list[Any]) -> dict[str, Any]:
    account = place.accounts[task.post_id or 0].pk
    return {"path": f"/tugas/{task.pk}", "session": cookies[account], "fields": fields, "files": []}


def _is_multipart(job: dict[str, Any]) -> bool:
    """Whether the page sends its fields as parts, with one for the files of each line."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["himpun"] = job["session"]
    page = client.get(job["path"]).content.decode()
    return 'enctype="multipart/form-data"' in page and 'name="bukti-' in page


def _sheet_form(place: Place, task: Task) -> list[Any]:
    """Every field of the sheet's page, a figure in each line."""
    fields: list[Any] = [("kunci", uuid4().hex)]
    for key in SheetLine.objects.filter(sheet__task=task.pk).values_list("pk", flat=True):
        fields += [(f"jawab-{key}", "value"), (f"nilai-{key}", "90,5"), (f"alasan-{key}", ""), (f"kendala-{key}", "")]
    return [*fields, ("putusan", "kirim")]


def _hand_over_form(place: Place, task: Task) -> list[Any]:
    receiver = next(post for post in place.accounts if post != task.post_id)
    return [("what", "Laporan kinerja"), ("to", receiver), ("note", "Lengkap.")]


_MADE_BY: Final = {
    "sheet": ("trail_receipt", "performance_submission", "performance_figure", "trail_entry"),
    "task": ("cases_deed", "documents_paper", "cases_casepaper", "trail_outbox", "trail_entry"),
}


def _pattern(place: Place, task: Task, job: dict[str, Any]) -> dict[str, Any]:
    """Finish one task by its page, and take down every row that it left."""
    tables = _MADE_BY["sheet" if Sheet.objects.filter(task=task.pk).exists() else "task"]
    before = {table: _last(table) for table in tables}
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["himpun"] = job["session"]
    answer = client.post(job["path"], dict(job["fields"]))
    assert answer.status_code == 302, answer.content.decode()
    ended = _rows("cases_task", "id = %s", task.pk)[0]
    return {"task": ended, "office": place.office.pk} | {
        table: _rows(table, "id > %s", before[table]) for table in tables
    }


def _last(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(cursor.fetchone()[0])


def _rows(table: str, where: str, key: int) -> list[dict[str, Any]]:
    """Rows by column name, as the driver gives them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY id", [key])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def main() -> None:
    kind, path, forms, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    make_tables()
    jobs = lay_out(kind, Amount(forms, rows))
    path.write_text(json.dumps(jobs, default=str), encoding="utf-8")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
