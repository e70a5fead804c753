"""Serving: granian with one thread a worker; one process on SQLite, two on PostgreSQL."""

from dataclasses import dataclass

from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int


def serve_pages(address: Address) -> int:
    """Serve until interrupted. SQLite wants exactly one writing process."""
    workers = 2 if connection.vendor == "postgresql" else 1
    connection.close()
    print(f"Himpun: http://{address.host}:{address.port}/  (Ctrl+C untuk berhenti)", flush=True)
    server = Granian(
        "himpun.conf.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level=LogLevels.warning,
    )
    server.serve()
    return 0
