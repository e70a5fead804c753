"""The driver alone: the same rows, one insert for each table, one transaction for each task. Nothing is checked.

`python -m benchmarks.raw JOBS FIRST COUNT`: so many of the file's connections, beginning with the first, one thread
each. Each line on stdin finishes that many tasks on every connection. SQLite has one writer, so it is given one
connection, which does everybody's work.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.children import answer

try:
    import pysqlite3 as sqlite3
except ImportError:
    import sqlite3

Row = dict[str, Any]
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
ENDED = ("state", "ended_at", "ended_by_id", "capacity", "why", "read", "subject", "subject_hash")
END = f"UPDATE cases_task SET {', '.join(f'{name} = %s' for name in ENDED)} WHERE id = %s AND state = 'open'"
MOVE = "UPDATE trail_stream SET seq = seq + %s, head = %s WHERE office_id = %s RETURNING seq"


class Insert:
    """One multi-row insert into a table, made after rows that were written before."""

    def __init__(self, table: str, rows: Sequence[Row], mark: str, *, returning: bool = False) -> None:
        self._names = [name for name in rows[0] if name != "id"]
        one = f"({', '.join([mark] * len(self._names))})"
        back = " RETURNING id" if returning else ""
        self.sql = f"INSERT INTO {table} ({', '.join(self._names)}) VALUES {', '.join([one] * len(rows))}{back}"
        self._values = [[row[name] for name in self._names] for row in rows]
        self._places = {name: n for n, name in enumerate(self._names)}

    def values(self, **changed: Any) -> list[Any]:
        """All rows' values, with some columns changed: one value for all rows, or a list of one for each."""
        made = []
        for n, values in enumerate(self._values):
            row = values[:]
            for name, value in changed.items():
                row[self._places[name]] = value[n] if isinstance(value, list) else value
            made += row
        return made


class Writer:
    """One connection of the driver, writing what a finished task leaves."""

    def __init__(self, cursor: Any, mark: str, rows: dict[str, Any]) -> None:
        pattern: dict[str, Any] = rows["pattern"]
        self._cursor, self._office = cursor, pattern["office"]
        self._tasks: Iterator[list[int]] = iter(rows["tasks"])
        self._begin = "BEGIN IMMEDIATE" if mark == "?" else "BEGIN"
        self._end, self._move = END.replace("%s", mark), MOVE.replace("%s", mark)
        self._count = f"UPDATE documents_number SET value = value + 1 WHERE office_id = {mark}"
        self._sheet = f"UPDATE performance_sheet SET revision = 1 WHERE id = {mark}"
        self._ended = [pattern["task"][name] for name in ENDED]
        keyed = ("performance_submission", "documents_paper")
        tables = [name for name in pattern if name not in ("task", "office")]
        self._inserts = {name: Insert(name, pattern[name], mark, returning=name in keyed) for name in tables}
        self._entries = len(pattern["trail_entry"])

    def finish(self) -> None:
        task, case, sheet = next(self._tasks)
        self._cursor.execute(self._begin)
        self._cursor.execute(self._end, [*self._ended, task])
        if sheet:
            self._send(task, sheet)
        else:
            self._file(task, case)
        self._chain()
        self._cursor.execute("COMMIT")

    def _send(self, task: int, sheet: int) -> None:
        self._write("trail_receipt", key=uuid4().hex)
        self._cursor.execute(self._sheet, [sheet])
        self._write("performance_submission", sheet_id=sheet, task_id=task)
        self._write("performance_figure", submission_id=self._cursor.fetchone()[0])

    def _file(self, task: int, case: int) -> None:
        self._write("cases_deed", task_id=task)
        self._cursor.execute(self._count, [self._office])
        subject, number = f"berkas/{case}/tugas/{task}", f"000/{task}/UKR/2026"
        self._write("documents_paper", subject=subject, check_code=f"{task:020d}", number=number)
        self._write("cases_casepaper", paper_id=self._cursor.fetchone()[0], task_id=task, case_id=case)
        self._write("trail_outbox")

    def _chain(self) -> None:
        """Last, as we do it: the office's chain is its one contended row."""
        self._cursor.execute(self._move, [self._entries, f"{0:064d}", self._office])
        last = self._cursor.fetchone()[0]
        self._write("trail_entry", seq=[last - self._entries + 1 + n for n in range(self._entries)])

    def _write(self, table: str, **changed: Any) -> None:
        insert = self._inserts[table]
        self._cursor.execute(insert.sql, insert.values(**changed))


def writers(jobs: dict[str, Any], first: int, count: int) -> list[list[Writer]]:
    """For each connection of the driver whose work it does."""
    if jobs["vendor"] == "sqlite":
        cursor = sqlite3.connect(jobs["database"], isolation_level=None, check_same_thread=False).cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}").fetchall()
        return [[Writer(cursor, "?", rows) for rows in jobs["rows"]]]
    chosen = jobs["rows"][first : first + count]
    return [[Writer(psycopg.connect(jobs["database"], autocommit=True).cursor(), "%s", rows)] for rows in chosen]


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    connections = writers(jobs, int(sys.argv[2]), int(sys.argv[3]))
    answer("ready")
    with ThreadPoolExecutor(len(connections)) as pool:
        for line in sys.stdin:
            times = int(line)
            begin = perf_counter()
            list(pool.map(lambda those, times=times: work(those, times), connections))
            answer({"begin": begin, "end": perf_counter(), "done": times * sum(map(len, connections))})


def work(those: Sequence[Writer], times: int) -> None:
    for _ in range(times):
        for writer in those:
            writer.finish()


if __name__ == "__main__":
    main()
