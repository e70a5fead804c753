"""What the journal explains of this room: every row of every column."""

from django.db.models import Model

from himpun.files.models import StoredFile

EXPLAINED: tuple[type[Model], ...] = (StoredFile,)
