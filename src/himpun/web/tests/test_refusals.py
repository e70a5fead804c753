"""Every error that a room may raise becomes a page with a status, a code and words for the person."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

import himpun
from himpun.cases.errors import Incomplete, Lack, TaskIsOver
from himpun.documents.errors import ProofMissing
from himpun.organisation.errors import NotHere, TooManyAtOnce
from himpun.performance.cells import Finding
from himpun.performance.errors import AnalysisToMend, CellsToMend
from himpun.sop.errors import UnknownProcedure
from himpun.trail.errors import NotInAVerb
from himpun.web import refusals
from himpun.web.refusals import BROKEN, MISSING, STATUS, beside_fields, refused, status_of, words_of

ROOMS = ("trail", "files", "organisation", "documents", "procedures", "cases", "performance", "installation", "sop")


def families() -> Iterator[type[Exception]]:
    """Every error of every room, found in the rooms themselves."""
    for room in ROOMS:
        module = import_module(f"himpun.{room}.errors")
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, Exception) and one.__module__ == module.__name__:
                yield one


def test_every_room_with_errors_is_asked() -> None:
    found = {one.name for one in pkgutil.iter_modules(himpun.__path__)}
    with_errors = {room for room in found if _has_errors(room)}
    assert with_errors == set(ROOMS)


def _has_errors(room: str) -> bool:
    package = import_module(f"himpun.{room}")
    return any(one.name == "errors" for one in pkgutil.iter_modules(package.__path__))


@pytest.mark.parametrize("family", sorted(families(), key=str))
def test_every_error_has_a_status(family: type[Exception]) -> None:
    assert any(issubclass(family, known) for known, _ in STATUS)


def test_a_special_case_stands_before_its_family() -> None:
    for number, (special, _) in enumerate(STATUS):
        assert not any(issubclass(special, before) for before, _ in STATUS[:number]), special


def request() -> HttpRequest:
    return RequestFactory().get("/berkas/1")


def test_a_fault_of_ours_is_no_refusal() -> None:
    assert status_of(ValueError("x")) is None


def test_what_is_missing_is_told_without_its_name() -> None:
    pages = [refused(request(), error, 404) for error in (NotHere("berkas 41"), UnknownProcedure("x"), NotHere())]
    assert len({page.content for page in pages}) == 1
    assert MISSING in pages[0].content.decode()


def test_what_the_machine_says_to_itself_is_not_shown() -> None:
    assert words_of(NotInAVerb("sheet")) == BROKEN
    assert words_of(TooManyAtOnce()) == BROKEN, "an error without words has only its code"


def test_words_stand_beside_their_fields() -> None:
    lacks = (Lack("why", "no_reason", "Tulis alasan."), Lack("unit", "a", "Satu."), Lack("unit", "b", "Dua."))
    assert beside_fields(Incomplete(lacks)) == {"alasan": "Tulis alasan.", "unit": "Satu."}
    assert beside_fields(ProofMissing("Tidak cocok.")) == {"sandi": "Tidak cocok."}
    cells = beside_fields(
        CellsToMend([Finding(7, "figure", "x", "Bukan angka."), Finding(7, "reason", "y", "Kosong.")])
    )
    assert (cells["nilai-7"], cells["alasan-7"]) == ("Bukan angka.", "Kosong.")
    summary = beside_fields(AnalysisToMend([Finding(0, "summary", "x", "Tulis simpulan.")]))
    assert summary["simpulan"] == "Tulis simpulan."
    assert beside_fields(TaskIsOver(by="Halimah", at=None, state="done")) == {
        "": "Tugas ini sudah diselesaikan oleh Halimah."
    }


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (refusals.not_found(request(), Exception()), 404),
        (refusals.too_much(request(), Exception()), 400),
        (refusals.not_from_us(request(), "CSRF cookie not set."), 403),
        (refusals.broken(request()), 500),
    ],
)
def test_djangos_own_refusals_wear_our_words(page: HttpResponse, status: int) -> None:
    assert page.status_code == status
    assert b"CSRF" not in page.content
    assert b"<h1>" in page.content


@pytest.mark.django_db
def test_a_fault_of_ours_says_nothing_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("himpun.web.desk.views.connection", None)
    answer = Client(raise_request_exception=False).get("/sehat")
    assert answer.status_code == 500
    assert BROKEN in answer.content.decode()
    assert "NoneType" not in answer.content.decode()
