"""The kop: name lines, address, contact, place of dating, and the emblem."""

from typing import Any

from django.http import HttpResponse

from himpun.documents.emblem import adopt_emblem
from himpun.organisation.actions import change_kop, remove_emblem
from himpun.organisation.drafts import LetterheadDraft
from himpun.organisation.emblem import LARGEST
from himpun.organisation.models import Office
from himpun.web.organisation.asked import administered, asked, one_line
from himpun.web.request import Visit
from himpun.web.typed import Typed
from himpun.web.uploads import left_out

TOO_LARGE = "Gambar itu lebih besar dari 1 MB. Kecilkan dahulu, lalu pilih lagi."


def letterhead(request: Visit) -> HttpResponse:
    """Three forms: the words, a new emblem, none."""
    office = administered(request)
    defaults = {
        "baris": office.kop_lines or office.name,
        "alamat": office.address,
        "kontak": office.contact,
        "tempat": office.place,
    }
    return asked(
        request,
        "letterhead",
        lambda: _shown(office),
        deeds={
            "kop": lambda typed: _words(request, office, typed),
            "lambang": lambda typed: _emblem(request, office, typed),
            "lepas": lambda _: _none(request, office),
        },
        defaults=defaults,
        beside={"not_an_emblem": "lambang"},
    )


def _shown(office: Office) -> dict[str, Any]:
    return {"office": Office.objects.select_related("government").get(pk=office.pk)}


def _words(request: Visit, office: Office, typed: Typed) -> str:
    lines = "\n".join(typed.lines("baris"))
    if len(lines) > 300 or lines.count("\n") > 2:
        typed.lack("baris", "too_long", "Paling banyak tiga baris, 300 huruf.")
    address = "\n".join(typed.lines("alamat"))
    if len(address) > 300:
        typed.lack("alamat", "too_long", f"Terlalu panjang: {len(address)} huruf, paling banyak 300.")
    contact, place = one_line(typed, "kontak", 300), one_line(typed, "tempat", 100)
    typed.refuse()
    kept = "" if lines == office.name else lines
    change_kop(request.actor, office, LetterheadDraft(kept, address, contact, place), at=request.at)
    return "/kantor/kop?sudah=kop"


def _emblem(request: Visit, office: Office, typed: Typed) -> str:
    upload = request.FILES.get("lambang")
    if "lambang" in left_out(request) or (upload and (upload.size or 0) > LARGEST):
        typed.lack("lambang", "too_large", TOO_LARGE)
    elif upload is None or not upload.size:
        typed.lack("lambang", "no_file", "Pilih gambarnya dahulu, PNG atau JPEG yang berisi.")
    typed.refuse()
    assert upload is not None
    adopt_emblem(request.actor, office, data=upload.read(), name=upload.name or "lambang", at=request.at)
    return "/kantor/kop?sudah=lambang"


def _none(request: Visit, office: Office) -> str:
    remove_emblem(request.actor, office, at=request.at)
    return "/kantor/kop?sudah=tanpa-lambang"
