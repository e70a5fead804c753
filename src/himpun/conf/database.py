"""Which database is used: one variable, `DATABASE_URL`."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRES_LIMITS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
"""Milliseconds. A statement that hangs must not hold an office's chain."""

POSTGRES_STATEMENTS = {"server_side_binding": True, "prepare_threshold": 3}
"""Values travel apart from the text, and a text that comes again is planned once: finishing a task is a quarter
faster. A pooler that hands each transaction to another connection must know prepared statements (PgBouncer 1.21).
"""

FOREIGN_PLACES = re.compile(
    r"(onedrive|google ?drive|dropbox|icloud ?drive|nextcloud|mega|syncthing)( .*|-.*@.*)?", re.IGNORECASE
)
"""Folders that a synchronising program copies about while they are written."""


def database_from(url: str, *, data: Path) -> dict[str, Any]:
    """Django's settings of one database from `postgres://user:password@host:port/name?option=value`,
    `sqlite:///path` or "".
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "":
            return _sqlite(data / "himpun.sqlite3")
        case "sqlite":
            return _sqlite(Path(unquote(parts.path[1:] or parts.netloc)))
        case "postgres" | "postgresql":
            return _postgres(parts)
        case other:
            raise ImproperlyConfigured(f"DATABASE_URL: postgres:// or sqlite:///, not {other}://")


def _sqlite(path: Path) -> dict[str, Any]:
    refuse_shared_folder(path)
    return {"ENGINE": "himpun.conf.sqlite", "NAME": path, "CONN_MAX_AGE": None}


def _postgres(parts: SplitResult) -> dict[str, Any]:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    options: dict[str, Any] = {"options": POSTGRES_LIMITS, **POSTGRES_STATEMENTS, **given}
    return {
        "ENGINE": "himpun.conf.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def refuse_shared_folder(path: Path) -> None:
    """SQLite on a network share or in a synchronised folder gets damaged sooner or later.

    Raises ImproperlyConfigured.
    """
    text = str(path)
    synchronised = any(FOREIGN_PLACES.fullmatch(part) for part in path.parts)
    if synchronised or text.startswith(("\\\\", "//")):
        raise ImproperlyConfigured(
            f"Folder data {path} ada di folder sinkronisasi atau jaringan; "
            "pindahkan ke disk komputer ini (HIMPUN_DATA).\n"
            f"The data folder {path} is synchronised or on a network; "
            "move it to this machine's own disk (HIMPUN_DATA)."
        )
