"""`make check`: every rule that a machine can keep, one line each.

`python -m tools.checks NAME ...` runs some alone.
"""

import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools.environment import PYTHON, ROOT
from tools.screen import say, say_bad, say_good

FOLDERS = ("src", "tests", "tools", "benchmarks")
TYPED = ["conftest.py", *(name for name in FOLDERS if any((ROOT / name).glob("**/*.py")))]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule's command. `summary` picks the line worth showing when all is well."""

    name: str
    command: tuple[str, ...]
    summary: str = r".+"
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    check: Check
    good: bool
    output: str
    seconds: float

    def line(self) -> str:
        found = [line for line in self.output.splitlines() if re.search(self.check.summary, line)]
        words = found[-1].strip(" =") if found and self.good else ""
        mark = "ok  " if self.good else "FAIL"
        return f"{mark}  {self.check.name:<20} {self.seconds:5.1f} s  {words}".rstrip()


def program(name: str, *arguments: str) -> tuple[str, ...]:
    return str(PYTHON.parent / name), *arguments


def module(name: str, *arguments: str) -> tuple[str, ...]:
    return str(PYTHON), "-m", name, *arguments


def production() -> dict[str, str]:
    """The environment of an office's server behind its own certificate, as docs/operator.md describes it."""
    return {
        "HIMPUN_SECRET_KEY": secrets.token_urlsafe(60),
        "HIMPUN_HOSTS": "kinerja.example",
        "HIMPUN_HTTPS": "1",
    }


def checks() -> list[Check]:
    migrations = ("makemigrations", "--check", "--dry-run")
    deploy = ("check", "--deploy", "--fail-level", "WARNING")
    return [
        Check("ruff check", program("ruff", "check", ".")),
        Check("ruff format", program("ruff", "format", "--check", ".")),
        Check("mypy --strict", program("mypy", "--strict", *TYPED), summary="Success"),
        Check("import-linter", program("lint-imports", "--no-cache"), summary="Contracts:"),
        Check("house rules", module("pytest", "-q", "tests/house"), summary=r"passed"),
        Check("missing migrations", module("django", *migrations), summary="No changes"),
        Check("check --deploy", module("django", *deploy), summary="no issues", environment=production()),
    ]


def run(check: Check) -> Outcome:
    """Run one check with a data folder of its own, and without any setting of the person at the keyboard."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("HIMPUN_", "DATABASE_URL"))}
    with tempfile.TemporaryDirectory(prefix="himpun-check-") as folder:
        here = {
            "HIMPUN_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "himpun.conf.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        begun = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=plain | here | dict(check.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return Outcome(check, done.returncode == 0, done.stdout, time.monotonic() - begun)


def report(outcome: Outcome) -> Outcome:
    if not outcome.good:
        say(outcome.output.rstrip())
    (say if outcome.good else say_bad)(outcome.line())
    return outcome


def main() -> int:
    wanted = [check for check in checks() if not sys.argv[1:] or check.name in sys.argv[1:]]
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = [report(outcome) for outcome in pool.map(run, wanted)]
    bad = [outcome.check.name for outcome in outcomes if not outcome.good]
    if bad:
        say_bad(f"make check: FAILED: {', '.join(bad)}.")
        return 1
    say_good(f"make check: all {len(outcomes)} are clean.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
