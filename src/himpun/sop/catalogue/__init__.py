"""The catalogue: SOPs that come with Himpun, for an office to publish as its first edition.

Each is a real office's procedure told in the project's own words; what the paper leaves open is a guess among
its findings, with the reason. No person is named in them.
"""

from functools import cache
from importlib import resources

from himpun.sop.errors import UnknownProcedure
from himpun.sop.model import Sop
from himpun.sop.read import sop_from_yaml

KEYS = (
    "tatah-makmur-2021",
    "batui-selatan",
    "tebing-tinggi-dinas-2022",
    "tebing-tinggi-2022",
    "tebing-tinggi-pengumpulan-2022",
    "simpang-empat-2025",
    "inspektorat-tapin-2022",
)


def keys() -> tuple[str, ...]:
    """The keys of all procedures, in the order in which they are listed."""
    return KEYS


@cache
def load(key: str) -> Sop:
    """The procedure of this key. Raises UnknownProcedure."""
    if key not in KEYS:
        raise UnknownProcedure(key)
    return sop_from_yaml(resources.files(__name__).joinpath(f"{key}.yaml").read_bytes())
