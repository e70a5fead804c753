"""What verbs on dated rows share: units, posts and holdings end once, and an end may only come nearer."""

from datetime import date
from typing import Final

from himpun.organisation.errors import NotHeldThen
from himpun.organisation.models import Holder, Post, Unit

INSTALLATION: Final = 0  # the trail's stream of what stands above the offices


def end(row: Unit | Post | Holder, ends: date) -> None:
    """Compare-and-set: of two who end it at once, one wins; an end already set may only come nearer."""
    table = type(row)
    found = table.objects.filter(pk=row.pk, starts__lte=ends)
    if not (found.filter(ends=None).update(ends=ends) or found.filter(ends__gt=ends).update(ends=ends)):
        raise NotHeldThen("Sudah berakhir, atau tanggal ini mendahului tanggal mulainya.")
    row.ends = ends
