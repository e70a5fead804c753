"""Bytes are kept under their hash, whole, and handed out only as they were stored."""

import hashlib
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from himpun.files import store
from himpun.files.errors import FileDamaged, FileEmpty, FileNotAsNamed, FileTooLarge, NoRoomForFiles
from himpun.files.models import StoredFile
from himpun.files.scrub import Damage, scrub
from himpun.files.store import LARGEST, ORPHANS_STAY, Watch, path_of, put, read, sweep

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


def orphan() -> Path:
    """The bytes of PDF as a transaction left them that was never committed, long before they are put again."""
    path = path_of(7, hashlib.sha256(PDF).hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(PDF)
    os.utime(path, (0, 0))
    return path


def put_and_not_yet_committed() -> None:
    """As another process sees it: the bytes lie there, their row does not."""
    with transaction.atomic():
        keep()
        transaction.set_rollback(True)


def test_bytes_that_lay_without_a_row_and_are_put_again_are_not_swept_before_their_row_comes() -> None:
    path = orphan()
    put_and_not_yet_committed()
    assert sweep(at=datetime.now(UTC)) == 0
    assert path.read_bytes() == PDF


def test_so_it_is_where_the_equal_bytes_cannot_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    path = orphan()

    def somebody_reads_it(aside: Path, goal: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as windows:
        windows.setattr("himpun.files.store.os.replace", somebody_reads_it)
        put_and_not_yet_committed()
    assert sweep(at=datetime.now(UTC)) == 0
    assert path.read_bytes() == PDF


def test_bytes_that_are_put_again_while_the_sweep_is_at_them_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    path = orphan()

    def put_meanwhile(place: str) -> None:
        if place == "before_sweep":
            put_and_not_yet_committed()

    monkeypatch.setattr(Watch, "tell", staticmethod(put_meanwhile))
    assert sweep(at=datetime.now(UTC)) == 0
    assert path.read_bytes() == PDF
    assert sweep(at=datetime.now(UTC) + ORPHANS_STAY * 2) == 1, "and later, when no row has come"
    assert not list(path.parent.iterdir())


def test_a_disk_that_is_nearly_full_takes_no_more_files(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    keep()
    monkeypatch.setattr(store, "RESERVE", 10**18)
    with pytest.raises(NoRoomForFiles):
        keep(b"%PDF-1.7 lain")
    assert read(StoredFile.objects.get()) == PDF
