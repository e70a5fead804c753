"""The procedure table as a picture."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from himpun.sop.catalogue import keys, load
from himpun.sop.chart import ChartState, LineState, LineStatus, Share, draw, pages, text_alternative
from himpun.sop.chart.layout import lay_out
from himpun.sop.chart.words import width, wrapped
from himpun.sop.model import Sop
from himpun.sop.tests.notation import sop

SVG = "{http://www.w3.org/2000/svg}"
SMALL = "1 | instruct camat\n2 | fill *seksi\n3 | review kasubag | no 2 points\n4 | sign camat"


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(SVG + name))


def words(svg: str) -> str:
    return " ".join(text.text or "" for text in elements(svg, "text"))


@pytest.mark.parametrize("key", keys())
def test_every_procedure_is_a_well_formed_picture_that_asks_for_nothing_from_elsewhere(key: str) -> None:
    svg = draw(load(key))
    assert elements(svg, "title")[0].text == load(key).title
    assert " style=" not in svg
    assert not re.search(r"(href|src|url\()", svg)


@pytest.mark.parametrize("key", keys())
def test_no_word_of_a_line_is_lost(key: str) -> None:
    procedure = load(key)
    shown = words(draw(procedure)).replace("/ ", "/")
    for step in procedure.lines:
        for word in " ".join((step.activity, *step.requirements, *step.outputs, step.note)).split():
            assert word in shown, f"{key} {step.number}: {word}"


@pytest.mark.parametrize("key", keys())
def test_texts_stay_in_their_columns_and_rows(key: str) -> None:
    laid = lay_out(load(key))
    assert laid.rows[-1].bottom == laid.height
    for row in laid.rows:
        assert row.bottom - row.top >= 15 * max(len(cell.lines) for cell in row.cells)
        assert all(laid.lanes_left < s.x < laid.lanes_right for s in row.symbols)


def test_the_first_and_the_last_line_are_capsules_and_a_decision_is_a_diamond() -> None:
    svg = draw(sop(SMALL))
    assert len([r for r in elements(svg, "rect") if r.get("rx") == "13"]) == 2
    assert len(elements(svg, "polygon")) == 1


def test_work_for_every_unit_is_a_stack() -> None:
    one, many = (len(elements(draw(sop(table)), "rect")) for table in (SMALL.replace("*seksi", "seksi"), SMALL))
    assert many == one + 1


def test_a_return_is_dashed_and_says_no() -> None:
    svg = draw(sop(SMALL))
    dashed = [p for p in elements(svg, "path") if p.get("stroke-dasharray") == "5 3"]
    assert len(dashed) == 1
    assert "Tidak" in words(svg)


def test_the_live_picture_tells_how_a_line_stands_in_words_too() -> None:
    state = ChartState(
        {
            1: LineState(LineStatus.DONE, used_minutes=75, late=True),
            2: LineState(LineStatus.OPEN, 6, 7, shares={"seksi": Share(6, 7)}),
        }
    )
    said = words(draw(sop(SMALL), state=state))
    for word in ("selesai", "sedang", "6/7", "nyata 1 jam", "lewat waktu"):
        assert word in said


def test_each_symbol_of_a_line_counts_its_own_performers_units() -> None:
    shares = {"seksi": Share(2, 2, ("Pelayanan: terkirim",)), "lurah": Share(1, 3, ("Batui: ditunggu",))}
    state = ChartState({2: LineState(LineStatus.OPEN, 3, 5, shares=shares)})
    drawn = draw(sop("1 | instruct camat\n2 | fill *seksi *lurah\n3 | sign camat"), state=state)
    assert {"2/2", "1/3"} <= set(words(drawn).split())
    assert "3/5" not in words(drawn)
    assert "<title>Batui: ditunggu</title>" in drawn


def test_text_in_an_sop_cannot_become_markup() -> None:
    hostile = sop("1 | instruct <script>\n2 | sign camat")
    assert "<script" not in draw(hostile)


def test_a_long_table_is_cut_into_pages_that_name_where_they_go_on() -> None:
    cut = pages(load("inspektorat-tapin-2022"), height=500)
    assert len(cut) > 1
    assert elements(cut[0], "polygon")[-1].get("points", "").count(",") == 5  # segilima
    numbers = re.findall(r"\b(\d+)\.", " ".join(words(page) for page in cut))
    assert {int(n) for n in numbers} >= set(range(1, 12))


def test_the_closing_stands_apart_from_the_sops_own_lines() -> None:
    assert "Penutup" in words(draw(load("batui-selatan")))
    assert "Penutup" not in words(draw(load("inspektorat-tapin-2022")))


def test_who_does_something_without_a_column_is_not_lost() -> None:
    said = words(draw(load("inspektorat-tapin-2022")))
    assert "P2UPD" in said
    assert "Auditor" in said


@pytest.mark.parametrize("key", keys())
def test_the_words_tell_every_line_with_its_doers(key: str) -> None:
    procedure: Sop = load(key)
    lines = text_alternative(procedure).split("\n")
    assert [int(line.split(".")[0]) for line in lines] == [step.number for step in procedure.lines]


def test_a_word_longer_than_its_column_is_broken() -> None:
    lines = wrapped("Pertanggungjawabannyaselengkapnya", 60, 12)
    assert len(lines) > 1
    assert all(width(line, 12) <= 60 for line in lines)


def strokes(svg: str) -> list[tuple[float, ...]]:
    """Every straight part of every way, as x1, y1, x2, y2."""
    found: list[tuple[float, ...]] = []
    for path in elements(svg, "path"):
        if path.get("fill") == "none" and path.get("stroke") != "#c9d3d7":
            points = [tuple(map(float, point.split())) for point in (path.get("d") or "")[1:].split("L")]
            found += [(*one, *two) for one, two in pairwise(points)]
    return found


def struck(svg: str) -> list[str]:
    """The words at ways through which a way goes."""
    lines, wrong = strokes(svg), []
    for text in (t for t in elements(svg, "text") if t.get("font-size") == "10.5"):
        said, x, y = text.text or "", float(text.get("x") or 0), float(text.get("y") or 0)
        left = x - width(said, 10.5) if text.get("text-anchor") == "end" else x
        box = (left + 1, y - 7, left + 0.9 * width(said, 10.5), y - 1)
        wrong += [said for line in lines if _crosses(line, box)]
    return wrong


def _crosses(line: tuple[float, ...], box: tuple[float, float, float, float]) -> bool:
    (x1, y1, x2, y2), (left, top, right, bottom) = line, box
    return min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top


@pytest.mark.parametrize("key", keys())
def test_no_way_strikes_through_a_word_also_after_returns(key: str) -> None:
    procedure = load(key)
    returned = {(step.number, way.to): 2 for step in procedure.lines for way in step.ways if isinstance(way.to, int)}
    assert struck(draw(procedure)) == []
    assert struck(draw(procedure, state=ChartState({}, returned))) == []


@pytest.mark.parametrize("key", keys())
def test_a_performers_name_stays_within_its_head(key: str) -> None:
    svg = draw(load(key))
    heads = next(one for one in elements(svg, "g") if one.get("font-size") == "11")
    names = [one for one in heads.iter(SVG + "text") if float(one.get("font-size") or 11) <= 10]
    assert names
    for one in names:
        y, size = float(one.get("y") or 0), float(one.get("font-size") or 0)
        assert y - 0.8 * size >= 84 * 0.36
        assert y + 0.2 * size <= 84
