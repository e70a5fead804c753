"""Bytes are kept under their hash, whole, and handed out only as they were stored."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from himpun.files.errors import FileDamaged, FileEmpty, FileNotAsNamed, FileTooLarge
from himpun.files.models import StoredFile
from himpun.files.scrub import Damage, scrub
from himpun.files.store import LARGEST, path_of, put, read, sweep

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 6, 1, 30, tzinfo=UTC)
PDF = b"%PDF-1.7 laporan triwulan"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.HIMPUN_DATA = tmp_path
    return tmp_path


def keep(data: bytes = PDF, *, office: int = 7, name: str = "laporan.pdf") -> StoredFile:
    return put(office, data, name=name, media_type="application/pdf", at=NOW)


def test_what_was_put_is_read_back() -> None:
    stored = keep()
    assert read(StoredFile.objects.get(pk=stored.pk)) == PDF
    assert (stored.size, stored.name, stored.stored_at) == (len(PDF), "laporan.pdf", NOW)


def test_a_stream_is_kept_like_bytes() -> None:
    stored = put(7, io.BytesIO(PDF), name="a.pdf", media_type="application/pdf", at=NOW)
    assert read(stored) == PDF


def test_equal_bytes_of_one_office_lie_once_with_two_rows(data: Path) -> None:
    assert keep(name="a.pdf").pk != keep(name="b.pdf").pk
    assert len([p for p in (data / "files").rglob("*") if p.is_file()]) == 1


def test_equal_bytes_of_two_offices_are_guarded_separately(data: Path) -> None:
    keep(office=7)
    keep(office=8)
    assert len([p for p in (data / "files").rglob("*") if p.is_file()]) == 2


@pytest.mark.parametrize(
    ("harm", "damage"),
    [
        (lambda path: path.unlink(), Damage.MISSING),
        (lambda path: path.write_bytes(PDF[:-1]), Damage.SHORT),
        (lambda path: path.write_bytes(PDF[:-1] + b"!"), Damage.OTHER),
    ],
)
def test_damaged_bytes_are_named_and_not_handed_out(harm, damage: Damage) -> None:  # type: ignore[no-untyped-def]
    stored = keep()
    assert list(scrub()) == []
    harm(path_of(7, stored.sha256))
    with pytest.raises(FileDamaged):
        read(stored)
    assert [(d.damage, d.row) for d in scrub()] == [(damage, stored.pk)]


def test_putting_the_bytes_again_mends_them() -> None:
    stored = keep()
    path_of(7, stored.sha256).write_bytes(b"")
    keep()
    assert read(stored) == PDF


@pytest.mark.parametrize(
    ("content", "media_type", "error"),
    [
        (b"", "text/csv", FileEmpty),
        (b"MZ\x90 program", "application/pdf", FileNotAsNamed),
        (b"<script>", "image/png", FileNotAsNamed),
        (PDF, "text/plain", FileNotAsNamed),
        (b"%PDF-" + b"0" * LARGEST, "application/pdf", FileTooLarge),
    ],
)
def test_what_may_not_be_kept_leaves_nothing_behind(
    content: bytes, media_type: str, error: type[Exception], data: Path
) -> None:
    with pytest.raises(error):
        put(7, content, name="x", media_type=media_type, at=NOW)
    assert not [p for p in data.rglob("*") if p.is_file()]
    assert not StoredFile.objects.exists()


def test_bytes_without_a_row_are_swept_after_a_week(data: Path) -> None:
    kept, orphan = keep(), path_of(7, "ab" * 32)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"never committed")
    for path in (orphan, path_of(7, kept.sha256)):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert sweep(at=NOW + timedelta(days=6)) == 0
    assert sweep(at=NOW + timedelta(days=8)) == 1
    assert read(kept) == PDF
