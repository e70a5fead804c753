"""No import hides from import-linter, which keeps the order of the floors: in a function, or in a string."""

import ast
from collections.abc import Iterable

from tests.house.source import Source, expect_none, name_of, product

BY_STRING = {"import_module", "import_string", "__import__", "find_spec"}

# Files that import by a string, each with its reason. Within its room any may, as an app does in `ready`.
KNOWN = {
    "src/himpun/conf/sqlite/library.py": "takes the first SQLite library that is sound",
}


def in_functions(sources: Iterable[Source]) -> list[str]:
    return [
        source.at(node, f"imports inside {function.name}")
        for source in sources
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def by_string(sources: Iterable[Source]) -> list[str]:
    """Imports by a name in a string that may lead out of the room."""
    return [
        source.at(call, f"imports by {name_of(call.func)}")
        for source in sources
        if source.path not in KNOWN
        for call in source.calls()
        if name_of(call.func) in BY_STRING and not _stays(call, source.room)
    ]


def _stays(call: ast.Call, room: str) -> bool:
    match call.args[:1]:
        case [ast.Constant(value=str(name))]:
            return f"{name}.".startswith(f"himpun.{room}.")
        case _:
            return False


def test_no_import_hides_in_a_function() -> None:
    expect_none(in_functions(product()))


def test_an_import_in_a_function_is_found() -> None:
    assert in_functions([Source("src/himpun/cases/a.py", "def act():\n    from himpun.web import views")])
    assert not in_functions([Source("src/himpun/cases/a.py", "from himpun.trail import actor")])


def test_no_import_hides_in_a_string() -> None:
    expect_none(by_string(product()))


def test_an_import_in_a_string_is_found() -> None:
    assert by_string([Source("src/himpun/cases/a.py", "import_module('himpun.web.views')")])
    assert by_string([Source("src/himpun/cases/a.py", "import_module(name)")])
    assert not by_string([Source("src/himpun/cases/apps.py", "import_module('himpun.cases.listeners')")])
