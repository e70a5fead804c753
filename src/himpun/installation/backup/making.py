"""Making a backup."""

import json
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from himpun.files.models import StoredFile
from himpun.files.store import files_folder, path_of
from himpun.installation.backup.archive import Manifest, check, pack, parts_of
from himpun.installation.backup.database import copy_out, readable_copy, size_here
from himpun.installation.backup.errors import NotSound, TargetExists, refuse_full
from himpun.installation.backup.examination import examine_copy
from himpun.installation.backup.progress import Stage, Tell, quiet
from himpun.trail.chain import instant
from himpun.trail.heads import heads_file, keys_folder, sign_heads

SETTINGS = ("HIMPUN_HOSTS", "HIMPUN_HTTPS", "HIMPUN_BEHIND_PROXY", "HIMPUN_LOG")
"""Variables that make an installation what it is, none of them secret."""


def back_up(target: Path, *, at: datetime, with_keys: bool = False, tell: Tell = quiet) -> Manifest:
    """Write a verified backup of this installation. Others may go on working.

    Raises TargetExists, NoSpace, NotSound when the copy does not hold, NoPostgresTools. Then there is no file.
    """
    if target.exists():
        raise TargetExists(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    refuse_full(target.parent, needed=size_here() + _bytes_of_files())
    sign_heads(at=at)
    with tempfile.TemporaryDirectory(prefix=".himpun-backup-", dir=target.parent) as folder:
        stage = Path(folder) / "stage"
        stage.mkdir()
        manifest = _stage(stage, at=at, with_keys=with_keys, tell=tell)
        aside = Path(folder) / "backup.zip"
        tell(Stage.PACKING)
        pack(stage, manifest, aside)
        tell(Stage.READING)
        check(aside)
        os.replace(aside, target)
    return manifest


def _stage(stage: Path, *, at: datetime, with_keys: bool, tell: Tell) -> Manifest:
    """Copy everything into the stage and examine it there."""
    tell(Stage.COPYING)
    database = copy_out(stage)
    tell(Stage.FILES)
    _copy_files(stage)
    _copy_keys(stage, with_keys=with_keys)
    if heads_file().exists():
        shutil.copyfile(heads_file(), stage / heads_file().name)
    chosen = {name: os.environ[name] for name in SETTINGS if name in os.environ}
    (stage / "settings.json").write_text(json.dumps(chosen, indent=1), encoding="utf-8")
    tell(Stage.EXAMINING)
    with readable_copy(stage) as url:
        examined = examine_copy(stage, database_url=url)
    if examined.findings:
        raise NotSound(examined.said)
    # Measured after the examination: opening a copy of SQLite marks it as one with a WAL.
    parts = parts_of(stage)
    return Manifest(instant(at), database, with_keys, examined.entries, examined.streams, parts)


def _bytes_of_files() -> int:
    return int(StoredFile.objects.aggregate(all=Sum("size"))["all"] or 0)


def _copy_files(stage: Path) -> None:
    """Every file that a row names. Rows committed after the database was copied may bring in more: no harm."""
    for office_id, sha256 in StoredFile.objects.values_list("office_id", "sha256").distinct():
        source = path_of(office_id, sha256)
        goal = stage / source.relative_to(files_folder().parent)
        goal.parent.mkdir(parents=True, exist_ok=True)
        if source.exists():
            _link_or_copy(source, goal)


def _link_or_copy(source: Path, goal: Path) -> None:
    # Bytes under their hash are never written again, so a second name for them is as good as a copy.
    try:
        os.link(source, goal)
    except OSError:
        shutil.copyfile(source, goal)


def _copy_keys(stage: Path, *, with_keys: bool) -> None:
    """The public keys that prove the heads; with all others only when asked for."""
    folder: Path = settings.HIMPUN_DATA / "keys"
    assert folder == keys_folder()
    paths = folder.rglob("*") if with_keys else folder.glob("trail-*.pub")
    for path in paths:
        if path.is_file():
            goal = stage / "keys" / path.relative_to(folder)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)
