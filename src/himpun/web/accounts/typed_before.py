"""What was typed on a page whose session had ended: carried through the log-in, and offered again behind it.

What fits lies in a cookie for a while, so that every step is a page of its own and the browser's way back asks nothing;
what is larger goes from form to form.
"""

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from himpun.web.request import Visit
from himpun.web.uploads import left_out

NOT_CARRIED: Final = ("csrfmiddlewaretoken", "sandi")
MOST: Final = 400_000  # letters: far more than a sheet of the longest reasons
COOKIE: Final = "himpun-ketikan"
SALT: Final = "himpun.ketikan"
FITS: Final = 3_800
"""Bytes; browsers keep 4,096 with the cookie's name and its attributes."""
AN_HOUR: Final = 3600


def ask_to_log_in(request: Visit) -> HttpResponse:
    """The log-in in the place of a page that was posted to by nobody: nothing was done, nothing typed is lost."""
    typed = request.POST.copy()
    for name in NOT_CARRIED:
        typed.pop(name, None)
    if left_out(request):
        # Files cannot be carried: what was to be sent with them is kept as a draft, to add them again.
        typed["putusan"] = "simpan"
    onward = request.get_full_path()
    packed = signing.dumps([onward, typed.urlencode()], salt=SALT, compress=True)
    if len(packed) <= FITS and "text/html" in request.headers.get("Accept", ""):  # a script waits for the number 401
        return _leave(packed, f"/masuk?{urlencode({'lanjut': onward, 'berakhir': 1})}")
    context = {"onward": onward, "typed_before": typed.urlencode()[:MOST], "ended": True}
    return render(request, "himpun/log_in.html", context, status=401)


def _leave(packed: str, address: str) -> HttpResponse:
    response = HttpResponseRedirect(address, status=303)
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, packed, max_age=AN_HOUR, path="/masuk", httponly=True, samesite="Lax", secure=secure)
    return response


def offer_again(request: Visit, onward: str) -> HttpResponse | None:
    """The page that hands back what was typed before the log-in, or the way to it; none when nothing was."""
    if kept := request.POST.get("ketikan", "")[:MOST]:
        return _offer(request, onward, kept)
    if _left_for(request, onward):
        return HttpResponseRedirect(f"/masuk/ketikan?{urlencode({'lanjut': onward})}", status=303)
    return None


def offer_left(request: Visit, onward: str) -> HttpResponse:
    """What lies in the cookie for this page, once."""
    kept = _left_for(request, onward)
    response = _offer(request, onward, kept) if kept else HttpResponseRedirect(onward)
    response.delete_cookie(COOKIE, path="/masuk", samesite="Lax")
    return response


def _left_for(request: Visit, onward: str) -> str:
    """What was typed on the page that the log-in leads to; somebody who is heading elsewhere is shown nothing of it."""
    try:
        page, typed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return ""
    return str(typed) if page == onward else ""


def _offer(request: Visit, onward: str, kept: str) -> HttpResponse:
    # limit: what comes from the person's own form once more; a form has at most 2,000 fields
    fields = [(name, value) for name, values in QueryDict(kept).lists() for value in values]
    return render(request, "himpun/typed_before.html", {"onward": onward, "fields": fields})
