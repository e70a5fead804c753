"""Over HTTP with eight connections, against the raw driver writing the same rows.

Sending a unit's sheet of twenty figures (session, permission, form, verb, rows, journal), and finishing a task.
PostgreSQL is served by two workers and written raw by eight connections; SQLite by one worker, and raw by one writer.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from benchmarks.children import ROOT, Child, rate
from benchmarks.pairs import ROUNDS, in_turns
from benchmarks.table import Line, faster
from himpun.cli.hands import HANDS, Hands

FORMS: Final = 40
ROWS: Final = 80
"""What each of the eight does in a turn: forms over HTTP, and tasks by the driver."""
PATIENCE: Final = 60.0
GOALS: Final = {"postgresql": 0.25, "sqlite": 0.1}
SAYS: Final = {"sheet": "sending a sheet of 20 figures over HTTP", "task": "finishing a task over HTTP"}


def measure(kind: str, vendor: str, environment: Mapping[str, str]) -> Line:
    """One subject on one database, which must be empty."""
    jobs = Path(environment["HIMPUN_DATA"]) / f"{kind}.json"
    turns = ROUNDS + 1
    command = [sys.executable, "-m", "benchmarks.jobs", kind, str(jobs), str(FORMS * turns), str(ROWS * turns)]
    subprocess.run(command, cwd=ROOT, env=dict(environment), check=True)
    drivers = ((0, 4), (4, 4)) if vendor == "postgresql" else ((0, 8),)
    with (
        served(HANDS[vendor], environment) as port,
        Child.run("load", str(jobs), str(port), environment=environment) as load,
    ):
        writers = [Child.run("raw", str(jobs), str(a), str(n), environment=environment) for a, n in drivers]
        try:
            rounds = in_turns(lambda: rate([load], str(FORMS)), lambda: rate(writers, str(ROWS)))
        finally:
            for writer in writers:
                writer.__exit__()
    return faster(f"{SAYS[kind]} ({vendor})", rounds, goal=GOALS[vendor], unit="a second")


@contextmanager
def served(hands: Hands, environment: Mapping[str, str]) -> Iterator[int]:
    """The pages on a free port, as `himpun serve` sets up its server."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(hands.workers), "--log-level", "warning"]
    server = subprocess.Popen([*command, "benchmarks.serving:application"], cwd=ROOT, env=dict(environment))
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    """Until every worker has answered something."""
    end = monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as door:
                door.sendall(b"GET /sehat HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if door.recv(12).endswith(b"200"):
                    return
        except OSError:
            if monotonic() > end:
                raise
        sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
