"""Renew the locks: each package, for every platform, by version and hash, without a word of where it is from.

`python -m tools.lock` keeps what still fits; `python -m tools.lock --upgrade` takes the newest. Needs `uv`.
"""

import os
import shutil
import subprocess
import sys

from tools.environment import ROOT
from tools.screen import say_bad, say_good

SOURCES = ("pyproject.toml", "requirements/build.in")
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--python-version",
    "3.11",
)
SILENT = ("--quiet", "--no-emit-find-links")


def compile_lock(uv: str, name: str, *wanted: str) -> int:
    command = [uv, "pip", "compile", *SOURCES, *OPTIONS, *SILENT, *wanted, "-o", f"requirements/{name}.txt"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        say_bad("`uv` is needed to renew the locks: name it in the variable UV, or install it.")
        return 1
    upgrade = sys.argv[1:]
    # What serves the product is a part of what tests it: one resolution, so that both have the same versions.
    failed = compile_lock(uv, "dev", "--extra", "dev", *upgrade)
    failed = failed or compile_lock(uv, "run", "-c", "requirements/dev.txt", *upgrade)
    if failed:
        say_bad("The locks were not renewed: uv's own words are above.")
        return 1
    say_good("requirements/dev.txt and requirements/run.txt are what pyproject.toml asks for.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
