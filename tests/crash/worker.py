"""A child that acts without a server: `python -m tests.crash.worker MANNER FIRST THREADS`.

Acts FIRST, FIRST+THREADS, ... are done by as many threads, without end; the number of each is written to standard
output when it is acknowledged.
"""

import os
import sys
import threading
from itertools import count

import django

django.setup()

from himpun.files.store import Watch  # noqa: E402 -- after setup
from himpun.trail.failpoint import reach  # noqa: E402
from tests.crash.deeds import MANNERS  # noqa: E402
from tests.crash.housekeeping import EVERY, keep_house  # noqa: E402


def acknowledge(n: int) -> None:
    """One write, so that a number is told whole or not at all."""
    reach("before_response")
    os.write(sys.stdout.fileno(), f"{n}\n".encode())


def work(manner: str, first: int, step: int) -> None:
    for n in count(first, step):
        MANNERS[manner](n, acknowledge)
        if n % EVERY == 0:
            keep_house()


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
