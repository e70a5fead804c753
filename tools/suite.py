"""`make test`: the whole suite on SQLite with the browser, again on PostgreSQL, and one true line at the end.

Further arguments go to pytest, in both halves: `python -m tools.suite src/himpun/cases -k returns`.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shutil import which

from tools import debian, postgres
from tools.environment import PYTHON, ROOT
from tools.screen import say, say_bad, say_good, title

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable")
VERDICT = ROOT / "build" / "test-verdict.txt"
CLOSING = re.compile(r"^=+ (?P<words>.*\bin [\d.]+s.*?) =+$")
COLOUR = re.compile(r"\033\[[\d;]*m")
ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile")
"""A file's tests stay together: what a file makes once for all of its tests is not made again."""
UNPROVEN = re.compile(r"\d+ (skipped|xfailed|xpassed)")


@dataclass(frozen=True, slots=True)
class Half:
    """What came of one half: pytest's closing words, or the reason why it did not run."""

    name: str
    ran: bool
    passed: bool
    words: str


def run_pytest(name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Half:
    """Run pytest, its output passing through, and keep its closing line."""
    title(f"The suite on {name}")
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [str(PYTHON), "-m", "pytest", *colour, *ON_ALL_CORES, *arguments]
    closing = ""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            if found := CLOSING.match(COLOUR.sub("", line.strip())):
                closing = found["words"]
    # A test that was skipped proves nothing on this half.
    proven = not UNPROVEN.search(closing)
    words = closing or f"pytest ended with code {run.returncode} and without a closing line"
    return Half(name, ran=True, passed=run.returncode == 0 and proven, words=words)


def browser_missing() -> str:
    """Why there is no browser, or "" when there is one; it is installed when that can be."""
    try:
        if not _driver_starts():
            # The driver's own node is linked against it, and a bare Debian does not have it.
            debian.install(["libatomic1"])
    except debian.NotInstalled as reason:
        return str(reason)
    if any(which(name) for name in BROWSERS):
        return ""
    try:
        debian.install(["chromium"])
    except debian.NotInstalled as reason:
        # Ubuntu has it as a snap only, which no container runs: Playwright's own build is the other way.
        own = [str(PYTHON), "-m", "playwright", "install", "--with-deps", "chromium"]
        say("Chromium is not among the distribution's packages: trying Playwright's own ...")
        if subprocess.run(own, capture_output=True, check=False).returncode:
            return str(reason)
    return ""


def _driver_starts() -> bool:
    command = [str(PYTHON), "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def sqlite_half(arguments: Sequence[str]) -> list[Half]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    missing = browser_missing()
    half = run_pytest("SQLite", [*(["-m", "not browser"] if missing else []), *arguments], environment)
    return [half, Half("the browser", ran=False, passed=False, words=missing)] if missing else [half]


def postgres_half(arguments: Sequence[str]) -> Half:
    try:
        if postgres.programs() is None:
            debian.install(["postgresql"])
        with postgres.scratch_cluster() as cluster:
            environment = os.environ | {"DATABASE_URL": cluster.url}
            return run_pytest(f"PostgreSQL {cluster.version}", ["-m", "not browser", *arguments], environment)
    except (debian.NotInstalled, postgres.NoPostgres) as reason:
        return Half("PostgreSQL", ran=False, passed=False, words=str(reason))


def paper_tools_missing() -> list[Half]:
    """Papers are read back by a tool that is not ours (pdfsig, pdftotext)."""
    if which("pdfsig") and which("pdftotext"):
        return []
    try:
        debian.install(["poppler-utils"])
    except debian.NotInstalled as reason:
        return [Half("the reading of signed papers by pdfsig", ran=False, passed=False, words=str(reason))]
    return []


def verdict(halves: Sequence[Half]) -> str:
    """The last line: what failed, what did not run, or that all is well."""
    failed = [half.name for half in halves if half.ran and not half.passed]
    passed = [half.name for half in halves if half.passed]
    absent = [half.name for half in halves if not half.ran]
    words = [f"FAILED on {' and on '.join(failed)}"] if failed else []
    words += [f"all passed on {' and on '.join(passed)}"] if passed else []
    words += [f"NOT RUN: {' and '.join(absent)} (the reason is above)"] if absent else []
    return f"make test: {', '.join(words)}."


def main() -> int:
    postgres.stop_cleanly_when_told()
    arguments, begun = sys.argv[1:], time.monotonic()
    halves = [*paper_tools_missing(), *sqlite_half(arguments), postgres_half(arguments)]
    title(f"Both halves took {time.monotonic() - begun:.0f} s")
    for half in halves:
        (say if half.passed else say_bad)(f"{half.name}: {half.words}")
    last = verdict(halves)
    VERDICT.parent.mkdir(exist_ok=True)
    VERDICT.write_text(last + "\n", encoding="utf-8")
    good = all(half.passed for half in halves)
    (say_good if good else say_bad)(last)
    failed = any(half.ran and not half.passed for half in halves)
    return 1 if failed or (not good and os.environ.get("CI") == "true") else 0


if __name__ == "__main__":
    sys.exit(main())
