"""`python -m benchmarks`: measure everything, print the table, write build/bench.json.

Names on the command line choose among deciding, reading, finishing, sheet, task, desk and pages. A goal that is not
reached is printed so and is no failure: the machine may be busy, and the table says what was found.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
from tools.postgres import NoPostgres, scratch_cluster, stop_cleanly_when_told

from benchmarks import deciding, opening, reading, sending
from benchmarks.children import ROOT, Child
from benchmarks.pairs import ROUNDS, in_turns
from benchmarks.table import Line, at_most, keep, no_slower, show

FEW, MANY = 200, 200_000
OPENINGS: Final = 10
SUBJECTS: Final = ("deciding", "reading", "finishing", "sheet", "task", "desk", "pages")

Fresh = Callable[[], AbstractContextManager[dict[str, str]]]
"""An environment with a data folder and an empty database of its own."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the product keeps its rows while it is measured."""

    vendor: str
    fresh: Fresh


def main() -> int:
    stop_cleanly_when_told()
    chosen = set(sys.argv[1:]) or set(SUBJECTS)
    lines = [deciding.measure()] if "deciding" in chosen else []
    if "reading" in chosen:
        lines += reading.measure()
    if "pages" in chosen:
        with _folder("") as environment:
            lines += opening.measure("sqlite", environment)
    if chosen - {"deciding", "reading", "pages"}:
        lines += _on(Database("sqlite", partial(_folder, "")), chosen)
        lines += _on_postgres(chosen)
    print(show(lines))
    keep(lines, ROOT / "build" / "bench.json")
    return 0


def _on_postgres(chosen: set[str]) -> list[Line]:
    try:
        with scratch_cluster(durable=True) as cluster:
            return _on(Database("postgresql", _databases_in(cluster.url)), chosen)
    except NoPostgres as reason:
        print(f"Without PostgreSQL: {reason}", file=sys.stderr)
        return []


def _on(database: Database, chosen: set[str]) -> list[Line]:
    lines: list[Line] = []
    if "finishing" in chosen:
        _say(database, "finishing")
        lines += finishing(database)
    for kind in ("sheet", "task"):
        if kind in chosen:
            _say(database, kind)
            with database.fresh() as environment:
                lines.append(sending.measure(kind, database.vendor, environment))
    if "desk" in chosen:
        _say(database, "desk")
        lines += desk(database)
    return lines


def _say(database: Database, subject: str) -> None:
    print(f"{database.vendor}: {subject} ...", file=sys.stderr, flush=True)


def finishing(database: Database) -> list[Line]:
    with database.fresh() as environment, Child.run("finishing", environment=environment) as child:
        return [Line(**line) for line in child.ready]


def desk(database: Database) -> list[Line]:
    """Two databases side by side, opened in turns."""
    with (
        database.fresh() as little,
        database.fresh() as much,
        Child.run("desk", str(FEW), environment=little) as few,
        Child.run("desk", str(MANY), environment=much) as many,
    ):
        times = in_turns(lambda: float(many.ask(str(OPENINGS))), lambda: float(few.ask(str(OPENINGS))), rounds=ROUNDS)
        queries = max(few.ready["queries"], many.ready["queries"])
        more = many.ready["queries"] - few.ready["queries"]
    name = f"Meja kerja with {MANY:,} tasks, time against {FEW} ({database.vendor})"
    return [
        no_slower(name, times, goal=1.3, unit="s"),
        at_most(f"queries of Meja kerja ({database.vendor})", queries, 12),
        at_most(f"queries of Meja kerja, more with {MANY:,} tasks ({database.vendor})", more, 0),
    ]


@contextmanager
def _folder(url: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="himpun-bench-", ignore_cleanup_errors=True) as folder:
        yield environment(Path(folder), url)


def _databases_in(url: str) -> Fresh:
    """Databases of a cluster, one after the other."""
    names = (f"bench{n}" for n in count(1))

    @contextmanager
    def fresh() -> Iterator[dict[str, str]]:
        name = next(names)
        with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        with _folder(urlsplit(url)._replace(path=f"/{name}").geturl()) as found:
            yield found

    return fresh


def environment(folder: Path, url: str) -> dict[str, str]:
    """The product's settings, and none of the person's at the keyboard."""
    given: Mapping[str, str] = {key: value for key, value in os.environ.items() if not key.startswith("HIMPUN_")}
    ours = {"HIMPUN_DATA": str(folder), "DATABASE_URL": url, "HIMPUN_SECRET_KEY": "ukur" * 16, "HIMPUN_LOG": "ERROR"}
    return {**given, **ours, "DJANGO_SETTINGS_MODULE": "himpun.conf.settings", "PYTHONPATH": str(ROOT / "src")}


if __name__ == "__main__":
    sys.exit(main())
