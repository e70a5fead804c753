"""Coming in and going out."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from himpun.organisation.identity import authenticate
from himpun.web.request import Visit

WRONG = "Nama pengguna atau kata sandi tidak cocok. Lupa? Administrator kantor Anda dapat membuatkan yang baru."


def log_in(request: Visit) -> HttpResponse:
    """Ask for name and password; go on to where the person was heading."""
    onward = _local(request.POST.get("lanjut") or request.GET.get("lanjut") or "/")
    if request.method != "POST":
        if request.visitor is not None:
            return HttpResponseRedirect(onward)
        return render(request, "himpun/log_in.html", {"onward": onward})
    account = authenticate(request.POST.get("nama", ""), request.POST.get("sandi", "")[:1000])
    if account is None:
        context = {"onward": onward, "wrong": WRONG, "name": request.POST.get("nama", "")}
        return render(request, "himpun/log_in.html", context, status=422)
    request.session.log_in(account)
    return HttpResponseRedirect(onward)


@require_POST
def log_out(request: Visit) -> HttpResponse:
    """End this browser's session."""
    request.session.flush()
    return HttpResponseRedirect("/masuk")


def _local(path: str) -> str:
    """Only an address of our own: a link in a mail must not lead through our log-in to elsewhere."""
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else "/"
