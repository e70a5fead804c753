"""What is unpacked is what was packed, or it is refused."""

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from himpun.installation.backup.archive import MANIFEST, Manifest, check, pack, parts_of, unpack
from himpun.installation.backup.errors import BackupDamaged


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    stage = tmp_path / "stage"
    (stage / "files" / "7").mkdir(parents=True)
    (stage / "himpun.sqlite3").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 8)
    (stage / "files" / "7" / "ab12").write_bytes(b"%PDF-1.7 laporan")
    (stage / "heads.jsonl").write_bytes(b"{}\n")
    manifest = Manifest("2026-04-06", "sqlite", False, 2, ((7, 2, "ab"),), parts_of(stage))
    pack(stage, manifest, tmp_path / "x.zip")
    return tmp_path / "x.zip"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_packed_is_unpacked(backup: Path, tmp_path: Path) -> None:
    assert unpack(backup, tmp_path / "out") == check(backup)
    assert contents(tmp_path / "out") == contents(tmp_path / "stage")


def test_one_flipped_bit_anywhere_is_noticed_or_harmless(backup: Path, tmp_path: Path) -> None:
    """A zip has bits that nobody uses, such as times: then all that is unpacked must be as it was."""
    whole, sound = backup.read_bytes(), contents(tmp_path / "stage")
    refused = 0
    for place in range(len(whole)):
        flipped, out = tmp_path / "flipped.zip", tmp_path / f"out-{place}"
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            unpack(flipped, out)
        except BackupDamaged:
            refused += 1
        else:
            assert contents(out) == sound
    assert refused > len(whole) / 2


def forge(backup: Path, manifest: object, **members: bytes) -> Path:
    forged = backup.with_name("forged.zip")
    with zipfile.ZipFile(forged, "w") as zipped:
        zipped.writestr(MANIFEST, json.dumps(manifest))
        for name, content in members.items():
            zipped.writestr(name, content)
    return forged


@pytest.mark.parametrize("name", ["../escape", "/absolute", "C:/drive", "a/../../b", ".hidden", "a\\b", "a//b"])
def test_a_name_that_leads_elsewhere_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(backup) as zipped:
        manifest = json.loads(zipped.read(MANIFEST))
    manifest["parts"] = [{"name": name, "size": 1, "sha256": sha256(b"x").hexdigest()}]
    with pytest.raises(BackupDamaged, match="nama tidak wajar"):
        unpack(forge(backup, manifest, **{name: b"x"}), tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 cut"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BackupDamaged):
        check(tmp_path / "x.zip")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupDamaged):
        check(tmp_path / "none.zip")


@pytest.mark.parametrize(
    "manifest", [[], None, "x", {}, {"format": "himpun-backup/9"}, {"format": "himpun-backup/1", "parts": 3}]
)
def test_a_manifest_that_is_none_is_refused(backup: Path, manifest: object) -> None:
    with pytest.raises(BackupDamaged):
        check(forge(backup, manifest))


def test_a_part_beside_the_manifest_is_refused(backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as zipped:
        zipped.writestr("keys/secret", b"planted")
    with pytest.raises(BackupDamaged):
        check(backup)


def test_a_part_twice_is_refused(backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as zipped, pytest.warns(UserWarning, match="Duplicate name"):
        zipped.writestr("heads.jsonl", b"{}\n")
    with pytest.raises(BackupDamaged):
        check(backup)


def test_a_part_that_unpacks_to_more_than_promised_is_refused(backup: Path) -> None:
    with zipfile.ZipFile(backup) as zipped:
        manifest = json.loads(zipped.read(MANIFEST))
    manifest["parts"] = [{"name": "bomb", "size": 10, "sha256": "0" * 64}]
    with pytest.raises(BackupDamaged):
        check(forge(backup, manifest, bomb=bytes(5_000_000)))
