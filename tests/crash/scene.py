"""A scratch installation whose worker can be started, killed and examined."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
"""Seconds after which a worker that should have died is given up."""


@dataclass
class Scene:
    """One data folder and database. `acknowledged` are the numbers that workers have told so far."""

    data: Path
    database_url: str = ""
    acknowledged: set[int] = field(default_factory=set)
    started: int = 0

    def prepare(self) -> None:
        self._run("-m", "django", "migrate", "--verbosity", "0")

    def die_at(self, point: str, *, manner: str = "honestly") -> int:
        """Let a worker run until the named place ends it. Returns its exit status."""
        worker = self._start(manner, threads=1, failpoint=point)
        try:
            told, _ = worker.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            told, _ = worker.communicate()
        self._note(told)
        return worker.returncode

    def die_after(self, seconds: float, *, manner: str = "honestly", threads: int = 3) -> int:
        """Kill a worker so long after its first act. Returns how many acts it told."""
        worker = self._start(manner, threads=threads)
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(seconds)
        worker.kill()
        rest, _ = worker.communicate()
        return self._note(first + rest)

    def findings(self) -> list[str]:
        """What is wrong with what is left."""
        done = self._run("-m", "tests.crash.examination", stdin=json.dumps(sorted(self.acknowledged)))
        found: list[str] = json.loads(done)
        return found

    def _start(self, manner: str, *, threads: int, failpoint: str = "") -> "subprocess.Popen[str]":
        # Each worker goes on with numbers that no worker before it has touched, acknowledged or not.
        self.started += 1
        first = str(self.started * 1_000_000)
        command = [sys.executable, "-m", "tests.crash.worker", manner, first, str(threads)]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment(failpoint), stdout=subprocess.PIPE, text=True)

    def _note(self, told: str) -> int:
        numbers = [int(line) for line in told.splitlines()]
        self.acknowledged.update(numbers)
        return len(numbers)

    def _run(self, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment(),
            input=stdin,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def _environment(self, failpoint: str = "") -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "HIMPUN_DATA": str(self.data),
            "DATABASE_URL": self.database_url,
            "HIMPUN_FAILPOINT": failpoint,
        }


@contextmanager
def scene(data: Path, *, server: str) -> Iterator[Scene]:
    """A prepared scene on SQLite (`server` ""), or in a database of its own on a PostgreSQL server."""
    with scratch_database(server) as url:
        made = Scene(data, url)
        made.prepare()
        yield made


@contextmanager
def scratch_database(server: str) -> Iterator[str]:
    """The address of a new database on this server, dropped afterwards; "" gives ""."""
    if not server:
        yield ""
        return
    name = f"himpun_crash_{os.getpid()}_{time.monotonic_ns()}"
    address, _, options = server.partition("?")
    _on(server, f"CREATE DATABASE {name}")
    try:
        yield f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
    finally:
        _on(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, *statements: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def worst(findings: Sequence[str]) -> str:
    """Findings in one line for the screen."""
    return "; ".join(findings[:5]) + (f" and {len(findings) - 5} more" if len(findings) > 5 else "")
