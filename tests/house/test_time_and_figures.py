"""The clock is read at a door, once; a figure is a Decimal from end to end."""

import ast
from collections.abc import Iterable

from tests.house.source import Source, expect_none, name_of, product

DOORS = ("web", "api", "cli")
# Rooms' files that read it, each with its reason.
KEEPERS = {"src/himpun/organisation/sessions.py": "Django asks it between two requests, and hands it no time"}
# Files of the figures' room where a fraction is the width of a column on paper.
PAPERS = {"src/himpun/performance/papers.py", "src/himpun/performance/report.py"}
CLOCKS = {
    "now": {"datetime", "timezone", "dt"},
    "utcnow": {"datetime", "timezone", "dt"},
    "today": {"date", "datetime", "dt"},
    "localtime": {"time", "timezone"},
    "localdate": {"timezone"},
    "time": {"time"},
    "time_ns": {"time"},
}


def clocks(sources: Iterable[Source]) -> list[str]:
    """Places that read the clock, or hand it on (`default=timezone.now`)."""
    return [
        source.at(node, f"reads the clock: {name_of(node.value)}.{node.attr}; take the time as `at`")
        for source in sources
        if source.room not in DOORS and source.path not in KEEPERS
        for node in source.nodes()
        if isinstance(node, ast.Attribute) and name_of(node.value) in CLOCKS.get(node.attr, ())
    ] + [
        source.at(node, f"reads the clock: {keyword.arg}")
        for source in sources
        for node in source.calls()
        for keyword in node.keywords
        if keyword.arg in ("auto_now", "auto_now_add")
    ]


def floats(sources: Iterable[Source]) -> list[str]:
    """Binary fractions in words or in numbers, where figures are computed."""
    return [
        source.at(node, "uses a float: figures are Decimal")
        for source in sources
        if source.room == "performance"
        for node in source.nodes()
        if name_of(node) in ("float", "FloatField")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float) and source.path not in PAPERS)
    ]


def test_only_doors_read_the_clock() -> None:
    expect_none(clocks(product()))


def test_a_clock_read_inside_is_found() -> None:
    bad = (
        "at = timezone.now()",
        "day = date.today()",
        "x = DateTimeField(default=timezone.now)",
        "t = time.time()",
    )
    assert all(clocks([Source("src/himpun/cases/actions.py", text)]) for text in bad)
    assert clocks([Source("src/himpun/cases/models.py", "at = models.DateTimeField(auto_now_add=True)")])
    assert not any(clocks([Source("src/himpun/web/desk/views.py", text)]) for text in bad)


def test_figures_are_never_floats() -> None:
    expect_none(floats(product()))


def test_a_float_among_figures_is_found() -> None:
    bad = ("x = float('1.5')", "def score(x: float | None): ...", "half = 0.5", "x = models.FloatField()")
    assert all(floats([Source("src/himpun/performance/scoring.py", text)]) for text in bad)
    assert not floats([Source("src/himpun/performance/scoring.py", "half = Decimal('0.5')")])
