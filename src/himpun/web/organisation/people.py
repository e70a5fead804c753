"""The people whom the office employs: register one, correct one, see where they hold posts."""

from typing import Any

from django.http import HttpResponse

from himpun.organisation.access import person_for_admin
from himpun.organisation.actions import correct_person, register_person
from himpun.organisation.models import Account, Holder, Office, Person
from himpun.organisation.queries import in_force
from himpun.web.organisation.asked import administered, asked, needed, one_line
from himpun.web.paging import page_number
from himpun.web.request import Visit
from himpun.web.typed import Typed

A_PAGE = 50
_BESIDE = {"not_a_nip": "nip", "name_taken": "nip"}


def people(request: Visit) -> HttpResponse:
    """Everybody by name, with the posts held today; one more may be registered."""
    office = administered(request)
    return asked(
        request,
        "people",
        lambda: _page(request, office),
        deeds={"daftarkan": lambda typed: _registered(request, office, typed)},
        beside=_BESIDE,
    )


def _page(request: Visit, office: Office) -> dict[str, Any]:
    number = page_number(request)
    sought = " ".join(request.GET.get("cari", "").split())[:100]
    everybody = Person.objects.filter(office=office, name__icontains=sought).order_by("name", "pk")
    found = list(everybody[number * A_PAGE : (number + 1) * A_PAGE + 1])
    shown = found[:A_PAGE]
    held: dict[int, list[str]] = {}
    holdings = Holder.objects.filter(in_force(request.today), person__in=[one.pk for one in shown])
    for one in holdings.select_related("post").order_by("post__position"):
        held.setdefault(one.person_id, []).append(f"{one.standing} {one.post.title}".strip())
    return {
        "office": office,
        "people": [(one, held.get(one.pk, [])) for one in shown],
        "sought": sought,
        "earlier": number if number else None,
        "later": number + 2 if len(found) > A_PAGE else None,
    }


def _registered(request: Visit, office: Office, typed: Typed) -> str:
    name, nip, rank = _read(typed)
    register_person(request.actor, office, name=name, nip=nip, rank=rank, at=request.at)
    return "/kantor/pegawai?sudah=tambah"


def _read(typed: Typed) -> tuple[str, str, str]:
    name = needed(typed, "nama", "Tulis namanya dengan gelar, seperti di surat.")
    nip, rank = one_line(typed, "nip", 60), one_line(typed, "pangkat", 80)
    typed.refuse()
    return name, nip, rank


def person(request: Visit, pk: int) -> HttpResponse:
    """One person: what is written of them, and the posts held through the years."""
    row = person_for_admin(request.actor, pk)
    name = row.name
    return asked(
        request,
        "person",
        lambda: _one(request, row, name),
        deeds={"perbaiki": lambda typed: _corrected(request, row, typed)},
        defaults={"nama": row.name, "nip": row.nip, "pangkat": row.rank},
        beside=_BESIDE,
    )


def _one(request: Visit, row: Person, name: str) -> dict[str, Any]:
    holdings = Holder.objects.filter(person=row, office__in=request.actor.administers)
    return {
        "person": row,
        "name": name,
        "holdings": holdings.select_related("post").order_by("-starts", "-pk"),
        "account": Account.objects.filter(person=row).first(),
    }


def _corrected(request: Visit, row: Person, typed: Typed) -> str:
    name, nip, rank = _read(typed)
    correct_person(request.actor, row, name=name, nip=nip, rank=rank, at=request.at)
    return f"/kantor/pegawai/{row.pk}?sudah=pegawai"
