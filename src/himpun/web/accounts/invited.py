"""The door for whoever holds a one-time code: no account yet, or a forgotten password."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.organisation.actions import accept_invitation, accept_new_password
from himpun.organisation.attempts import Tried, trying
from himpun.organisation.errors import (
    AccountIsClosed,
    CodeDoesNotFit,
    NameNotFit,
    NameTaken,
    OrganisationError,
    PasswordTooWeak,
    TooManyAtOnce,
    TooManyTries,
)
from himpun.organisation.identity import WRITTEN_TWICE
from himpun.organisation.invitations import Invited, Purpose, invited
from himpun.organisation.models import Account
from himpun.web.accounts.views import LONGEST, let_in
from himpun.web.request import Visit, address_of
from himpun.web.typed import readable

PAGE: Final = "himpun/accounts/invited.html"
_FIELDS: Final[tuple[tuple[type[OrganisationError], str], ...]] = (
    (NameTaken, "nama"),
    (NameNotFit, "nama"),
    (PasswordTooWeak, "sandi"),
)


def invitation(request: Visit) -> HttpResponse:
    """Ask for the code; then for a user name and a password; then come in."""
    if request.method != "POST":
        return render(request, PAGE, {})
    code = readable(request.POST.get("kode", ""))[:LONGEST]
    try:
        found = _found(request, code)
    except CodeDoesNotFit as wrong:
        return render(request, PAGE, {"code": code, "lacks": {"kode": str(wrong)}}, status=422)
    except TooManyTries as many:
        return _wait(request, code, many)
    if "sandi" not in request.POST:
        return _ask(request, code, found, {})
    return _take(request, code, found)


def _found(request: Visit, code: str) -> Invited:
    with trying(Tried.code(address_of(request)), Tried.any_code(), at=request.at):
        return invited(code, at=request.at, on=request.today)


def _take(request: Visit, code: str, found: Invited) -> HttpResponse:
    password = request.POST.get("sandi", "")[:LONGEST]
    if password != request.POST.get("ulang", "")[:LONGEST]:
        return _ask(request, code, found, {"ulang": WRITTEN_TWICE})
    try:
        account = _accepted(request, code, found, password)
    except CodeDoesNotFit as wrong:
        return render(request, PAGE, {"code": code, "lacks": {"kode": str(wrong)}}, status=422)
    except (NameTaken, NameNotFit, PasswordTooWeak, AccountIsClosed) as wrong:
        field = next((name for family, name in _FIELDS if isinstance(wrong, family)), "")
        return _ask(request, code, found, {field: str(wrong)})
    except TooManyAtOnce as many:
        response = _ask(request, code, found, {"": str(many)}, status=503)
        response["Retry-After"] = "60"
        return response
    return let_in(request, account, HttpResponseRedirect("/"))


def _accepted(request: Visit, code: str, found: Invited, password: str) -> Account:
    match found.purpose:
        case Purpose.PASSWORD:
            return accept_new_password(found.actor, code, password=password, at=request.at)
        case _:
            name = readable(request.POST.get("nama", ""))[:LONGEST]
            return accept_invitation(found.actor, code, username=name, password=password, at=request.at)


def _ask(
    request: Visit, code: str, found: Invited, lacks: dict[str, str], *, status: int | None = None
) -> HttpResponse:
    username = readable(request.POST.get("nama", ""))[:LONGEST] or found.username
    context = {
        "code": code,
        "found": found,
        "forgotten": found.purpose is Purpose.PASSWORD,
        "username": username,
        "lacks": lacks,
    }
    return render(request, PAGE, context, status=status or (422 if lacks else 200))


def _wait(request: Visit, code: str, many: TooManyTries) -> HttpResponse:
    response = render(request, PAGE, {"code": code, "lacks": {"": str(many)}}, status=429)
    response["Retry-After"] = str(many.wait)
    return response
