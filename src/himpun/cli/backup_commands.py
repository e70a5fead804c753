"""`himpun backup FILE` and `himpun restore FILE`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import himpun.cli.ready  # noqa: F401 -- first: makes Django ready
from himpun.installation.backup.errors import BackupError
from himpun.installation.backup.making import back_up
from himpun.installation.backup.restoring import restore as restore_from
from himpun.installation.backup.shelf import running_lock
from himpun.installation.errors import RunUnderWay
from himpun.installation.locks import held


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the zip to write; it must not exist")
    parser.add_argument(
        "--with-keys", action="store_true", help="put the secret keys in too: then guard the file like a key"
    )


def backup(options: argparse.Namespace) -> int:
    """Write a verified backup. Exits 1, with the reason and no file, when the copy does not hold."""
    try:
        with held(running_lock()) as mine:
            if not mine:
                raise RunUnderWay
            manifest = back_up(options.file, at=datetime.now(UTC), with_keys=options.with_keys)
    except (BackupError, RunUnderWay) as error:
        print(error, file=sys.stderr)
        return 1
    size = options.file.stat().st_size / 1_000_000
    print(f"{options.file}: {size:.1f} MB, {manifest.entries} entri jurnal, {len(manifest.parts)} bagian, diperiksa.")
    if not manifest.keys:
        print("Kunci rahasia tidak ikut. Simpan folder keys/ terpisah, pada orang lain (atau pakai --with-keys).")
    return 0


def restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument(
        "--witness", type=Path, help="a heads.jsonl of the lost installation, to say what is missing since"
    )


def restore(options: argparse.Namespace) -> int:
    """Restore into the empty data folder of this installation. Exits 1, with nothing changed, when it cannot."""
    try:
        restored = restore_from(options.file, witness=options.witness)
    except BackupError as error:
        print(error, file=sys.stderr)
        return 1
    manifest = restored.manifest
    print(f"Dipulihkan: keadaan {manifest.made_at}, {manifest.entries} entri jurnal, utuh.")
    for gap in restored.missing:
        print(f"HILANG sejak cadangan: kantor {gap.office}, entri {gap.first} sampai {gap.last}. Masukkan lagi.")
    if not manifest.keys:
        print("Kunci rahasia tidak ada di cadangan ini: salin folder keys/ simpanan sebelum menyegel naskah.")
    return 0
