"""The promised work of this room and of those beneath it, by kind: what `himpun serve` hands to
`trail.outbox.keep`."""

from typing import Final

from himpun.documents.work import HANDLERS as PAPERS
from himpun.trail.outbox import Handler

HANDLERS: Final[dict[str, Handler]] = {**PAPERS}
