"""Every wrong cell is told with its reason; four kinds of answer are never taken for each other."""

from decimal import Decimal

import pytest

from himpun.performance.cells import Cell, Line, Typed, digest_of, read_cells
from himpun.performance.scoring import Goal, Meaning

INDEX = Meaning(decimals=2, highest=Decimal(100))


def line(key: int = 1, meaning: Meaning = INDEX, *, needs_evidence: bool = False) -> Line:
    return Line(key, "Indeks kepuasan", "nilai", needs_evidence, meaning, Goal(Decimal(82)))


def codes(typed: Typed, meaning: Meaning = INDEX) -> list[tuple[str, str]]:
    reading = read_cells([line(meaning=meaning)], {1: typed})
    return [(f.field, f.code) for f in reading.findings]


@pytest.mark.parametrize(
    ("figure", "value"),
    [("83,15", "83.15"), ("0", "0"), ("0,0", "0"), ("-0", "0"), (" 100 ", "100"), ("07", "7")],
)
def test_a_figure_is_read_as_it_is_written_here(figure: str, value: str) -> None:
    cells = read_cells([line()], {1: Typed(figure=figure)}).cells
    assert cells[0].value == Decimal(value)
    assert str(cells[0].value) == f"{Decimal(value):.6f}"


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("delapan", "not_a_figure"),
        ("83.15", "dot_as_comma"),
        ("1,234.56", "mixed_separators"),
        ("8.315", "too_high"),
        ("-1", "negative"),
        ("9" * 30, "too_long"),
        ("12,345", "too_many_decimals"),
        ("1e5", "not_a_figure"),
        ("NaN", "not_a_figure"),
        ("٣", "not_a_figure"),
    ],
)
def test_a_wrong_figure_has_its_reason_beside_the_cell(figure: str, code: str) -> None:
    assert codes(Typed(answer="value", figure=figure)) == [("figure", code)]


def test_an_indicator_may_allow_negative_figures() -> None:
    growth = Meaning(lowest=Decimal(-50))
    assert codes(Typed(figure="-2,5"), growth) == []
    assert codes(Typed(figure="-51"), growth) == [("figure", "too_low")]


def test_nothing_typed_is_no_answer_and_zero_is_one() -> None:
    assert codes(Typed()) == [("figure", "blank")]
    assert codes(Typed(figure="0")) == []


@pytest.mark.parametrize("answer", ["not_started", "not_applicable"])
def test_an_answer_without_a_figure_needs_a_reason(answer: str) -> None:
    assert codes(Typed(answer=answer)) == [("reason", "no_reason")]
    cells = read_cells([line()], {1: Typed(answer=answer, reason="Dana cair November")}).cells
    assert cells == (Cell(1, answer, None, "Dana cair November"),)


def test_a_figure_beside_belum_berjalan_is_asked_about() -> None:
    assert codes(Typed("not_started", "5", "Dana belum cair")) == [("answer", "figure_and_no_figure")]


def test_strange_texts_are_refused() -> None:
    assert codes(Typed("not_started", reason="x" * 1001)) == [("reason", "too_long")]
    assert codes(Typed(figure="5", obstacle="a\0b")) == [("obstacle", "unreadable")]
    assert codes(Typed("maybe", "5")) == [("answer", "unknown_answer")]


def test_evidence_is_asked_for_where_the_indicator_wants_it() -> None:
    wanting = [line(needs_evidence=True)]
    assert [f.code for f in read_cells(wanting, {1: Typed(figure="5")}).findings] == ["no_evidence"]
    assert read_cells(wanting, {1: Typed(figure="5")}, proven={1}).findings == ()
    not_started = {1: Typed("not_started", reason="Dana belum cair")}
    assert read_cells(wanting, not_started).findings == ()


def test_all_findings_of_a_sheet_come_at_once() -> None:
    reading = read_cells(
        [line(1), line(2), line(3)], {1: Typed(figure="x"), 3: Typed(figure="5"), 9: Typed(figure="1")}
    )
    assert [(f.line, f.code) for f in reading.findings] == [
        (1, "not_a_figure"),
        (2, "blank"),
        (9, "not_on_this_sheet"),
    ]


def test_a_cell_that_is_kept_may_be_typed_again_but_not_changed() -> None:
    kept = {1: Cell(1, "value", Decimal("5.000000"))}
    assert read_cells([line()], {}, kept=kept).cells == (kept[1],)
    assert read_cells([line()], {1: Typed(figure="5,00")}, kept=kept).cells == (kept[1],)
    assert [f.code for f in read_cells([line()], {1: Typed(figure="6")}, kept=kept).findings] == ["not_pointed"]


def test_a_cell_is_shown_again_as_it_was_written() -> None:
    assert Cell(1, "value", Decimal("1234.500000")).as_typed() == Typed("value", "1234,5")
    assert Cell(1, "value", Decimal("0.000000")).as_typed() == Typed("value", "0")


def test_the_digest_tells_every_answer_apart() -> None:
    zero, started = Cell(1, "value", Decimal(0)), Cell(1, "not_started", None, "x")
    digests = {
        digest_of("a", 1, [zero], ""),
        digest_of("a", 1, [started], ""),
        digest_of("a", 2, [zero], ""),
        digest_of("b", 1, [zero], ""),
        digest_of("a", 1, [zero], "p"),
        digest_of("a", 1, [], ""),
    }
    assert len(digests) == 6
    assert digest_of("a", 1, [Cell(1, "value", Decimal("0.000000"))], "") == digest_of("a", 1, [zero], "")
