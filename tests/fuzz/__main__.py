"""`python -m tests.fuzz [KIND ...] [--seconds N] [--keep FOLDER]`: fuzz each reader, and tell what was found.

Guided by coverage where atheris is installed (Linux and macOS), by blind changes of the same papers elsewhere. What
is found lies in the folder as files; `python -m tests.fuzz.again KIND FILE ...` plays them once more. Exits 1 with
findings.
"""

import argparse
import subprocess
import sys
from pathlib import Path

KINDS = ("docx", "pdf", "html", "text", "sop")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where papers and findings are kept")
    options = parser.parse_args()
    if unknown := set(options.kinds) - set(KINDS):
        parser.error(f"no reader of {', '.join(sorted(unknown))}")
    failed = 0
    for kind in options.kinds or KINDS:
        # Each in a process of its own: the fuzzer ends the process it runs in.
        command = [sys.executable, "-m", "tests.fuzz.run", kind, str(options.seconds), str(options.keep)]
        subprocess.run(command, check=False)
        failed += len(list((options.keep / kind / "found").glob("*")))
    print(f"{failed} findings" if failed else "nothing found", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
