"""A backup counts when its copy was examined; a restore fills an empty place and says what is missing."""

import argparse
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from himpun.cli import backup_commands as commands
from himpun.files.models import StoredFile
from himpun.files.store import put, read
from himpun.installation.backup.archive import MANIFEST, check
from himpun.installation.backup.database import POSTGRES_PART, SQLITE_PART, url_of
from himpun.installation.backup.errors import FolderInUse, NotSound, TargetExists
from himpun.installation.backup.examination import examine_copy
from himpun.installation.backup.making import back_up
from himpun.installation.backup.restoring import Missing, restore
from himpun.trail.actor import Actor
from himpun.trail.heads import heads_file, sign_heads
from himpun.trail.journal import Fact, image, record, verb
from himpun.trail.models import Stream

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 4, 6, 1, 30, tzinfo=UTC)
OFFICE = 7
CLERK = Actor(name="Rahmi Lestari, S.AP", account=11, person=21)
PDF = b"%PDF-1.7 laporan"

Go = Callable[[], Path]


@verb
def keep(text: bytes) -> None:
    stored = put(OFFICE, PDF + text, name="laporan.pdf", media_type="application/pdf", at=NOW)
    record(Fact(OFFICE, CLERK, "kept", NOW, {}, [image(stored)]))


@pytest.fixture
def office(tmp_path: Path, settings: Settings) -> Path:
    """An installation with two entries and two files. Returns its data folder."""
    data = settings.HIMPUN_DATA = tmp_path / "office"
    data.mkdir()
    keep(b"one")
    keep(b"two")
    return data


@pytest.fixture
def backup(office: Path, tmp_path: Path) -> Path:
    target = tmp_path / "disk" / "himpun.zip"
    back_up(target, at=NOW)
    return target


@pytest.fixture
def elsewhere(tmp_path: Path, settings: Settings) -> Iterator[Go]:
    """Goes to an empty place to restore to, on PostgreSQL to an empty database, and at last back again."""
    here = connection.settings_dict["NAME"]
    there = f"himpun_elsewhere_{os.getpid()}"

    def go() -> Path:
        data = settings.HIMPUN_DATA = tmp_path / "new"
        data.mkdir()
        if connection.vendor == "postgresql":
            run_sql(f"CREATE DATABASE {there}")
            use(there)
        return data

    yield go
    if connection.settings_dict["NAME"] == there:
        use(here)
        run_sql(f"DROP DATABASE {there}")


def use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def run_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def names_in(backup: Path) -> set[str]:
    with zipfile.ZipFile(backup) as zipped:
        return set(zipped.namelist())


def test_a_backup_holds_database_files_heads_and_settings_but_no_secret(backup: Path) -> None:
    names = names_in(backup)
    database = POSTGRES_PART if connection.vendor == "postgresql" else SQLITE_PART
    assert {MANIFEST, database, "heads.jsonl", "settings.json"} <= names
    assert len([name for name in names if name.startswith("files/7/")]) == 2
    assert {name for name in names if name.startswith("keys/")} == {
        name for name in names if name.startswith("keys/trail-") and name.endswith(".pub")
    }


def test_the_manifest_tells_the_head_of_each_journal(office: Path, tmp_path: Path) -> None:
    manifest = back_up(tmp_path / "x.zip", at=NOW)
    assert manifest == check(tmp_path / "x.zip")
    assert manifest.entries == 2
    assert manifest.streams == ((OFFICE, 2, Stream.objects.get(office_id=OFFICE).head),)


def test_keys_come_along_when_asked_for(office: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "with-keys.zip", at=NOW, with_keys=True)
    assert "keys/trail.key" in names_in(tmp_path / "with-keys.zip")


def test_a_backup_never_overwrites_another(office: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"yesterday's")
    with pytest.raises(TargetExists):
        back_up(tmp_path / "x.zip", at=NOW)


def test_a_damaged_file_makes_the_backup_fail_and_leaves_none(office: Path, tmp_path: Path) -> None:
    next(path for path in (office / "files").rglob("*") if path.is_file()).write_bytes(b"other")
    with pytest.raises(NotSound, match="file_damaged"):
        back_up(tmp_path / "x.zip", at=NOW)
    assert not list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".himpun*"))


