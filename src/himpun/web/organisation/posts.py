"""The office's posts: add, order, rename, end, and who has held one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse

from himpun.cases.models import Task
from himpun.cases.queries import open_tasks_of
from himpun.lib.dates import short_time
from himpun.organisation.access import post_for_admin
from himpun.organisation.actions import add_post, end_post, order_posts, place_post, rename_post
from himpun.organisation.drafts import PlaceDraft, PostDraft
from himpun.organisation.models import Holder, Office, Post, Unit
from himpun.organisation.queries import holder_of, in_force, posts_with_holders
from himpun.web.organisation.asked import administered, asked, needed
from himpun.web.organisation.units import order_typed
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from

TASKS_SHOWN = 5


def posts(request: Visit) -> HttpResponse:
    """All posts with whoever acts for them today; one more may be added."""
    office = administered(request)
    return asked(
        request,
        "posts",
        lambda: _all(request, office),
        deeds={
            "tambah": lambda typed: _added(request, office, typed),
            "urutkan": lambda typed: _ordered(request, office, typed),
        },
        defaults={"mulai": f"{request.today:%Y-%m-%d}"},
        beside={"name_taken": "judul"},
    )


def _all(request: Visit, office: Office) -> dict[str, Any]:
    return {
        "office": office,
        "rows": posts_with_holders([office.pk], on=request.today),
        "others": Post.objects.filter(office=office).exclude(in_force(request.today)),
        "units": _units(office.pk, request),
    }


def _units(office: int, request: Visit) -> QuerySet[Unit]:
    """The units that a post may lie in."""
    return Unit.objects.filter(Q(ends=None) | Q(ends__gte=request.today), office=office)


def _added(request: Visit, office: Office, typed: Typed) -> str:
    title = needed(typed, "judul", "Tulis nama jabatannya.")
    starts = typed.date("mulai", needed="Isi sejak kapan jabatan ini ada.")
    key = key_from(typed.text("unit"))
    unit = Unit.objects.filter(pk=key or 0, office=office).first()
    heads = typed.text("kepala")
    if typed.text("unit") and unit is None:
        typed.lack("unit", "no_unit", "Pilih unit dari daftar.")
    elif heads == "unit" and unit is None:
        typed.lack("unit", "no_unit", "Pilih unit yang dikepalai jabatan ini.")
    typed.refuse()
    assert starts is not None
    last = Post.objects.filter(office=office).order_by("-position").first()
    position = last.position + 1 if last else 1
    draft = PostDraft(title, unit, heads == "kantor", heads == "unit", position)
    added = add_post(request.actor, office, draft=draft, starts=starts, at=request.at)
    return f"/kantor/jabatan/{added.pk}?sudah=tambah"


def _ordered(request: Visit, office: Office, typed: Typed) -> str:
    order_posts(request.actor, office, order_typed(typed), at=request.at)
    return "/kantor/jabatan?sudah=urutan"


def post(request: Visit, pk: int) -> HttpResponse:
    """One post: its holders through the years, the work that waits for it, its name and its end."""
    row = post_for_admin(request.actor, pk)
    title = row.title
    return asked(
        request,
        "post",
        lambda: _one(request, row, title),
        deeds={
            "namai": lambda typed: _renamed(request, row, typed),
            "tempatkan": lambda typed: _placed(request, row, typed),
            "akhiri": lambda typed: _ended(request, row, typed),
        },
        defaults={"judul": row.title, "unit": str(row.unit_id or ""), "kepala": "unit" if row.heads_unit else ""},
        beside={"name_taken": "judul", "not_held_then": "akhir", "heads_no_unit": "unit"},
    )


def _one(request: Visit, row: Post, title: str) -> dict[str, Any]:
    unit = Unit.objects.filter(pk=row.unit_id or 0).first()
    tasks = open_tasks_of(row).select_related("case")
    held = Holder.objects.filter(post=row).select_related("person").order_by("-starts", "-pk")
    now = holder_of(row, on=request.today)
    return {
        "post": row,
        "title": title,
        "unit": unit,
        "units": _units(row.office_id, request),
        "holders": [(one, _state(one, now, request), one.ends is None or one.ends >= request.today) for one in held],
        "now": now,
        "open": tasks.count(),
        "tasks": [(task.case.title, _due(task, row.office.zone)) for task in tasks[:TASKS_SHOWN]],
    }


def _due(task: Task, zone: str) -> str:
    return short_time(task.due_at, zone) if task.due_at else "tanpa batas waktu"


def _state(one: Holder, now: Holder | None, request: Visit) -> str:
    if now is not None and one.pk == now.pk:
        return "bertindak hari ini"
    if one.starts > request.today:
        return "akan datang"
    return "berakhir" if one.ends and one.ends < request.today else "digantikan sementara"


def _renamed(request: Visit, row: Post, typed: Typed) -> str:
    title = needed(typed, "judul", "Tulis nama jabatannya.")
    typed.refuse()
    rename_post(request.actor, row, title=title, at=request.at)
    return f"/kantor/jabatan/{row.pk}?sudah=nama"


def _placed(request: Visit, row: Post, typed: Typed) -> str:
    chosen = typed.text("unit")
    unit = _units(row.office_id, request).filter(pk=key_from(chosen) or 0).first()
    if chosen and unit is None:
        typed.lack("unit", "no_unit", "Pilih unit dari daftar.")
    typed.refuse()
    place = PlaceDraft(unit, heads_unit=typed.text("kepala") == "unit")
    place_post(request.actor, row, place=place, at=request.at)
    return f"/kantor/jabatan/{row.pk}?sudah=unit"


def _ended(request: Visit, row: Post, typed: Typed) -> str:
    ends = typed.date("akhir", needed="Isi hari terakhir jabatan ini.")
    typed.refuse()
    assert ends is not None
    end_post(request.actor, row, ends=ends, at=request.at)
    return f"/kantor/jabatan/{row.pk}?sudah=akhir"
