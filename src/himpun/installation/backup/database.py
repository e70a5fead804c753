"""Copying the database out, and laying a copy in: SQLite by `VACUUM INTO`, PostgreSQL by its own tools.

A running SQLite file is never copied as a file: its newest commits lie in another one.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from himpun.installation.backup.errors import FolderInUse, NoPostgresTools

SQLITE_PART = "himpun.sqlite3"
POSTGRES_PART = "himpun.pgdump"


def copy_out(stage: Path) -> str:
    """Put a copy of the database, as it stands at one moment, into the stage. Returns the kind of database."""
    if connection.vendor == "postgresql":
        _tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={stage / POSTGRES_PART}")
        return "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(stage / SQLITE_PART)])
    return "sqlite"


@contextmanager
def readable_copy(stage: Path) -> Iterator[str]:
    """The `DATABASE_URL` under which the staged copy can be examined; of a PostgreSQL dump, loaded into a scratch
    database.
    """
    if not (stage / POSTGRES_PART).exists():
        yield ""
        return
    name = scratch_name()
    with _scratch(name):
        load(stage, into=name)
        yield url_of(name)


@contextmanager
def scratch_database() -> Iterator[str]:
    """The `DATABASE_URL` of an empty database that is gone afterwards; "" for SQLite, whose file lies in the folder."""
    if connection.vendor == "sqlite":
        yield ""
        return
    name = scratch_name()
    with _scratch(name):
        yield url_of(name)


def scratch_name() -> str:
    """A name that no other database of the server has."""
    return f"himpun_copy_{secrets.token_hex(8)}"


@contextmanager
def _scratch(name: str) -> Iterator[None]:
    _on_server(f"CREATE DATABASE {name}")
    try:
        yield
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def size_here() -> int:
    """How many bytes the database takes, so that a copy begins only where it fits."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        (size,) = cursor.fetchone()
    return int(size)


def load(stage: Path, *, into: str) -> None:
    """Lay a dump into an empty database of the server."""
    _tool("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", str(stage / POSTGRES_PART), into=into)


def refuse_occupied() -> None:
    """Raises FolderInUse when the PostgreSQL database has tables already."""
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise FolderInUse("Basis data")


def empty_again() -> None:
    """Take out what a restore has laid into a database that was empty before."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def url_of(name: str) -> str:
    """The address of a database on the configured server."""
    server = settings.DATABASES["default"]
    user = quote(server["USER"], safe="") + (f":{quote(server['PASSWORD'], safe='')}" if server["PASSWORD"] else "")
    port = f":{server['PORT']}" if server["PORT"] else ""
    return f"postgres://{user}@{port}/{name}?host={quote(server['HOST'], safe='')}"


def _tool(program: str, *arguments: str, into: str = "") -> None:
    found = shutil.which(program)
    if found is None:
        raise NoPostgresTools(f"{program} tidak ditemukan.")
    server = settings.DATABASES["default"]
    name = into or connection.settings_dict["NAME"]
    # The password goes by the environment: arguments can be read by everybody on the machine.
    environment = {
        **os.environ,
        "PGHOST": server["HOST"],
        "PGPORT": server["PORT"] or "5432",
        "PGUSER": server["USER"],
        "PGPASSWORD": server["PASSWORD"],
    }
    command = [found, f"--dbname={name}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- found above
    if done.returncode:
        raise NoPostgresTools(f"{program}: {done.stderr.strip()[-500:]}")


def _on_server(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