def test_a_missing_file_makes_the_backup_fail(office: Path, tmp_path: Path) -> None:
    next(path for path in (office / "files").rglob("*") if path.is_file()).unlink()
    with pytest.raises(NotSound, match="file_damaged"):
        back_up(tmp_path / "x.zip", at=NOW)


def test_an_unsound_journal_makes_the_backup_fail(office: Path, tmp_path: Path) -> None:
    Stream.objects.update(seq=5)
    with pytest.raises(NotSound, match="tail_cut"):
        back_up(tmp_path / "x.zip", at=NOW)


def test_what_is_restored_is_what_was_backed_up(backup: Path, elsewhere: Go) -> None:
    data = elsewhere()
    restored = restore(backup)
    assert restored.missing == ()
    assert restored.manifest == check(backup)
    examined = examine_copy(data, database_url=database_here())
    assert (examined.entries, examined.findings) == (2, ())
    assert {read(stored) for stored in StoredFile.objects.all()} == {PDF + b"one", PDF + b"two"}
    assert not list(data.glob(".restore*"))


def database_here() -> str:
    return "" if connection.vendor == "sqlite" else url_of(connection.settings_dict["NAME"])


@pytest.mark.parametrize("name", ["himpun.sqlite3", "files", "anything"])
def test_only_an_empty_place_is_filled(tmp_path: Path, settings: Settings, name: str) -> None:
    data = settings.HIMPUN_DATA = tmp_path / "new"
    (data / name).mkdir(parents=True)
    with pytest.raises(FolderInUse):
        restore(tmp_path / "x.zip")
    assert [path.name for path in data.iterdir()] == [name]


def test_an_old_backup_says_which_entries_are_missing_since(
    backup: Path, office: Path, tmp_path: Path, elsewhere: Go
) -> None:
    keep(b"three")
    keep(b"four")
    sign_heads(at=NOW)
    known = heads_file().read_text()
    data = elsewhere()
    heads_file().write_text(known)
    assert restore(backup).missing == (Missing(OFFICE, first=3, last=4),)
    assert (data / "heads-lost.jsonl").read_text() == known
    assert examine_copy(data, database_url=database_here()).findings == ()


def test_a_backup_of_another_history_is_refused(backup: Path, office: Path, tmp_path: Path, elsewhere: Go) -> None:
    forged = heads_file().read_text().replace('"hash":"', '"hash":"00')
    elsewhere()
    witness = tmp_path / "witness.jsonl"
    witness.write_text(forged)
    with pytest.raises(NotSound):
        restore(backup, witness=witness)


def test_a_database_copied_as_a_file_while_it_runs_is_not_taken_for_whole(office: Path, tmp_path: Path) -> None:
    """The control: what `cp` brings home lacks the newest commits, and the signed heads say so."""
    if connection.vendor != "sqlite":
        return  # there is no one file to copy
    run_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    keep(b"three")
    sign_heads(at=NOW)
    copy = tmp_path / "copy"
    shutil.copytree(office, copy)
    shutil.copyfile(connection.settings_dict["NAME"], copy / SQLITE_PART)
    assert "tail_cut" in {code for code, _ in examine_copy(copy, database_url="").findings}


def test_the_commands_say_what_was_done_and_what_is_missing(
    office: Path, tmp_path: Path, elsewhere: Go, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x.zip"
    assert run("backup", target) == 0
    keep(b"three")
    sign_heads(at=NOW)
    witness = tmp_path / "witness.jsonl"
    shutil.copyfile(heads_file(), witness)
    elsewhere()
    assert run("restore", target, "--witness", witness) == 0
    assert "kantor 7, entri 3 sampai 3" in capsys.readouterr().out


def test_the_commands_refuse_with_a_reason(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").touch()
    assert run("backup", tmp_path / "x.zip") == 1
    assert run("restore", tmp_path / "x.zip") == 1
    assert "sudah ada" in capsys.readouterr().err


def run(name: str, *arguments: object) -> int:
    parser = argparse.ArgumentParser()
    arguments_of, command = COMMANDS[name]
    arguments_of(parser)
    return command(parser.parse_args([str(argument) for argument in arguments]))


COMMANDS = {
    "backup": (commands.backup_arguments, commands.backup),
    "restore": (commands.restore_arguments, commands.restore),
}
