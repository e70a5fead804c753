"""Who is at the door, and may they pass: one look at the session, one at the policy, for every page."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from himpun.organisation.identity import actor_of
from himpun.web.policy import POLICIES, Policy
from himpun.web.refusals import refusal, refused, status_of
from himpun.web.request import Visit

MIDDLE: Final = ZoneInfo("Asia/Makassar")
"""The day on which somebody holds a post is the day in the middle of the country's three zones."""


class ActorMiddleware:
    """Denial is the default: a page without a policy is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Visit) -> HttpResponse:
        request.at = datetime.now(UTC)
        request.visitor = actor_of(request.session, on=request.at.astimezone(MIDDLE).date())
        if request.visitor is not None:
            request.actor = request.visitor
        return self.get_response(request)

    def process_view(self, request: Visit, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        policy = POLICIES.get(match.view_name if match else "")
        if policy is None:
            return refusal(request, status=404, code="no_policy", message="Halaman ini tidak ada.")
        if policy is Policy.PUBLIC or (request.visitor is not None and policy.admits(request.visitor)):
            return None
        if request.visitor is None:
            return _to_the_log_in(request)
        return refusal(request, status=403, code="not_allowed", message="Halaman ini bukan untuk jabatan Anda.")

    def process_exception(self, request: Visit, error: Exception) -> HttpResponse | None:
        status = status_of(error)
        return None if status is None else refused(request, error, status)


def _to_the_log_in(request: HttpRequest) -> HttpResponse:
    """To the log-in and back here afterwards; what was posted cannot be repeated, but its page can."""
    return HttpResponseRedirect(f"/masuk?{urlencode({'lanjut': request.get_full_path()})}")
