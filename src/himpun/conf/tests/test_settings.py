"""What is read from the environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from himpun.conf.database import database_from
from himpun.conf.headers import headers
from himpun.conf.secret import secret_key

DATA = Path("somewhere") / "data"


def test_without_a_url_the_database_is_a_file_in_the_data_folder() -> None:
    found = database_from("", data=DATA)
    assert (found["ENGINE"], found["NAME"]) == ("himpun.conf.sqlite", DATA / "himpun.sqlite3")


def test_a_url_names_a_postgres_server_with_its_options() -> None:
    found = database_from("postgres://camat:p%40ss@db.example:5433/kinerja?sslmode=require", data=DATA)
    assert found["ENGINE"] == "himpun.conf.postgresql"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == (
        "camat",
        "p@ss",
        "db.example",
        "5433",
    )
    assert found["NAME"] == "kinerja"
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_socket_folder_can_be_given_as_host() -> None:
    assert database_from("postgres:///kinerja?host=/run/postgresql", data=DATA)["HOST"] == "/run/postgresql"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured):
        database_from("mysql://x/y", data=DATA)


@pytest.mark.parametrize("folder", ["D:/Kerja/OneDrive - Kantor/himpun", "//server/share", "/srv/Dropbox/data"])
def test_a_synchronised_or_network_folder_is_refused_in_plain_words(folder: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="pindahkan ke disk komputer ini"):
        database_from("", data=Path(folder))


def test_the_secret_key_is_made_once_for_this_installation(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    first = secret_key(keys)
    assert len(first) > 50
    assert secret_key(keys) == first
    assert [path.name for path in keys.iterdir()] == ["secret"]
    assert secret_key(tmp_path / "other") != first


def test_the_secret_key_is_made_on_a_disk_without_links_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(source: Path, goal: Path) -> None:
        raise OSError("operation not supported")

    monkeypatch.setattr("os.link", no_link)
    assert secret_key(tmp_path) == secret_key(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def answer(path: str, view: HttpResponse) -> HttpResponse:
    request = HttpRequest()
    request.path = path
    return headers(lambda _: view)(request)


def test_pages_run_nothing_foreign_and_leave_no_copy_behind() -> None:
    page = answer("/meja", HttpResponse())
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_static_files_may_be_kept_by_the_browser() -> None:
    assert "Cache-Control" not in answer("/static/gaya.css", HttpResponse())


def test_a_view_may_set_its_own() -> None:
    own = HttpResponse(headers={"Cache-Control": "private, max-age=60"})
    assert answer("/x", own)["Cache-Control"] == "private, max-age=60"
