"""What of the installation's own rows the journal explains."""

from typing import Final

from django.db.models import Model

from himpun.installation.models import Run

EXPLAINED: Final[tuple[type[Model], ...]] = (Run,)
