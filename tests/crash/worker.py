"""The child that is killed: `python -m tests.crash.worker MANNER FIRST THREADS`.

Acts FIRST, FIRST+THREADS, ... are done by as many threads, without end; the number of each is written to standard
output when it is acknowledged. Every few acts promises are kept, heads are signed and, on SQLite, the WAL is
brought into the database.
"""

import os
import sys
import threading
from itertools import count

import django

django.setup()

from django.db import connection  # noqa: E402 -- after setup

from himpun.files.store import Watch  # noqa: E402
from himpun.trail.failpoint import reach  # noqa: E402
from himpun.trail.heads import sign_heads  # noqa: E402
from himpun.trail.outbox import keep  # noqa: E402
from tests.crash.deeds import MANNERS, NOW, deliver  # noqa: E402

HOUSEKEEPING_EVERY = 5


def acknowledge(n: int) -> None:
    """One write, so that a number is told whole or not at all."""
    reach("before_response")
    os.write(sys.stdout.fileno(), f"{n}\n".encode())


def work(manner: str, first: int, step: int) -> None:
    for n in count(first, step):
        MANNERS[manner](n, acknowledge)
        if n % HOUSEKEEPING_EVERY == 0:
            keep_house()


def keep_house() -> None:
    keep({"deliver": deliver}, at=NOW, limit=3)
    sign_heads(at=NOW)
    if connection.vendor == "sqlite":
        checkpoint()


def checkpoint() -> None:
    # Another thread reaches the place while this one is inside the library, which runs without the interpreter's lock.
    threading.Thread(target=reach, args=["during_checkpoint"]).start()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def main() -> None:
    manner, first, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    Watch.tell = staticmethod(reach)
    workers = [threading.Thread(target=work, args=[manner, first + n, threads]) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
