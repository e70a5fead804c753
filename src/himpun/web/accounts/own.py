"""One's own account: who one is here, the password, and the browsers that are logged in."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.lib.dates import short_time
from himpun.organisation.access import own_account
from himpun.organisation.actions import change_password
from himpun.organisation.attempts import trying
from himpun.organisation.errors import PasswordTooWeak, TooManyTries, WrongPassword
from himpun.organisation.identity import WRITTEN_TWICE
from himpun.organisation.models import Account
from himpun.organisation.roll import offices_of
from himpun.organisation.sessions import Browser, browsers_of, end_others, end_session
from himpun.web.accounts.views import LONGEST, door_of, let_in
from himpun.web.request import MIDDLE, Visit

DONE = {"sandi": "Kata sandi sudah diganti. Semua peramban lain harus masuk lagi.", "sesi": "Sesi sudah diakhiri."}


def mine(request: Visit) -> HttpResponse:
    """Name, capacities of today, password, browsers."""
    return _show(request, own_account(request.actor), {}, status=200)


def new_password(request: Visit) -> HttpResponse:
    """Change one's own password; this browser stays in, all others are put out."""
    account = own_account(request.actor)
    lacks = _changed(request, account)
    if isinstance(lacks, TooManyTries):
        response = _show(request, account, {"lama": str(lacks)}, status=429)
        response["Retry-After"] = str(lacks.wait)
        return response
    if lacks:
        return _show(request, account, lacks, status=422)
    return let_in(request, account, HttpResponseRedirect("/akun/saya?sudah=sandi"))


def end_sessions(request: Visit) -> HttpResponse:
    """Put out one browser, or all but this one."""
    account = own_account(request.actor)
    chosen = request.POST.get("sesi", "")
    if chosen == "lain":
        end_others(account.pk, request.session)
    elif not end_session(account.pk, chosen):
        return _show(request, account, {"": "Sesi itu sudah tidak ada."}, status=422)
    return HttpResponseRedirect("/akun/saya?sudah=sesi")


def _changed(request: Visit, account: Account) -> dict[str, str] | TooManyTries:
    """What is wrong, by its field; nothing when the password is changed."""
    old, new = (request.POST.get(name, "")[:LONGEST] for name in ("lama", "baru"))
    if new != request.POST.get("ulang", "")[:LONGEST]:
        return {"ulang": WRITTEN_TWICE}
    try:
        with trying(*door_of(request, account.username).tried(account.username), at=request.at):
            change_password(request.actor, account, old=old, new=new, at=request.at)
    except WrongPassword as wrong:
        return {"lama": str(wrong)}
    except PasswordTooWeak as weak:
        return {"baru": str(weak)}
    except TooManyTries as many:
        return many
    return {}


def _show(request: Visit, account: Account, lacks: dict[str, str], *, status: int) -> HttpResponse:
    offices = offices_of(request.actor)
    zone = next((office.zone for office in offices.values()), MIDDLE.key)
    context = {
        "account": account,
        "hats": [(hat.capacity, offices.get(hat.office)) for hat in request.actor.hats],
        "administered": [offices[pk] for pk in sorted(request.actor.administers) if pk in offices],
        "browsers": [_shown(one, request.session.handle, zone) for one in browsers_of(account.pk, at=request.at)],
        "lacks": lacks,
        "done": DONE.get(request.GET.get("sudah", ""), ""),
    }
    return render(request, "himpun/accounts/mine.html", context, status=status)


def _shown(one: Browser, here: str, zone: str) -> dict[str, object]:
    return {
        "handle": one.handle,
        "name": one.name or "Peramban tanpa nama",
        "since": short_time(one.since, zone) if one.since else "",
        "until": short_time(one.until, zone),
        "here": one.handle == here,
    }
