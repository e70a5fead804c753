"""Small files, small functions, and no attic. The numbers are those of codebases that people like."""

import ast
from collections.abc import Sequence
from pathlib import PurePosixPath
from statistics import median, quantiles

from tests.house.source import Function, Source, expect_none, product, python

ATTICS = {
    "base",
    "core",
    "common",
    "util",
    "utils",
    "helper",
    "helpers",
    "misc",
    "shared",
    "stuff",
    "general",
}
# Where Django looks for a database backend.
GIVEN = {"src/himpun/conf/sqlite/base.py", "src/himpun/conf/postgresql/base.py"}
LONGEST_FILE, USUAL_FILE = 500, 250
LONGEST_FUNCTION, LONG_FUNCTION, USUAL_FUNCTION = 60, 30, 10
MOST_ARGUMENTS = 6


def long_files(sources: Sequence[Source]) -> list[str]:
    return [source.path for source in sources if len(source.text.splitlines()) > LONGEST_FILE]


def lines_of(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def long_functions(sources: Sequence[Source]) -> list[str]:
    return [
        source.at(function, f"{function.name} has {lines_of(function)} lines")
        for source in sources
        for function in source.functions()
        if lines_of(function) > LONGEST_FUNCTION
    ]


def many_arguments(sources: Sequence[Source]) -> list[str]:
    return [
        source.at(function, f"{function.name} takes {taken}")
        for source in sources
        for function in source.functions()
        if (taken := _arguments(function)) > MOST_ARGUMENTS
    ]


def _arguments(function: Function) -> int:
    every: list[ast.arg] = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([argument for argument in every if argument.arg not in ("self", "cls")])


def attics(paths: Sequence[str]) -> list[str]:
    return [
        path
        for path in paths
        if path not in GIVEN and ATTICS & {PurePosixPath(part).stem for part in PurePosixPath(path).parts}
    ]


def test_no_file_outgrows_five_hundred_lines() -> None:
    expect_none(long_files(python()))


def test_a_file_of_501_lines_is_found() -> None:
    assert long_files([Source("a.py", "x = 1\n" * 501)])
    assert not long_files([Source("a.py", "x = 1\n" * 500)])


def test_nine_files_of_ten_stay_under_250_lines() -> None:
    assert quantiles([len(source.text.splitlines()) for source in product()], n=10)[8] <= USUAL_FILE


def test_no_function_is_longer_than_sixty_lines() -> None:
    expect_none(long_functions(python()))


def test_a_function_of_61_lines_is_found() -> None:
    assert long_functions([Source("a.py", "def act():\n" + "    x = 1\n" * 60)])
    assert not long_functions([Source("a.py", "def act():\n" + "    x = 1\n" * 59)])


def test_most_functions_are_short() -> None:
    lengths = [lines_of(function) for source in product() for function in source.functions()]
    assert median(lengths) <= USUAL_FUNCTION
    assert quantiles(lengths, n=10)[8] <= LONG_FUNCTION


def test_no_function_takes_more_than_six_arguments() -> None:
    expect_none(many_arguments(product()))


def test_a_seventh_argument_is_found_and_self_is_not_counted() -> None:
    assert many_arguments([Source("a.py", "def act(a, b, *, c, d, e, f, g): ...")])
    assert not many_arguments([Source("a.py", "class A:\n    def act(self, a, b, *, c, d, e, f): ...")])


def test_there_is_no_attic() -> None:
    expect_none(attics([source.path for source in python()]))


def test_an_attic_is_found() -> None:
    assert attics(["src/himpun/cases/utils.py", "src/himpun/core/models.py"])
    assert not attics(["src/himpun/cases/database.py"])
