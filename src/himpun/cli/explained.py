"""All tables that the journal explains: the rooms' own lists, put together for `himpun trail verify`."""

from typing import Final

from himpun.cases import fold as cases
from himpun.documents import fold as documents
from himpun.organisation import fold as organisation
from himpun.performance import fold as performance
from himpun.procedures import fold as procedures

EXPLAINED: Final = (
    *organisation.EXPLAINED,
    *procedures.EXPLAINED,
    *documents.EXPLAINED,
    *cases.EXPLAINED,
    *performance.EXPLAINED,
)
