"""Fetch-and-check: the only way a door reaches a copy."""

from pathlib import Path

from himpun.installation.backup.shelf import copies, shelf
from himpun.installation.errors import NotAllOffices
from himpun.installation.queries import may_take_away
from himpun.organisation.errors import NotHere
from himpun.trail.actor import Actor


def copy_for(actor: Actor, name: str) -> Path:
    """A copy, for who administers every office in it. Raises NotAllOffices, NotHere."""
    if not may_take_away(actor):
        raise NotAllOffices
    # Found by looking, never by joining a name that somebody typed.
    if name not in {one.name for one in copies()}:
        raise NotHere
    return shelf() / name
