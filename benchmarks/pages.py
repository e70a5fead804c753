"""Lays out a case that is being filled in, for opening its pages: Meja kerja, Berkas, Isian with twenty indicators.

`python -m benchmarks.pages` prints {session, pages: {name: path}} of somebody who heads a unit, and stays.
"""

import sys

from benchmarks import ready  # noqa: F401 -- first: makes Django ready
from benchmarks.children import answer
from benchmarks.district import found_place, log_in, sheets_for, tasks_at
from himpun.installation.tables import make_tables

FILL = (5, 1)


def main() -> None:
    make_tables()
    place = found_place()
    tasks = tasks_at(place, *FILL, cases=1)
    sheets_for(place, tasks)
    task = tasks[0]
    account = place.accounts[task.post_id or 0]
    pages = {"Meja kerja": "/", "Berkas": f"/berkas/{task.case_id}", "Isian": f"/tugas/{task.pk}"}
    answer({"session": log_in([account])[account.pk], "pages": pages})
    sys.stdin.read()


if __name__ == "__main__":
    main()
