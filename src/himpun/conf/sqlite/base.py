"""The database backend `himpun.conf.sqlite`.

Django asks a backend package for `base.DatabaseWrapper`.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from himpun.conf.sqlite.library import install, sound_library
from himpun.conf.sqlite.turnstile import Turnstile, turnstile_for

install(sound_library())

from django.db.backends.sqlite3 import base as django_sqlite  # noqa: E402 -- imports `sqlite3` by name: see library.install

from himpun.conf.sqlite.operations import Operations  # noqa: E402 -- the same

JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # NORMAL loses acknowledged commits when the power fails; see tests/crash
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "journal_size_limit": str(JOURNAL_SIZE_LIMIT),
}
KEPT = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}
"""What a connection must answer before it is used."""

TIMEOUT = 30.0
"""Seconds a writer waits, first for its turn, then for writers of other processes."""


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """SQLite with a sound library, durable commits and a fair queue of writers."""

    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._passed: Turnstile | None = None

    def get_connection_params(self) -> dict[str, Any]:
        given = self.settings_dict["OPTIONS"]
        pragmas = ";".join(f"PRAGMA {name}={value}" for name, value in PRAGMAS.items())
        options = {"transaction_mode": "IMMEDIATE", "timeout": TIMEOUT, "init_command": pragmas, **given}
        self.settings_dict["OPTIONS"] = options
        try:
            params: dict[str, Any] = super().get_connection_params()
        finally:
            self.settings_dict["OPTIONS"] = given
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma, wanted in KEPT.items():
            (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
            if found != wanted and not (pragma == "journal_mode" and found == "memory"):
                connection.close()
                raise ImproperlyConfigured(f"SQLite: PRAGMA {pragma} is {found}, must be {wanted}")
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        turnstile = turnstile_for(str(self.settings_dict["NAME"]))
        if not turnstile.enter(timeout=TIMEOUT):
            raise OperationalError("database is locked: another writer of this process did not finish in time")
        self._passed = turnstile
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the same
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        # A commit that fails leaves the transaction open: the turn is kept until it is rolled back.
        result = super()._commit()  # type: ignore[misc]  # the stubs leave it out
        self._leave()
        return result

    def _rollback(self) -> Any:
        result = super()._rollback()  # type: ignore[misc]  # the stubs leave it out
        self._leave()
        return result

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # the stubs leave it out
        finally:
            self._leave()

    def _leave(self) -> None:
        if self._passed is not None:
            turnstile, self._passed = self._passed, None
            turnstile.leave()
