"""Files as people and attackers send them: what is kept, what is refused beside its cell, how it comes back."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from himpun.cases.models import Task
from himpun.files.models import StoredFile
from himpun.files.store import LARGEST, files_folder
from himpun.installation.explained import EXPLAINED
from himpun.performance.models import Draft, Evidence, Submission
from himpun.performance.tests.world import open_tasks
from himpun.trail.verify import verify
from himpun.web.tests.stage import Stage, cells, stage, text_of, the_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> tuple[Stage, Task]:
    made = stage(act="fill")
    return made, open_tasks(made.case)[0]


def a_file(name: str, content: bytes, kind: str = "application/octet-stream") -> SimpleUploadedFile:
    upload = SimpleUploadedFile("x", content, kind)
    upload._name = name  # type: ignore[attr-defined]  # as a hostile client would write it, uncleaned
    return upload


def attach(sheet: tuple[Stage, Task], *uploads: SimpleUploadedFile, wish: str = "simpan", **more: str) -> Any:
    made, task = sheet
    form: dict[str, Any] = cells(task, "77") | {"putusan": wish, f"bukti-{the_line(task).pk}": list(uploads)} | more
    return made.post(task, form)


def refused(sheet: tuple[Stage, Task], upload: SimpleUploadedFile, words: str) -> None:
    """Told beside the cell, everything typed kept, nothing sent, no byte and no row left behind."""
    for wish in ("simpan", "kirim"):
        answer = attach(sheet, upload, wish=wish)
        upload.seek(0)
        page = text_of(answer)
        assert answer.status_code == 422
        assert words in page.split(f'id="salah-bukti-{the_line(sheet[1]).pk}"')[1].split("</span>")[0]
        assert 'value="77"' in page
    assert Draft.objects.get().content["cells"][str(the_line(sheet[1]).pk)][1] == "77"
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.filter(name__contains="x").exists()
    assert not Submission.objects.exists()
    assert not list(files_folder().glob("**/.tmp-*"))


def test_an_empty_file_is_refused(sheet: tuple[Stage, Task]) -> None:
    made, task = sheet
    line = the_line(task).pk
    lines = [
        "--B",
        f'Content-Disposition: form-data; name="bukti-{line}"; filename="x.pdf"',
        "Content-Type: application/pdf",
    ]
    lines += ["", "", "--B", 'Content-Disposition: form-data; name="putusan"', "", "simpan", "--B--", ""]
    answer = made.at(task).generic("POST", f"/tugas/{task.pk}", "\r\n".join(lines), "multipart/form-data; boundary=B")
    assert answer.status_code == 422
    assert "kosong" in text_of(answer)
    assert not Evidence.objects.exists()


def test_a_file_over_the_limit_is_refused_and_not_kept(sheet: tuple[Stage, Task]) -> None:
    refused(sheet, a_file("x-besar.bin", b"\0" * (LARGEST + 1)), "25 MB")


def test_a_file_at_the_limit_is_kept(sheet: tuple[Stage, Task]) -> None:
    assert attach(sheet, a_file("besar.bin", b"\0" * LARGEST)).status_code == 302
    assert Evidence.objects.get().file.size == LARGEST


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MZ\x90\0 program", "application/octet-stream"),
        (b"MZ\x90\0 program", "application/pdf"),
        (b"MZ\x90\0 program", "application/x-msdownload"),
        (b"\x7fELF program", "text/plain"),
        (b"<html>bukan pdf", "application/pdf"),
        (b"bukan gambar", "image/png"),
        (b"%PDF-1.7", "image/jpeg"),
    ],
)
def test_what_is_not_what_it_says_is_refused(content: bytes, kind: str, sheet: tuple[Stage, Task]) -> None:
    refused(sheet, a_file("x.dat", content, kind), "bukan jenis yang disebut")


@pytest.mark.parametrize(
    ("content", "kind", "kept_as"),
    [
        (b"%PDF-1.7 isi", "application/octet-stream", "application/pdf"),
        (b"%PDF-1.7 isi", "", "application/pdf"),
        (b"PK\x03\x04 isi", "application/x-zip-compressed", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-powerpoint", "application/x-ole-storage"),
        (b"a,b\n1,2", "text/csv", "text/csv"),
        (b"isi", "x" * 300, "application/octet-stream"),
    ],
)
def test_a_browser_that_does_not_know_the_type_is_helped(
    content: bytes, kind: str, kept_as: str, sheet: tuple[Stage, Task]
) -> None:
    assert attach(sheet, a_file("berkas.dat", content, kind)).status_code == 302
    assert Evidence.objects.get().file.media_type == kept_as


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\win.ini", "win.ini"),
        ("CON.pdf", "_CON.pdf"),
        ("\u202efdp.txt", "fdp.txt"),
        ('a".html; x="b', "a.html"),
        ("a\r\nSet-Cookie: x=1", "a"),
        ("<script>alert(1)</script>.txt", "script.txt"),
        (".tersembunyi", "tersembunyi"),
        ("titik. ", "titik"),
        ("😀.pdf", "😀.pdf"),
        ("n" * 400 + ".pdf", "n" * 130 + ".pdf"),
        ("   ", "berkas"),
        ("a\0b.txt", "ab.txt"),
    ],
)
def test_odd_names_are_shown_harmless_and_name_no_path(name: str, shown: str, sheet: tuple[Stage, Task]) -> None:
    made, task = sheet
    assert attach(sheet, a_file(name, b"isi")).status_code == 302
    stored = Evidence.objects.get().file
    assert stored.name == shown
    answer = made.at(task).get(f"/data-dukung/{Evidence.objects.get().pk}")
    assert answer.content == b"isi"
    assert "\n" not in answer["Content-Disposition"]
    assert "Set-Cookie" not in answer.headers
    assert "<script>alert" not in text_of(made.get(task))
    kept = [path.name for path in files_folder().glob("**/*") if path.is_file()]
    assert [one for one in kept if not re.fullmatch("[0-9a-f]{64}", one)] == [], "bytes lie under their hash"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("laporan.html", b"<script>alert(1)</script>", "text/html"),
        ("gambar.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"),
        ("data.xml", b"<?xml version='1.0'?><x/>", "text/xml"),
        ("naskah.pdf", b"%PDF-1.7 /JavaScript", "application/pdf"),
    ],
)
def test_what_could_run_in_a_browser_comes_back_as_a_download(
    name: str, content: bytes, kind: str, sheet: tuple[Stage, Task]
) -> None:
    made, task = sheet
    attach(sheet, a_file(name, content, kind))
    answer = made.at(task).get(f"/data-dukung/{Evidence.objects.get().pk}")
    assert answer.content == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_same_file_twice_is_one_and_a_refused_one_leaves_the_others(sheet: tuple[Stage, Task]) -> None:
    attach(sheet, a_file("satu.txt", b"sama"), a_file("dua.txt", b"sama"))
    assert Evidence.objects.count() == 1
    answer = attach(sheet, a_file("x.exe", b"MZ"), a_file("tiga.txt", b"lain"))
    assert answer.status_code == 422
    assert Evidence.objects.count() == 2


def test_every_row_of_an_upload_is_explained_by_the_journal(sheet: tuple[Stage, Task]) -> None:
    attach(sheet, a_file("satu.txt", b"sama"), a_file("dua.txt", b"sama"), a_file("tiga.txt", b"lain"))
    attach(sheet, a_file("x.exe", b"MZ"))
    gone = Evidence.objects.order_by("pk")[0]
    assert attach(sheet, wish=f"hapus-{gone.pk}").status_code == 302
    assert Evidence.objects.filter(removed_at=None).count() == 1
    assert verify(EXPLAINED).findings == ()


def test_a_file_for_another_line_or_of_another_sheet_is_not_here(sheet: tuple[Stage, Task]) -> None:
    made, task = sheet
    other = next(t for t in open_tasks(made.case) if t.pk != task.pk)
    for key in (str(the_line(other).pk), "0", "9" * 18, "9" * 500, "abc", ""):
        answer = made.post(task, {"putusan": "simpan", f"bukti-{key}": a_file("a.txt", b"isi")})
        assert answer.status_code == 404, key
    attach((made, other), a_file("b.txt", b"isi"))
    answer = made.post(task, {"putusan": f"hapus-{Evidence.objects.get().pk}"})
    assert answer.status_code == 404
    assert Evidence.objects.get().removed_at is None


def test_more_files_than_a_line_takes_are_told(sheet: tuple[Stage, Task]) -> None:
    answer = attach(sheet, *(a_file(f"{n}.txt", str(n).encode()) for n in range(21)))
    assert answer.status_code == 422
    assert "20.txt: Berkas ini tidak dapat dilampirkan" in text_of(answer)
    assert Evidence.objects.count() == 20
    assert verify(EXPLAINED).findings == (), "of the refused one no row was left"


def test_what_is_too_large_is_dropped_on_its_way_in(sheet: tuple[Stage, Task], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only when it is put away: by then it would lie on the disk whole."""
    monkeypatch.setattr("himpun.web.uploads.LARGEST", 10)
    refused(sheet, a_file("x.txt", b"sebelas kata"), "25 MB")


def test_nobody_leaves_a_file(sheet: tuple[Stage, Task]) -> None:
    _, task = sheet
    before = StoredFile.objects.count()
    form: dict[str, Any] = cells(task) | {"putusan": "kirim", f"bukti-{the_line(task).pk}": a_file("a.txt", b"isi")}
    asked = Client().post(f"/tugas/{task.pk}", form)
    assert asked.status_code == 401
    assert StoredFile.objects.count() == before
    assert "putusan=simpan" in asked.context["typed_before"], "nothing is sent without the file that was chosen with it"
