"""Coming in and going out."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from himpun.organisation.errors import TooManyAtOnce
from himpun.organisation.identity import authenticate
from himpun.web.accounts.typed_before import MOST, offer_again
from himpun.web.request import Visit

WRONG = "Nama pengguna atau kata sandi tidak cocok. Lupa? Administrator kantor Anda dapat membuatkan yang baru."
LONGEST = 1000


def log_in(request: Visit) -> HttpResponse:
    """Ask for name and password; go on to where the person was heading, with what was typed there."""
    onward = _local(request.POST.get("lanjut") or request.GET.get("lanjut") or "/")
    if request.method != "POST":
        if request.visitor is not None:
            return HttpResponseRedirect(onward)
        return render(request, "himpun/log_in.html", {"onward": onward})
    name = request.POST.get("nama", "").replace("\0", "")[:LONGEST]
    try:
        account = authenticate(name, request.POST.get("sandi", "")[:LONGEST])
    except TooManyAtOnce as many:
        return _again(request, onward, str(many), status=503)
    if account is None:
        return _again(request, onward, WRONG, status=422)
    request.session.log_in(account)
    return offer_again(request, onward) or HttpResponseRedirect(onward)


def log_out(request: Visit) -> HttpResponse:
    """End this browser's session."""
    request.session.flush()
    return HttpResponseRedirect("/masuk")


def _again(request: Visit, onward: str, wrong: str, *, status: int) -> HttpResponse:
    context = {
        "onward": onward,
        "wrong": wrong,
        "name": request.POST.get("nama", ""),
        "typed_before": request.POST.get("ketikan", "")[:MOST],
    }
    response = render(request, "himpun/log_in.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "60"
    return response


def _local(path: str) -> str:
    """Only an address of our own: a link in a mail must not lead through our log-in to elsewhere."""
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else "/"
