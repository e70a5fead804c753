"""Coming in and going out."""

from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from himpun.installation.founding import is_empty
from himpun.organisation.errors import TooManyAtOnce, TooManyTries, WrongPassword
from himpun.organisation.identity import Door, come_in
from himpun.organisation.models import Account
from himpun.web.accounts.browsers import browser_name
from himpun.web.accounts.known_browser import mark_for, remember
from himpun.web.accounts.typed_before import MOST, offer_again, offer_left
from himpun.web.request import Visit, address_of

LONGEST = 1000


def log_in(request: Visit) -> HttpResponse:
    """Ask for name and password; go on to where the person was heading, with what was typed there."""
    onward = _local(request.POST.get("lanjut") or request.GET.get("lanjut") or "/")
    if request.method != "POST":
        if request.visitor is not None:  # logged in elsewhere meanwhile
            return offer_again(request, onward) or HttpResponseRedirect(onward)
        if is_empty():  # whoever is not known is led to this page from every other
            return HttpResponseRedirect("/siapkan/mulai")
        return render(request, "himpun/log_in.html", {"onward": onward, "ended": "berakhir" in request.GET})
    name = request.POST.get("nama", "").replace("\0", "")[:LONGEST]
    try:
        account = come_in(name, request.POST.get("sandi", "")[:LONGEST], door=door_of(request, name), at=request.at)
    except WrongPassword as wrong:
        return _again(request, onward, str(wrong), status=422)
    except TooManyTries as many:
        return _again(request, onward, str(many), status=429, wait=many.wait)
    except TooManyAtOnce as many:
        return _again(request, onward, str(many), status=503, wait=60)
    return let_in(request, account, offer_again(request, onward) or HttpResponseRedirect(onward))


def typed_again(request: Visit) -> HttpResponse:
    """What was typed when the session ended, offered once more behind the log-in."""
    return offer_left(request, _local(request.GET.get("lanjut", "/")))


def log_out(request: Visit) -> HttpResponse:
    """End this browser's session."""
    request.session.flush()
    return HttpResponseRedirect("/masuk")


def door_of(request: Visit, username: str) -> Door:
    """Where this name is tried."""
    return Door(address_of(request), mark_for(request, username))


def let_in(request: Visit, account: Account, response: HttpResponse) -> HttpResponse:
    """The answer that brings the person in: a session, and a browser that is known from now on."""
    request.session.log_in(account, browser=browser_name(request))
    rotate_token(request)
    remember(request, response, account.username)
    return response


def _again(request: Visit, onward: str, wrong: str, *, status: int, wait: int = 0) -> HttpResponse:
    context = {
        "onward": onward,
        "wrong": wrong,
        "name": request.POST.get("nama", ""),
        "typed_before": request.POST.get("ketikan", "")[:MOST],
    }
    response = render(request, "himpun/log_in.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _local(path: str) -> str:
    """Only an address of our own: a link in a mail must not lead through our log-in to elsewhere."""
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else "/"
