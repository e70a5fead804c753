"""Who holds a post: appoint, replace, let act for a time, end; nothing is kept before its effect was told."""

from typing import Any

from django.http import HttpResponse

from himpun.cases.queries import open_tasks_of
from himpun.organisation.access import candidate_for_admin, holder_for_admin, post_for_admin
from himpun.organisation.actions import appoint, appoint_acting, end_holding, replace_holder
from himpun.organisation.drafts import Mandate
from himpun.organisation.errors import NotHere
from himpun.organisation.models import Holder, Person, Post
from himpun.organisation.queries import holder_of
from himpun.web.organisation.asked import asked, needed
from himpun.web.organisation.foreseen import Appointment, Way, foreseen
from himpun.web.request import Visit
from himpun.web.typed import Typed, key_from

MOST_FOUND = 50
_BESIDE = {
    "post_is_held": "mulai",
    "not_held_then": "mulai",
    "mandate_is_open_ended": "sampai",
    "of_another_office": "pegawai",
}


def appointment(request: Visit, pk: int) -> HttpResponse:
    """Name somebody for a post; first the consequences are told, then it is kept."""
    post = post_for_admin(request.actor, pk)
    told: list[str] = []
    mark: list[str] = []

    def look(typed: Typed) -> str:
        wanted = _read(request, typed)
        told.extend(foreseen(post, wanted, today=request.today))
        mark.append(wanted.mark)
        return ""

    def keep(typed: Typed) -> str:
        wanted = _read(request, typed)
        if request.POST.get("diperiksa") != wanted.mark:
            return look(typed)
        _kept(request, post, wanted)
        return f"/kantor/jabatan/{post.pk}?sudah=tunjuk"

    def context() -> dict[str, Any]:
        return _shown(request, post) | {"told": told, "mark": "".join(mark)}

    return asked(
        request,
        "appointment",
        context,
        deeds={"periksa": look, "simpan": keep, "cari": lambda _: ""},
        defaults={"mulai": f"{request.today:%Y-%m-%d}", "cara": _proposed(request, post)},
        beside=_BESIDE,
    )


def _proposed(request: Visit, post: Post) -> str:
    return Way.REPLACE if holder_of(post, on=request.today) else Way.DEFINITIVE


def _shown(request: Visit, post: Post) -> dict[str, Any]:
    own = list(Person.objects.filter(office=post.office_id).order_by("name", "pk"))
    sought = " ".join(request.POST.get("cari", "").split())[:100]
    others = _found(post, sought) if len(sought) > 2 else []
    chosen = key_from(request.POST.get("pegawai", ""))
    if chosen and chosen not in {one.pk for one in (*own, *others)}:
        others = [*_candidate(request, chosen), *others]
    return {"post": post, "own": own, "others": others, "sought": sought, "now": holder_of(post, on=request.today)}


def _found(post: Post, sought: str) -> list[Person]:
    """People of the government's other offices; their NIPs are nobody's business here."""
    near = Person.objects.filter(government=post.office.government_id, name__icontains=sought)
    return list(near.exclude(office=post.office_id).select_related("office").order_by("name", "pk")[:MOST_FOUND])


def _candidate(request: Visit, pk: int) -> list[Person]:
    try:
        return [candidate_for_admin(request.actor, pk)]
    except NotHere:
        return []


def _read(request: Visit, typed: Typed) -> Appointment:
    """What was asked for. Raises Incomplete."""
    found = _candidate(request, key_from(typed.text("pegawai")) or 0)
    if not found:
        typed.lack("pegawai", "no_person", "Pilih pegawainya.")
    try:
        way = Way(typed.text("cara"))
    except ValueError:
        typed.lack("cara", "no_way", "Pilih cara penunjukannya.")
        way = Way.DEFINITIVE
    order = needed(typed, "nomor", "Tulis nomor surat keputusan atau surat perintahnya.")
    starts = typed.date("mulai", needed="Isi hari pertamanya.")
    ends = typed.date("sampai", needed="Plh. perlu hari terakhir." if way is Way.PLH else "")
    if ends and way in (Way.DEFINITIVE, Way.REPLACE):
        typed.lack("sampai", "not_asked", "Pejabat definitif tidak memakai hari terakhir. Kosongkan.")
    typed.refuse()
    assert starts is not None
    return Appointment(found[0], way, Mandate(way.standing, starts, ends, order))


def _kept(request: Visit, post: Post, wanted: Appointment) -> None:
    who, one = request.actor, wanted.mandate
    match wanted.way:
        case Way.DEFINITIVE:
            appoint(who, post, wanted.person, starts=one.starts, order=one.order, at=request.at)
        case Way.REPLACE:
            replace_holder(who, post, wanted.person, starts=one.starts, order=one.order, at=request.at)
        case _:
            appoint_acting(who, post, wanted.person, mandate=one, at=request.at)


def ending(request: Visit, pk: int) -> HttpResponse:
    """The last day of somebody's time in a post."""
    holder = holder_for_admin(request.actor, pk)
    return asked(
        request,
        "ending",
        lambda: _of_ending(holder),
        deeds={"akhiri": lambda typed: _ended(request, holder, typed)},
        beside={"not_held_then": "akhir"},
    )


def _of_ending(holder: Holder) -> dict[str, Any]:
    others = Holder.objects.filter(post=holder.post_id).exclude(pk=holder.pk).select_related("person")
    beside = [one for one in others if one.ends is None or (holder.ends is None and one.starts > holder.starts)]
    count = open_tasks_of(holder.post).count()
    return {"holder": holder, "open": count, "beside": beside}


def _ended(request: Visit, holder: Holder, typed: Typed) -> str:
    ends = typed.date("akhir", needed="Isi hari terakhirnya.")
    typed.refuse()
    assert ends is not None
    end_holding(request.actor, holder, ends=ends, at=request.at)
    return f"/kantor/jabatan/{holder.post_id}?sudah=akhir"
