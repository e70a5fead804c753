"""Help: the guide by role, the words of the trade, and the page of components."""

from pathlib import Path

import pytest
from django.test import Client

import himpun
from himpun.web.help.guide import SOURCE, chapters
from himpun.web.help.terms import TERMS
from himpun.web.templatetags.explained import explain
from himpun.web.tests.markup import faults
from himpun.web.tests.stage import stage

pytestmark = pytest.mark.django_db


def test_the_guide_in_the_program_is_the_guide_beside_it() -> None:
    beside = Path(himpun.__file__).parents[2] / "docs" / "panduan.md"
    assert SOURCE.read_text(encoding="utf-8") == beside.read_text(encoding="utf-8")


def test_every_role_finds_its_chapter_without_logging_in() -> None:
    browser = Client()
    page = browser.get("/bantuan").content.decode()
    assert len(chapters()) >= 6
    for one in chapters():
        assert f'href="/bantuan/{one.slug}"' in page
        answer = browser.get(f"/bantuan/{one.slug}")
        assert answer.status_code == 200
        assert faults(answer.content.decode()) == []


def test_a_chapter_that_is_not_there_is_not_found() -> None:
    assert Client().get("/bantuan/raja").status_code == 404


def test_every_word_of_the_trade_has_a_place_to_point_at() -> None:
    page = Client().get("/bantuan/istilah").content.decode()
    assert all(f'id="{key}"' in page for key in TERMS)
    assert faults(page) == []


def test_a_word_is_explained_where_it_stands() -> None:
    said = explain("paraf")
    assert "Apa itu Paraf?" in said
    assert "Permendagri 1/2023" in said


def test_an_unknown_word_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        explain("entah")


def test_the_page_of_components_is_sound_and_needs_a_log_in() -> None:
    made = stage()
    page = made.browser(next(iter(made.world.people))).get("/rupa")
    assert page.status_code == 200
    assert faults(page.content.decode()) == []
    assert Client().get("/rupa").status_code == 302
