"""A test that does not run proves nothing."""

import ast
from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.house.source import Source, expect_none, name_of, paths, written_tests

# `skip` and `skipif` hide what is broken, `xfail` gets used to it.
HIDING = {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipIf", "skipUnless", "expectedFailure"}


def hidden(sources: Iterable[Source]) -> list[str]:
    return [
        source.at(node, f"hides a test: {name_of(node)}")
        for source in sources
        for node in source.nodes()
        if isinstance(node, ast.Attribute | ast.Name) and name_of(node) in HIDING
    ]


def homeless(names: Iterable[str]) -> list[str]:
    """Folders of tests that are no packages: of two files with one name, one would hide the other."""
    known = set(names)
    folders = {str(PurePosixPath(name).parent) for name in known if PurePosixPath(name).name.startswith("test_")}
    return sorted(folder for folder in folders if f"{folder}/__init__.py" not in known)


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    expect_none(hidden(written_tests()))


def test_a_hidden_test_is_found() -> None:
    bad = ("@pytest.mark.skip\ndef test_x(): ...", "pytest.xfail('later')", "pytest.importorskip('granian')")
    assert all(hidden([Source("tests/test_x.py", text)]) for text in bad)


def test_every_folder_of_tests_is_a_package() -> None:
    expect_none(homeless(name for name in paths() if name.endswith(".py")))


def test_a_folder_of_tests_that_is_no_package_is_found() -> None:
    assert homeless(["src/himpun/cases/tests/test_x.py"])
