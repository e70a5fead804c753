"""The administrator's page: who can log in, codes for who cannot, and what becomes of an account."""

from collections.abc import Callable, Sequence
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.organisation.access import account_for_admin, office_for_admin, person_for_admin
from himpun.organisation.actions import (
    deactivate_account,
    end_administration,
    invite,
    invite_all,
    invite_rest,
    make_administrator,
    offer_new_password,
    reactivate_account,
    withdraw_invitation,
)
from himpun.organisation.errors import NotHere, OrganisationError
from himpun.organisation.invitations import VALID
from himpun.organisation.models import Office, Person
from himpun.organisation.roll import AccountState, Entrant, account_of, entrant, entrants
from himpun.web.accounts.cards import Card, address_for
from himpun.web.address import is_local
from himpun.web.request import Visit, day_of
from himpun.web.typed import key_from

NOBODY_CHOSEN: Final = "Pilih dahulu orangnya."
DONE: Final = {
    "nonaktif": "Akun sudah dinonaktifkan; semua sesinya berakhir.",
    "aktif": "Akun sudah diaktifkan kembali.",
    "jadikan": "Akun ini sekarang administrator kantor.",
    "cabut": "Akun ini bukan administrator lagi.",
    "tarik": "Kode yang belum dipakai sudah ditarik.",
}


def roll(request: Visit) -> HttpResponse:
    """Everybody of the administered offices, with account, open code and last log-in."""
    return _roll(request, {}, status=200)


def one(request: Visit) -> HttpResponse:
    """One person: what stands, and what can be done, each with what will happen."""
    if not request.GET.get("nomor"):
        return HttpResponseRedirect("/akun")
    return _one(request, _person(request, request.GET["nomor"]), {}, status=200)


def make_codes(request: Visit) -> HttpResponse:
    """Make one code or many. The answer shows them: they are kept nowhere, and a look back shows none."""
    if not (request.POST.get("untuk") or request.POST.get("orang")):
        return _roll(request, {"": NOBODY_CHOSEN}, status=422)
    try:
        made = _made(request)
    except OrganisationError as error:
        if isinstance(error, NotHere):
            raise
        return _roll(request, {"": str(error)}, status=422)
    if not made:
        return _roll(request, {"": "Tidak ada yang memerlukan kode: semua sudah mempunyai akun atau kode."}, status=422)
    return render(request, "himpun/accounts/codes.html", {"cards": made, "local": is_local(made[0].address)})


def change(request: Visit) -> HttpResponse:
    """Close or open an account, give or take the administrator's role, withdraw a code."""
    if not request.POST.get("orang"):
        return _roll(request, {"": NOBODY_CHOSEN}, status=422)
    person = _person(request, request.POST["orang"])
    deed = request.POST.get("perbuatan", "")
    if deed not in _DEEDS:
        return _one(request, person, {"": "Pilih dahulu apa yang akan dilakukan."}, status=422)
    try:
        _DEEDS[deed](request, person)
    except OrganisationError as error:
        if isinstance(error, NotHere):
            raise
        return _one(request, person, {"": str(error)}, status=422)
    return HttpResponseRedirect(f"/akun/orang?nomor={person.pk}&sudah={deed}")


def _close(request: Visit, person: Person) -> None:
    deactivate_account(request.actor, account_for_admin(request.actor, _account(person)), at=request.at)


def _open(request: Visit, person: Person) -> None:
    reactivate_account(request.actor, account_for_admin(request.actor, _account(person)), at=request.at)


def _promote(request: Visit, person: Person) -> None:
    office = office_for_admin(request.actor, person.office_id or 0)
    make_administrator(request.actor, account_for_admin(request.actor, _account(person)), office, at=request.at)


def _demote(request: Visit, person: Person) -> None:
    end_administration(request.actor, account_for_admin(request.actor, _account(person)), at=request.at)


def _withdraw(request: Visit, person: Person) -> None:
    withdraw_invitation(request.actor, person, at=request.at)


_DEEDS: Final[dict[str, Callable[[Visit, Person], None]]] = {
    "nonaktif": _close,
    "aktif": _open,
    "jadikan": _promote,
    "cabut": _demote,
    "tarik": _withdraw,
}


def _made(request: Visit) -> list[Card]:
    match request.POST.get("untuk", ""):
        case "sisa":
            return _many(request, invite_rest)
        case "semua":
            return _many(request, invite_all)
        case _:
            return [_single(request, _person(request, request.POST.get("orang", "")))]


def _many(request: Visit, verb: Callable[..., Sequence[tuple[Person, str]]]) -> list[Card]:
    found: list[Card] = []
    for pk in sorted(request.actor.administers):
        office = office_for_admin(request.actor, pk)
        posts = {row.person.pk: row.posts for row in entrants([pk], at=request.at, on=request.today)}
        given = verb(request.actor, office, at=request.at)
        found += [_card(request, office, person, posts.get(person.pk, ()), code) for person, code in given]
    return found


def _single(request: Visit, person: Person) -> Card:
    account = account_of(person)
    if account is None:
        _, code = invite(request.actor, person, at=request.at)
    else:
        _, code = offer_new_password(request.actor, account_for_admin(request.actor, account.pk), at=request.at)
    posts = entrant(person, at=request.at, on=request.today).posts
    office = office_for_admin(request.actor, person.office_id or 0)
    return _card(request, office, person, posts, code, username=account.username if account else "")


def _card(
    request: Visit, office: Office, person: Person, posts: tuple[str, ...], code: str, username: str = ""
) -> Card:
    return Card(person.name, posts, office.name, code, day_of(request.at + VALID), address_for(request), username)


def _person(request: Visit, key: str) -> Person:
    return person_for_admin(request.actor, key_from(key) or 0)


def _account(person: Person) -> int:
    account = account_of(person)
    return account.pk if account else 0


def _roll(request: Visit, lacks: dict[str, str], *, status: int) -> HttpResponse:
    rows = entrants(request.actor.administers, at=request.at, on=request.today)
    context = {
        "rows": [_shown(row) for row in rows],
        "none": sum(row.state is AccountState.NONE for row in rows),
        "invited": sum(row.state is AccountState.INVITED for row in rows),
        "lacks": lacks,
    }
    return render(request, "himpun/accounts/roll.html", context, status=status)


def _one(request: Visit, person: Person, lacks: dict[str, str], *, status: int) -> HttpResponse:
    row = entrant(person, at=request.at, on=request.today)
    context = {
        **_shown(row),
        "mine": row.account is not None and row.account.pk == request.actor.account,
        "lacks": lacks,
        "done": DONE.get(request.GET.get("sudah", ""), ""),
    }
    return render(request, "himpun/accounts/person.html", context, status=status)


def _shown(row: Entrant) -> dict[str, object]:
    return {
        "row": row,
        "seen": day_of(row.seen) if row.seen else None,
        "until": day_of(row.invitation.expires_at) if row.invitation else None,
    }
