"""What the journal explains of this room: every row of these tables equals the replay of its entries."""

from django.db.models import Model

from himpun.documents.models import ArchiveEntry, Initial, Number, Paper, Signature

EXPLAINED: tuple[type[Model], ...] = (Paper, Initial, Signature, Number, ArchiveEntry)
