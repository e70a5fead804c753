"""`python -m tests.crash.random_kills --rounds 100`: kill a busy server at random moments and look what was lost.

Three clients let it do acts, keep promises, sign heads and empty the WAL until it is killed, on one installation that
is never cleaned between rounds. The last line tells the sum; the exit code is 1 when anything was lost or half done, or
when the controls, which lose on purpose, were not caught. `DATABASE_URL` names a PostgreSQL server to do it there.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.crash.scene import Scene, scene, worst

LONGEST = 0.6
"""Seconds a server lives at most after its first answer."""

EXAMINE_EVERY = 5
CONTROL_ROUNDS = 12


def main() -> int:
    options = parsed()
    chance = random.Random(options.seed)
    server = os.environ.get("DATABASE_URL", "")
    print(f"seed {options.seed}, on {'PostgreSQL' if server else 'SQLite'}", flush=True)
    with tempfile.TemporaryDirectory(prefix="himpun-crash-") as folder:
        with scene(Path(folder) / "honest", server=server) as honest:
            found = rounds(honest, options.rounds, chance)
        with scene(Path(folder) / "control", server=server) as careless:
            caught = control(careless, chance)
    acts = len(honest.acknowledged)
    print(f"{options.rounds} kills, {acts} acts acknowledged, {len(found)} lost or half done", flush=True)
    print(f"control: acts in two halves were {'caught' if caught else 'NOT CAUGHT'}")
    return 0 if not found and caught and acts else 1


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    return parser.parse_args()


def rounds(ground: Scene, number: int, chance: random.Random) -> list[str]:
    """Kill so many times. Returns what was found wrong."""
    found: list[str] = []
    for n in range(1, number + 1):
        acts = ground.server_dies_after(chance.uniform(0, LONGEST))
        if n % EXAMINE_EVERY == 0 or n == number:
            found = ground.findings()
            print(f"kill {n}: {acts} acts, {len(ground.acknowledged)} in all; {worst(found) or 'all well'}", flush=True)
        if found:
            break
    return found


def control(ground: Scene, chance: random.Random) -> bool:
    """Whether the examination sees what a worker loses that commits an act in two halves."""
    for _ in range(CONTROL_ROUNDS):
        ground.server_dies_after(chance.uniform(0, LONGEST), manner="in-two-halves")
        if any(line.startswith(("half done", "lost")) for line in ground.findings()):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
