"""What the pages of this room share: whose office it is, a form that is asked and answered, what was kept."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from himpun.organisation.access import office_for_admin
from himpun.organisation.errors import OrganisationError
from himpun.organisation.models import Office
from himpun.web.refusals import beside_fields, can_be_mended, status_of, words_of
from himpun.web.request import Visit
from himpun.web.typed import Typed

Context = Callable[[], dict[str, Any]]
"""What the page shows besides the form; read after the deed was refused, so that it is as it is now."""
Deed = Callable[[Typed], str]
"""Reads the form, does it, and says to which address it leads."""

SAID: Final = {
    "kop": "Kop tersimpan. Naskah yang dibuat mulai sekarang memakainya.",
    "lambang": "Lambang tersimpan. Naskah yang dibuat mulai sekarang memakainya.",
    "tanpa-lambang": "Lambang dilepas. Naskah yang sudah dibuat tetap seperti adanya.",
    "tambah": "Sudah ditambahkan.",
    "nama": "Nama baru tersimpan.",
    "unit": "Unit jabatan ini tersimpan.",
    "urutan": "Urutan tersimpan.",
    "lanjut": "Unit ini kembali berjalan.",
    "akhir": "Tanggal berakhir tersimpan.",
    "tunjuk": "Penunjukan tersimpan. Tugas mengikuti jabatan sejak tanggal itu.",
    "pegawai": "Data pegawai tersimpan.",
    "libur": "Hari libur tersimpan.",
    "batal": "Hari itu kembali menjadi hari kerja.",
    "jam": "Jam kerja tersimpan.",
    "cabut": "Jam kerja itu dicabut dan tidak akan berlaku.",
    "zona": "Zona waktu tersimpan.",
}
"""What a page says after the deed that led to it."""

CHANGED: Final = "Data ini sudah diubah di tempat lain sejak halaman dibuka. Periksa, lalu simpan lagi."


def administered(request: Visit) -> Office:
    """The office that the visitor administers. Raises NotHere."""
    return office_for_admin(request.actor, min(request.actor.administers, default=0))


def asked(
    request: Visit,
    template: str,
    context: Context,
    *,
    deeds: Mapping[str, Deed],
    defaults: Mapping[str, str] | None = None,
    beside: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A page with forms, each naming its deed in `tindakan`; refused, it comes again with everything typed.

    `beside` says at which field a refusal of the organisation (by its code) is told. A form that carries the digest
    of the `defaults` in `asal` is refused when they have changed since it was shown.
    """
    now = defaults or {}

    def show(lacks: Mapping[str, str], status: int) -> HttpResponse:
        typed = {**now, **request.POST.dict()}
        done = SAID.get(request.GET.get("sudah", ""), "")
        shown = {"typed": typed, "lacks": lacks, "said": done, "doing": request.POST.get("tindakan", "")}
        shown |= {"as_read": _digest(now), **context()}
        return render(request, f"himpun/organisation/{template}.html", shown, status=status)

    if request.method != "POST":
        return show({}, 200)
    deed = deeds.get(request.POST.get("tindakan", ""))
    if deed is None:
        return show({"": "Formulir ini tidak lengkap. Tekan salah satu tombol di halaman ini."}, 422)
    try:
        _refuse_overtaken(request, now)
        leads_to = deed(Typed(request.POST))
    except Exception as error:
        if not can_be_mended(error):
            raise
        return show(_told(error, beside or {}), status_of(error) or 422)
    return HttpResponseRedirect(leads_to) if leads_to else show({}, 200)


def _digest(values: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(values), sort_keys=True).encode()).hexdigest()


def _refuse_overtaken(request: Visit, now: Mapping[str, str]) -> None:
    """Raises Incomplete when what the form was filled from is no longer what stands, with what stands beside it.

    A second press of the same form finds its own words and goes on.
    """
    read = request.POST.get("asal")
    differs = [name for name in now if _plain(request.POST.get(name, now[name])) != _plain(now[name])]
    if read is None or read == _digest(now) or not differs:
        return
    typed = Typed(request.POST)
    typed.lack("", "changed_meanwhile", CHANGED)
    for name in differs:
        typed.lack(name, "changed_meanwhile", f"Tersimpan sekarang: {now[name] or '(kosong)'}")
    typed.refuse()


def _plain(text: str) -> str:
    """Without spaces and line ends: a NIP is kept without those it was typed with."""
    return "".join(text.split())


def _told(error: Exception, beside: Mapping[str, str]) -> dict[str, str]:
    if isinstance(error, OrganisationError) and error.code in beside:
        return {beside[error.code]: words_of(error)}
    return beside_fields(error)


def needed(typed: Typed, name: str, said: str, longest: int = 200) -> str:
    """A text on one line that may not be blank."""
    text = " ".join(typed.text(name, longest).split())
    if not text:
        typed.lack(name, "blank", said)
    return text


def one_line(typed: Typed, name: str, longest: int) -> str:
    """A text on one line that may be blank."""
    return " ".join(typed.text(name, longest).split())
