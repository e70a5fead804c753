"""Who is at the door, and may they pass: one look at the session, one at the policy, for every page."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from himpun.organisation.errors import NotHere
from himpun.organisation.identity import actor_of
from himpun.web.accounts.typed_before import ask_to_log_in
from himpun.web.policy import Policy
from himpun.web.refusals import not_from_us, refusal, refused, status_of
from himpun.web.request import Visit, day_of, now, without_nul
from himpun.web.uploads import Ceiling
from himpun.web.urls import PAGES


class ActorMiddleware:
    """Denial is the default: a page without a policy is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Visit) -> HttpResponse:
        request.at = now()
        request.today = day_of(request.at)
        request.visitor = actor_of(request.session, on=request.today)
        if request.visitor is not None:
            request.actor = request.visitor
        if request.method == "POST":
            request.upload_handlers.insert(0, Ceiling(request))
        return self.get_response(request)

    def process_view(self, request: Visit, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        request.GET, request.POST = without_nul(request.GET), without_nul(request.POST)  # type: ignore[assignment]
        match = request.resolver_match
        page = PAGES.get(match.view_name if match else "")
        if page is None:
            return refused(request, NotHere(), 404)
        if request.method not in page.methods:
            return _not_so(request, page.methods)
        if page.policy is Policy.PUBLIC or (request.visitor is not None and page.policy.admits(request.visitor)):
            return None
        if request.visitor is None:
            return ask_to_log_in(request) if request.method == "POST" else _to_the_log_in(request)
        return refusal(request, status=403, code="not_allowed", message="Halaman ini bukan untuk jabatan Anda.")

    def process_exception(self, request: Visit, error: Exception) -> HttpResponse | None:
        status = status_of(error)
        return None if status is None else refused(request, error, status)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. A browser that has forgotten its cookies lacks the session too: it is asked to log in.

    Only our own page is; what another site wrote is carried nowhere.
    """
    visit = cast(Visit, request)
    page = PAGES.get(request.resolver_match.view_name) if request.resolver_match else None
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    if (
        request.headers.get("Origin") in ours
        and page is not None
        and page.policy is not Policy.PUBLIC
        and visit.visitor is None
    ):
        return ask_to_log_in(visit)
    return not_from_us(request, reason)


def _to_the_log_in(request: HttpRequest) -> HttpResponse:
    """To the log-in and back here afterwards."""
    return HttpResponseRedirect(f"/masuk?{urlencode({'lanjut': request.get_full_path()})}")


def _not_so(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    response = refusal(request, status=405, code="method", message="Alamat ini tidak dibuka dengan cara itu.")
    response["Allow"] = ", ".join(methods)
    return response
