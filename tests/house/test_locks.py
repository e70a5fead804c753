"""What is installed is what is written down: each package by version and hash, whoever serves it."""

import re
import tomllib
from functools import cache
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source import ROOT

PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)$", re.M)


@cache
def project() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return told


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(text: str) -> dict[str, str]:
    return {canonicalize_name(found["name"]): found["version"] for found in PIN.finditer(text)}


def unkept(wanted: list[str], text: str) -> list[str]:
    """What is asked for and not locked at a version that fits."""
    locked = pins(text)
    return [line for line in wanted if not _fits(Requirement(line), locked)]


def _fits(requirement: Requirement, locked: dict[str, str]) -> bool:
    version = locked.get(canonicalize_name(requirement.name))
    return version is not None and version in requirement.specifier


def unhashed(text: str) -> list[str]:
    return [found["name"] for found in PIN.finditer(text) if "--hash=sha256:" not in found["rest"]]


def test_what_the_product_asks_for_is_locked() -> None:
    assert not unkept(project()["dependencies"], lock("run"))


def test_what_tests_and_checks_ask_for_is_locked() -> None:
    dev = project()["optional-dependencies"]["dev"]
    assert not unkept([*project()["dependencies"], *dev], lock("dev"))


def test_an_unlocked_or_outgrown_package_is_found() -> None:
    text = "django==5.2.1 \\\n    --hash=sha256:00\n"
    assert unkept(["Django>=5.2,<5.3"], text) == []
    assert unkept(["django>=6"], text)
    assert unkept(["granian"], text)


def test_the_product_is_tested_with_the_versions_that_serve_it() -> None:
    assert pins(lock("run")).items() <= pins(lock("dev")).items()


def test_every_package_is_held_by_its_hash() -> None:
    assert not unhashed(lock("run"))
    assert not unhashed(lock("dev"))


def test_a_package_without_a_hash_is_found() -> None:
    assert unhashed("django==5.2.1\ngranian==2.8.7 \\\n    --hash=sha256:00\n") == ["django"]


def test_no_lock_says_where_packages_come_from() -> None:
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host", lock("run") + lock("dev"))
