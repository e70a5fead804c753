"""Before pages are served: this process alone serves the data folder, and its database is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection

from himpun.installation.errors import DatabaseDamaged, FolderServed
from himpun.installation.locks import held


@contextmanager
def alone_in_the_folder() -> Iterator[None]:
    """For as long as this process serves. PostgreSQL has room for many: then nothing is asked.

    Raises FolderServed when another process serves the same SQLite file, DatabaseDamaged.
    """
    if connection.vendor != "sqlite":
        yield
        return
    database = Path(str(connection.settings_dict["NAME"]))
    with held(database.parent / "himpun.lock") as mine:
        if not mine:
            raise FolderServed(database.parent)
        if database.exists():
            _refuse_damaged()
        yield


def _refuse_damaged() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(3)")
            found = [str(line) for (line,) in cursor.fetchall()]
    except DatabaseError as error:
        raise DatabaseDamaged(str(error)) from error
    if found != ["ok"]:
        raise DatabaseDamaged("; ".join(found))
