"""Meja kerja of somebody with sixty open tasks, with 200 tasks in the database and with 200,000.

`python -m benchmarks.desk TASKS` lays out the database, and for each line on stdin opens the page so many times through
Django's test client. The tasks lie in years of cases of twenty offices: most are done, many are others'.
"""

import sys
from time import perf_counter
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import ready  # noqa: F401 -- first: makes Django ready
from benchmarks.children import answer
from benchmarks.district import Place, found_place, log_in, tasks_at
from himpun.cases.models import Task
from himpun.installation.tables import make_tables

MINE: Final = 60
OFFICES: Final = 20
OPEN: Final = (8, 1)
"""Where the cases stand: each unit of each has one task open, and one done."""
A_CASE: Final = 50
"""Tasks in a case that has come so far, roughly."""


def lay_out(wanted: int) -> Client:
    """So many tasks, sixty of them open on one post; a browser of its holder."""
    places = [found_place() for _ in range(OFFICES if wanted > 1000 else 1)]
    mine = places[0]
    post = mine.seats[mine.units[0].pk]
    while (there := Task.objects.count()) < wanted:
        for place in places:
            tasks_at(place, *OPEN, cases=max(1, min(100, (wanted - there) // len(places) // A_CASE)))
    _leave_open(mine, post.pk)
    client = Client(SERVER_NAME="127.0.0.1")
    account = mine.accounts[post.pk]
    client.cookies["himpun"] = log_in([account])[account.pk]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return client


def _leave_open(place: Place, post: int) -> None:
    """Sixty tasks are open on the post; what it had besides is done, and was opened long ago."""
    open_ones = list(Task.objects.filter(post=post, state="open").order_by("-pk").values_list("pk", flat=True))
    missing = MINE - len(open_ones)
    if missing > 0:
        others = Task.objects.filter(office=place.office, state="open").exclude(post=post)[:missing]
        Task.objects.filter(pk__in=[task.pk for task in others]).update(post=post)
    Task.objects.filter(pk__in=open_ones[MINE:]).update(state="done", ended_at="2026-08-01T00:00:00Z")


def opened(client: Client, times: int) -> float:
    """Seconds for one opening."""
    begin = perf_counter()
    for _ in range(times):
        response = client.get("/")
        assert response.status_code == 200, response.status_code
    return (perf_counter() - begin) / times


def main() -> None:
    make_tables()
    client = lay_out(int(sys.argv[1]))
    opened(client, 5)
    with CaptureQueriesContext(connection) as queries:
        opened(client, 1)
    open_ones = Task.objects.filter(state="open").count()
    answer({"queries": len(queries), "tasks": Task.objects.count(), "open": open_ones})
    for line in sys.stdin:
        answer(opened(client, int(line)))


if __name__ == "__main__":
    main()
