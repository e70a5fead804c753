"""Reading the project's own files, for rules that look at them."""

import ast
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = "src/himpun/"
LEFT_OUT = {".git", ".venv", "build", "dist", "data", "node_modules", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """A file of Python: its path from the project's root, and its text."""

    path: str
    text: str = field(repr=False)

    def nodes(self) -> list[ast.AST]:
        return _nodes(self.text)

    def functions(self) -> list[Function]:
        return [node for node in self.nodes() if isinstance(node, Function)]

    def calls(self) -> list[ast.Call]:
        return [node for node in self.nodes() if isinstance(node, ast.Call)]

    def at(self, node: ast.AST, words: str) -> str:
        """A finding: "path:line what"."""
        return f"{self.path}:{getattr(node, 'lineno', 1)} {words}"

    @property
    def room(self) -> str:
        """The room of the house the file lies in, "" outside the product."""
        rest = self.path.removeprefix(PRODUCT)
        return rest.split("/")[0] if rest != self.path else ""


@cache
def _nodes(text: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(text)))


@cache
def paths() -> tuple[str, ...]:
    """Every file of the project that git keeps or would keep; without git, every file that is not built."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        found = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        walked = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return tuple(sorted(str(path) for path in walked if not LEFT_OUT & set(path.parts)))
    return tuple(sorted(name for name in found.split("\0") if name and (ROOT / name).is_file()))


@cache
def python() -> tuple[Source, ...]:
    """All Python of the project but migrations, which are written by Django."""
    names = (name for name in paths() if name.endswith(".py") and "/migrations/" not in name)
    return tuple(Source(name, (ROOT / name).read_text(encoding="utf-8")) for name in names)


def is_test(path: str) -> bool:
    return path.startswith(("tests/", "conftest.py")) or "/tests/" in path


def product() -> tuple[Source, ...]:
    """The Python that runs in an office: without tests, migrations and tools."""
    return tuple(source for source in python() if source.path.startswith(PRODUCT) and not is_test(source.path))


def written_tests() -> tuple[Source, ...]:
    return tuple(source for source in python() if is_test(source.path))


def name_of(node: ast.AST) -> str:
    """The last name of an expression: `save` for `row.save`, `save` for `save`, "" for anything else."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def expect_none(findings: Sequence[str]) -> None:
    """Fail with the findings, one to a line."""
    if findings:
        pytest.fail("\n" + "\n".join(findings), pytrace=False)
