"""A name is for showing, never for a path; a kind is what the bytes prove."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from himpun.files.naming import LONGEST_NAME, agrees, kind_of, shown_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Data dukung TW I.pdf", "Data dukung TW I.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Berkas\\isian.xlsx", "isian.xlsx"),
        ("lap\u202efdp.exe", "lapfdp.exe"),
        ('a"b\r\nX: y.pdf', "abX y.pdf"),
        ("CON.pdf", "_CON.pdf"),
        (".tersembunyi", "tersembunyi"),
        ("akhir. .", "akhir"),
        ("", "berkas"),
    ],
)
def test_names_are_cleaned(given_name: str, shown: str) -> None:
    assert shown_name(given_name) == shown


def test_a_long_name_keeps_its_extension() -> None:
    name = shown_name("x" * 400 + ".pdf")
    assert len(name) <= LONGEST_NAME
    assert name.endswith(".pdf")


@given(st.text())
def test_no_name_has_folders_or_control_characters_or_is_empty(text: str) -> None:
    name = shown_name(text)
    assert name
    assert len(name) <= LONGEST_NAME + 1
    assert not set(name) & set('/\\"\r\n\x00')


def test_cleaning_a_clean_name_changes_nothing() -> None:
    assert shown_name(shown_name("Nota Dinas: TW II?.pdf")) == shown_name("Nota Dinas: TW II?.pdf")


def test_kinds_are_told_by_their_first_bytes() -> None:
    assert kind_of(b"%PDF-1.7") == "application/pdf"
    assert kind_of(b"nama;nilai") is None


@pytest.mark.parametrize(
    ("media_type", "head", "so"),
    [
        ("application/pdf", b"%PDF-1.4", True),
        (XLSX, b"PK\x03\x04..", True),
        (XLSX, b"<html>", False),
        ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        ("text/csv", b"unit;nilai", True),
        ("text/csv", b"MZ\x90", False),
        ("image/png", b"\xff\xd8\xff", False),
    ],
)
def test_bytes_must_agree_with_the_kind_they_are_said_to_be(media_type: str, head: bytes, so: bool) -> None:
    assert agrees(media_type, head) is so
