"""SQL that differs from Django's own for SQLite."""

from typing import Any

from django.db.backends.sqlite3.operations import DatabaseOperations


class Operations(DatabaseOperations):
    """Django's, able to empty tables whose triggers forbid it."""

    def sql_flush(self, style: Any, tables: Any, **kwargs: Any) -> list[str]:
        """Emptying the whole database (`flush`, tests that commit) takes its triggers off and puts them back.

        PostgreSQL needs nothing of the kind: TRUNCATE fires no row triggers.
        """
        empty: list[str] = super().sql_flush(style, tables, **kwargs)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        if not empty or not triggers:
            return empty
        drops = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers]
        return [*drops, *empty, *(sql for _, sql in triggers)]
