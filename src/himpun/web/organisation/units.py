"""The office's units: add, order, rename, end."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse

from himpun.organisation.access import unit_for_admin
from himpun.organisation.actions import add_unit, end_unit, order_units, rename_unit, reopen_unit
from himpun.organisation.errors import NotHeldThen
from himpun.organisation.models import Office, Post, Unit
from himpun.organisation.queries import in_force
from himpun.web.organisation.asked import administered, asked, needed
from himpun.web.organisation.unit_ending import ending_foreseen, may_be_taken_back
from himpun.web.request import Visit
from himpun.web.typed import Typed, date_from, key_from


def units(request: Visit) -> HttpResponse:
    """All units in their order, those that have ended beneath; one more may be added."""
    office = administered(request)
    return asked(
        request,
        "units",
        lambda: _all(request, office),
        deeds={
            "tambah": lambda typed: _added(request, office, typed),
            "urutkan": lambda typed: _ordered(request, office, typed),
        },
        defaults={"mulai": f"{request.today:%Y-%m-%d}"},
        beside={"name_taken": "nama"},
    )


def _all(request: Visit, office: Office) -> dict[str, Any]:
    lives = Q(posts__ends=None) | Q(posts__ends__gte=request.today)
    rows = list(Unit.objects.filter(office=office).annotate(count=Count("posts", filter=lives)))
    living = [row for row in rows if row.ends is None or row.ends >= request.today]
    return {"office": office, "units": living, "ended": [row for row in rows if row not in living]}


def _added(request: Visit, office: Office, typed: Typed) -> str:
    name = needed(typed, "nama", "Tulis nama unitnya.")
    starts = typed.date("mulai", needed="Isi sejak kapan unit ini ada.")
    typed.refuse()
    assert starts is not None
    last = Unit.objects.filter(office=office).order_by("-position").first()
    add_unit(request.actor, office, name=name, starts=starts, position=last.position + 1 if last else 1, at=request.at)
    return "/kantor/unit?sudah=tambah"


def _ordered(request: Visit, office: Office, typed: Typed) -> str:
    order_units(request.actor, office, order_typed(typed), at=request.at)
    return "/kantor/unit?sudah=urutan"


def order_typed(typed: Typed) -> list[int]:
    """The keys of rows by the numbers typed beside them ("urut-7"); equal numbers stay as they were."""
    found: list[tuple[int, int]] = []
    for key, (text,) in typed.rows("urut"):
        number = key_from(text)
        if number is None:
            typed.lack(f"urut-{key}", "not_a_number", "Tulis angka urutannya, misalnya 3.")
        else:
            found.append((number, key))
    if not found and not typed.lacks:
        typed.lack("", "no_order", "Tidak ada urutan yang diisi.")
    typed.refuse()
    return [key for _, key in sorted(found, key=lambda one: one[0])]


def unit(request: Visit, pk: int) -> HttpResponse:
    """One unit: a new name from now on, or its last day, whose consequences are told before it is kept."""
    row = unit_for_admin(request.actor, pk)
    name = row.name
    told: list[str] = []
    return asked(
        request,
        "unit",
        lambda: _one(request, row, name) | {"told": told, "day": date_from(request.POST.get("akhir", ""))},
        deeds={
            "namai": lambda typed: _renamed(request, row, typed),
            "akhiri": lambda typed: _ended(request, row, typed, told),
            "lanjutkan": lambda _: _reopened(request, row),
        },
        defaults={"nama": row.name},
        beside={"name_taken": "nama", "not_held_then": "akhir"},
    )


def _one(request: Visit, row: Unit, name: str) -> dict[str, Any]:
    posts = list(Post.objects.filter(in_force(request.today), unit=row))
    return {"unit": row, "name": name, "posts": posts, "reopens": may_be_taken_back(row)}


def _renamed(request: Visit, row: Unit, typed: Typed) -> str:
    name = needed(typed, "nama", "Tulis nama unitnya.")
    typed.refuse()
    rename_unit(request.actor, row, name=name, at=request.at)
    return f"/kantor/unit/{row.pk}?sudah=nama"


def _ended(request: Visit, row: Unit, typed: Typed, told: list[str]) -> str:
    """Tell what will happen; on the press that has read that of this very day, keep it."""
    ends = typed.date("akhir", needed="Isi hari terakhir unit ini.")
    typed.refuse()
    assert ends is not None
    if request.POST.get("diperiksa") != f"{ends:%Y-%m-%d}":
        told.extend(ending_foreseen(row, ends, today=request.today))
        return ""
    end_unit(request.actor, row, ends=ends, at=request.at)
    return f"/kantor/unit/{row.pk}?sudah=akhir"


def _reopened(request: Visit, row: Unit) -> str:
    if not may_be_taken_back(row):
        raise NotHeldThen("Berakhirnya unit ini tidak dapat dibatalkan lagi: sudah ada berkas yang dibuka sesudahnya.")
    reopen_unit(request.actor, row, at=request.at)
    return f"/kantor/unit/{row.pk}?sudah=lanjut"
