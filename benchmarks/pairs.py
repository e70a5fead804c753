"""Two ways of doing the same, measured in turns: a neighbour's load on the machine meets both."""

from collections.abc import Callable
from time import perf_counter

ROUNDS = 7


def in_turns(
    ours: Callable[[], float], other: Callable[[], float], *, rounds: int = ROUNDS
) -> list[tuple[float, float]]:
    """What both say of themselves, round by round. One round before is not counted: it warms both up."""
    found = [(ours(), other()) for _ in range(rounds + 1)]
    return found[1:]


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begin = perf_counter()
    work()
    return perf_counter() - begin
