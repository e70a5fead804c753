"""All tables that the journal explains: the rooms' own lists, put together for `himpun trail verify`."""

from typing import Final

from django.db.models import Model

from himpun.cases import fold as cases
from himpun.documents import fold as documents
from himpun.files import fold as files
from himpun.installation import fold as installation
from himpun.organisation import fold as organisation
from himpun.performance import fold as performance
from himpun.procedures import fold as procedures

EXPLAINED: Final[tuple[type[Model], ...]] = (
    *files.EXPLAINED,
    *organisation.EXPLAINED,
    *procedures.EXPLAINED,
    *documents.EXPLAINED,
    *cases.EXPLAINED,
    *performance.EXPLAINED,
    *installation.EXPLAINED,
)
