"""The power fails after a put: the bytes are there, in a model of a disk that forgets whatever was not flushed."""

import os
import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from himpun.files import store
from himpun.files.store import path_of, put

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 laporan"


@dataclass
class ForgetfulDisk:
    """What was flushed: the content of files and the entries of folders, by inode."""

    contents: dict[int, bytes] = field(default_factory=dict)
    entries: dict[int, dict[str, int]] = field(default_factory=dict)
    deaf_to: str = ""  # "files" or "folders": what a control forgets to flush

    def flush(self, descriptor: int) -> None:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            if self.deaf_to != "folders":
                names = os.listdir(descriptor)
                self.entries[found.st_ino] = {name: os.stat(name, dir_fd=descriptor).st_ino for name in names}
        elif self.deaf_to != "files":
            self.contents[found.st_ino] = Path(f"/proc/self/fd/{descriptor}").read_bytes()

    def after_a_power_cut(self, root: Path, path: Path) -> bytes | None:
        """The content that is found at the path, or none."""
        inode = root.stat().st_ino
        for name in path.relative_to(root).parts:
            found = self.entries.get(inode, {}).get(name)
            if found is None:
                return None
            inode = found
        return self.contents.get(inode, b"")


@pytest.fixture
def disk(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> ForgetfulDisk:
    settings.HIMPUN_DATA = tmp_path
    made = ForgetfulDisk()
    monkeypatch.setattr("os.fsync", made.flush)
    monkeypatch.setattr(store, "_known_to_stay", set())
    return made


def bytes_after_a_put(disk: ForgetfulDisk, root: Path) -> bytes | None:
    stored = put(7, PDF, name="x.pdf", media_type="application/pdf", at=datetime(2026, 4, 6, tzinfo=UTC))
    return disk.after_a_power_cut(root, path_of(7, stored.sha256))


def test_what_was_put_is_there_after_a_power_cut(disk: ForgetfulDisk, tmp_path: Path) -> None:
    assert bytes_after_a_put(disk, tmp_path) == PDF


@pytest.mark.parametrize("forgotten", ["files", "folders"])
def test_the_controls_that_forget_to_flush_lose_it(disk: ForgetfulDisk, tmp_path: Path, forgotten: str) -> None:
    disk.deaf_to = forgotten
    assert bytes_after_a_put(disk, tmp_path) != PDF


def test_a_put_after_a_killed_one_flushes_what_that_one_had_not(
    disk: ForgetfulDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.deaf_to = "folders"
    bytes_after_a_put(disk, tmp_path)
    disk.deaf_to = ""
    monkeypatch.setattr(store, "_known_to_stay", set())  # another process
    assert bytes_after_a_put(disk, tmp_path) == PDF
