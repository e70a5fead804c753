"""Why there is no backup, or why it is not restored: each says what to do next."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar


class BackupError(Exception):
    """The family; `code` is stable, the text is for the operator."""

    code: ClassVar[str] = "backup"


class TargetExists(BackupError):
    """A backup never overwrites another."""

    code = "target_exists"

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} sudah ada. Pilih nama lain: cadangan tidak pernah menimpa cadangan.")


class NotSound(BackupError):
    """The copy was examined and does not hold."""

    code = "not_sound"

    def __init__(self, findings: Sequence[str]) -> None:
        told = "\n".join(f"  - {line}" for line in findings[:20])
        super().__init__(f"Salinan diperiksa dan tidak utuh; tidak ada yang disimpan atau dipulihkan:\n{told}")
        self.findings = tuple(findings)


class BackupDamaged(BackupError):
    """The file is no backup, or not the one that was written."""

    code = "backup_damaged"

    def __init__(self, what: str) -> None:
        super().__init__(f"Berkas cadangan rusak atau bukan cadangan Himpun: {what}. Pakai cadangan lain.")


class FolderInUse(BackupError):
    """A restore only fills an empty place."""

    code = "folder_in_use"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} tidak kosong. Pemulihan hanya mengisi tempat kosong: pilih HIMPUN_DATA (dan DATABASE_URL) lain."
        )


class NoPostgresTools(BackupError):
    """pg_dump or pg_restore is not there, or failed."""

    code = "no_postgres_tools"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}\nPasang klien PostgreSQL versi server (apt-get install postgresql-client).")


class NoSpace(BackupError):
    """The disk is too full for another copy."""

    code = "no_space"

    def __init__(self, folder: Path, needed: int) -> None:
        super().__init__(
            f"Ruang disk tidak cukup: perlu sekitar {needed // 1_000_000 + 1} MB di {folder}. "
            "Kosongkan disk, atau pindahkan cadangan lama ke disk lain."
        )


def refuse_full(folder: Path, *, needed: int) -> None:
    """Raises NoSpace when the disk of the folder has less than twice what is needed: it fills while we work."""
    if shutil.disk_usage(folder).free < 2 * needed:
        raise NoSpace(folder, 2 * needed)
