"""What the journal explains of this room: every row of these tables equals the replay of its entries.

Drafts are not among them: what was typed and not sent is nobody's act.
"""

from django.db.models import Model

from himpun.performance.models import (
    Analysis,
    Evidence,
    Figure,
    Indicator,
    Meaning,
    Recap,
    Recommendation,
    Request,
    Sheet,
    SheetLine,
    Submission,
    Target,
)

EXPLAINED: tuple[type[Model], ...] = (
    Indicator,
    Meaning,
    Target,
    Request,
    Sheet,
    SheetLine,
    Submission,
    Figure,
    Evidence,
    Recommendation,
    Recap,
    Analysis,
)
