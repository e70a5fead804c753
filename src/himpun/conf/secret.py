"""Secrets that the installation makes for itself on its first start, outside the database."""

import os
import secrets
from pathlib import Path


def secret_key(keys: Path) -> str:
    """The key that signs sessions and forms, made on first use.

    Two processes starting together get the same one.
    """
    path = keys / "secret"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        try:
            return path.read_text(encoding="ascii")
        except FileNotFoundError:
            _write_once(path, secrets.token_urlsafe(64))


def _write_once(path: Path, text: str) -> None:
    # Written aside and linked into place: a reader never sees half a key, and the first writer wins.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except OSError:
        if not path.exists():  # a file system without links, such as a USB stick's
            os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
