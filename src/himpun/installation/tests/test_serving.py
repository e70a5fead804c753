"""One process serves a SQLite data folder, and only one that is whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from himpun.installation.errors import DatabaseDamaged, FolderServed
from himpun.installation.serving import alone_in_the_folder

pytestmark = pytest.mark.django_db(transaction=True)

CHILD = """
import sys
from pathlib import Path
from himpun.installation.locks import held
with held(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    sys.stdin.readline()
"""


def lock_here() -> Path:
    return Path(str(connection.settings_dict["NAME"])).parent / "himpun.lock"


def test_a_second_process_is_refused_until_the_first_has_gone() -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL serves many
    command = [sys.executable, "-c", CHILD, str(lock_here())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        with pytest.raises(FolderServed, match="sudah berjalan"), alone_in_the_folder():
            pass
        other.kill()
        other.wait()
    with alone_in_the_folder():
        pass


def test_a_damaged_database_is_not_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        return
    whole = tmp_path / "himpun.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(whole)])
    with pretending(whole, monkeypatch), alone_in_the_folder():
        pass
    broken = bytearray(whole.read_bytes())
    broken[8192:12288] = b"\x99" * 4096
    whole.write_bytes(broken)
    with pretending(whole, monkeypatch), pytest.raises(DatabaseDamaged, match="pulihkan"), alone_in_the_folder():
        pass


class pretending:  # noqa: N801 -- reads as a word in the tests
    """As if the process had been started on this file."""

    def __init__(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file, self.monkeypatch = file, monkeypatch

    def __enter__(self) -> None:
        connection.close()
        self.before = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = self.file

    def __exit__(self, *_: object) -> None:
        connection.close()
        connection.settings_dict["NAME"] = self.before
