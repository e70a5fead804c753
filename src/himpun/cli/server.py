"""Serving: granian, with as many processes and threads as the database has use for."""

import socket
import sys
from dataclasses import dataclass

from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.installation.errors import AddressTaken
from himpun.installation.founding import issue_code


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Hands:
    """How many processes serve, and how many threads each."""

    workers: int
    threads: int


HANDS = {"sqlite": Hands(1, 1), "postgresql": Hands(2, 4)}
"""SQLite wants exactly one writer. PostgreSQL has time for others while one waits for the disk: with eight people
sending at once, four threads a worker took about twice as many sheets a second as one."""


def serve_pages(address: Address) -> int:
    """Serve until interrupted. Raises AddressTaken before anything is promised or printed."""
    refuse_a_taken(address)
    hands = HANDS[connection.vendor]
    code = issue_code()
    connection.close()
    here = f"http://{address.host}:{address.port}"
    print(f"Himpun: {here}/  (Ctrl+C untuk berhenti)", flush=True)
    if code is not None:
        print(f"Belum ada kantor. Siapkan di: {here}/siapkan/mulai?kode={code}", flush=True)
    server = Granian(
        "himpun.conf.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=hands.workers,
        blocking_threads=hands.threads,
        log_level=LogLevels.warning,
    )
    server.serve()
    return 0


def refuse_a_taken(address: Address) -> None:
    """Raises AddressTaken when another program listens there, or this computer has no such address.

    The server itself shares its port among its processes, and would share it with a stranger as silently.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            if sys.platform != "win32":
                # Connections of a server just stopped linger for a minute; they do not keep the next from starting.
                # On Windows the same option would take the port from whoever listens.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except (OSError, OverflowError) as taken:
        raise AddressTaken(address.host, address.port) from taken
