"""The embedded database: a sound library, every commit on the disk, writers one after the other."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler, OperationalError
from pytest_django import DjangoDbBlocker

from himpun.conf.sqlite import base
from himpun.conf.sqlite.library import UnsoundLibrary, is_sound, sound_library
from himpun.conf.sqlite.turnstile import Turnstile

Connect = Callable[..., BaseDatabaseWrapper]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """Makes connections to one scratch database, each as another thread would have its own."""
    opened: list[BaseDatabaseWrapper] = []

    def one(**options: Any) -> BaseDatabaseWrapper:
        settings = {"ENGINE": "himpun.conf.sqlite", "NAME": tmp_path / "x.sqlite3", "OPTIONS": options}
        handler = ConnectionHandler({"default": settings})
        opened.append(handler["default"])
        opened[-1].inc_thread_sharing()
        return opened[-1]

    with django_db_blocker.unblock():
        yield one
        for connection in opened:
            connection.close()


@pytest.mark.parametrize("version", ["3.51.3", "3.51.10", "3.53.0", "4.0.0", "3.50.7", "3.50.8", "3.44.6"])
def test_mended_libraries_are_sound(version: str) -> None:
    assert is_sound(tuple(map(int, version.split("."))))


@pytest.mark.parametrize("version", ["3.7.0", "3.40.1", "3.44.5", "3.45.1", "3.46.1", "3.49.9", "3.50.6", "3.51.2"])
def test_libraries_with_the_wal_reset_fault_are_not(version: str) -> None:
    assert not is_sound(tuple(map(int, version.split("."))))


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> str:
    module = ModuleType("faulty_sqlite")
    module.sqlite_version = "3.46.1"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module.__name__


def test_a_faulty_library_is_avoided_when_a_sound_one_is_there(faulty: str) -> None:
    assert is_sound(sound_library((faulty, "pysqlite3", "sqlite3")).sqlite_version_info)


def test_a_faulty_library_is_refused_in_plain_words_when_it_is_the_only_one(faulty: str) -> None:
    with pytest.raises(UnsoundLibrary) as refusal:
        sound_library((faulty, "no_such_module"))
    assert "3.46.1" in str(refusal.value)
    assert "Himpun tidak dijalankan" in str(refusal.value)
    assert "Himpun does not start" in str(refusal.value)


def test_a_connection_keeps_what_a_record_needs(connect: Connect) -> None:
    with connect().cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in base.PRAGMAS}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "journal_size_limit": base.JOURNAL_SIZE_LIMIT,
    }


def test_a_setting_that_would_lose_commits_is_refused(connect: Connect) -> None:
    with pytest.raises(ImproperlyConfigured, match="synchronous is 1, must be 2"):
        connect(init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL").ensure_connection()


def test_eight_writers_lose_no_update_and_none_is_turned_away(connect: Connect) -> None:
    with connect().cursor() as cursor:
        cursor.execute("CREATE TABLE counter (n integer)")
        cursor.execute("INSERT INTO counter VALUES (0)")
    failures: list[Exception] = []

    def count() -> None:
        mine = connect()
        try:
            for _ in range(50):
                add_one(mine)
        except OperationalError as error:
            failures.append(error)
        mine.close()

    together([count] * 8)
    with connect().cursor() as cursor:
        assert cursor.execute("SELECT n FROM counter").fetchone() == (400,)
    assert failures == []


def add_one(connection: BaseDatabaseWrapper) -> None:
    """Read, then write: what loses updates without BEGIN IMMEDIATE."""
    begin(connection)
    with connection.cursor() as cursor:
        (n,) = cursor.execute("SELECT n FROM counter").fetchone()
        cursor.execute("UPDATE counter SET n = %s", [n + 1])
    connection.commit()
    connection.set_autocommit(True)


def test_the_turn_is_passed_on_when_a_transaction_is_rolled_back_or_its_connection_closed(
    connect: Connect,
) -> None:
    first, second, third = connect(), connect(), connect()
    begin(first)
    first.rollback()
    begin(second)
    second.close()
    begin(third)
    with third.cursor() as cursor:
        cursor.execute("CREATE TABLE written (n)")
    third.commit()
    third.set_autocommit(True)
    with connect().cursor() as cursor:
        assert cursor.execute("SELECT name FROM sqlite_master WHERE name = 'written'").fetchall() == [("written",)]


def test_a_transaction_holds_the_write_lock_from_its_beginning(connect: Connect, tmp_path: Path) -> None:
    """Of a reading one that writes later, SQLite refuses the writing: "database is locked", at once."""
    begin(connect())
    library = sound_library()
    other = library.connect(tmp_path / "x.sqlite3", timeout=0)
    with pytest.raises(library.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_turns_come_in_the_order_of_asking() -> None:
    turnstile, order = Turnstile(), []
    assert turnstile.enter(timeout=0)

    def wait(name: int) -> None:
        turnstile.enter(timeout=60)
        order.append(name)
        turnstile.leave()

    threads = []
    for name in range(6):
        threads.append(threading.Thread(target=wait, args=[name]))
        threads[-1].start()
        while turnstile.waiting <= name:
            pass
    turnstile.leave()
    for thread in threads:
        thread.join()
    assert order == list(range(6))


def test_whoever_gives_up_waiting_does_not_hold_up_the_next() -> None:
    turnstile = Turnstile()
    assert turnstile.enter(timeout=0)
    assert not turnstile.enter(timeout=0)
    turnstile.leave()
    assert turnstile.enter(timeout=0)


def together(jobs: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
