"""A scratch PostgreSQL: a cluster in a temporary folder on a free port, gone when the work is done.

`python -m tools.postgres COMMAND ...` runs the command with DATABASE_URL pointing at it; with `--durable`
first, with fsync on, as benchmarks and crash tests need it.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from tools.screen import say_bad

PREFIX = "himpun-pg-"
# A crash of the machine during a test loses nothing that anybody wants.
HASTY = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
STEADY = ("-c", "max_connections=100", "-c", "shared_buffers=128MB", "-c", "listen_addresses=127.0.0.1")


class NoPostgres(Exception):
    """The cluster could not be made. The message says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster. `url` is a DATABASE_URL; `version` as in "15.18"."""

    url: str
    version: str


@dataclass(frozen=True, slots=True)
class _Place:
    folder: Path
    programs: Path
    run_as: dict[str, Any]  # for subprocess: PostgreSQL refuses to run as root
    password: str

    def call(self, program: str, *arguments: str) -> str:
        """The program's output. Raises NoPostgres with its last words."""
        # The server inherits stdout: a pipe would stay open, and the call hang, as long as it lives.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [str(self.programs / program), *arguments],
                cwd=self.folder,
                env=os.environ | {"PGPASSWORD": self.password, "LC_ALL": "C.UTF-8"},
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **self.run_as,
            )
            output.seek(0)
            said = output.read().strip()
        if done.returncode:
            raise NoPostgres(f"{program}: {said or 'failed'}")
        return said


def programs() -> Path | None:
    """The folder of initdb and its kin: Debian's newest, or the one on the PATH."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def scratch_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A cluster for the length of a `with`. Raises NoPostgres."""
    _sweep()
    place = _lay_out()
    try:
        port = _start(place, STEADY if durable else STEADY + HASTY)
        version = place.call("postgres", "--version").split()[2]
        yield Cluster(f"postgres://himpun:{place.password}@127.0.0.1:{port}/himpun", version)
    finally:
        _remove(place)


def _lay_out() -> _Place:
    where = programs()
    if where is None:
        raise NoPostgres("PostgreSQL is not installed (Debian and Ubuntu: apt-get install postgresql)")
    # A socket's path may have 107 bytes; some CI systems have a very long TMPDIR.
    root = tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/tmp"  # noqa: S108
    place = _Place(Path(tempfile.mkdtemp(prefix=PREFIX, dir=root)), where, _run_as(), secrets.token_urlsafe(18))
    (place.folder / "password").write_text(place.password)
    (place.folder / "owner").write_text(str(os.getpid()))
    if place.run_as:
        for path in (place.folder, place.folder / "password"):
            os.chown(path, place.run_as["user"], place.run_as["group"])
    return place


def _run_as() -> dict[str, Any]:
    """Whom the server runs as: ourselves, or, for root, the user of the package."""
    if os.geteuid() != 0:
        return {}
    import_name = "postgres" if _user("postgres") else "nobody"
    return _user(import_name)


def _user(name: str) -> dict[str, Any]:
    with open("/etc/passwd", encoding="utf-8") as accounts:
        for account in accounts:
            fields = account.split(":")
            if fields[0] == name:
                return {"user": int(fields[2]), "group": int(fields[3]), "extra_groups": []}
    return {}


def _start(place: _Place, settings: tuple[str, ...]) -> int:
    data, log = str(place.folder / "data"), str(place.folder / "log")
    secret = f"--pwfile={place.folder / 'password'}"
    place.call("initdb", "-D", data, "-U", "himpun", "-A", "scram-sha-256", secret, "-E", "UTF8", "--no-sync")
    for attempt in range(5):
        port = _free_port()
        options = " ".join(["-p", str(port), "-k", str(place.folder), *settings])
        try:
            place.call("pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
        except NoPostgres:  # somebody else may have taken the port in between
            if attempt == 4:
                raise NoPostgres(Path(log).read_text()[-2000:]) from None
            continue
        break
    place.call("createdb", "-h", str(place.folder), "-p", str(port), "-U", "himpun", "himpun")
    return port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _remove(place: _Place) -> None:
    with suppress(NoPostgres):
        place.call("pg_ctl", "-D", str(place.folder / "data"), "-m", "immediate", "-w", "stop")
    shutil.rmtree(place.folder, ignore_errors=True)


def _sweep() -> None:
    """Stop and remove clusters whose owner was killed before it could."""
    where = programs()
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            mine = folder.stat().st_uid in (os.geteuid(), _run_as().get("user"))
            if where and mine and not _alive(int((folder / "owner").read_text())):
                _remove(_Place(folder, where, _run_as(), ""))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def stop_cleanly_when_told() -> None:
    """Let a SIGTERM unwind the stack, so that no server is left behind."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def main() -> int:
    arguments = sys.argv[1:]
    durable = arguments[:1] == ["--durable"]
    command = arguments[1:] if durable else arguments
    stop_cleanly_when_told()
    try:
        with scratch_cluster(durable=durable) as cluster:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": cluster.url}, check=False).returncode
    except NoPostgres as reason:
        say_bad(f"No PostgreSQL: {reason}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
