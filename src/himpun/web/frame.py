"""What stands on every page around its content: the banner that asks administrators for a proven restore."""

from typing import Any, cast

from django.http import HttpRequest

from himpun.installation.queries import proof_state
from himpun.web.request import Visit


def banner(request: HttpRequest) -> dict[str, Any]:
    """Context of every template. Asks the database only for those who can do something about it."""
    visit = cast(Visit, request)
    visitor = getattr(visit, "visitor", None)
    if visitor is None or not visitor.administers or visit.path == "/cadangan":
        return {}
    state = proof_state(at=visit.at)
    return {"banner": state} if state.asks else {}
