"""What happens between acts: promises are kept, heads are signed and, on SQLite, the WAL is brought into the
database.
"""

import threading

from django.db import connection

from himpun.trail.failpoint import reach
from himpun.trail.heads import sign_heads
from himpun.trail.outbox import keep
from tests.crash.deeds import NOW, deliver

EVERY = 5
"""Acts between two housekeepings."""


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
