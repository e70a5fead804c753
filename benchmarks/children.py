"""Processes of their own for each part, so that what is measured shares no interpreter with what measures it.

A child says that it is ready, does one round for each line on its stdin, and answers each with one line of JSON.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

ROOT: Final = Path(__file__).parent.parent


@dataclass(slots=True)
class Child:
    """A module of this package, run as a process. `ask` has it do one round; leaving the `with` ends it."""

    process: "subprocess.Popen[str]"
    ready: Any = None
    """What it said first."""

    @classmethod
    def run(cls, module: str, *arguments: str, environment: Mapping[str, str]) -> Self:
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{module}", *arguments],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        child = cls(process)
        child.ready = child.hear()
        return child

    def tell(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """The child's next answer. Raises RuntimeError when it has died; its last words are on stderr."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended with {self.process.wait()}")
        return json.loads(line)

    def ask(self, what: str) -> Any:
        self.tell(what)
        return self.hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def answer(what: object) -> None:
    """What a child says: one line."""
    print(json.dumps(what), flush=True)


def rate(children: Sequence[Child], what: str) -> float:
    """Works a second of children that begin together: all that was done, from the first begin to the last end."""
    for child in children:
        child.tell(what)
    said = [child.hear() for child in children]
    first, last = min(one["begin"] for one in said), max(one["end"] for one in said)
    return float(sum(one["done"] for one in said) / (last - first))
