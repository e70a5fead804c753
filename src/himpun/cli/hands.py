"""With how many processes and threads the pages are answered."""

from dataclasses import dataclass
from typing import Final

from django.db import connection


@dataclass(frozen=True, slots=True)
class Hands:
    """How many processes serve, and in how many threads each answers."""

    workers: int
    threads: int


HANDS: Final = {"sqlite": Hands(1, 2), "postgresql": Hands(2, 4)}
"""SQLite wants exactly one writing process, whose second thread goes on with other pages while the first waits, up to
half a minute, for the process that reads a document. PostgreSQL has time for others while one waits for the disk: with
eight people sending at once, four threads a worker took about twice as many sheets a second as one."""


def hands() -> Hands:
    return HANDS[connection.vendor]
