"""A scratch installation whose server can be started, killed and examined."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.crash.server import PATIENCE, Server

ROOT = Path(__file__).resolve().parent.parent.parent
CLIENTS = 3


@dataclass
class Scene:
    """One data folder and database. `acknowledged` are the numbers that were told so far."""

    data: Path
    database_url: str = ""
    acknowledged: set[int] = field(default_factory=set)
    started: int = 0

    def prepare(self) -> None:
        self._run("-m", "django", "migrate", "--verbosity", "0")

    def server_dies_at(self, point: str, *, manner: str = "honestly") -> None:
        """Serve until the named place ends the process that answers."""
        server = Server(self._environment(point), root=ROOT)
        try:
            server.ask_until_it_dies(manner, self._fresh_number(), 1)
        finally:
            server.kill()
            self.acknowledged |= server.told

    def server_dies_after(self, seconds: float, *, manner: str = "honestly") -> int:
        """Serve three clients for so long after the first answer. Returns how many acts were answered."""
        server = Server(self._environment(), root=ROOT)
        server.kill_after(seconds, manner, self._fresh_number(), clients=CLIENTS)
        self.acknowledged |= server.told
        return len(server.told)

    def worker_dies_at(self, point: str, *, manner: str = "honestly") -> int:
        """Let a worker without a server run until the named place ends it. Returns its exit status."""
        command = [sys.executable, "-m", "tests.crash.worker", manner, str(self._fresh_number()), "1"]
        worker = subprocess.Popen(command, cwd=ROOT, env=self._environment(point), stdout=subprocess.PIPE, text=True)
        try:
            told, _ = worker.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            told, _ = worker.communicate()
        self.acknowledged |= {int(line) for line in told.splitlines()}
        return worker.returncode

    def findings(self) -> list[str]:
        """What is wrong with what is left."""
        done = self._run("-m", "tests.crash.examination", stdin=json.dumps(sorted(self.acknowledged)))
        found: list[str] = json.loads(done)
        return found

    def _fresh_number(self) -> int:
        """Each process goes on with numbers that none before it has touched, acknowledged or not."""
        self.started += 1
        return self.started * 1_000_000

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
def scene(data: Path, *, server: str, like: Scene | None = None) -> Iterator[Scene]:
    """A prepared scene on SQLite (`server` ""), or in a database of its own on a PostgreSQL server.

    `like` another that is at rest: a copy of it, which spares making all tables anew.
    """
    with scratch_database(server, like=like.database_url if like else "") as url:
        made = Scene(data, url)
        if like is None:
            made.prepare()
        else:
            shutil.copytree(like.data, data)
        yield made


@contextmanager
def scratch_database(server: str, *, like: str) -> Iterator[str]:
    """The address of a new database on this server, dropped afterwards; "" gives ""."""
    if not server:
        yield ""
        return
    name = f"himpun_crash_{os.getpid()}_{time.monotonic_ns()}"
    parts = urlsplit(server)
    _on(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""))
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        _on(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, *statements: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def worst(findings: Sequence[str]) -> str:
    """Findings in one line for the screen."""
    return "; ".join(findings[:5]) + (f" and {len(findings) - 5} more" if len(findings) > 5 else "")
