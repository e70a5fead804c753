"""The chain of versions: an SOP written by an older Himpun is brought to today's format, step by step."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from himpun.sop.errors import BrokenSop, problem
from himpun.sop.model import FORMAT
from himpun.sop.raw import Tree

Upgrade = Callable[[dict[str, Tree]], dict[str, Tree]]

# From each older format, the way to the next one. There is none yet: /1 is the first.
CHAIN: Mapping[str, Upgrade] = MappingProxyType({})


def upgraded(tree: dict[str, Tree], chain: Mapping[str, Upgrade] = CHAIN) -> dict[str, Tree]:
    """The same SOP in today's format. Raises BrokenSop for a format that nobody here knows."""
    while (version := tree.get("format")) != FORMAT:
        if version is None:
            message = f"Isian “format” belum ada. Tuliskan {FORMAT} di awal berkas."
            raise BrokenSop((problem("missing", "format", message),))
        if not isinstance(version, str) or version not in chain:
            message = f"Format ini tidak dikenal: Himpun ini membaca {FORMAT}. Perbarui Himpun atau berkasnya."
            raise BrokenSop((problem("unknown_version", "format", message),))
        tree = chain[version](tree)
    return tree
