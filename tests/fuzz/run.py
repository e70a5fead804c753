"""One reader, fuzzed for so many seconds: `python -m tests.fuzz.run KIND SECONDS FOLDER`.

A finding does not stop the run: it is kept once for each place it comes from, and the fuzzer goes on.
"""

import hashlib
import random
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, process_time
from typing import Any

# By name: it is no dependency of the project, and Windows has none. Only for a run: it slows down what it watches.
atheris: Any = import_module("atheris") if __name__ == "__main__" and find_spec("atheris") else None

with atheris.instrument_imports(include=["himpun.sop", "pdfminer"]) if atheris else nullcontext():
    from tests.fuzz.targets import LARGEST, TARGETS, seeds, sop, through

SLOW = 8.0
"""Seconds of a core that no document of this size may need, slowed down by being watched."""
TELLING = 500
"""Tries between two words about them: the guided fuzzer ends its process without a farewell."""


class Run:
    """What is tried, counted and kept."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.found = folder / "found"
        self.found.mkdir(parents=True, exist_ok=True)
        self.counts: Counter[str] = Counter()
        self.slowest = 0.0

    def one(self, data: bytes) -> None:
        begin = process_time()
        try:
            outcome = sop(data) if self.kind == "sop" else through(TARGETS[self.kind], data)
        except Exception as error:
            outcome = "found"
            self._keep(place_of(error), data, traceback.format_exc(limit=-6))
        taken = process_time() - begin
        if taken > SLOW:
            self._keep(f"slow-{outcome}", data, f"{taken:.1f} s\n")
        self.slowest = max(self.slowest, taken)
        self.counts[outcome] += 1
        if self.counts.total() % TELLING == 0:
            self.tell()

    def _keep(self, name: str, data: bytes, words: str) -> None:
        path = self.found / name
        if not path.exists():
            path.write_bytes(data)
            print(f"FOUND {self.kind} {path}\n{words}", flush=True)

    def tell(self) -> None:
        print(
            f"{self.kind}: {self.counts.total()} tried, {dict(self.counts)}, slowest {self.slowest:.2f} s", flush=True
        )


def place_of(error: Exception) -> str:
    """A name for where an error comes from: its kind, file and line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"


def guided(run: Run, corpus: Path, words: tuple[str, ...], seconds: int) -> None:
    dictionary = corpus.parent / "words"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words), encoding="ascii")
    options = [f"-max_total_time={seconds}", f"-dict={dictionary}", f"-max_len={LARGEST}", "-timeout=30"]
    options += ["-rss_limit_mb=2048", f"-artifact_prefix={run.found}/", "-print_final_stats=1", "-reload=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run.one)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def blind(one: Callable[[bytes], None], papers: list[bytes], words: tuple[str, ...], seconds: int) -> None:
    """Papers with bytes changed, cut, doubled, put together and words put in, without knowing what they reach."""
    chance = random.Random(seconds)
    end = monotonic() + seconds
    while monotonic() < end:
        changed = bytearray(chance.choice(papers))
        for _ in range(chance.randint(1, 8)):
            change(changed, chance, papers, words)
        one(bytes(changed[:LARGEST]))


def change(data: bytearray, chance: random.Random, papers: list[bytes], words: tuple[str, ...]) -> None:
    at = chance.randint(0, len(data))
    to = min(len(data), at + chance.randint(1, 40))
    match chance.randint(0, 4):
        case 0 if data:
            data[at % len(data)] = chance.randint(0, 255)
        case 1:
            del data[at:to]
        case 2:
            data[at:at] = data[at:to] * chance.randint(1, 50)
        case 3 if words:
            data[at:at] = chance.choice(words).encode()
        case _:
            other = chance.choice(papers)
            begin = chance.randint(0, len(other))
            data[at:to] = other[begin : begin + chance.randint(1, 400)]


def main() -> None:
    kind, seconds, keep = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    run = Run(kind, keep / kind)
    corpus = keep / kind / "papers"
    corpus.mkdir(parents=True, exist_ok=True)
    papers = seeds(kind)
    for data in papers:
        (corpus / hashlib.sha256(data).hexdigest()[:20]).write_bytes(data)
    words = TARGETS[kind].words if kind in TARGETS else ("null", "[]", "{}", '"to"', "-1", "1e9", "NaN", "\\ud800")
    if atheris is None:
        blind(run.one, papers, words, seconds)
        run.tell()
    else:
        guided(run, corpus, words, seconds)


if __name__ == "__main__":
    main()
