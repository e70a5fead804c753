"""Serving: granian, with as many processes as the database has use for."""

import os
import socket
import sys
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.cli.hands import hands
from himpun.installation.errors import AddressTaken
from himpun.installation.founding import issue_code


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int


def serve_pages(address: Address) -> int:
    """Serve until interrupted. Raises AddressTaken before anything is promised or printed."""
    refuse_a_taken(address)
    print_where_it_serves(address)
    code, workers = issue_code(), hands().workers
    connection.close()
    here = f"http://{address.host}:{address.port}"
    print(f"Himpun: {here}/  (Ctrl+C untuk berhenti)", flush=True)
    if code is not None:
        print(f"Belum ada kantor. Siapkan di: {here}/siapkan/mulai?kode={code}", flush=True)
    server = Granian(
        "himpun.conf.asgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.ASGINL,
        workers=workers,
        log_level=LogLevels.warning,
    )
    server.serve()
    return 0


def print_where_it_serves(address: Address) -> None:
    """Let papers print the address that is served, unless the operator has said a better one."""
    if "HIMPUN_ADDRESS" not in os.environ:
        host = "127.0.0.1" if address.host in ("", "0.0.0.0", "::") else address.host  # noqa: S104 -- compared
        told = f"http://[{host}]:{address.port}" if ":" in host else f"http://{host}:{address.port}"
        # The serving processes read the environment; this one has read it already.
        os.environ["HIMPUN_ADDRESS"] = settings.HIMPUN_ADDRESS = told


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
