"""What of the register the journal explains: every column of these tables equals its replay."""

from typing import Final

from django.db.models import Model

from himpun.procedures.models import Alias, Casting, Edition, Procedure

EXPLAINED: Final[tuple[type[Model], ...]] = (Procedure, Edition, Casting, Alias)
