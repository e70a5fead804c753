"""Play what a fuzzer kept once more: `python -m tests.fuzz.again KIND FILE ...`."""

import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS, sop, through

kind, *files = sys.argv[1:]
for name in files:
    data = Path(name).read_bytes()
    print(name, sop(data) if kind == "sop" else through(TARGETS[kind], data))
