"""The product's own server (granian, the WSGI entry, the middleware of every page) on the two crash pages.

`python -m tests.crash.server PORT` is the server; `Server` is what a test holds of it: it is started, asked, and
killed with all its processes.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import django

from himpun.cli.server import Address, serve_pages

HOST = "127.0.0.1"
HOUSEKEEPING_EVERY = 5
"""Acts that a client asks for before it asks for housekeeping."""

PATIENCE = 60.0
"""Seconds to wait for a server to come up, or for a named place to end it."""


class Server:
    """A running server and whoever asks it. `told` are the numbers it has acknowledged."""

    def __init__(self, environment: Mapping[str, str], *, root: Path) -> None:
        self.port = free_port()
        self.told: set[int] = set()
        command = [sys.executable, "-m", "tests.crash.server", str(self.port)]
        self._process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        self._wait_until_up()

    def ask_until_it_dies(self, manner: str, first: int, step: int) -> None:
        """Post acts and housekeeping, one after the other, until an answer fails to come."""
        patience = time.monotonic() + PATIENCE
        for n in count(first, step):
            try:
                self._post(f"/act/{manner}/{n}")
                self.told.add(n)
                if n % HOUSEKEEPING_EVERY == 0:
                    self._post("/house")
            except (OSError, http.client.HTTPException):
                return
            if time.monotonic() > patience:
                raise TimeoutError("the named place was never reached")

    def kill_after(self, seconds: float, manner: str, first: int, *, clients: int) -> None:
        """Let several clients ask at once, and kill the server so long after the first answer."""
        threads = [
            threading.Thread(target=self.ask_until_it_dies, args=[manner, first + n, clients]) for n in range(clients)
        ]
        for thread in threads:
            thread.start()
        while not self.told and any(thread.is_alive() for thread in threads):
            time.sleep(0.005)
        time.sleep(seconds)
        self.kill()
        for thread in threads:
            thread.join()

    def kill(self) -> None:
        """All its processes at once, with no time to say farewell."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _post(self, path: str) -> None:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("POST", path)
            response = connection.getresponse()
            response.read()
            if response.status != http.client.OK:
                raise AssertionError(f"{path} answered {response.status}")
        finally:
            connection.close()

    def _wait_until_up(self) -> None:
        patience = time.monotonic() + PATIENCE
        while time.monotonic() < patience and self._process.poll() is None:
            try:
                socket.create_connection((HOST, self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError("the server did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> None:
    django.setup()
    serve_pages(Address(HOST, int(sys.argv[1])))


if __name__ == "__main__":
    main()
